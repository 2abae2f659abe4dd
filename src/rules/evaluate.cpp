#include "rules/evaluate.h"

#include <algorithm>
#include <array>

#include "rules/working_days.h"

namespace radcert::rules {
namespace {

using Comparison = FieldTest::Comparison;

constexpr std::int64_t far_past = std::numeric_limits<std::int64_t>::min() / 2;
constexpr std::int64_t unasked = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t far_future = std::numeric_limits<std::int64_t>::max() / 2;

/// A sum of amounts, held at a bound beyond every rule's: strangers may add up what no integer holds.
std::int64_t plus(std::int64_t sum, std::int64_t amount)
{
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    return std::min(sum + amount, most);
}

/// First and last day, both included.
struct Stretch {
    std::int64_t from, to;
};

/// The days that some stretch covers; one that two of them share counts once.
std::int64_t days_covered(std::vector<Stretch>& stretches)
{
    std::ranges::sort(stretches, {}, &Stretch::from);
    std::int64_t days = 0, reached = far_past - 1;
    for (const Stretch& stretch : stretches) {
        const std::int64_t from = std::max(stretch.from, reached + 1);
        if (stretch.to >= from) days += stretch.to - from + 1;
        reached = std::max(reached, stretch.to);
    }
    return days;
}

/// What the records of one calendar year come to.
struct DoseYear {
    std::int64_t year{}, dose{};
    bool complete{true}; ///< every record of the year states the dose
    std::uint32_t record{};
};

/// The years on record, ascending.
std::vector<DoseYear> dose_years(const Facts& facts, const FactTable& table, std::uint8_t column)
{
    std::vector<DoseYear> records;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const std::int64_t dose = facts.cell(table, row, column);
        const bool known = dose != not_recorded;
        records.push_back({facts.cell(table, row, 0), known ? dose : 0, known, row});
    }
    std::ranges::stable_sort(records, {}, &DoseYear::year);
    std::vector<DoseYear> years;
    for (const DoseYear& record : records) {
        if (years.empty() || years.back().year != record.year) {
            years.push_back(record);
            continue;
        }
        years.back().dose = plus(years.back().dose, record.dose);
        years.back().complete = years.back().complete && record.complete;
    }
    return years;
}

} // namespace

void Evaluator::begin(Facts& facts)
{
    facts_ = &facts;
    thresholds_.assign(program_.periods.size(), unasked);
    traces.clear();
}

std::int64_t Evaluator::find_threshold(const Period& period) const
{
    const Date filed{std::chrono::days{facts_->filed_on}};
    switch (period.unit) {
    case Period::Unit::months: return earliest_reaching(filed, period.count).time_since_epoch().count();
    case Period::Unit::days: return facts_->filed_on - period.count;
    case Period::Unit::working_days: break;
    }
    const auto day = working_days_before(program_.book.calendar, filed, period.count);
    return day ? day->time_since_epoch().count() : not_recorded;
}

std::int64_t Evaluator::threshold(std::uint8_t period) const
{
    std::int64_t& known = thresholds_[period];
    if (known == unasked) known = find_threshold(program_.periods[period]);
    return known;
}

Tri Evaluator::test(const TestCode& test, std::int64_t cell) const
{
    if (cell == not_recorded) return Tri::maybe;
    switch (test.comparison) {
    case Comparison::one_of:
    case Comparison::none_of: {
        bool found = false;
        if (test.small) {
            found = cell >= 0 && cell < 64 && (test.mask >> cell & 1) != 0;
        } else {
            const auto* first = program_.values.data() + test.first;
            found = std::find(first, first + test.count, cell) != first + test.count;
        }
        return tri(found == (test.comparison == Comparison::one_of));
    }
    case Comparison::at_least: return tri(cell >= test.value);
    case Comparison::at_most: return tri(cell <= test.value);
    case Comparison::valid_for: {
        const std::int64_t oldest = threshold(test.period);
        return oldest == not_recorded ? Tri::maybe : tri(cell >= oldest);
    }
    case Comparison::recorded: return Tri::yes;
    }
    return Tri::maybe;
}

Tri Evaluator::passes(const FactTable& table, std::uint32_t row, std::uint32_t first,
                      std::uint32_t count) const
{
    Tri result = Tri::yes;
    for (std::uint32_t i = first; i < first + count && result != Tri::no; ++i) {
        const TestCode& code = program_.tests[i];
        result = result & test(code, facts_->cell(table, row, code.column));
    }
    return result;
}

