#include "cli/verdict.h"

#include <iostream>

#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/table.h"
#include "registry/signed_note.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

std::string without_line_end(std::string line)
{
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
}

Table problem_table(const registry::Report& report, Language language)
{
    Table table{{"table", {"Bảng", "Table"}},
                {"row", {"Dòng", "Row"}},
                {"column", {"Cột", "Column"}},
                {"problem", {"Sai ở đâu", "What is wrong"}}};
    for (const registry::Problem& problem : report.problems)
        table.row({problem.table, problem.row, problem.column, problem.sentence.in(language)});
    return table;
}

std::string json_of(const registry::Report& report)
{
    std::string out;
    text::JsonWriter json{out};
    const auto number = [&](std::string_view name, std::int64_t value) {
        json.key(name);
        json.raw(std::to_string(value));
    };
    json.open_object();
    json.key("clean");
    json.boolean(report.clean());
    number("problems_found", std::int64_t(report.found));
    number("events", report.events);
    number("checkpoints", report.checkpoints);
    number("payloads_read", report.payloads);
    number("documents_read", report.documents);
    number("rows_compared", report.rows);
    json.key("kept_checkpoint");
    json.boolean(report.kept);
    json.key("problems");
    json.raw(without_line_end(problem_table(report, Language::en).text(Format::json, Language::en, 0)));
    json.close_object();
    return text::indented(out) + '\n';
}

std::string seen(const registry::Report& report, const registry::Depth& depth, bool vi)
{
    const auto n = [](std::int64_t value) { return std::to_string(value); };
    std::string text = n(report.events) + (vi ? " sự kiện, " : " events, ") + n(report.checkpoints) +
                       (vi ? " điểm kiểm, cả cây" : " checkpoints, the whole tree");
    if (report.kept) text += vi ? ", điểm kiểm đã giữ" : ", the kept checkpoint";
    if (depth.read_data || depth.rebuild)
        text += ", " + n(report.payloads) + (vi ? " nội dung niêm phong" : " sealed payloads");
    if (depth.read_data) text += ", " + n(report.documents) + (vi ? " giấy tờ" : " papers");
    if (depth.rebuild)
        text += ", " + n(report.rows) + (vi ? " dòng của " : " rows of ") + n(report.tables) +
                (vi ? " bảng so với nhật ký" : " tables against the journal");
    if (depth.file) text += vi ? ", tệp SQLite" : ", the SQLite file";
    return text;
}

std::string not_seen(const registry::Report& report, const registry::Depth& depth, bool in_file, bool vi)
{
    std::string text;
    const auto add = [&](std::string_view what) { text += (text.empty() ? "" : "; ") + std::string{what}; };
    if (!depth.read_data)
        add(vi ? "dữ liệu niêm phong (journal verify --read-data)"
               : "sealed data (journal verify --read-data)");
    if (!depth.rebuild)
        add(vi ? "các bảng bản ghi (journal verify --rebuild)" : "record tables (journal verify --rebuild)");
    if (!in_file)
        add(vi ? "các trang của cơ sở dữ liệu (pg_amcheck)" : "the database's own pages (pg_amcheck)");
    else if (!depth.file)
        add(vi ? "tệp SQLite (register verify)" : "the SQLite file (register verify)");
    if (!report.kept)
        add(vi ? "không có điểm kiểm nào giữ cạnh sổ (journal witness)"
               : "no checkpoint is kept beside the register (journal witness)");
    if (report.erased > 0) add(std::to_string(report.erased) + (vi ? " người đã xóa" : " erased persons"));
    return text;
}

} // namespace

Verifier load_verifier(const Settings& settings, const std::string& vkey)
{
    const fs::path file = key_file(settings);
    std::error_code ignored;
    Verifier verifier;
    if (vkey.empty() || fs::exists(file, ignored)) verifier.file = registry::KeyFile::load(file);
    if (vkey.empty())
        verifier.key = verifier.file->verifying();
    else
        verifier.key = registry::parse_vkey(
            fs::is_regular_file(vkey, ignored) ? without_line_end(read_file(vkey)) : vkey);
    return verifier;
}

int verify_and_report(const Settings& settings, const std::string& vkey, registry::Depth depth)
{
    registry::Database database = open_register(settings);
    depth.file = depth.file && database.place().is_file();
    const Verifier verifier = load_verifier(settings, vkey);
    const registry::Report report = verify_register(database, verifier.key, verifier.keys(), depth);
    const bool vi = settings.spoken() == Language::vi;
    const int status = report.clean() ? 0 : exit_status(Fault::integrity);
    if (settings.json) {
        write_out(json_of(report));
        return status;
    }
    if (!report.clean()) {
        problem_table(report, settings.spoken()).print(output_format(false), settings.spoken());
        std::cerr << database.name() << (vi ? ": KHÔNG SẠCH: " : ": NOT CLEAN: ") << report.found
                  << (vi ? " chỗ sai; đã xem " : " problems; looked at ") << seen(report, depth, vi) << '\n';
        return status;
    }
    const std::string rest = not_seen(report, depth, database.place().is_file(), vi);
    write_out(database.name() + (vi ? ": sạch: " : ": clean: ") + seen(report, depth, vi) +
              (rest.empty() ? "" : (vi ? "; chưa xem: " : "; not looked at: ") + rest) + '\n');
    return status;
}

} // namespace radcert::cli
