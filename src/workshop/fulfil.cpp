#include "workshop/fulfil.h"

#include <algorithm>

#include "rules/evidence_cells.h"
#include "rules/working_days.h"

namespace radcert::workshop {

using rules::Check;
using rules::Condition;
using rules::FieldTest;
using rules::List;
using rules::Period;
using rules::Requirement;
using rules::Rulebook;
using Comparison = FieldTest::Comparison;

namespace {

constexpr std::size_t most_ways = 24;
constexpr int most_rounds = 3;

std::int64_t number_of_day(Date day)
{
    return day.time_since_epoch().count();
}

/// The earliest day whose period still reaches the filing day.
std::optional<Date> earliest_valid(const Period& period, Date filed_on, const Rulebook& book)
{
    switch (period.unit) {
    case Period::Unit::months: return earliest_reaching(filed_on, period.count);
    case Period::Unit::days: return filed_on - std::chrono::days{period.count};
    case Period::Unit::working_days: break;
    }
    return rules::working_days_before(book.calendar, filed_on, period.count);
}

/// The latest day from which a period has come on the filing day.
std::optional<Date> latest_reached(const Period& period, Date filed_on, const Rulebook& book)
{
    if (period.unit == Period::Unit::months) {
        Date day = earliest_reaching(filed_on, period.count);
        while (plus_months(day + std::chrono::days{1}, period.count) <= filed_on) day += std::chrono::days{1};
        while (plus_months(day, period.count) > filed_on) day -= std::chrono::days{1};
        return day;
    }
    return earliest_valid(period, filed_on, book);
}

std::int64_t any_cell(const rules::Column& column, Date filed_on)
{
    return column.type == rules::ColumnType::date ? number_of_day(filed_on) : 1;
}

/// A value that is none of these.
std::optional<std::int64_t> another(const std::vector<std::int64_t>& values, const rules::Column& column,
                                    const Rulebook& book)
{
    const std::int64_t first = column.type == rules::ColumnType::integer ? 1 : 0;
    const std::int64_t past = column.codes != nullptr ? std::int64_t((book.vocabulary.*column.codes).size())
                              : column.type == rules::ColumnType::boolean ? 2
                                                                          : first + 64;
    for (std::int64_t value = first; value < past; ++value)
        if (std::ranges::find(values, value) == values.end()) return value;
    return std::nullopt;
}

std::optional<CellChoice> among(const FieldTest& test, const rules::Column& column, bool inside,
                                const Rulebook& book)
{
    if (column.type == rules::ColumnType::text) {
        if (inside)
            return test.texts.empty() ? std::nullopt : std::optional{CellChoice{0, test.texts.front()}};
        return CellChoice{0, "khác"};
    }
    if (inside) return test.values.empty() ? std::nullopt : std::optional{CellChoice{test.values.front()}};
    const auto other = another(test.values, column, book);
    return other ? std::optional{CellChoice{*other}} : std::nullopt;
}

/// Makes ways for one condition; a way is a list of edits that are all made.
class WayMaker {
public:
    WayMaker(Date filed_on, const Rulebook& book) : filed_on_{filed_on}, book_{book} {}

    std::vector<Edit> ways(const Condition& at, bool wanted) const
    {
        switch (at.check) {
        case Check::all: return wanted ? together(at.parts, true) : either(at.parts, false);
        case Check::any: return wanted ? either(at.parts, true) : together(at.parts, false);
        case Check::negation: return ways(at.parts.front(), !wanted);
        case Check::at_least_of: return together(at.parts, wanted);
        case Check::exists: return wanted ? records(at, 1) : without(at);
        case Check::none: return wanted ? std::vector{known(at.list)} : records(at, 1);
        case Check::count: return wanted ? records(at, at.bound) : records(at, at.bound - 1);
        case Check::sum: return amount(at, at.column, wanted ? at.bound : at.bound - 1);
        case Check::latest: return wanted ? latest_good(at) : latest_bad(at);
        case Check::duration: return stretch(at, wanted);
        case Check::average:
        case Check::maximum: return years(at, wanted);
        case Check::order: return in_order(at, wanted);
        case Check::fact:
        case Check::reached: return fact(at, wanted);
        case Check::judgement:
        case Check::in_force: break;
        }
        return {};
    }

private:
    static Edit both(Edit first, Edit second)
    {
        return [first = std::move(first), second = std::move(second)](Dossier& file) {
            first(file);
            second(file);
        };
    }