Tri Evaluator::passes_on(const FactTable& table, std::uint32_t row, const NodeCode& node,
                         std::int64_t day) const
{
    Tri result = Tri::yes;
    for (std::uint32_t i = node.first_must; i < node.first_must + node.must; ++i) {
        const TestCode& code = program_.tests[i];
        const std::int64_t cell = code.column == node.column ? day : facts_->cell(table, row, code.column);
        result = result & test(code, cell);
    }
    return result;
}

Tri Evaluator::passes_where(const NodeCode& node, std::uint32_t record) const
{
    const FactTable& table = facts_->table(node.list);
    return facts_->in_file(table, record) & passes(table, record, node.first_where, node.where);
}

/// The record that came closest to passing: it passed most tests from the front, then the later one. A record
/// that does not even pass the first of several tests is about something else.
std::uint32_t Evaluator::nearest(const NodeCode& node, const FactTable& table) const
{
    std::uint32_t best = no_record, most = node.where > 1 ? 1 : 2;
    std::int64_t best_day = far_past;
    const std::int8_t dated_by = shape_of(node.list).dated_by;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        std::uint32_t passed = 0;
        while (passed < node.where) {
            const TestCode& code = program_.tests[node.first_where + passed];
            if (test(code, facts_->cell(table, row, code.column)) == Tri::no) break;
            ++passed;
        }
        if (passed == node.where) ++passed; // it failed only by its date: the nearest there can be
        const std::int64_t own_day = dated_by < 0 ? 0 : facts_->cell(table, row, std::uint8_t(dated_by));
        const std::int64_t day =
            std::max(own_day, far_past + 1); // one without a date comes last, but it counts
        if (passed > most || (passed == most && day > best_day)) {
            best = row;
            most = passed;
            best_day = day;
        }
    }
    return best;
}

template <bool tracing>
Tri Evaluator::exists(const NodeCode& node, std::uint32_t& record) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    const std::int8_t dated_by = shape_of(node.list).dated_by;
    Tri result = Tri::no;
    std::int64_t best_day = far_past;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const Tri passed = facts_->in_file(table, row) & passes(table, row, node.first_where, node.where);
        if (!tracing) {
            if (passed == Tri::yes) return Tri::yes;
            result = result | passed;
            continue;
        }
        if (passed == Tri::no || passed < result) continue;
        const std::int64_t day = dated_by < 0 ? 0 : facts_->cell(table, row, std::uint8_t(dated_by));
        if (passed > result || day > best_day) {
            result = passed;
            record = row;
            best_day = day;
        }
    }
    if (tracing && result == Tri::no) record = nearest(node, table);
    return result;
}

Tri Evaluator::count(const NodeCode& node, Trace& trace) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    std::int64_t least = 0, most = 0;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const Tri passed = passes_where(node, row);
        least += passed == Tri::yes;
        most += passed != Tri::no;
        if (passed == Tri::yes) trace.record = row;
    }
    trace.amount = least;
    return least >= node.bound ? Tri::yes : most >= node.bound ? Tri::maybe : Tri::no;
}

Tri Evaluator::sum(const NodeCode& node, Trace& trace) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    std::int64_t least = 0, most = 0;
    bool open_ended = false;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const Tri passed = passes_where(node, row);
        if (passed == Tri::no) continue;
        const std::int64_t cell = facts_->cell(table, row, node.column);
        trace.record = row;
        if (cell == not_recorded) {
            open_ended = true;
            continue;
        }
        if (passed == Tri::yes) least = plus(least, cell);
        most = plus(most, cell);
    }
    trace.amount = least;
    return least >= node.bound ? Tri::yes : open_ended || most >= node.bound ? Tri::maybe : Tri::no;
}

