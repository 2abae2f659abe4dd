#pragma once

#include <optional>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::rules {

/// Whether public offices work on `day`: Monday to Friday without the days off, and the weekend days that are
/// worked instead. Empty where the calendar does not hold the year: it is never computed from a habit.
///
/// Source: law/holidays.json; Labour Code 2019 Art. 111(3), 112.
std::optional<bool> is_working_day(const std::vector<CalendarYear>& calendar, Date day);

/// The `count`-th working day before `day`; `day` itself for 0. A term of `count` working days that starts on
/// that day or later (first day not counted, Civil Code 2015 Art. 147(2)) has not run out before `day`.
std::optional<Date> working_days_before(const std::vector<CalendarYear>& calendar, Date day, int count);

} // namespace radcert::rules
