#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "rules/plan.h"

namespace radcert::bench {

using Chosen = std::uint64_t; ///< remedies, one bit each, as in `rules::Plan::chosen`

/// As many sets a day are tried of all remedies at once.
constexpr std::size_t most_sets = 1'000;

bool good(Verdict verdict);

/// Every set of remedies, tried one after the other: what the planner's search is held against.
///
/// Of thirty remedies there are too many sets, so they are tried part by part: a part is the topics that some
/// remedy joins, and what the rows of one part say hangs on no remedy of another. A file is eligible exactly
/// where each of its parts is settled, so its least effort is the sum of theirs. Left out of a part are
/// remedies that bear on none of its rows which speak of the file. Both are read off the conditions of the
/// rows; that the sets of all parts together make the file eligible is screened.
class EverySet {
public:
    explicit EverySet(const rules::Program& program);

    int effort(Chosen set) const;

    /// The least effort that makes the file eligible on a day; empty where no set does.
    /// @throws std::logic_error  the parts hang together after all.
    std::optional<int> least_effort(const Dossier& dossier, const rules::PlanQuestion& question, Date filing);

    /// Whether some set of at most that effort makes the file eligible on a day: all remedies at once,
    /// nothing taken for granted. Empty where these are more than `most_sets`.
    std::optional<bool> any_within(const Dossier& dossier, const rules::PlanQuestion& question, Date filing,
                                   int effort);

    /// Whether some set of its part settles the row on some filing day.
    bool can_be_met(const Dossier& dossier, const rules::PlanQuestion& question, std::uint16_t row);

private:
    struct Part {
        std::set<Topic> topics;
        Chosen remedies{0};         ///< all that bear on a row of these topics
        std::vector<Chosen> sets{}; ///< of these remedies, least effort first
    };

    void join(Part joined);
    std::vector<Chosen> sets_of(Chosen remedies) const;
    template <class Visit>
    void each_of(const Part& part, const rules::Screening& screening, Visit visit) const;
    Chosen bearing(const Part& part, const rules::Screening& screening) const;
    bool settled(const Part& part, const rules::Screening& screening) const;
    const rules::Screening& screened(const Dossier& dossier, const rules::PlanQuestion& question, Date filing,
                                     Chosen set);

    const rules::Rulebook& book_;
    rules::Planner planner_;
    rules::Screener screener_;
    Dossier changed_{};
    std::vector<Chosen> bearing_{}; ///< by row
    std::vector<Part> parts_{};
};

} // namespace radcert::bench
