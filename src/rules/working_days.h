#pragma once

#include <optional>
#include <vector>

#include "domain/body.h"
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

/// One day as it was counted.
struct CountedDay {
    Date day;
    bool working{false};
    int count{0}; ///< which of the working days, from 1; 0: not counted
    Words why;    ///< why it does not count, or why a weekend day does; empty: an ordinary working day
    bool provisional{false}; ///< the year's calendar is not confirmed
};

/// A term in working days, with its derivation.
struct Term {
    Date start; ///< not counted itself
    Date due;   ///< the last day, until 24:00
    int working_days{};
    std::vector<CountedDay> days; ///< from the day after `start` to `due`
    bool provisional{false};
};

/// `count` working days after `start`: the first day is not counted (Civil Code 2015 Art. 147(2)), the term
/// ends with the last working day (Art. 148(6)). A rest day can be the start. Empty where the calendar does
/// not hold a year that the term touches.
///
/// @param count  from 1
std::optional<Term> working_days_after(const std::vector<CalendarYear>& calendar, Date start, int count);

/// The calendar by which a desk counts on a day: the national one, with the days of the authority's own
/// overlays that are in force on it. An overlay may give and take days; it makes no year less provisional.
std::vector<CalendarYear> calendar_of(const Rulebook& book, const Body& authority, Date on);

/// The procedure row whose clocks run for a certificate application, or none where its days are not known.
struct ProcedureClocks {
    const Procedure* row{nullptr};
    const Adoption* adoption{nullptr}; ///< what lets an unconfirmed row run
};

/// @param code       of the competent authority's procedure; empty where it is not known, or there are
/// several
/// @param authority  the desk that handles the file
///
/// Source: law LA-13, LB-18, LB-19, LC-06, N-P02, N-P04; unconfirmed days run only where they were adopted.
ProcedureClocks procedure_clocks(const Rulebook& book, const std::optional<std::string>& code,
                                 const Body& authority, Date filed_on);

/// The form of a kind of paper at a desk on a day: its own overlay's where there is one; null where there is
/// none.
const DeskPaper* desk_paper(const Rulebook& book, std::string_view kind, const Body& desk, Date on);

/// The clock of that name; null where the procedure has none.
const Clock* find_clock(const Procedure& procedure, std::string_view name);

} // namespace radcert::rules
