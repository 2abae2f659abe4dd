#include "casework/planned_work.h"

#include "casework/dossiers.h"
#include "rules/citation.h"
#include "rules/plan.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

PlannedRow planned_row(const rules::Rulebook& book, std::uint16_t index)
{
    const rules::Requirement& row = book.requirements[index];
    return {row.id,
            row.title,
            {rules::citation_text(book, row, Language::vi), rules::citation_text(book, row, Language::en)}};
}

PlannedWay planned_way(const rules::Rulebook& book, const rules::Plan& plan)
{
    PlannedWay way{plan.filing, plan.effort, {}};
    for (const rules::PlanStep& step : plan.steps) {
        PlannedStep& made = way.steps.emplace_back(PlannedStep{step.remedy->title, step.begin, {}});
        for (const std::uint16_t row : step.satisfies) made.settles.push_back(planned_row(book, row));
    }
    return way;
}

} // namespace

PlannedWork plan_work(const RulebookInUse& rules, const Dossier& dossier, Date start, bool supplement)
{
    rules::Planner planner{rules.program};
    const rules::PlanAnswer answer = planner.plan(dossier, {start, supplement});
    PlannedWork work{answer.now, start, supplement, {}, {}, {}};
    if (answer.cheapest) {
        work.cheapest = planned_way(rules.book, *answer.cheapest);
        if (answer.fastest && answer.fastest->filing < answer.cheapest->filing)
            work.fastest = planned_way(rules.book, *answer.fastest);
    }
    for (const std::uint16_t row : answer.stuck) work.stuck.push_back(planned_row(rules.book, row));
    return work;
}

PlannedWork plan_supplement(registry::Database& database, const RulebookInUse& rules,
                            const std::string& application, Date start, EventNumber known_by)
{
    text::JsonReader reader;
    const std::string dossier = compose_dossier(database, application, known_by);
    return plan_work(rules, text::read_dossier(reader, dossier, rules.book.vocabulary), start, true);
}

} // namespace radcert::casework
