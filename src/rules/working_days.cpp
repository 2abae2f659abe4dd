#include "rules/working_days.h"

#include <algorithm>

#include "rules/competence.h"

namespace radcert::rules {
namespace {

bool holds(const std::vector<Date>& days, Date day)
{
    return std::ranges::find(days, day) != days.end();
}

const CalendarYear* year_of(const std::vector<CalendarYear>& calendar, Date day)
{
    const auto found =
        std::ranges::find(calendar, int(std::chrono::year_month_day{day}.year()), &CalendarYear::year);
    return found == calendar.end() ? nullptr : &*found;
}

bool is_weekend(Date day)
{
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

CountedDay look_at(const CalendarYear& year, Date day)
{
    static const Words weekend{"cuối tuần", "weekend"}, holiday{"ngày nghỉ", "day off"},
        swapped{"ngày làm bù", "worked instead of another day"};
    CountedDay made{day, true, 0, {}, year.provisional};
    if (is_weekend(day)) {
        made.working = holds(year.worked, day);
        made.why = made.working ? swapped : weekend;
    } else if (holds(year.off, day)) {
        made.working = false;
        made.why = holiday;
    }
    return made;
}

/// Lays an authority's own days over a national year: what it works is not off, what it has off is not
/// worked.
void lay_over(CalendarYear& year, const CalendarYear& own)
{
    const auto move = [](const std::vector<Date>& days, std::vector<Date>& to, std::vector<Date>& from) {
        for (const Date day : days) {
            std::erase(from, day);
            if (!holds(to, day)) to.push_back(day);
        }
    };
    std::vector<Date> weekdays_off, weekdays_worked, weekend_worked, weekend_off;
    for (const Date day : own.off) (is_weekend(day) ? weekend_off : weekdays_off).push_back(day);
    for (const Date day : own.worked) (is_weekend(day) ? weekend_worked : weekdays_worked).push_back(day);
    std::vector<Date> none;
    move(weekdays_off, year.off, none);
    move(weekend_worked, year.worked, none);
    for (const Date day : weekdays_worked) std::erase(year.off, day);
    for (const Date day : weekend_off) std::erase(year.worked, day);
    year.provisional = year.provisional || own.provisional;
}

} // namespace

std::optional<bool> is_working_day(const std::vector<CalendarYear>& calendar, Date day)
{
    const int year = int(std::chrono::year_month_day{day}.year());
    const auto found = std::ranges::find(calendar, year, &CalendarYear::year);
    if (found == calendar.end()) return std::nullopt;
    const std::chrono::weekday weekday{day};
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    const auto& exceptions = weekend ? found->worked : found->off;
    const bool exceptional = std::ranges::find(exceptions, day) != exceptions.end();
    return weekend == exceptional;
}

std::optional<Date> working_days_before(const std::vector<CalendarYear>& calendar, Date day, int count)
{
    while (count > 0) {
        day -= std::chrono::days{1};
        const auto working = is_working_day(calendar, day);
        if (!working) return std::nullopt;
        if (*working) --count;
    }
    return day;
}

std::optional<Term> working_days_after(const std::vector<CalendarYear>& calendar, Date start, int count)
{
    Term term{start, start, count, {}, false};
    for (int counted = 0; counted < count;) {
        term.due += std::chrono::days{1};
        const CalendarYear* const year = year_of(calendar, term.due);
        if (year == nullptr) return std::nullopt;
        CountedDay day = look_at(*year, term.due);
        if (day.working) day.count = ++counted;
        term.provisional = term.provisional || day.provisional;
        term.days.push_back(std::move(day));
    }
    return term;
}

std::vector<CalendarYear> calendar_of(const Rulebook& book, const Body& authority, Date on)
{
    std::vector<CalendarYear> calendar = book.calendar;
    for (const Overlay& overlay : book.overlays) {
        if (overlay.authority != authority || !overlay.in_force.holds(on)) continue;
        for (const CalendarYear& own : overlay.calendar) {
            const auto found = std::ranges::find(calendar, own.year, &CalendarYear::year);
            if (found == calendar.end())
                calendar.push_back(own);
            else
                lay_over(*found, own);
        }
    }
    return calendar;
}

ProcedureClocks procedure_clocks(const Rulebook& book, const std::optional<std::string>& code,
                                 const Body& authority, Date filed_on)
{
    const std::string_view level = authority.kind == Body::Kind::province ? "province" : "central";
    ProcedureClocks best;
    for (const Procedure& row : book.procedures) {
        if (!row.certificate || row.clocks.empty() || row.level != level || !row.in_force.holds(filed_on))
            continue;
        if (!row.code.empty() && row.code != code.value_or("")) continue;
        ProcedureClocks found{&row, nullptr};
        if (row.standing > Standing::secondary) {
            const auto adopted =
                find_adoption(book, row.id, filed_on.time_since_epoch().count(), {authority});
            if (adopted == no_index) continue;
            found.adoption = &book.adoptions[adopted];
        }
        if (best.row == nullptr || row.standing < best.row->standing) best = found;
    }
    return best;
}

const DeskPaper* desk_paper(const Rulebook& book, std::string_view kind, const Body& desk, Date on)
{
    for (const Overlay& overlay : book.overlays) {
        if (overlay.authority != desk || !overlay.in_force.holds(on)) continue;
        const auto own = std::ranges::find(overlay.papers, kind, &DeskPaper::kind);
        if (own != overlay.papers.end()) return &*own;
    }
    const auto found = std::ranges::find(book.workflow.papers, kind, &DeskPaper::kind);
    return found == book.workflow.papers.end() ? nullptr : &*found;
}

const Clock* find_clock(const Procedure& procedure, std::string_view name)
{
    const auto found = std::ranges::find(procedure.clocks, name, &Clock::name);
    return found == procedure.clocks.end() ? nullptr : &*found;
}

} // namespace radcert::rules
