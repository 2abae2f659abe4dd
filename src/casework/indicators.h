#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "casework/one_stop_report.h"

namespace radcert::casework {

/// One of the nine indicators of Circular 01/2018/TT-VPCP Art. 13 to 15, or the on-time rate of Decree
/// 61/2018/NĐ-CP Art. 30. What the register does not know has no value, and no score: never a nought.
struct Indicator {
    std::string_view code; ///< "IND-9", "OS-15"
    Words name;
    std::optional<double> value;
    Words unit;               ///< "%", "working days"; empty where there is no value
    std::optional<int> score; ///< 2, 1 or 0, where data alone can give it
    std::size_t files{};      ///< how many files the value rests on
    Words note;               ///< how it was computed, or why it cannot be
};

/// The indicators of a period, in the Circular's order, the on-time rate last.
///
/// The Circular was the rule until 30/06/2025; which form, score and period its successor asks for is not
/// known (law N-S4), so later periods are scored by the old bounds and say so.
std::vector<Indicator> indicators(const OneStopReport& report,
                                  const std::vector<rules::CalendarYear>& calendar);
/// The same by the calendar of this register's desk on the period's last day.
std::vector<Indicator> indicators(registry::Database& database, const RulebookInUse& rules,
                                  const OneStopReport& report);

} // namespace radcert::casework
