#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/reading.h"
#include "documents/chart.h"

namespace radcert::cli {

/// Where a report goes besides standard output.
struct ReportFiles {
    std::string pdf, svg; ///< empty: not asked for
};

/// A report as it is printed: a table, what has to be said with it, and a chart where one helps.
struct PrintedReport {
    std::string title;              ///< "Kết quả giải quyết thủ tục …"
    std::vector<std::string> about; ///< period and filters, one sentence each
    Table table;
    std::vector<std::string> notes; ///< what a reader must know: how it was counted, what is not known
    std::optional<documents::BarChart> chart;
};

/// Adds --csv, --xlsx, --pdf and --svg.
void add_report_files(Command& command, Settings& settings, ReportFiles& files);

/// Writes the files that were asked for, and the table to standard output, a chart or not: for the eye with
/// title and notes; in other formats these go to standard error. A file that is "-" is standard output, and
/// then all of it.
/// @throws Error  usage: no chart is made of this report, two files are "-"; as Table::print and
/// documents::PaperTools.
void print_report(Reading& reading, const Settings& settings, const ReportFiles& files,
                  const PrintedReport& report);

} // namespace radcert::cli
