#include "registry/imports.h"
#include "casework/import_file.h"
#include "casework/words_of.h"
#include "documents/paper_tools.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "web/dossier.h"
#include "web/import_parts.h"
#include "web/moments.h"
#include "web/nouns.h"

namespace radcert::web {

void check_may_import(Visit& visit)
{
    if (visit.scope().is_everything()) return;
    throw Error{
        Fault::refused,
        {"một tệp nhập có thể ghi cho mọi cơ sở trong sổ, còn tài khoản của bạn chỉ xem một phần",
         "an import may record for every facility of the register, and your account sees a part of it"},
        {"nhờ người có quyền xem toàn sổ nhập tệp", "somebody who sees the whole register imports it"}};
}

namespace {

Cell kind_cell(const std::string& kind)
{
    return Cell::coded(kind, casework::find_import_kind(kind).name);
}

bool is_undone(const registry::Import& import)
{
    return import.status == "undone";
}

Cell import_status(const registry::Import& import)
{
    return Cell::coded(import.status,
                       is_undone(import) ? Words{"đã hoàn tác", "undone"} : Words{"đã ghi", "recorded"});
}

Cell who_imported(Visit& visit, const registry::Import& import)
{
    const auto officer = registry::find_officer_by_reference(visit.database(), import.by_officer);
    return officer ? officer_cell(visit, officer->code) : Cell{import.by_officer};
}

Reply show_imports(Visit& visit)
{
    check_may_import(visit);
    Page page{{"Nhập tệp", "Imports"}};
    page.lead = {"Nhập nhân viên, cơ sở, thiết bị, chứng chỉ từ bảng tính: xem trước, nhập cả tệp hoặc không "
                 "gì, hoàn tác được.",
                 "Workers, facilities, equipment and certificates from sheets: seen first, recorded as a "
                 "whole, and can be taken back."};
    page.acts.push_back({{"Nhập tệp mới", "New import"}, "/imports/new"});
    documents::Table table{
        {"import", {"Số", "Number"}}, {"kind", {"Loại", "Kind"}},           {"file", {"Tệp", "File"}},
        {"rows", {"Dòng", "Rows"}},   {"status", {"Tình trạng", "Status"}}, {"by", {"Người nhập", "By"}},
        {"at", {"Lúc", "At"}},        {"event", {"Sự kiện", "Event"}}};
    Listing list{"imports", {"Các lần nhập", "What was imported"}, std::move(table)};
    auto versions = registry::list_imports(visit.database(), visit.as_of().known_by);
    std::ranges::reverse(versions);
    const Part part{visit, versions.size()};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const registry::Import& import = versions[at].record;
        list.table.row({import.import, kind_cell(import.kind), import.file, import.rows,
                        import_status(import), who_imported(visit, import),
                        moment_cell(registry::load_event(visit.database(), versions[at].since).at),
                        versions[at].since});
        const std::string to = address({"imports", std::to_string(import.import)});
        list.links.push_back(
            {to, "", to, "", "", "", "", address({"journal", std::to_string(versions[at].since)})});
        list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain,
                              is_undone(import) ? Tone::muted : Tone::good});
    }
    part.tell(list);
    list.empty = {"Chưa nhập tệp nào.", "Nothing was imported yet."};
    page.add(std::move(list));
    return page;
}

std::int64_t number_asked(Visit& visit)
{
    const std::string& text = visit.part("import");
    const bool number =
        !text.empty() && text.size() <= 12 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!number)
        throw Error{Fault::not_found,
                    {"không có lần nhập số " + text, "there is no import " + text},
                    {"xem danh sách các lần nhập", "see the list of imports"}};
    return std::stoll(text);
}

/// The page of whom a row of the file gave something to.
std::string record_address(const registry::ImportRow& row)
{
    if (row.worker) return address({"workers", casework::worker_name(*row.worker)});
    const std::string record = row.record.substr(0, row.record.find_first_of("/ "));
    if (row.kind == "facility") return address({"facilities", record});
    if (row.kind == "equipment") return address({"equipment", record});
    return row.kind == "certificate" ? address({"certificates", row.record}) : std::string{};
}

