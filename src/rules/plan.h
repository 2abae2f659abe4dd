#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/screen.h"

namespace radcert::rules {

/// One thing to do, and what it settles.
struct PlanStep {
    const Remedy* remedy{};
    Date begin; ///< latest day on which work on it begins, for it to be done when the file is filed
    std::vector<std::uint16_t> satisfies; ///< rows that are met with it and were not without, in this order
};

/// Steps that turn a file into one that is eligible, the one to begin first first. They go side by side, and
/// each is done on the filing day: a paper made no earlier than that is as fresh as it can be.
struct Plan {
    std::vector<PlanStep> steps;
    Date filing; ///< the day to file; where the file was filed, the day on which it is complete
    int effort{0};
    std::uint64_t chosen{0}; ///< the remedies, one bit each, by their place in the rulebook
};

struct PlanQuestion {
    Date start;             ///< when work on it can begin
    bool supplement{false}; ///< the file was filed: its filing day stays, papers of later count
};

struct PlanAnswer {
    Verdict now{};                ///< filed on the day `start`, or as it was filed, with nothing done
    std::optional<Plan> cheapest; ///< least effort; of those the earliest
    std::optional<Plan> fastest;  ///< earliest filing; of those the least effort
    /// Rows that no remedy gets met, where there is no plan.
    std::vector<std::uint16_t> stuck;
};

/// Whether what the remedy changes is something that the row looks at.
bool touches(const Remedy& remedy, const Requirement& row);

/// Finds plans: sets of remedies, each taken at most once, and a day to file. Days that are tried: those on
/// which some remedy can be done, and those that a remedy waits for. A plan is what a screening of the
/// changed file says, not what its steps promise; an officer's judgement counts as given, and its outcome is
/// the officer's.
///
/// For each day a search by least effort first, branching on the first row that is open: whatever makes the
/// file eligible must settle that row (uniform-cost search; Russell, Norvig, Artificial Intelligence, ch. 3).
/// A test compares it with trying every set on every day.
class Planner {
public:
    explicit Planner(const Program& program);

    PlanAnswer plan(const Dossier& dossier, const PlanQuestion& question);

    /// The file when these remedies are done and it is filed, or complete, on that day.
    Dossier after(const Dossier& dossier, const PlanQuestion& question, std::uint64_t remedies,
                  Date filing) const;

    /// Days on which the file can be filed, ascending; the first is `start`.
    std::vector<Date> filing_days(const Dossier& dossier, const PlanQuestion& question) const;
    /// Remedies that can be used in a file that is filed on that day: done by then, waited for by then, and
    /// no officer has refused what they would have judged.
    std::uint64_t usable(const Dossier& dossier, const PlanQuestion& question, Date filing) const;
    /// Those that such a file cannot do without, because it waits for the day.
    std::uint64_t waiting(const Dossier& dossier, const PlanQuestion& question, Date filing) const;

private:
    struct Search;

    const Program& program_;
    Screener screener_;
};

} // namespace radcert::rules
