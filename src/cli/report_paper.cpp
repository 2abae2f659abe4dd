#include "cli/report_paper.h"

#include <iostream>

#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "documents/paper_tools.h"
#include "registry/desk.h"
#include "text/utf8.h"
#include "text/vietnamese.h"

namespace radcert::cli {
namespace {

documents::Grid grid_of(const documents::SheetToWrite& sheet)
{
    documents::Grid grid;
    for (const auto& column : sheet.columns)
        grid.columns.push_back(
            {column.heading, column.width, column.kind == documents::SheetToWrite::Column::Kind::number});
    for (const auto& row : sheet.rows) {
        auto& cells = grid.rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto day = row[i] ? parse_date(*row[i]) : std::nullopt; // a sheet's days are ISO 8601
            cells.push_back(day ? to_dmy(*day) : row[i].value_or("-"));
        }
    }
    return grid;
}

documents::Letter letter_of(Reading& reading, const PrintedReport& report)
{
    documents::Letter letter;
    if (const auto head = registry::find_letterhead(reading.database(), reading.known_by())) {
        letter.head = {head->parent, head->body, head->place};
        letter.right = documents::Signatory{head->capacity, "", head->signatory};
    }
    letter.dated = reading.as_of().in_force;
    letter.title = report.title;
    letter.landscape = true;
    for (const std::string& line : report.about)
        letter.blocks.push_back(documents::Paragraph{line, false, false, true});
    letter.blocks.push_back(grid_of(report.table.sheet("", reading.language())));
    for (const std::string& note : report.notes)
        letter.blocks.push_back(documents::Paragraph{note, false, true, false});
    return letter;
}

void write_pdf(Reading& reading, const std::string& file, const PrintedReport& report)
{
    save_file(file, documents::paper_tools().draw(letter_of(reading, report)));
}

void write_svg(const std::string& file, const PrintedReport& report)
{
    if (!report.chart) {
        throw Error{Fault::usage,
                    {"báo cáo này không có biểu đồ", "no chart is made of this report"},
                    {"bỏ --svg, hoặc bỏ --list", "leave --svg out, or --list"}};
    }
    save_file(file, documents::draw_svg(*report.chart));
}

void write_workbook(const Settings& settings, const PrintedReport& report)
{
    auto sheet =
        report.table.sheet(settings.spoken() == Language::vi ? "Báo cáo" : "Report", settings.spoken());
    sheet.title = report.title;
    for (const std::string& line : report.about) sheet.title += "; " + line;
    for (const std::string& note : report.notes) sheet.title += ". " + note;
    save_file(settings.xlsx, documents::paper_tools().write_workbook({sheet}));
    if (settings.xlsx != "-") write_out(settings.xlsx + '\n');
}

std::string head_of(const PrintedReport& report, Language language)
{
    Page page{report_width, language, colour_wanted()};
    page.heading(report.title, Colour::bold);
    for (const std::string& line : report.about) page.paragraph(line, 0);
    page.blank();
    return page.take();
}

std::string foot_of(const PrintedReport& report, Language language)
{
    Page page{report_width, language, colour_wanted()};
    page.blank();
    for (const std::string& note : report.notes) page.paragraph(note, 0, Colour::dim);
    return page.take();
}

} // namespace

void add_report_files(Command& command, Settings& settings, ReportFiles& files)
{
    add_export_options(command, settings);
    command.add_option("--pdf", files.pdf, "Ghi tệp PDF / write a PDF")->type_name("FILE");
    command.add_option("--svg", files.svg, "Ghi biểu đồ SVG / write a chart")->type_name("FILE");
}

void print_report(Reading& reading, const Settings& settings, const ReportFiles& files,
                  const PrintedReport& report)
{
    if (int(files.svg == "-") + int(files.pdf == "-") + int(settings.xlsx == "-") > 1) {
        throw Error{Fault::usage,
                    {"chỉ một tệp được là '-'", "only one file can be '-'"},
                    {"ghi tên cho các tệp kia", "name the others"}};
    }
    if (!files.svg.empty()) write_svg(files.svg, report);
    if (!files.pdf.empty()) write_pdf(reading, files.pdf, report);
    if (files.pdf == "-" || files.svg == "-") return; // standard output holds one thing
    if (!settings.xlsx.empty()) return write_workbook(settings, report);
    if (!settings.csv && reading.format() == Format::terminal) {
        write_out(head_of(report, reading.language()));
        report.table.print(settings);
        write_out(foot_of(report, reading.language()));
        return;
    }
    report.table.print(settings);
    for (const std::string& note : report.notes) std::cerr << "radcert: " << text::printable(note) << '\n';
}

} // namespace radcert::cli
