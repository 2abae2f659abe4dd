#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "domain/finding.h"
#include "rules/screening.h"

namespace radcert::casework {

/// One finding of a file's screening, in words that a letter can carry.
struct FindingWords {
    std::string requirement; ///< row of the rulebook: "B-HEALTH-1"
    Topic topic{};
    Outcome outcome{};
    Reason reason{};
    FailureAction on_failure{};
    Standing standing{};
    Words title;
    std::string citation; ///< "142/2020/NĐ-CP, Điều 35(2)(d)"
    Words explanation;    ///< the value read, the value needed
    Words remedy;         ///< what would cure it; may be empty
};

/// The findings of a screening, in words.
std::vector<FindingWords> finding_words(const RulebookInUse& rules, const rules::Screening& screening);

/// What the latest screening of a file found, by the rulebook and the facts of then.
struct ScreenedWords {
    std::int64_t screening{};
    Verdict verdict{};
    std::vector<FindingWords> findings;
};

/// Empty when the file was not screened. @throws Error as replay_screening.
/// @param which  another screening than the latest
std::optional<ScreenedWords> latest_findings(registry::Database& database, Rulebooks& rulebooks,
                                             const std::string& application,
                                             std::optional<std::int64_t> which = {});

/// What the applicant can add: papers that are missing or do not do, and facts that nobody recorded.
std::vector<FindingWords> curable(const ScreenedWords& screened);
/// What neither the file nor the rules settle, advice aside.
std::vector<FindingWords> undetermined(const ScreenedWords& screened);
/// What stands against a certificate: every finding that is not met and is no advice.
std::vector<FindingWords> not_met(const ScreenedWords& screened);

} // namespace radcert::casework