/// The latest record decides. Where its day is not known, or whether it belongs here at all, every record
/// that might be the latest is asked, an undated one at both ends of the days it could bear; only where all
/// agree is the matter settled.
Tri Evaluator::latest(const NodeCode& node, std::uint32_t& record) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    std::int64_t known = far_past;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const std::int64_t day = facts_->cell(table, row, node.column);
        if (day != not_recorded && passes_where(node, row) == Tri::yes) known = std::max(known, day);
    }
    std::array<bool, 3> possible{};
    const auto ask = [&](std::uint32_t row, std::int64_t day) {
        const Tri answer = passes_on(table, row, node, day);
        possible[std::size_t(answer)] = true;
    };
    // A record lies in the file by its own date; any other date of it, an expiry say, may lie far ahead.
    const std::int64_t last_day =
        node.column == shape_of(node.list).dated_by ? facts_->closed_on : far_future;
    bool certain = false;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const Tri belongs = passes_where(node, row);
        if (belongs == Tri::no) continue;
        const std::int64_t day = facts_->cell(table, row, node.column);
        if (day == not_recorded) {
            certain = certain || belongs == Tri::yes;
            ask(row, known);
            ask(row, last_day);
        } else if (day < known) {
            continue;
        } else {
            certain = certain || belongs == Tri::yes;
            ask(row, day);
        }
        record = row;
    }
    if (!certain) possible[node.when_none ? std::size_t(Tri::yes) : std::size_t(Tri::no)] = true;
    const int answers = int(possible[0]) + int(possible[1]) + int(possible[2]);
    return answers > 1 || possible[1] ? Tri::maybe : tri(possible[2]);
}

/// The days that known stretches cover, and those that they and the unknown ones could cover at most.
Tri Evaluator::duration(const NodeCode& node, Trace& trace) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    constexpr std::uint8_t from_column = 2, to_column = 3;
    std::vector<Stretch> known, possible;
    for (std::uint32_t row = 0; row < table.rows; ++row) {
        const Tri passed = passes(table, row, node.first_where, node.where);
        if (passed == Tri::no) continue;
        const std::int64_t from = facts_->cell(table, row, from_column),
                           to = facts_->cell(table, row, to_column);
        const bool dated = from != not_recorded && to != not_recorded;
        const Stretch widest{from == not_recorded ? far_past : from,
                             to == not_recorded ? facts_->closed_on : std::min(to, facts_->closed_on)};
        if (widest.to < widest.from) continue;
        possible.push_back(widest);
        if (dated && passed == Tri::yes) known.push_back(widest);
    }
    const std::int64_t needed = facts_->filed_on - threshold(node.period);
    trace.amount = days_covered(known);
    if (trace.amount >= needed) return Tri::yes;
    return days_covered(possible) >= needed ? Tri::maybe : Tri::no;
}

/// Any years that are known to exceed the bound settle it. What is not recorded matters only in the latest
/// years: nobody's records reach back for ever.
Tri Evaluator::over_years(const NodeCode& node, Trace& trace) const
{
    const FactTable& table = facts_->table(node.list);
    if (!table.recorded) return Tri::maybe;
    const std::vector<DoseYear> years = dose_years(*facts_, table, node.column);
    Tri result = Tri::yes;
    for (std::size_t last = 0; last < years.size(); ++last) {
        std::int64_t sum = 0;
        int on_record = 0;
        bool open =
            false; // a record whose dose is not known may lie in any window, a year without one in the latest
        for (std::size_t i = last + 1; i-- > 0 && years[last].year - years[i].year < node.years;) {
            sum = plus(sum, years[i].dose);
            open = open || !years[i].complete;
            ++on_record;
        }
        const bool latest = last + 1 == years.size();
        open = open || (latest && on_record < node.years);
        const Tri window = sum > node.bound * node.years ? Tri::no : open ? Tri::maybe : Tri::yes;
        if (window < result || trace.record == no_record || (window == result && latest)) {
            trace.record = years[last].record;
            trace.amount = sum;
        }
        result = result & window;
    }
    return result;
}

Tri Evaluator::order(const NodeCode& node, std::uint32_t& record) const
{
    const FactTable& first = facts_->table(node.list);
    const FactTable& second = facts_->table(node.second_list);
    if (!first.recorded || !second.recorded) return Tri::maybe;
    std::int64_t deadline = std::numeric_limits<std::int64_t>::max();
    bool vague = false;
    for (std::uint32_t row = 0; row < second.rows; ++row) {
        const Tri belongs = passes(second, row, node.first_second, node.second);
        const std::int64_t day = facts_->cell(second, row, node.second_column);
        if (belongs == Tri::no) continue;
        if (belongs == Tri::maybe || day == not_recorded)
            vague = true;
        else
            deadline = std::min(deadline, day);
    }
    Tri result = Tri::no;
    for (std::uint32_t row = 0; row < first.rows; ++row) {
        Tri belongs = passes(first, row, node.first_where, node.where);
        const std::int64_t day = facts_->cell(first, row, node.column);
        belongs = belongs & (day == not_recorded ? Tri::maybe : tri(day <= deadline));
        if (belongs > result || record == no_record) record = row;
        result = result | belongs;
    }
    return vague ? result & Tri::maybe : result;
}