/// What a row gave something to: of an identity paper the number masked, "W-17 cccd 999•••••0001".
std::string record_shown(const registry::ImportRow& row)
{
    const auto number = row.record.rfind(' ');
    if (row.kind != "identity_paper" || number == std::string::npos) return row.record;
    return row.record.substr(0, number + 1) + casework::masked_number(row.record.substr(number + 1));
}

Listing row_list(Visit& visit, const registry::Version<registry::Import>& version)
{
    documents::Table table{{"place", {"Dòng", "Row"}},
                           {"record", {"Bản ghi", "Record"}},
                           {"table", {"Bảng", "Table"}},
                           {"fields", {"Trường được ghi", "Fields given"}}};
    Listing list{"rows", {"Dòng và bản ghi", "Rows and records"}, std::move(table)};
    // What was undone is told as it stood just before.
    const EventNumber told = is_undone(version.record) ? version.since - 1 : visit.as_of().known_by;
    Paging paging{visit};
    auto rows =
        registry::import_rows(visit.database(), version.record.import, told, paging.skip() + paging.asked());
    rows.erase(rows.begin(), rows.begin() + std::ptrdiff_t(std::min(rows.size(), paging.skip())));
    paging.cut(rows);
    for (const registry::ImportRow& row : rows) {
        std::string fields;
        Words called;
        for (const std::string& field : row.given) {
            const Words label = casework::field_label(field);
            const char* const comma = fields.empty() ? "" : ", ";
            fields += comma + field;
            called.vi += comma + label.vi;
            called.en += comma + label.en;
        }
        list.table.row({(row.sheet.empty() ? "" : row.sheet + "!") + std::to_string(row.row),
                        record_shown(row), Cell::coded(row.kind, casework::record_kind_name(row.kind)),
                        Cell::coded(fields, called)});
        list.links.push_back({"", is_undone(version.record) ? std::string{} : record_address(row)});
    }
    paging.tell(list);
    return list;
}

Form undo_form(const registry::Import& import)
{
    Form form{.action = address({"imports", std::to_string(import.import), "undo"}),
              .submit = {"Hoàn tác", "Undo"},
              .legend = {"Hoàn tác cả lần nhập", "Take the import back"},
              .grave = true,
              .confirm = {"Mọi bản ghi của lần nhập này trở lại như trước khi nhập.",
                          "Every record of this import goes back to what it was before."},
              .id = "undo"};
    form.fields.push_back({.name = "reason", .label = {"Lý do", "Reason"}, .required = true});
    return form;
}

Reply show_import(Visit& visit)
{
    check_may_import(visit);
    const auto version = registry::load_import(visit.database(), number_asked(visit), visit.as_of().known_by);
    const registry::Import& import = version.record;
    const std::string number = std::to_string(import.import);
    Page page{{"Lần nhập số " + number, "Import " + number}};
    page.lead = {import.file, import.file};
    Facts facts;
    facts.add({"import", {"Lần nhập", "Import"}}, import.import);
    facts.add({"kind", {"Loại", "Kind"}}, kind_cell(import.kind));
    facts.add({"file", {"Tệp", "File"}}, import.file);
    facts.add({"digest", {"SHA-256", "SHA-256"}}, import.digest);
    facts.add({"row_count", {"Dòng đã đọc", "Rows read"}}, import.rows);
    facts.add({"status", {"Tình trạng", "Status"}}, import_status(import), {},
              is_undone(import) ? Tone::muted : Tone::good);
    facts.add({"by", {"Người nhập", "By"}}, who_imported(visit, import));
    facts.add({"at", {"Lúc", "At"}}, moment_cell(registry::load_event(visit.database(), version.since).at));
    facts.add({"event", {"Sự kiện", "Event"}}, version.since,
              address({"journal", std::to_string(version.since)}));
    if (import.reason) facts.add({"reason", {"Lý do hoàn tác", "Why undone"}}, *import.reason);
    page.add(std::move(facts));
    page.add(row_list(visit, version));
    if (!is_undone(import)) page.add(undo_form(import));
    return page;
}