    /// One way of every part, joined: the first ways of all, then each other way of one part in turn.
    std::vector<Edit> together(const std::vector<Condition>& parts, bool wanted) const
    {
        std::vector<Edit> joined{[](Dossier&) {}};
        for (const Condition& part : parts) {
            const auto own = ways(part, wanted);
            if (own.empty()) continue;
            std::vector<Edit> next;
            for (const Edit& before : joined)
                for (const Edit& mine : own)
                    if (next.size() < most_ways) next.push_back(both(before, mine));
            joined = std::move(next);
        }
        return joined;
    }

    std::vector<Edit> either(const std::vector<Condition>& parts, bool wanted) const
    {
        std::vector<Edit> all;
        for (const Condition& part : parts) {
            for (Edit& way : ways(part, wanted))
                if (all.size() < most_ways) all.push_back(std::move(way));
        }
        return all;
    }

    static Edit known(List list)
    {
        return [list](Dossier& file) { rules::state_list(file.evidence, list); };
    }

    /// Sets the cells that the tests ask for; `failing` fails one of them.
    bool choose(List list, const std::vector<FieldTest>& tests, std::size_t failing,
                std::vector<std::pair<std::uint8_t, CellChoice>>& cells) const
    {
        for (std::size_t i = 0; i < tests.size(); ++i) {
            const auto choice =
                cell_for(tests[i], shape_of(list).columns[tests[i].column], i != failing, filed_on_, book_);
            if (!choice) return false;
            std::erase_if(cells, [&](const auto& cell) { return cell.first == tests[i].column; });
            cells.emplace_back(tests[i].column, *choice);
        }
        return true;
    }

    using Cells = std::vector<std::pair<std::uint8_t, CellChoice>>;
    static constexpr std::size_t none_fails = ~std::size_t{0};

    /// A record with these cells, dated so that it lies in the file.
    Edit record(List list, const Cells& cells) const
    {
        const std::int64_t filed = number_of_day(filed_on_);
        return [list, cells, filed](Dossier& file) {
            const std::size_t place = rules::add_record(file.evidence, list, "x");
            const std::int8_t dated_by = rules::shape_of(list).dated_by;
            if (dated_by >= 0) rules::set_cell(file.evidence, list, place, std::uint8_t(dated_by), filed);
            for (const auto& [column, choice] : cells)
                rules::set_cell(file.evidence, list, place, column, choice.cell, choice.text);
        };
    }

    std::vector<Edit> records(const Condition& at, std::int64_t count) const
    {
        Cells cells;
        if (!choose(at.list, at.where, none_fails, cells)) return {};
        Edit made = known(at.list);
        for (std::int64_t i = 0; i < count; ++i) made = both(made, record(at.list, cells));
        const std::int8_t dated_by = shape_of(at.list).dated_by;
        const bool dated =
            std::ranges::any_of(cells, [&](const auto& cell) { return std::int8_t(cell.first) == dated_by; });
        if (dated_by < 0 || dated || count != 1) return {made};
        // Where the day is not asked for, a record of long ago does as well.
        constexpr int long_ago = 240;
        cells.emplace_back(std::uint8_t(dated_by),
                           CellChoice{number_of_day(plus_months(filed_on_, -long_ago))});
        return {made, both(known(at.list), record(at.list, cells))};
    }

