#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workshop/lint.h"
#include "workshop/mutants.h"
#include "workshop/reach.h"

namespace radcert::workshop {

/// What noticed a mistake.
enum class Catcher : std::uint8_t {
    nobody, ///< neither case nor lint: the rulebook could be wrong so, and nobody would know
    reader, ///< the rulebook can no longer be read
    worked_case,
    lint,
};

struct Caught {
    Catcher by{};
    std::string where; ///< the case's file, or the kind of the lint finding
    Words what;        ///< what came out otherwise
};

/// Makes one mistake after another in copies of a rulebook and looks whether anything notices: first the
/// reader's own checks, then the cases of the row, then all other cases, then lint.
class Hunter {
public:
    /// @param cases  of this very rulebook, all of which hold
    /// @param reached  what cases/reach.json says; empty: there is none
    Hunter(const rules::Rulebook& book, const std::vector<WorkedCase>& cases, std::vector<ReachLine> reached,
           const LintQuestion& question);

    Caught hunt(const Mutant& mutant) const;

private:
    const rules::Rulebook& book_;
    const std::vector<WorkedCase>& cases_;
    std::vector<ReachLine> reached_;
    LintQuestion question_;
    std::vector<std::string> known_; ///< what lint says of the rulebook as it is
};

} // namespace radcert::workshop
