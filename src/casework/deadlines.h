#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/applications.h"
#include "registry/desk.h"
#include "rules/working_days.h"

namespace radcert::casework {

/// A term counted from a day by the calendar of a desk.
/// @throws Error  not_found: the calendar does not hold a year that the term touches.
rules::Term count_working_days(const rules::Rulebook& book, const Body& desk, Date from, int working_days);

/// The desk whose calendar and adopted rows count here: the authority that keeps the register.
Body desk_of(registry::Database& database);

/// Looks at a day that an officer names, for a result or an answer: it comes after `from`, and public offices
/// work on it. Of a year that the calendar lacks nobody knows, and the day is taken as it is.
/// @throws Error  invalid_input: neither; the hint names the next working day.
void check_named_day(const rules::Rulebook& book, const Body& desk, Date from, Date named, const Words& what);

/// The records by which `clocks` end: those of the file that run. "*": every one.
std::vector<registry::Deadline> end_clocks(registry::Database& database, const std::string& application,
                                           const std::vector<std::string>& clocks, Date on,
                                           std::string_view act);
/// The same of a file whose clocks are at hand.
std::vector<registry::Deadline> end_clocks(const std::vector<registry::Version<registry::Deadline>>& all,
                                           const std::vector<std::string>& clocks, Date on,
                                           std::string_view act);

/// The records by which `clocks` start, each by its own rule: from receipt, or from the day on which the file
/// was complete, or the later of that and the fee. A clock starts at most once until it ended; one that the
/// procedure does not have, whose days are not known, or that waits for something, does not start.
///
/// @param on  day of the step, from which a clock "from receipt" counts
std::vector<registry::Deadline> start_clocks(registry::WriteScope& write, const RulebookInUse& rules,
                                             const registry::Application& application,
                                             const std::optional<std::string>& code,
                                             const std::vector<std::string>& clocks, Date on,
                                             const std::vector<registry::Deadline>& ended);
/// The same of a file whose clocks are at hand, at that desk.
std::vector<registry::Deadline> start_clocks(const rules::Rulebook& book, const Body& desk,
                                             const registry::Application& application,
                                             const std::optional<std::string>& code,
                                             const std::vector<std::string>& clocks, Date on,
                                             const std::vector<registry::Version<registry::Deadline>>& all,
                                             const std::vector<registry::Deadline>& ended);

/// A clock whose last day an officer states: appointment, extension.
registry::Deadline stated_deadline(registry::Database& database, const registry::Application& application,
                                   std::string_view clock, Date from, Date due, const std::string& reason);

/// Until when the file has to have its result: the decision's clock, else the day that the officer named,
/// else none. What an apology named later does not make a late file timely.
std::optional<registry::Deadline>
due_of_result(const std::vector<registry::Version<registry::Deadline>>& clocks);
/// Which running clock comes next; after an apology, the day that it named. None runs while the applicant's
/// answer or fee is awaited.
std::optional<registry::Deadline> next_due(const std::vector<registry::Version<registry::Deadline>>& clocks);

/// A clock with its derivation, by the rulebook that was in force when it was counted.
struct DerivedDeadline {
    registry::Deadline deadline;
    std::optional<rules::Term> term; ///< absent: the day was stated
    std::optional<int>
        days_left; ///< working days after `today` until the last; negative: days late; ended: absent
};
std::vector<DerivedDeadline> derive_deadlines(registry::Database& database, Rulebooks& rulebooks,
                                              const std::string& application, Date today,
                                              EventNumber known_by = newest_event);

/// Working days from the day after `from` to `to`; negative when `to` lies before `from`. Empty: not in the
/// calendar.
std::optional<int> working_days_between(const std::vector<rules::CalendarYear>& calendar, Date from, Date to);

/// Counts every running clock anew by the rulebook in force, after its calendar or rows were changed; what
/// ended stays as it was. One event for each worker whose file it moves.
/// @return  clocks that moved
std::vector<registry::Deadline> recount_deadlines(registry::WriteScope& write, const RulebookInUse& rules,
                                                  const std::string& reason);

} // namespace radcert::casework
