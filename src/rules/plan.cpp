#include "rules/plan.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <set>
#include <tuple>
#include <unordered_set>

#include "rules/bearing.h"
#include "rules/evidence_cells.h"

namespace radcert::rules {
namespace {

using Chosen = std::uint64_t; ///< one bit for each remedy

std::int64_t number_of_day(Date day)
{
    return day.time_since_epoch().count();
}

/// The day that a waiting remedy waits for; empty where the fact is not recorded.
std::optional<Date> awaited(const Remedy& remedy, const Dossier& dossier)
{
    std::optional<Date> from;
    switch (remedy.fact) {
    case Fact::birth_date: from = dossier.worker.birth_date; break;
    case Fact::fee_paid_on: from = dossier.application.fee_paid_on; break;
    case Fact::filed_on: from = dossier.application.filed_on; break;
    case Fact::completed_on: from = dossier.application.completed_on; break;
    case Fact::civil_capacity:
    case Fact::channel:
    case Fact::medical: break;
    }
    if (!from) return std::nullopt;
    if (remedy.period.unit == Period::Unit::days) return *from + std::chrono::days{remedy.period.count};
    return plus_months(*from, remedy.period.count);
}

/// Whether the check does not count the record that the remedy adds: a training of another programme than the
/// one asked for. Most rows about one list ask for different records of it, and a search that tries them all
/// for each row takes a hundred times as long.
bool leaves_out(const Condition& check, const Remedy& remedy)
{
    const bool counts =
        check.check == Check::exists || check.check == Check::count || check.check == Check::sum;
    if (remedy.act != Remedy::Act::add || check.list != remedy.list || !counts) return false;
    return std::ranges::any_of(remedy.given, [&](const Remedy::Given& given) {
        return std::ranges::any_of(check.where, [&](const FieldTest& test) {
            return test.column == given.column && test.comparison == FieldTest::Comparison::one_of &&
                   !given.when_done && given.text.empty() &&
                   std::ranges::find(test.values, given.cell) == test.values.end();
        });
    });
}

} // namespace

bool touches(const Remedy& remedy, const Requirement& row)
{
    if (remedy.act == Remedy::Act::judge) return remedy.topic == row.topic;
    if (!row.condition) return false;
    if (remedy.act == Remedy::Act::wait) return false; // the day that it waits for is chosen with it
    bool found = false, turned = false;                // below a negation nothing is left out
    each_check(*row.condition, [&](const Condition& check) {
        turned = turned || check.check == Check::negation || check.check == Check::none;
        if (!turned && leaves_out(check, remedy)) return;
        const bool fact = check.check == Check::fact || check.check == Check::reached;
        if (remedy.act == Remedy::Act::state)
            found = found || (fact && check.fact == remedy.fact);
        else if (check.check >= Check::exists && check.check <= Check::order)
            found = found || check.list == remedy.list ||
                    (check.check == Check::order && check.second_list == remedy.list);
    });
    return found;
}

namespace {

void add_given(const Remedy& remedy, Date done, Dossier& dossier, std::size_t record)
{
    for (const Remedy::Given& given : remedy.given)
        set_cell(dossier.evidence, remedy.list, record, given.column,
                 given.when_done ? number_of_day(done) : given.cell, given.text);
}

/// Whether an officer has refused what a judging remedy would have him grant.
bool was_refused(const Dossier& dossier, Topic topic)
{
    return std::ranges::any_of(dossier.officer_findings, [&](const OfficerFinding& finding) {
        return finding.topic == topic && finding.outcome == Outcome::not_met;
    });
}

void make(const Remedy& remedy, Date filing, const Dossier& before, Dossier& dossier)
{
    switch (remedy.act) {
    case Remedy::Act::add:
        add_given(remedy, filing, dossier, add_record(dossier.evidence, remedy.list, "plan-"));
        return;
    case Remedy::Act::confirm:
        for (std::size_t record = 0; record < record_count(before.evidence, remedy.list); ++record) {
            for (const Remedy::Given& given : remedy.given)
                if (!cell_recorded(before.evidence, remedy.list, record, given.column))
                    set_cell(dossier.evidence, remedy.list, record, given.column,
                             given.when_done ? number_of_day(filing) : given.cell, given.text);
        }
        return;
    case Remedy::Act::state: set_fact(dossier, remedy.fact, remedy.cell); return;
    case Remedy::Act::wait: return;
    case Remedy::Act::judge:
        dossier.officer_findings.push_back(
            {std::nullopt, remedy.topic, Outcome::met, "plan", filing, remedy.title.vi});
        return;
    }
}

} // namespace

Planner::Planner(const Program& program) : program_{program}, screener_{program} {}

Dossier Planner::after(const Dossier& dossier, const PlanQuestion& question, Chosen remedies,
                       Date filing) const
{
    Dossier made = dossier;
    if (!question.supplement) made.application.filed_on = filing;
    made.application.completed_on = filing;
    const auto& all = program_.book.remedies;
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((remedies >> i & 1) != 0) make(all[i], filing, dossier, made);
    return made;
}

std::vector<Date> Planner::filing_days(const Dossier& dossier, const PlanQuestion& question) const
{
    std::set<Date> days{question.start};
    for (const Remedy& remedy : program_.book.remedies) {
        if (remedy.act != Remedy::Act::wait) {
            days.insert(question.start + std::chrono::days{remedy.days});
        } else if (const auto day = awaited(remedy, dossier); day && !question.supplement) {
            days.insert(std::max(*day, question.start));
        }
    }
    return {days.begin(), days.end()};
}

Chosen Planner::waiting(const Dossier& dossier, const PlanQuestion& question, Date filing) const
{
    Chosen needed = 0;
    const auto& all = program_.book.remedies;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].act != Remedy::Act::wait || question.supplement) continue;
        const auto day = awaited(all[i], dossier);
        if (day && *day > question.start && *day == filing) needed |= Chosen{1} << i;
    }
    return needed;
}

