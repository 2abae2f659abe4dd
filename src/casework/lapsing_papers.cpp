#include "casework/lapsing_papers.h"

#include <algorithm>

#include "registry/evidence.h"

namespace radcert::casework {

constexpr int training_lasts = 36, health_check_lasts = 12; ///< months

std::vector<LapsingPaper> lapsing_papers(registry::Database& database, Date on, PaperAges ages,
                                         EventNumber known_by)
{
    const registry::ReadScope one_state{database};
    std::vector<LapsingPaper> found;
    const auto add = [&](const char* kind, int from_months, int lasts) {
        const Date before = earliest_reaching(on, from_months);
        for (auto& paper : registry::papers_in_post(database, kind, on, before, known_by)) {
            const Date lapses = plus_months(paper.dated_on, lasts);
            found.push_back({std::move(paper), lapses, lapses < on});
        }
    };
    add("training", ages.training_months, training_lasts);
    add("health_check", ages.health_months, health_check_lasts);
    std::ranges::stable_sort(found, {}, &LapsingPaper::lapses_on);
    return found;
}

std::vector<OwnLapsingPaper> lapsing_papers_of(registry::Database& database, std::int64_t worker,
                                               EventNumber known_by)
{
    std::vector<OwnLapsingPaper> found;
    for (const registry::Evidence& one : registry::evidence_of(database, worker, known_by)) {
        const bool training = one.kind == "training";
        if (!one.dated_on || (!training && one.kind != "health_check")) continue;
        const int lasts = training ? training_lasts : health_check_lasts;
        const OwnLapsingPaper paper{one.evidence, one.kind, training ? one.programme : std::nullopt,
                                    *one.dated_on, plus_months(*one.dated_on, lasts)};
        const auto older = std::ranges::find_if(found, [&](const OwnLapsingPaper& other) {
            return other.kind == paper.kind && other.programme == paper.programme;
        });
        if (older == found.end())
            found.push_back(paper);
        else if (older->dated_on < paper.dated_on)
            *older = paper;
    }
    std::ranges::stable_sort(found, {}, &OwnLapsingPaper::lapses_on);
    return found;
}

} // namespace radcert::casework