Reply undo(Visit& visit)
{
    check_may_import(visit);
    const std::int64_t import = number_asked(visit);
    const std::string reason = visit.needed("reason", {"lý do", "the reason"});
    visit.record([&](registry::WriteScope& write) { casework::undo_import(write, import, reason); });
    const std::string number = std::to_string(import);
    return Redirect{address({"imports", number}),
                    {"đã hoàn tác lần nhập số " + number, "import " + number + " was undone"}};
}

Field kind_field()
{
    Field field{.kind = Field::Kind::radio,
                .name = "kind",
                .label = {"Tệp có gì", "What the file holds"},
                .required = true};
    for (const auto& kind : casework::import_kinds())
        field.choices.push_back({std::string{kind.word}, kind.name});
    return field;
}

Reply show_new(Visit& visit)
{
    check_may_import(visit);
    Page page{{"Nhập tệp mới", "New import"}};
    page.lead = {"Bước 1: tải mẫu và điền. Bước 2: gửi tệp để xem trước; chưa ghi gì vào sổ cho đến khi bạn "
                 "bấm “Nhập”.",
                 "First take a template and fill it in. Then send the file to see what it would do; nothing "
                 "is recorded until you "
                 "press \"Import\"."};
    Links templates{{}, {"Tải mẫu", "Templates"}};
    for (const auto& kind : casework::import_kinds())
        templates.links.push_back(
            {{"Mẫu: " + kind.name.vi + " (Excel)", "Template: " + kind.name.en + " (Excel)"},
             address({"imports", "template"}, {{"kind", std::string{kind.word}}}),
             true});
    page.add(std::move(templates));
    Form form{.action = "/imports/preview",
              .submit = {"Xem trước", "Preview"},
              .legend = {"Gửi tệp", "Send a file"},
              .id = "send"};
    form.fields.push_back(kind_field());
    form.fields.push_back({.kind = Field::Kind::file,
                           .name = "file",
                           .label = {"Tệp .xlsx hoặc .csv", "File, .xlsx or .csv"},
                           .hint = {"tối đa 20 MB; tiêu đề cột như trong mẫu, thứ tự tùy ý",
                                    "20 MB at most; headings as in the template, in any order"},
                           .required = true});
    form.fields.push_back({.name = "sheet",
                           .label = {"Chỉ đọc trang (không bắt buộc)", "This sheet only (may be left out)"},
                           .hint = {"tên trang trong tệp Excel; để trống thì đọc mọi trang",
                                    "name of a sheet of the workbook; blank reads all"}});
    page.add(std::move(form));
    return page;
}

Reply download_template(Visit& visit)
{
    check_may_import(visit);
    const auto& kind = casework::find_import_kind(visit.needed("kind", {"loại", "the kind"}));
    const auto sheets = casework::import_template(kind, visit.words(), visit.today());
    return Download{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "mau-" + std::string{kind.word} + ".xlsx",
                    documents::paper_tools().write_workbook(sheets)};
}

} // namespace

void add_imports_routes(Routes& routes)
{
    routes.page("/imports", {.access = only(desk), .summary = {"Các lần nhập tệp", "Imports"}, .twins = true},
                show_imports);
    routes.page("/imports/new", {.access = only(desk), .summary = {"Nhập tệp mới", "New import"}}, show_new);
    routes.page("/imports/template",
                {.access = only(desk), .summary = {"Mẫu để điền", "A workbook to fill in"}, .asks = {"kind"}},
                download_template);
    routes.page("/imports/{import}",
                {.access = only(desk), .summary = {"Một lần nhập", "One import"}, .twins = true},
                show_import);
    routes.act("/imports/{import}/undo",
               {.access = only(desk),
                .summary = {"Hoàn tác một lần nhập", "Undo an import"},
                .fields = {"reason"},
                .confirmed = true,
                .form_on = "/imports/{import}"},
               undo);
    add_import_preview_routes(routes);
}

} // namespace radcert::web
