#include "casework/lapsing_papers.h"

#include <algorithm>

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

} // namespace radcert::casework