    /// Nothing passes: the empty list, and a record that just fails each test.
    std::vector<Edit> without(const Condition& at) const
    {
        std::vector<Edit> all{known(at.list)};
        for (std::size_t i = 0; i < at.where.size(); ++i) {
            Cells cells;
            if (choose(at.list, at.where, i, cells)) all.push_back(record(at.list, cells));
        }
        return all;
    }

    std::vector<Edit> amount(const Condition& at, std::uint8_t column, std::int64_t sum) const
    {
        Cells cells;
        if (!choose(at.list, at.where, none_fails, cells)) return {};
        cells.emplace_back(column, CellChoice{sum});
        return {record(at.list, cells)};
    }

    std::vector<Edit> latest_good(const Condition& at) const
    {
        Cells cells{{at.column, CellChoice{number_of_day(filed_on_)}}};
        if (!choose(at.list, at.where, none_fails, cells) || !choose(at.list, at.must, none_fails, cells))
            return {};
        // What the newest record leaves open is better told of it than of one more of the same day.
        const auto amend = [list = at.list, cells, added = record(at.list, cells)](Dossier& file) {
            const std::size_t count = rules::record_count(file.evidence, list);
            if (count == 0) return added(file);
            for (const auto& [column, choice] : cells)
                rules::set_cell(file.evidence, list, count - 1, column, choice.cell, choice.text);
        };
        return {amend, record(at.list, cells)};
    }

    std::vector<Edit> latest_bad(const Condition& at) const
    {
        std::vector<Edit> all;
        for (std::size_t i = 0; i < at.must.size(); ++i) {
            Cells cells{{at.column, CellChoice{number_of_day(filed_on_)}}};
            if (choose(at.list, at.where, none_fails, cells) && choose(at.list, at.must, i, cells))
                all.push_back(record(at.list, cells));
        }
        if (!at.when_none) all.push_back(known(at.list));
        return all;
    }

    std::vector<Edit> stretch(const Condition& at, bool wanted) const
    {
        constexpr std::uint8_t from_column = 2, to_column = 3;
        const auto first = earliest_valid(at.period, filed_on_, book_);
        Cells cells;
        if (!first || !choose(at.list, at.where, none_fails, cells)) return {};
        const int short_by = wanted ? 0 : 2;
        cells.emplace_back(from_column, CellChoice{number_of_day(*first) + short_by});
        cells.emplace_back(to_column, CellChoice{number_of_day(filed_on_)});
        return {record(at.list, cells)};
    }

    std::vector<Edit> years(const Condition& at, bool wanted) const
    {
        constexpr std::int64_t tenth = 100'000;
        const int last = int(std::chrono::year_month_day{filed_on_}.year()) - 1;
        const int count = std::max(at.years, 1);
        Edit made = known(at.list);
        for (int year = last - count + 1; year <= last; ++year) {
            const std::int64_t dose = wanted ? at.bound : at.bound + tenth;
            made = both(made, record(at.list, {{0, CellChoice{year}}, {at.column, CellChoice{dose}}}));
        }
        return {made};
    }

    std::vector<Edit> in_order(const Condition& at, bool wanted) const
    {
        Cells first, second;
        if (!choose(at.list, at.where, none_fails, first) ||
            !choose(at.second_list, at.second_where, none_fails, second))
            return {};
        const std::int64_t filed = number_of_day(filed_on_);
        first.emplace_back(at.column, CellChoice{filed - 1});
        second.emplace_back(at.second_column, CellChoice{wanted ? filed - 1 : filed - 2});
        return {both(record(at.list, first), record(at.second_list, second))};
    }

    std::vector<Edit> fact(const Condition& at, bool wanted) const
    {
        std::optional<std::int64_t> cell;
        if (at.check == Check::reached) {
            const auto day = latest_reached(at.period, filed_on_, book_);
            if (day) cell = number_of_day(*day) + (wanted ? 0 : 1);
        } else {
            const auto choice = cell_for(at.where.front(), column_of(at.fact), wanted, filed_on_, book_);
            if (choice) cell = choice->cell;
        }
        if (!cell) return {};
        return {[fact = at.fact, cell = *cell](Dossier& file) { rules::set_fact(file, fact, cell); }};
    }

