#include "casework/desk_calendar.h"

#include "casework/deadlines.h"
#include "rules/working_days.h"

namespace radcert::casework {
namespace {

constexpr int near_days = 2; // as the reminders have it
constexpr int days_without_calendar =
    4; // days that stand for two working days where the calendar lacks the year

} // namespace

DeskCalendar::DeskCalendar(registry::Database& database, const RulebookInUse& rules, Date today)
    : calendar_{rules::calendar_of(rules.book, desk_of(database), today)}, today_{today},
      near_until_{today + std::chrono::days{days_without_calendar}}
{
    const auto term = rules::working_days_after(calendar_, today, near_days);
    if (term) near_until_ = term->due;
}

std::optional<int> DeskCalendar::days_left(Date due)
{
    const auto known = counted_.find(due);
    if (known != counted_.end()) return known->second;
    return counted_.emplace(due, working_days_between(calendar_, today_, due)).first->second;
}

DueMark DeskCalendar::mark(std::optional<Date> due) const
{
    if (!due) return DueMark::none;
    if (*due < today_) return DueMark::late;
    return *due <= near_until_ ? DueMark::near : DueMark::in_time;
}

Words DeskCalendar::words(Date due)
{
    if (due == today_) return {"hạn hôm nay", "due today"};
    const bool late = due < today_;
    const auto left = days_left(due);
    if (!left) return late ? Words{"quá hạn", "overdue"} : Words{"chưa đến hạn", "not due yet"};
    const std::string days = std::to_string(std::abs(*left));
    if (late && *left == 0) return {"quá hạn", "overdue"};
    return late ? Words{"quá hạn " + days + " ngày làm việc", "overdue by " + days + " working days"}
                : Words{"còn " + days + " ngày làm việc", days + " working days left"};
}

} // namespace radcert::casework
