#include <fstream>
#include <limits>

#include "casework/import_file.h"
#include "casework/words_of.h"
#include "cli/configuration.h"
#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/sheet.h"
#include "cli/verb.h"
#include "documents/paper_tools.h"
#include "registry/imports.h"
#include "registry/offices.h"

namespace radcert::cli {
namespace {

struct ImportOptions {
    std::string kind, file, encoding, sheet, reason;
    std::int64_t import{};
    bool new_people{false}, again{false};
    std::size_t most{100};
    int* status{nullptr};
};

casework::ImportRequest request_of(const ImportOptions& options)
{
    casework::ImportRequest request;
    request.kind = options.kind;
    request.file = options.file;
    request.options.sheet = options.sheet;
    request.alike_looked_at = options.new_people;
    request.again = options.again;
    if (options.encoding.empty()) return request;
    request.options.encoding = documents::parse_encoding(options.encoding);
    if (!request.options.encoding)
        throw Error{Fault::usage,
                    {"--encoding " + options.encoding + ": không biết bảng mã này",
                     "--encoding " + options.encoding + ": this encoding is not known"},
                    {"chọn: utf-8, utf-16le, utf-16be, cp1258, viscii, tcvn3, vni",
                     "choose: utf-8, utf-16le, utf-16be, cp1258, viscii, tcvn3, vni"}};
    return request;
}

void write_template(const Settings& settings, const ImportOptions& options)
{
    const casework::ImportKind& kind = casework::find_import_kind(options.kind);
    if (std::filesystem::path{options.file}.extension() != ".xlsx")
        throw Error{Fault::usage,
                    {options.file + ": mẫu nhập là bảng tính .xlsx",
                     options.file + ": the template is an .xlsx workbook"},
                    {"đặt tên tệp có đuôi .xlsx", "give it a name that ends in .xlsx"}};
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const auto sheets =
        casework::import_template(kind, book.vocabulary, day_in_vietnam(registry::system_time()));
    const std::string bytes = documents::paper_tools().write_workbook(sheets);
    if (std::filesystem::exists(options.file))
        throw Error{Fault::conflict,
                    {options.file + ": đã có tệp này", options.file + ": there is such a file"},
                    {"đặt tên khác", "give it another name"}};
    std::ofstream stream{options.file, std::ios::binary};
    stream << bytes;
    stream.close();
    if (!stream)
        throw Error{Fault::unavailable,
                    {options.file + ": không ghi được", options.file + ": cannot be written"}};
    const bool vi = settings.spoken() == Language::vi;
    write_out(options.file + ": " +
              (vi ? "mẫu nhập " + kind.name.vi + "; tiếp theo: radcert import preview "
                  : "template of " + kind.name.en + "; next: radcert import preview ") +
              options.kind + " " + options.file + "\n");
}

/// "Nhân viên!C12", as a spreadsheet names a cell.
std::string cell_of(const casework::ImportProblem& problem)
{
    const std::string tab = problem.sheet.empty() ? "" : problem.sheet + "!";
    return tab + problem.column + (problem.row > 0 ? std::to_string(problem.row) : "");
}

/// What is said of places of the file: problems, notes.
Table places(const std::vector<casework::ImportProblem>& said, const char* key, const Words& label,
             Language language)
{
    Table table{{"cell", {"Ô", "Cell"}}, {"heading", {"Cột", "Column"}}, {key, label}};
    for (const casework::ImportProblem& one : said)
        table.row({cell_of(one), one.heading, one.sentence.in(language)});
    return table;
}

void print_import(const Settings& settings, const casework::ImportReport& report)
{
    const Language language = settings.spoken();
    Sheet page;
    const auto count = [&](const char* key, Words label, std::size_t value) {
        page.record.field(key, label, std::int64_t(value));
    };
    if (report.import > 0) page.record.field("import", {"Lần nhập", "Import"}, report.import);
    count("rows", {"Dòng đã đọc", "Rows read"}, report.counts.rows);
    count("new", {"Bản ghi mới", "New records"}, report.counts.fresh);
    count("filled", {"Được điền thêm", "Filled in"}, report.counts.filled);
    count("unchanged", {"Không đổi", "Unchanged"}, report.counts.unchanged);
    count("contradicting", {"Trái với sổ", "Contradicting"}, report.counts.contradicting);
    count("errors", {"Lỗi", "Errors"}, report.problem_count);
    count("notes", {"Lưu ý", "Notes"}, report.note_count);
    page.list("problems", {"Lỗi", "Problems"},
              places(report.problems, "problem", {"Lỗi", "Problem"}, language));
    page.list("read_otherwise", {"Lưu ý khi đọc", "Read otherwise than written"},
              places(report.notes, "note", {"Đọc thế nào", "How it is read"}, language));
    Table alike{{"row", {"Dòng", "Row"}},
                {"full_name", {"Họ và tên", "Full name"}},
                {"worker", {"Có thể là", "May be"}}};
    for (const casework::ImportAlike& one : report.alike)
        alike.row({(one.sheet.empty() ? "" : one.sheet + "!") + std::to_string(one.row), one.full_name,
                   casework::worker_name(one.worker)});
    page.list("alike", {"Có thể đã có trong sổ", "May be in the register already"}, std::move(alike));
    Table before{{"import", {"Lần nhập", "Import"}},
                 {"at", {"Ngày", "Day"}},
                 {"file", {"Tệp", "File"}},
                 {"by", {"Người nhập", "By"}}};
    if (report.before) {
        const Date day = day_in_vietnam(report.before->at);
        before.row({report.before->import, Cell::coded(to_iso(day), {to_dmy(day), to_dmy(day)}),
                    report.before->file, report.before->officer});
    }
    page.list("imported_before", {"Chính tệp này đã được nhập", "This very file was imported before"},
              std::move(before));
    page.print(output_format(settings.json), language);
}

void set_status(const ImportOptions& options, const casework::ImportReport& report)
{
    if (report.problem_count > 0) *options.status = exit_status(Fault::invalid_input);
}

void preview(const Settings& settings, const ImportOptions& options)
{
    Reading reading{settings};
    const auto report = casework::preview_import(reading.database(), reading.words(),
                                                 reading.as_of().in_force, request_of(options));
    print_import(settings, report);
    set_status(options, report);
}

void run_it(const Settings& settings, const ImportOptions& options)
{
    Writing writing{settings};
    writing.database().expect_many_rows();
    const auto report = casework::run_import(writing.scope(), writing.words(), request_of(options));
    say_dry_run(settings);
    print_import(settings, report);
    set_status(options, report);
}

Words status_name_of(const registry::Import& import)
{
    return import.status == "undone" ? Words{"đã hoàn tác", "undone"} : Words{"đã ghi", "recorded"};
}

std::string officer_of(registry::Database& database, const registry::Import& import)
{
    const auto officer = registry::find_officer_by_reference(database, import.by_officer);
    return officer ? officer->code : import.by_officer;
}

void list_imports(const Settings& settings, const ImportOptions&)
{
    Reading reading{settings};
    Table table{
        {"import", {"Số", "Number"}},   {"kind", {"Loại", "Kind"}},           {"file", {"Tệp", "File"}},
        {"rows", {"Dòng", "Rows"}},     {"status", {"Tình trạng", "Status"}}, {"by", {"Người nhập", "By"}},
        {"event", {"Sự kiện", "Event"}}};
    for (const auto& version : registry::list_imports(reading.database(), reading.known_by())) {
        const registry::Import& import = version.record;
        table.row({import.import, Cell::coded(import.kind, casework::find_import_kind(import.kind).name),
                   import.file, import.rows, Cell::coded(import.status, status_name_of(import)),
                   officer_of(reading.database(), import), version.since});
    }
    table.print(settings);
}

void show_import(const Settings& settings, const ImportOptions& options)
{
    Reading reading{settings};
    const auto version = registry::load_import(reading.database(), options.import, reading.known_by());
    const registry::Import& import = version.record;
    Sheet page;
    page.record.field("import", {"Lần nhập", "Import"}, import.import);
    page.record.field("kind", {"Loại", "Kind"},
                      Cell::coded(import.kind, casework::find_import_kind(import.kind).name));
    page.record.field("file", {"Tệp", "File"}, import.file);
    page.record.field("digest", {"SHA-256", "SHA-256"}, import.digest);
    page.record.field("rows", {"Dòng", "Rows"}, import.rows);
    page.record.field("status", {"Tình trạng", "Status"}, Cell::coded(import.status, status_name_of(import)));
    page.record.field("by", {"Người nhập", "By"}, officer_of(reading.database(), import));
    page.record.field("reason", {"Lý do hoàn tác", "Why undone"},
                      import.reason ? Cell{*import.reason} : Cell{});
    // What was undone is told as it stood just before.
    const EventNumber told = import.status == "undone" ? version.since - 1 : reading.known_by();
    Table rows{{"place", {"Dòng", "Row"}},
               {"record", {"Bản ghi", "Record"}},
               {"table", {"Bảng", "Table"}},
               {"fields", {"Trường được ghi", "Fields given"}}};
    for (const registry::ImportRow& row :
         registry::import_rows(reading.database(), import.import, told, options.most)) {
        std::string fields;
        Words called;
        for (const std::string& field : row.given) {
            const Words label = field_label(field);
            const char* const comma = fields.empty() ? "" : ", ";
            fields += comma + field;
            called.vi += comma + label.vi;
            called.en += comma + label.en;
        }
        rows.row({(row.sheet.empty() ? "" : row.sheet + "!") + std::to_string(row.row), row.record,
                  Cell::coded(row.kind, casework::record_kind_name(row.kind)), Cell::coded(fields, called)});
    }
    page.list("rows", {"Dòng và bản ghi", "Rows and records"}, std::move(rows));
    page.print(reading.format(), reading.language());
}

void undo(const Settings& settings, const ImportOptions& options)
{
    Writing writing{settings};
    const auto undone = casework::undo_import(writing.scope(), options.import, options.reason);
    const std::string number = std::to_string(undone.import);
    writing.done(number, {"đã hoàn tác lần nhập " + undone.file, "undone: " + undone.file},
                 "radcert import show " + number);
}

constexpr const char* kinds =
    "workers (nhân viên), facilities (cơ sở), equipment (thiết bị), certificates (chứng chỉ)";

void add_file_options(Command& command, ImportOptions& options)
{
    command.add_option("kind", options.kind, kinds)->required()->type_name("KIND");
    command.add_option("file", options.file, "Tệp .xlsx hoặc .csv / file")->required()->type_name("FILE");
    command
        .add_option("--encoding", options.encoding,
                    "Bảng mã của tệp CSV cũ / encoding: tcvn3, vni, cp1258, viscii")
        ->type_name("NAME");
    command.add_option("--sheet", options.sheet, "Chỉ một trang / one sheet")->type_name("NAME");
}

} // namespace

void add_import_commands(Command& app, Settings& settings, int& status)
{
    auto* noun =
        app.add_subcommand("import", "Nhập từ bảng tính, xem trước, hoàn tác / import from sheets, undo");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert import template workers nhan-vien.xlsx\n"
                 "  radcert import preview workers nhan-vien.xlsx\n"
                 "  radcert import run workers nhan-vien.xlsx --as lan\n"
                 "  radcert import undo 3 --reason \"nhầm tệp\" --as lan");
    {
        auto [command, options] =
            add_verb(*noun, "template", "Mẫu để điền / a workbook to fill in", settings, write_template);
        command->add_option("kind", options->kind, kinds)->required()->type_name("KIND");
        command->add_option("file", options->file, "Tệp mới .xlsx / new file")->required()->type_name("FILE");
        add_shared_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "preview", "Xem trước, không ghi gì / what would be recorded", settings, preview);
        options->status = &status;
        add_file_options(*command, *options);
        add_register_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(
            *noun, "run", "Ghi tất cả, hoặc không gì / record all of it or nothing", settings, run_it);
        options->status = &status;
        add_file_options(*command, *options);
        command->add_flag(
            "--new-people", options->new_people,
            "Những người có thể đã có trong sổ là người khác / who may be known is somebody else");
        command->add_flag("--again", options->again,
                          "Vẫn nhập tệp đã nhập trước đây / though the file was imported before");
        add_write_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(*noun, "list", "Các lần nhập / imports", settings, list_imports);
        add_read_options(*command, settings);
    }
    {
        auto [command, options] = add_verb(*noun, "show", "Một lần nhập, từng dòng / one import, row by row",
                                           settings, show_import);
        command->add_option("import", options->import, "Số / number")->required()->type_name("N");
        command->add_option("--most", options->most, "Nhiều dòng nhất / rows at most")->type_name("N");
        add_read_options(*command, settings);
    }
    {
        auto [command, options] =
            add_verb(*noun, "undo", "Hoàn tác cả lần nhập / take an import back", settings, undo);
        command->add_option("import", options->import, "Số / number")->required()->type_name("N");
        command->add_option("--reason", options->reason, "Lý do / reason")->type_name("TEXT");
        add_write_options(*command, settings);
    }
}

} // namespace radcert::cli