    Date filed_on_;
    const Rulebook& book_;
};

bool bears_on_verdict(const Requirement& row)
{
    return row.on_failure != FailureAction::advise && decides_certificate(row.topic);
}

} // namespace

std::optional<CellChoice> cell_for(const FieldTest& test, const rules::Column& column, bool passes,
                                   Date filed_on, const Rulebook& book)
{
    switch (test.comparison) {
    case Comparison::one_of: return among(test, column, passes, book);
    case Comparison::none_of: return among(test, column, !passes, book);
    case Comparison::at_least: return CellChoice{test.values.front() - (passes ? 0 : 1)};
    case Comparison::at_most: return CellChoice{test.values.front() + (passes ? 0 : 1)};
    case Comparison::valid_for: {
        if (passes) return CellChoice{number_of_day(filed_on)};
        const auto first = earliest_valid(test.period, filed_on, book);
        return first ? std::optional{CellChoice{number_of_day(*first) - 1}} : std::nullopt;
    }
    case Comparison::recorded: break;
    }
    return passes ? std::optional{CellChoice{any_cell(column, filed_on)}} : std::nullopt;
}

std::vector<Edit> ways_to(const Condition& condition, bool wanted, Date filed_on, const Rulebook& book)
{
    return WayMaker{filed_on, book}.ways(condition, wanted);
}

const rules::Finding* finding_of(const rules::Screening& screening, std::uint16_t row)
{
    const auto found = std::ranges::find(screening.findings, row, &rules::Finding::row);
    return found == screening.findings.end() ? nullptr : &*found;
}

void judge(Dossier& file, const Requirement& row, Outcome outcome)
{
    file.officer_findings.push_back(
        {row.id, row.topic, outcome, "x", file.application.filed_on, "Xét theo minh chứng trong hồ sơ."});
}

Fulfilment fulfil(rules::Screener& screener, const rules::Program& program, const Dossier& empty)
{
    Fulfilment made{empty, empty, {}};
    for (std::size_t i = 0; i < rules::list_count; ++i) rules::state_list(made.bare.evidence, List(i));
    made.file = made.bare;
    const Rulebook& book = program.book;
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<std::uint16_t> open;
        const rules::Screening& screening = screener.screen(made.file);
        if (screening.verdict == Verdict::not_required) return made;
        for (const rules::Finding& finding : screening.findings) {
            if (finding.row == rules::no_index || finding.outcome == Outcome::met) continue;
            if (bears_on_verdict(book.requirements[finding.row])) open.push_back(finding.row);
        }
        if (open.empty()) return made;
        for (const std::uint16_t index : open) {
            const Requirement& row = book.requirements[index];
            const auto is_met = [&](const Dossier& file) {
                const auto* finding = finding_of(screener.screen(file), index);
                return finding == nullptr || finding->outcome == Outcome::met;
            };
            if (is_met(made.file)) continue; // by what another row was given
            const auto ways = row.condition ? ways_to(*row.condition, true, empty.application.filed_on, book)
                                            : std::vector<Edit>{};
            bool done = false;
            for (const Edit& way : ways) {
                Dossier tried = made.file;
                way(tried);
                if (!is_met(tried)) continue;
                made.file = std::move(tried);
                done = true;
                break;
            }
            if (done) continue;
            Dossier tried = made.file;
            judge(tried, row, Outcome::met);
            if (is_met(tried)) made.file = std::move(tried);
        }
    }
    for (const rules::Finding& finding : screener.screen(made.file).findings) {
        if (finding.row != rules::no_index && finding.outcome != Outcome::met &&
            bears_on_verdict(book.requirements[finding.row]))
            made.unmet.push_back(finding.row);
    }
    return made;
}

} // namespace radcert::workshop