Tri Evaluator::single_fact(const NodeCode& node) const
{
    const std::int64_t cell = facts_->single(node.fact);
    if (node.check == Check::reached) {
        if (cell == not_recorded) return Tri::maybe;
        // Not by `thresholds_`: they say until when a term has not run out, and here its last day is enough.
        const Period& period = program_.periods[node.period];
        const Date start{std::chrono::days{cell}}, filed{std::chrono::days{facts_->filed_on}};
        switch (period.unit) {
        case Period::Unit::months: return tri(plus_months(start, period.count) <= filed);
        case Period::Unit::days: return tri(start + std::chrono::days{period.count} <= filed);
        case Period::Unit::working_days: {
            const auto last =
                working_days_before(program_.book.calendar, filed + std::chrono::days{1}, period.count);
            return last ? tri(start < *last) : Tri::maybe;
        }
        }
    }
    return test(program_.tests[node.first_where], cell);
}

template <bool tracing>
Tri Evaluator::leaf(const NodeCode& node, Trace& trace) const
{
    switch (node.check) {
    case Check::exists: return exists<tracing>(node, trace.record);
    case Check::none: return !exists<tracing>(node, trace.record);
    case Check::count: return count(node, trace);
    case Check::sum: return sum(node, trace);
    case Check::latest: return latest(node, trace.record);
    case Check::duration: return duration(node, trace);
    case Check::average:
    case Check::maximum: return over_years(node, trace);
    case Check::order: return order(node, trace.record);
    case Check::fact:
    case Check::reached: return single_fact(node);
    case Check::judgement: return Tri::maybe;
    case Check::in_force: return tri(node.bound != 0);
    case Check::all:
    case Check::any:
    case Check::negation:
    case Check::at_least_of: break;
    }
    return Tri::maybe;
}

template <bool tracing>
Tri Evaluator::all(const NodeCode& node)
{
    const std::size_t mark = traces.size();
    Tri result = Tri::yes;
    for (std::uint32_t i = 0; i < node.parts; ++i) {
        const std::size_t before = traces.size();
        const Tri part = evaluate<tracing>(program_.parts[node.first_part + i]);
        if (tracing && part < result)
            traces.erase(traces.begin() + std::ptrdiff_t(mark), traces.begin() + std::ptrdiff_t(before));
        else if (tracing && part > result)
            traces.resize(before);
        result = result & part;
        if (result == Tri::no) break;
    }
    return result;
}

template <bool tracing>
Tri Evaluator::any(const NodeCode& node)
{
    const std::size_t mark = traces.size();
    Tri result = Tri::no;
    for (std::uint32_t i = 0; i < node.parts; ++i) {
        const std::size_t before = traces.size();
        const Tri part = evaluate<tracing>(program_.parts[node.first_part + i]);
        if (tracing && i > 0 && part > result)
            traces.erase(traces.begin() + std::ptrdiff_t(mark), traces.begin() + std::ptrdiff_t(before));
        else if (tracing && i > 0)
            traces.resize(before);
        result = result | part;
        if (result == Tri::yes) break;
    }
    return result;
}

template <bool tracing>
Tri Evaluator::at_least_of(const NodeCode& node)
{
    std::int64_t least = 0, most = 0;
    for (std::uint32_t i = 0; i < node.parts; ++i) {
        const Tri part = evaluate<tracing>(program_.parts[node.first_part + i]);
        least += part == Tri::yes;
        most += part != Tri::no;
    }
    return least >= node.bound ? Tri::yes : most >= node.bound ? Tri::maybe : Tri::no;
}

template <bool tracing>
Tri Evaluator::evaluate(std::uint32_t index)
{
    const NodeCode& node = program_.nodes[index];
    switch (node.check) {
    case Check::all: return all<tracing>(node);
    case Check::any: return any<tracing>(node);
    case Check::at_least_of: return at_least_of<tracing>(node);
    case Check::negation: return !evaluate<tracing>(program_.parts[node.first_part]);
    default: break;
    }
    Trace trace{.node = index};
    trace.answer = leaf<tracing>(node, trace);
    if (tracing) traces.push_back(trace);
    return trace.answer;
}

template Tri Evaluator::evaluate<true>(std::uint32_t);
template Tri Evaluator::evaluate<false>(std::uint32_t);

} // namespace radcert::rules
