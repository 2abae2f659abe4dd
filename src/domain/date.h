#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace radcert {

/// A calendar day in Viet Nam's law: a count of days, without hour or zone.
using Date = std::chrono::sys_days;

/// Reads "YYYY-MM-DD" (ISO 8601, years 0001 to 9999). Empty when the text is anything else or the day does
/// not exist.
std::optional<Date> parse_date(std::string_view text);

/// "YYYY-MM-DD", as in every file and interface.
std::string to_iso(Date day);

/// "DD/MM/YYYY", as a Vietnamese desk reads a date.
std::string to_dmy(Date day);

/// "ngày 05 tháng 3 năm 2026", as on paper: days under 10 and the months 1 and 2 have a leading zero, so that
/// nobody can write a digit before them; other months have none.
///
/// Source: Decree 30/2020/NĐ-CP, Annex I, part I, section II.4.
std::string long_date(Date day);

/// Appends `to_dmy(day)` without making a string of its own.
void append_dmy(std::string& out, Date day);

/// Day, month and year of a date made from numbers; for tests and tables. The day must exist.
Date date(int year, unsigned month, unsigned day);

/// `day` and `months` more: the same day number, or the last day of a shorter month.
///
/// Source: Civil Code 2015 Art. 148(3), (4); contract/README.md, "Month arithmetic".
Date plus_months(Date day, int months);

/// Whole years from a day to one that is not before it, as `plus_months` counts them: who was born on 29
/// February is a year older on 28 February. Negative where `to` comes first.
int full_years(Date from, Date to);

/// The earliest day whose `plus_months(day, months)` is `target` or later.
///
/// So `target <= plus_months(d, months)` is the same as `earliest_reaching(target, months) <= d`, which lets
/// one threshold serve every record of a dossier. A test proves the two equal.
Date earliest_reaching(Date target, int months);

} // namespace radcert
