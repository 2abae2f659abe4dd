#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "casework/rulebooks.h"

namespace radcert::casework {

/// How a day by which something has to be done stands to today.
enum class DueMark : std::uint8_t {
    none, ///< there is no such day
    in_time,
    near, ///< within two working days
    late
};

/// The desk's calendar as of a day: how long there is until another. Remembers what it counted.
class DeskCalendar {
public:
    DeskCalendar(registry::Database& database, const RulebookInUse& rules, Date today);

    Date today() const { return today_; }
    /// Working days after today until the day; negative: days late. Empty: the calendar lacks a year.
    std::optional<int> days_left(Date due);
    DueMark mark(std::optional<Date> due) const;
    /// The last day that is near.
    Date near_until() const { return near_until_; }

    /// "còn 3 ngày làm việc", "hạn hôm nay", "quá hạn 2 ngày làm việc".
    Words words(Date due);

private:
    std::vector<rules::CalendarYear> calendar_;
    Date today_, near_until_;
    std::map<Date, std::optional<int>> counted_;
};

} // namespace radcert::casework
