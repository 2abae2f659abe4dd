#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/read_rulebook.h"
#include "rules/screen.h"

namespace radcert::workshop {

// Worked cases: dossiers with the answer that the rulebook has to give. Their form is in
// qualification-rules/README.md, "Worked cases".

/// What a case expects of its requirement's finding.
struct ExpectedFinding {
    bool silent{false}; ///< the row says nothing; then the rest is empty
    std::optional<Outcome> outcome;
    std::optional<Reason> reason;
    std::optional<bool> indication;
};

/// What a case expects of the answer who decides; parts that it does not state are empty.
struct ExpectedAuthority {
    std::optional<std::vector<Body>> bodies; ///< sorted
    std::optional<BodyMode> mode;            ///< `single` where the case says null
    std::optional<Standing> standing;
    std::optional<std::optional<std::string>> procedure_code;
    std::optional<std::optional<bool>> filed_with_ok;
};

struct Expectation {
    std::optional<Verdict> determination;
    std::optional<CertificateNeed> certificate_need;
    std::optional<ExpectedFinding> finding;
    std::optional<ExpectedAuthority> authority;
    std::vector<std::pair<Topic, Outcome>> topics; ///< worst outcome of a topic's findings that are no advice
};

struct WorkedCase {
    std::string file;           ///< "cases/B-HEALTH-1.json"
    std::string requirement;    ///< id; empty in authority.json
    std::optional<Topic> topic; ///< what the file's head says of the row again, in its first case
    std::optional<rules::Citation> citation;
    std::string why;
    std::string dossier_text; ///< JSON, the base and the change as one
    Dossier dossier;
    rules::ScreenOptions options;
    Expectation expect;
};

/// A file of the folder that holds no cases: see reach.h.
inline constexpr std::string_view reach_file = "cases/reach.json";

/// Reads every case of a rulebook.
/// @param files  those of its folder cases/, with paths like "cases/B-HEALTH-1.json" and
///               "cases/bases/b-ct.json"
/// @throws Error  invalid_input with file, line and pointer: an unknown word, a base that is not there, a
///                dossier that cannot be read.
std::vector<WorkedCase> read_cases(const std::vector<rules::SourceFile>& files, const Vocabulary& vocabulary);

/// One thing that came out otherwise than a case expects.
struct Mismatch {
    std::string what; ///< "determination", "finding.outcome", "topics.photo"
    std::string expected, found;
};

/// Everything that came out otherwise; empty: the case holds.
std::vector<Mismatch> mismatches(const rules::Rulebook& book, const WorkedCase& one,
                                 const rules::Screening& screening);

} // namespace radcert::workshop
