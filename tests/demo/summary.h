#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "domain/finding.h"
#include "domain/vocabulary.h"
#include "text/field.h"

namespace radcert::demo {

/// The columns of the table, as the order of determinations has them (contract/README.md).
constexpr std::array verdicts{Verdict::not_required, Verdict::ineligible, Verdict::incomplete,
                              Verdict::undetermined, Verdict::eligible};

using Tally = std::array<int, verdicts.size()>;

/// A row that stays open in some files, and why it does.
struct Question {
    Reason reason;
    std::string requirement;
    auto operator<=>(const Question&) const = default;
};

struct Summary {
    std::map<Code, Tally> by_equipment; ///< a file counts once for each kind of equipment of its facility
    Tally all{};                        ///< a file counts once
    int wrong_desk{};                   ///< filed elsewhere than with the competent body
    std::map<Question, int> questions;  ///< files that each touches; advice left out
};

/// Counts dossiers and what was said about them.
class Counter {
public:
    explicit Counter(const Vocabulary& vocabulary) : vocabulary_{vocabulary} {}

    /// One line of JSON each.
    /// @throws Error  invalid_input.
    void add(std::string_view dossier_line, std::string_view determination_line);

    const Summary& summary() const { return summary_; }

private:
    void add_question(const text::Field& finding);

    const Vocabulary& vocabulary_;
    text::JsonReader reader_;
    Summary summary_;
};

} // namespace radcert::demo
