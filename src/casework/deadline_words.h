#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/desk_calendar.h"
#include "registry/desk.h"

namespace radcert::casework {

// The clocks of a file as people read them: until when, how that day was counted, how it stands.

/// One day of a count.
struct DayOfTerm {
    Date day;
    Words weekday;
    int count{0}; ///< which of the working days; 0: not counted
    Words why;    ///< why it is not counted, or why a day at a weekend is; may be empty
};

struct DeadlineWords {
    registry::Deadline deadline;
    Words name;                  ///< "thẩm định, trả kết quả"
    Words standing;              ///< "còn 3 ngày làm việc", "đã kết thúc 21/07/2025, đúng hạn"
    DueMark mark{DueMark::none}; ///< of one that ended: late, or in time
    std::string rule, citation;  ///< row that sets its length, and what that rests on; empty: stated
    Words sum;                   ///< "từ 04/07/2025 + 10 ngày làm việc = 18/07/2025", or who named the day
    Words skipped; ///< "không tính: thứ Bảy 05/07 …"; empty: no day was left out, or nothing was counted
    std::vector<DayOfTerm> days; ///< the first one is where it starts, and is not counted
};

/// Every run of every clock of a file: those that run first, by their days, then the others.
std::vector<DeadlineWords> deadline_words(registry::Database& database, Rulebooks& rulebooks,
                                          const std::string& application, DeskCalendar& calendar,
                                          EventNumber known_by = newest_event);

/// What a clock is called.
Words clock_words(std::string_view clock);

} // namespace radcert::casework
