#include "rules/working_days.h"

#include <algorithm>

namespace radcert::rules {

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

} // namespace radcert::rules
