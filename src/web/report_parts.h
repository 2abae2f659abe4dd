#pragma once

#include <string>
#include <vector>

#include "web/part.h"
#include "web/visit.h"

namespace radcert::web {

// What the reports share: periods, whose rows are counted, charts.

void add_one_stop_report_routes(Routes& routes);    ///< /reports/one-stop, /reports/register-of-files
void add_certificate_report_routes(Routes& routes); ///< /reports/certificates
void add_report_list_routes(Routes& routes);        ///< /reports/coverage, lapsing, reminders
void add_ledger_report_routes(Routes& routes);      ///< /reports/ledger
void add_sweep_report_routes(Routes& routes);       ///< /reports/sweep

/// Who may read what people decided, and how.
constexpr Duties auditing{Duty::auditor, Duty::head};

struct Period {
    Date from, to; ///< both included
};
/// Query names: from, to. Where the address does not say: this month, until today.
/// @throws Error  invalid_input: not a day; it ends before it begins
Period period_of(Visit& visit);
std::vector<Field> period_fields(const Period& period);
Words period_words(const Period& period);
/// For programs, too.
Facts period_facts(const Period& period);

/// The name by which a report's query says which page of a long list is meant: from is the period's.
constexpr const char* report_place = "skip";

/// The day that is asked for (on), else the address's (in_force), else today.
Date report_day(Visit& visit);
/// "Ngày 21/11/2026".
Words on_day(Date day);

/// Whose rows a report counts. @throws Error refused: an account that sees one person alone.
casework::Scope report_scope(Visit& visit);

/// The province that is asked for; of an account that sees one province that one.
std::optional<std::string> province_asked(Visit& visit);
/// A choice of provinces; nothing where the account sees one alone.
void add_province_field(Form& form, Visit& visit, const std::optional<std::string>& asked);

/// A field of a filter, filled with what the address says.
Field filter(Visit& visit, Field field);

/// A chart without bars, in the reader's language.
documents::BarChart begin_chart(Language language, const Words& title, const Words& description,
                                const std::vector<Words>& series);
/// Adds it to the page where it has bars.
void add_chart(Page& page, documents::BarChart chart);

/// "A, B".
std::string joined_ids(const std::vector<std::string>& ids);
Cell day_cell(const std::optional<Date>& day);
/// How many percent a part is; absent where there is no whole.
Cell percent_cell(std::size_t part, std::size_t whole);

} // namespace radcert::web
