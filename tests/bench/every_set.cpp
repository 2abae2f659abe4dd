#include "tests/bench/every_set.h"

#include <algorithm>
#include <stdexcept>

namespace radcert::bench {
namespace {

using namespace rules;

bool is_deciding(const Requirement& row)
{
    return row.on_failure != FailureAction::advise && decides_certificate(row.topic);
}

/// Whether the remedy's record surely fails what the check asks of one, so that it settles nothing there: all
/// that it tells is that the list is known.
bool passes_over(const Condition& check, const Remedy& remedy)
{
    if (remedy.act != Remedy::Act::add || check.list != remedy.list) return false;
    if (check.check != Check::exists && check.check != Check::count && check.check != Check::sum)
        return false;
    return std::ranges::any_of(remedy.given, [&](const Remedy::Given& given) {
        return std::ranges::any_of(check.where, [&](const FieldTest& test) {
            return test.column == given.column && test.comparison == FieldTest::Comparison::one_of &&
                   !given.when_done && given.text.empty() &&
                   std::ranges::find(test.values, given.cell) == test.values.end();
        });
    });
}

/// Whether the check looks at what the remedy changes.
bool looks_at(const Condition& check, const Remedy& remedy)
{
    const bool lists = check.check >= Check::exists && check.check <= Check::order;
    if (remedy.act == Remedy::Act::state) return !lists && check.fact == remedy.fact;
    return lists &&
           (check.list == remedy.list || (check.check == Check::order && check.second_list == remedy.list));
}

/// Under a "not", or a check that there is no record, to know the list may be all that was missing.
bool reads(const Condition& condition, const Remedy& remedy)
{
    bool found = false, upside_down = false;
    each_check(condition, [&](const Condition& check) {
        upside_down = upside_down || check.check == Check::negation || check.check == Check::none;
        found = found || (looks_at(check, remedy) && (upside_down || !passes_over(check, remedy)));
    });
    return found;
}

/// Waiting changes no record; its day is the filing day.
bool bears_on(const Remedy& remedy, const Requirement& row)
{
    if (!is_deciding(row) || remedy.act == Remedy::Act::wait) return false;
    if (remedy.act == Remedy::Act::judge) return remedy.topic == row.topic;
    return row.condition && reads(*row.condition, remedy);
}

} // namespace

bool good(Verdict verdict)
{
    return verdict == Verdict::eligible || verdict == Verdict::not_required;
}

EverySet::EverySet(const Program& program) : book_{program.book}, planner_{program}, screener_{program}
{
    for (const Requirement& row : book_.requirements) {
        if (is_deciding(row) && (!row.evidence_group.empty() || row.speaks_when))
            throw std::logic_error{row.id + " hangs on more than its own condition"};
        bearing_.push_back(0);
        for (std::size_t i = 0; i < book_.remedies.size(); ++i)
            if (bears_on(book_.remedies[i], row)) bearing_.back() |= Chosen{1} << i;
        if (is_deciding(row)) join({{row.topic}, bearing_.back()});
    }
    for (Part& part : parts_) part.sets = sets_of(part.remedies);
    std::ranges::sort(parts_, {}, [](const Part& part) { return part.sets.size(); });
}

/// Makes one part of this one and of all that share a topic or a remedy with it.
void EverySet::join(Part joined)
{
    const auto shares = [&](const Part& part) {
        return (part.remedies & joined.remedies) != 0 ||
               std::ranges::any_of(part.topics, [&](Topic topic) { return joined.topics.contains(topic); });
    };
    for (auto part = std::ranges::find_if(parts_, shares); part != parts_.end();
         part = std::ranges::find_if(parts_, shares)) {
        joined.topics.insert(part->topics.begin(), part->topics.end());
        joined.remedies |= part->remedies;
        parts_.erase(part);
    }
    parts_.push_back(std::move(joined));
}

std::vector<Chosen> EverySet::sets_of(Chosen remedies) const
{
    std::vector<Chosen> sets{0};
    for (std::size_t i = 0; i < book_.remedies.size(); ++i) {
        const std::size_t without = sets.size();
        for (std::size_t k = 0; (remedies >> i & 1) != 0 && k < without; ++k)
            sets.push_back(sets[k] | Chosen{1} << i);
    }
    std::ranges::stable_sort(sets, {}, [&](Chosen set) { return effort(set); });
    return sets;
}

int EverySet::effort(Chosen set) const
{
    int sum = 0;
    for (std::size_t i = 0; i < book_.remedies.size(); ++i)
        if ((set >> i & 1) != 0) sum += book_.remedies[i].effort;
    return sum;
}

const Screening& EverySet::screened(const Dossier& dossier, const PlanQuestion& question, Date filing,
                                    Chosen set)
{
    changed_ = planner_.after(dossier, question, set, filing);
    return screener_.screen(changed_);
}

/// Calls `visit` with each finding that decides in this part.
template <class Visit>
void EverySet::each_of(const Part& part, const Screening& screening, Visit visit) const
{
    for (const Finding& finding : screening.findings) {
        if (finding.row == no_index) continue;
        const Requirement& row = book_.requirements[finding.row];
        if (is_deciding(row) && part.topics.contains(row.topic)) visit(finding);
    }
}

/// The remedies that bear on a row of the part which speaks of this file.
Chosen EverySet::bearing(const Part& part, const Screening& screening) const
{
    Chosen remedies = 0;
    each_of(part, screening, [&](const Finding& finding) { remedies |= bearing_[finding.row]; });
    return remedies;
}

bool EverySet::settled(const Part& part, const Screening& screening) const
{
    bool all = true;
    each_of(part, screening, [&](const Finding& one) { all = all && one.outcome == Outcome::met; });
    return all;
}

std::optional<int> EverySet::least_effort(const Dossier& dossier, const PlanQuestion& question, Date filing)
{
    const Chosen usable = planner_.usable(dossier, question, filing);
    Chosen all = planner_.waiting(dossier, question, filing);
    if (good(screened(dossier, question, filing, all).verdict)) return effort(all);
    for (const Part& part : parts_) {
        const Chosen tried = usable & bearing(part, screened(dossier, question, filing, 0));
        const auto set = std::ranges::find_if(part.sets, [&](Chosen one) {
            return (one & ~tried) == 0 && settled(part, screened(dossier, question, filing, one));
        });
        if (set == part.sets.end()) return std::nullopt;
        all |= *set;
    }
    if (!good(screened(dossier, question, filing, all).verdict))
        throw std::logic_error{dossier.application.id + ": settled in every part, and not eligible"};
    return effort(all);
}

std::optional<bool> EverySet::any_within(const Dossier& dossier, const PlanQuestion& question, Date filing,
                                         int most)
{
    const Chosen usable = planner_.usable(dossier, question, filing);
    std::vector<Chosen> sets{planner_.waiting(dossier, question, filing)};
    if (effort(sets.front()) > most) return false;
    for (std::size_t i = 0; i < book_.remedies.size(); ++i) {
        const Chosen bit = Chosen{1} << i;
        if ((usable & bit) == 0 || (sets.front() & bit) != 0) continue;
        const std::size_t without = sets.size();
        for (std::size_t k = 0; k < without; ++k)
            if (effort(sets[k] | bit) <= most) sets.push_back(sets[k] | bit);
        if (sets.size() > most_sets) return std::nullopt;
    }
    return std::ranges::any_of(
        sets, [&](Chosen set) { return good(screened(dossier, question, filing, set).verdict); });
}

bool EverySet::can_be_met(const Dossier& dossier, const PlanQuestion& question, std::uint16_t row)
{
    const Topic topic = book_.requirements[row].topic;
    const Part& part =
        *std::ranges::find_if(parts_, [&](const Part& one) { return one.topics.contains(topic); });
    for (const Date filing : planner_.filing_days(dossier, question)) {
        const Chosen tried = planner_.usable(dossier, question, filing) & bearing_[row];
        for (const Chosen set : part.sets) {
            if ((set & ~tried) != 0) continue;
            for (const Finding& finding : screened(dossier, question, filing, set).findings)
                if (finding.row == row && finding.outcome == Outcome::met) return true;
        }
    }
    return false;
}

} // namespace radcert::bench