Chosen Planner::usable(const Dossier& dossier, const PlanQuestion& question, Date filing) const
{
    Chosen usable = waiting(dossier, question, filing);
    const auto& all = program_.book.remedies;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].act == Remedy::Act::wait) continue;
        if (all[i].act == Remedy::Act::judge && was_refused(dossier, all[i].topic)) continue;
        if (question.start + std::chrono::days{all[i].days} <= filing) usable |= Chosen{1} << i;
    }
    return usable;
}

/// One search over sets of remedies, for one day.
/// `below`: effort that is not worth while any more; `stuck`: collects rows that nothing touches.
struct Planner::Search {
    Search(Planner& of, const Dossier& file, const PlanQuestion& asked, Date day, int worth_while,
           std::set<std::uint16_t>& without_remedy)
        : planner{of}, dossier{file}, question{asked}, filing{day}, below{worth_while}, stuck{without_remedy}
    {
    }

    struct Node {
        int effort;
        Chosen chosen;

        /// The queue gives the least effort first, then the set that comes first.
        bool operator<(const Node& other) const
        {
            return std::tie(effort, chosen) > std::tie(other.effort, other.chosen);
        }
    };

    Planner& planner;
    const Dossier& dossier;
    const PlanQuestion& question;
    Date filing;
    int below;
    std::set<std::uint16_t>& stuck;

    std::optional<Node> run()
    {
        const Rulebook& book = planner.program_.book;
        const Chosen first = planner.waiting(dossier, question, filing);
        Node start{0, first};
        for (std::size_t i = 0; i < book.remedies.size(); ++i)
            if ((first >> i & 1) != 0) start.effort += book.remedies[i].effort;
        queue_.push(start);
        seen_.insert(first);
        usable_ = planner.usable(dossier, question, filing);
        while (!queue_.empty()) {
            const Node node = queue_.top();
            queue_.pop();
            if (node.effort >= below) break;
            const Screening& screening =
                planner.screener_.screen(planner.after(dossier, question, node.chosen, filing));
            if (screening.verdict == Verdict::eligible || screening.verdict == Verdict::not_required)
                return node;
            if (const auto open = first_open(screening)) expand(node, *open);
        }
        return std::nullopt;
    }

private:
    std::optional<std::uint16_t> first_open(const Screening& screening) const
    {
        for (const Finding& finding : screening.findings) {
            if (finding.row == no_index || finding.outcome == Outcome::met) continue;
            if (bears_on_verdict(planner.program_.book.requirements[finding.row])) return finding.row;
        }
        return std::nullopt;
    }

    void expand(const Node& node, std::uint16_t row)
    {
        const Rulebook& book = planner.program_.book;
        bool any = false;
        for (std::size_t i = 0; i < book.remedies.size(); ++i) {
            const Remedy& remedy = book.remedies[i];
            const Chosen bit = Chosen{1} << i;
            if ((usable_ & bit) == 0 || (node.chosen & bit) != 0 || !touches(remedy, book.requirements[row]))
                continue;
            any = true;
            if (seen_.insert(node.chosen | bit).second)
                queue_.push({node.effort + remedy.effort, node.chosen | bit});
        }
        if (!any) stuck.insert(row);
    }

    std::priority_queue<Node> queue_{};
    std::unordered_set<Chosen> seen_{};
    Chosen usable_{0};
};

namespace {

/// Steps in the order in which they begin, each with the rows that it settles.
Plan written_out(const Program& program, Screener& screener, const Planner& planner, const Dossier& dossier,
                 const PlanQuestion& question, Chosen chosen, Date filing)
{
    const auto& all = program.book.remedies;
    Plan plan{{}, filing, 0, chosen};
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((chosen >> i & 1) != 0) order.push_back(i);
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return all[i].days; });
    const auto met_rows = [&](Chosen so_far) {
        std::set<std::uint16_t> rows;
        for (const Finding& finding :
             screener.screen(planner.after(dossier, question, so_far, filing)).findings)
            if (finding.row != no_index && finding.outcome == Outcome::met &&
                bears_on_verdict(program.book.requirements[finding.row]))
                rows.insert(finding.row);
        return rows;
    };
    Chosen so_far = 0;
    std::set<std::uint16_t> met = met_rows(0);
    for (const std::size_t i : order) {
        so_far |= Chosen{1} << i;
        PlanStep step{&all[i], filing - std::chrono::days{all[i].days}, {}};
        const std::set<std::uint16_t> now = met_rows(so_far);
        std::ranges::set_difference(now, met, std::back_inserter(step.satisfies));
        met = now;
        plan.effort += all[i].effort;
        plan.steps.push_back(std::move(step));
    }
    return plan;
}

} // namespace

PlanAnswer Planner::plan(const Dossier& dossier, const PlanQuestion& question)
{
    PlanAnswer answer;
    answer.now = screener_.screen(after(dossier, question, 0, question.start)).verdict;
    std::set<std::uint16_t> stuck;
    int least = std::numeric_limits<int>::max();
    for (const Date filing : filing_days(dossier, question)) {
        const auto found = Search{*this, dossier, question, filing, least, stuck}.run();
        if (!found) continue;
        least = found->effort;
        answer.cheapest = written_out(program_, screener_, *this, dossier, question, found->chosen, filing);
        if (!answer.fastest) answer.fastest = answer.cheapest;
        if (least == 0) break;
    }
    if (!answer.cheapest) answer.stuck.assign(stuck.begin(), stuck.end());
    return answer;
}

} // namespace radcert::rules
