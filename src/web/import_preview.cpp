#include <algorithm>

#include "casework/import_file.h"
#include "casework/words_of.h"
#include "web/import_parts.h"
#include "web/import_spool.h"
#include "web/strictness.h"

namespace radcert::web {
namespace {

constexpr std::size_t first_rows = 8, first_columns = 15;

/// What is asked about a file that was sent.
struct Preview {
    SpooledFile file;
    casework::ImportRequest request;
};

Preview preview_asked(Visit& visit)
{
    check_may_import(visit);
    const std::string token = visit.query().find("spool").value_or("");
    Preview preview;
    preview.file = import_spool(visit.office()).find(visit.who().officer.officer, token);
    casework::ImportRequest& request = preview.request;
    request.kind = visit.query().find("kind").value_or("");
    casework::find_import_kind(request.kind);
    request.file = preview.file.file;
    request.reader = documents::SheetReader{visit.office().options().program};
    request.options.called = preview.file.name;
    request.options.sheet = visit.query().find("sheet").value_or("");
    if (const auto encoding = visit.query().find("encoding")) {
        request.options.encoding = documents::parse_encoding(*encoding);
        if (!request.options.encoding)
            refuse_field("encoding", {"không biết bảng mã “" + *encoding + "”",
                                      "the encoding \"" + *encoding + "\" is not known"});
    }
    return preview;
}

/// The address of a preview, or of what follows it.
Parameters asked_of(const Preview& preview)
{
    Parameters query{{"spool", preview.file.token}, {"kind", preview.request.kind}};
    if (!preview.request.options.sheet.empty()) query.add("sheet", preview.request.options.sheet);
    if (preview.request.options.encoding)
        query.add("encoding", std::string{word_of(*preview.request.options.encoding)});
    return query;
}

std::string encoding_name(documents::Encoding encoding)
{
    switch (encoding) {
    case documents::Encoding::utf8: return "UTF-8";
    case documents::Encoding::utf16_le: return "UTF-16 LE";
    case documents::Encoding::utf16_be: return "UTF-16 BE";
    case documents::Encoding::cp1258: return "Windows-1258";
    case documents::Encoding::viscii: return "VISCII";
    case documents::Encoding::tcvn5712: return "TCVN3 (ABC)";
    case documents::Encoding::vni: return "VNI-Windows";
    }
    return {};
}

/// Asks a person which reading of the file is right.
void ask_encoding(Page& page, const Preview& preview, const std::vector<documents::OfferedEncoding>& offered)
{
    page.add(Notice{Notice::Kind::warning,
                    {"Tệp CSV này không phải UTF-8: chọn dòng đọc đúng tiếng Việt.",
                     "The CSV file is not UTF-8: choose the line that reads right."}});
    Form form{.action = "/imports/preview",
              .asks = true,
              .submit = {"Đọc theo bảng mã này", "Read it so"},
              .id = "encoding"};
    const Parameters asked = asked_of(preview);
    for (const auto& [name, value] : asked.pairs())
        form.fields.push_back({.kind = Field::Kind::hidden, .name = name, .values = {value}});
    Field choice{
        .kind = Field::Kind::radio, .name = "encoding", .label = {"Bảng mã", "Encoding"}, .required = true};
    for (const auto& each : offered) {
        const std::string text = encoding_name(each.encoding) + ": " + each.preview;
        choice.choices.push_back({std::string{word_of(each.encoding)}, {text, text}});
    }
    form.fields.push_back(std::move(choice));
    page.add(std::move(form));
}

void say_unread(Page& page, const casework::UnreadFile& unread)
{
    Notice notice{Notice::Kind::wrong, unread.sentence};
    if (!unread.hint.empty()) notice.more.push_back(unread.hint);
    notice.next.push_back({{"Chọn tệp khác", "Choose another file"}, "/imports/new"});
    page.add(std::move(notice));
}

Facts counts_of(const Preview& preview, const casework::ImportReport& report)
{
    Facts facts;
    const auto count = [&](const char* key, const Words& label, std::size_t value, Tone tone = Tone::plain) {
        facts.add({key, label}, value, {}, value > 0 ? tone : Tone::plain);
    };
    facts.add({"file", {"Tệp", "File"}}, preview.file.name);
    facts.add({"kind", {"Loại", "Kind"}},
              Cell::coded(preview.request.kind, casework::find_import_kind(preview.request.kind).name));
    count("rows_read", {"Dòng đã đọc", "Rows read"}, report.counts.rows);
    count("new", {"Bản ghi mới", "New records"}, report.counts.fresh, Tone::good);
    count("filled", {"Được điền thêm", "Filled in"}, report.counts.filled, Tone::good);
    count("unchanged", {"Không đổi", "Unchanged"}, report.counts.unchanged, Tone::muted);
    count("contradicting", {"Trái với sổ", "Contradicting"}, report.counts.contradicting, Tone::bad);
    count("errors", {"Lỗi", "Errors"}, report.problem_count, Tone::bad);
    count("notes", {"Lưu ý khi đọc", "Read otherwise than written"}, report.note_count, Tone::near);
    return facts;
}

/// Places of the file, and what is to be said of each.
Listing place_list(Visit& visit, const char* key, const Words& caption, const Words& says,
                   const std::vector<casework::ImportProblem>& said)
{
    documents::Table table{{"sheet", {"Trang", "Sheet"}},
                           {"row", {"Dòng", "Row"}},
                           {"column", {"Cột", "Column"}},
                           {"heading", {"Tiêu đề", "Heading"}},
                           {"says", says}};
    Listing list{key, caption, std::move(table)};
    const Part part{visit, said.size(), rows_of_a_page, key};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& one = said[at];
        const auto text = [](const std::string& value) { return value.empty() ? Cell{} : Cell{value}; };
        list.table.row({text(one.sheet), one.row > 0 ? Cell{one.row} : Cell{}, text(one.column),
                        text(one.heading), one.sentence.in(visit.language())});
    }
    part.tell(list);
    return list;
}

Listing alike_list(const std::vector<casework::ImportAlike>& alike)
{
    documents::Table table{{"row", {"Dòng", "Row"}},
                           {"full_name", {"Họ và tên", "Full name"}},
                           {"worker", {"Có thể là", "May be"}}};
    Listing list{"alike", {"Có thể đã có trong sổ", "May be in the register already"}, std::move(table)};
    for (const casework::ImportAlike& one : alike) {
        const std::string worker = casework::worker_name(one.worker);
        list.table.row(
            {(one.sheet.empty() ? "" : one.sheet + "!") + std::to_string(one.row), one.full_name, worker});
        list.links.push_back({"", "", address({"workers", worker})});
    }
    return list;
}

/// The first rows of the file, cell by cell, as they stand there.
Listing sample_list(const Preview& preview)
{
    std::vector<documents::SheetRow> rows;
    std::string sheet;
    std::size_t columns = 1;
    preview.request.reader.read(preview.file.file, preview.request.options,
                                [&](const std::string& tab, const documents::SheetRow& row) {
                                    if (rows.empty()) sheet = tab;
                                    if (tab != sheet) return false;
                                    columns = std::max(columns, std::min(row.cells.size(), first_columns));
                                    rows.push_back(row);
                                    return rows.size() < first_rows;
                                });
    documents::Table table{{"row", {"Dòng", "Row"}}};
    for (std::size_t column = 0; column < columns; ++column) {
        const std::string letters = documents::column_letters(column);
        table.column({letters, {letters, letters}});
    }
    const Words caption =
        sheet.empty() ? Words{"Những dòng đầu của tệp", "The first rows of the file"}
                      : Words{"Những dòng đầu của trang " + sheet, "The first rows of the sheet " + sheet};
    Listing list{"sample", caption, std::move(table)};
    for (const auto& row : rows) {
        std::vector<Cell> cells{row.number};
        for (std::size_t column = 0; column < columns; ++column) {
            const bool filled = column < row.cells.size() && !row.cells[column].text.empty();
            cells.push_back(filled ? Cell{row.cells[column].text} : Cell{});
        }
        list.table.row(std::move(cells));
    }
    return list;
}

Form import_form(const Preview& preview, const casework::ImportReport& report)
{
    Form form{.action = address({"imports"}, asked_of(preview)),
              .submit = {"Nhập", "Import"},
              .legend = {"Nhập vào sổ", "Record it"},
              .second = report.needs_second,
              .id = "import"};
    const auto box = [&](const char* name, const Words& text) {
        form.fields.push_back(
            {.kind = Field::Kind::checks, .name = name, .choices = {{"yes", text}}, .required = true});
    };
    if (report.before) {
        const std::string number = std::to_string(report.before->import),
                          day = to_dmy(day_in_vietnam(report.before->at));
        box("again", {"Vẫn nhập: chính tệp này đã được nhập, lần nhập số " + number + " ngày " + day +
                          ", người nhập " + report.before->officer,
                      "Import it all the same: this very file was imported before, import " + number +
                          " of " + day + ", by " + report.before->officer});
    }
    if (!report.alike.empty()) {
        const std::string count = std::to_string(report.alike.size());
        box("new_people",
            {"Đã xem " + count + " người ở bảng trên: họ là người khác, chưa có trong sổ",
             "The " + count +
                 " persons of the table above were looked at: they are others, not yet in the register"});
    }
    // What the page asked to be ticked.
    for (const auto& field : std::vector<Field>{form.fields})
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "asked", .values = {field.name}});
    return form;
}

void add_report(Page& page, Visit& visit, const Preview& preview, const casework::ImportReport& report)
{
    const bool any = report.counts.fresh + report.counts.filled > 0;
    const bool wrong = report.problem_count > 0;
    if (wrong)
        page.add(Notice{Notice::Kind::wrong,
                        {"Tệp có " + std::to_string(report.problem_count) +
                             " lỗi: chưa nhập được. Sửa trong tệp rồi gửi lại; chưa ghi gì vào sổ.",
                         "The file has " + std::to_string(report.problem_count) +
                             " problems: it cannot be imported. Put them right in the file and "
                             "send it again; nothing was recorded."},
                        {},
                        {{{"Gửi tệp đã sửa", "Send the file again"}, "/imports/new"}}});
    else if (!any)
        page.add(Notice{Notice::Kind::note,
                        {"Sổ đã có tất cả những gì tệp này ghi: không có gì để nhập.",
                         "The register has everything that the file says: there is nothing to import."}});
    else
        page.add(Notice{Notice::Kind::note,
                        {"Chưa ghi gì vào sổ. Xem lại rồi bấm “Nhập”.",
                         "Nothing was recorded yet. Look at it, then press \"Import\"."}});
    page.add(counts_of(preview, report));
    if (wrong)
        page.add(place_list(visit, "problems",
                            {"Lỗi cần sửa trong tệp", "Problems to be put right in the file"},
                            {"Lỗi, cách sửa", "What is wrong"}, report.problems));
    if (!report.alike.empty()) page.add(alike_list(report.alike));
    if (report.note_count > 0)
        page.add(place_list(visit, "read_otherwise",
                            {"Ô được đọc khác với cách viết", "Cells that are read otherwise than written"},
                            {"Đọc thế nào", "How it is read"}, report.notes));
    if (!wrong && any) page.add(import_form(preview, report));
    page.add(sample_list(preview));
}

Reply show_preview(Visit& visit)
{
    const Preview preview = preview_asked(visit);
    const auto tried = casework::try_import(visit.database(), visit.words(), visit.today(), preview.request);
    Page page{{"Xem trước: " + preview.file.name, "Preview: " + preview.file.name}};
    page.section = "/imports";
    if (!tried.unread)
        add_report(page, visit, preview, tried.report);
    else if (!tried.unread->encodings.empty())
        ask_encoding(page, preview, tried.unread->encodings);
    else
        say_unread(page, *tried.unread);
    return page;
}

/// A text or a picture does not become a workbook by its name; what is none else is told by the preview.
void refuse_false_workbook(const Upload& upload)
{
    constexpr std::string_view ending = ".xlsx";
    const bool workbook = upload.bytes.starts_with("PK\3\4") || upload.bytes.starts_with("\xD0\xCF\x11\xE0");
    if (workbook || !small_letters(upload.name).ends_with(ending)) return;
    refuse_field(
        "file",
        {"tệp mang tên .xlsx nhưng không phải tệp Excel", "the file is called .xlsx, and is no Excel file"},
        {"mở tệp gốc bằng Excel rồi lưu lại dạng .xlsx (Excel Workbook); nếu là tệp CSV, đổi đuôi tên "
         "tệp thành .csv",
         "open the original in Excel and save it as .xlsx (Excel Workbook); a CSV file is to be called "
         ".csv"});
}

Reply send_file(Visit& visit)
{
    check_may_import(visit);
    const std::string kind = visit.needed("kind", {"loại", "what it holds"});
    casework::find_import_kind(kind);
    const Upload* const upload = visit.upload("file");
    if (upload == nullptr || upload->bytes.empty())
        refuse_field("file", {"chưa chọn tệp, hoặc tệp rỗng", "no file was chosen, or it is empty"});
    refuse_false_workbook(*upload);
    const auto kept =
        import_spool(visit.office()).keep(visit.who().officer.officer, upload->name, upload->bytes);
    Parameters query{{"spool", kept.token}, {"kind", kind}};
    if (const auto sheet = visit.text("sheet")) query.add("sheet", *sheet);
    return Redirect{address({"imports", "preview"}, query)};
}

/// Boxes that the page asked to be ticked.
void check_boxes(const Visit& visit)
{
    for (const std::string& name : visit.all("asked")) {
        if (visit.form().find(name)) continue;
        refuse_field(name, {"đánh dấu ô này nếu đúng như vậy", "tick this box if it is so"},
                     {"nếu không, sửa tệp rồi gửi lại", "if not, mend the file and send it again"});
    }
}

Reply import_file(Visit& visit)
{
    Preview preview = preview_asked(visit);
    check_boxes(visit);
    preview.request.again = visit.form().find("again").has_value();
    preview.request.alike_looked_at = visit.form().find("new_people").has_value();
    casework::ImportReport report;
    visit.record([&](registry::WriteScope& write) {
        report = casework::run_import(write, visit.words(), preview.request);
        if (report.problem_count == 0) return;
        throw Error{
            Fault::invalid_input, // takes back what was recorded before the first problem
            {"tệp có " + std::to_string(report.problem_count) + " lỗi: không ghi gì vào sổ",
             "the file has " + std::to_string(report.problem_count) + " problems: nothing was recorded"}};
    });
    import_spool(visit.office()).remove(preview.file);
    if (report.import == 0)
        return Redirect{"/imports",
                        {"sổ đã có tất cả: không có gì để nhập",
                         "the register has everything: there was nothing to import"}};
    const std::string number = std::to_string(report.import), rows = std::to_string(report.counts.rows);
    return Redirect{
        address({"imports", number}),
        {"đã nhập " + rows + " dòng, lần nhập số " + number, rows + " rows were imported, import " + number}};
}

} // namespace

void add_import_preview_routes(Routes& routes)
{
    const std::vector<std::string> about_file{"spool", "kind", "sheet", "encoding"};
    std::vector<std::string> shown = about_file;
    shown.insert(shown.end(), {"problems", "read_otherwise"});
    routes.page("/imports/preview",
                {.access = only(desk),
                 .summary = {"Xem trước một tệp", "Preview of a file"},
                 .twins = true,
                 .asks = shown},
                show_preview);
    routes.act("/imports/preview",
               {.access = only(desk),
                .summary = {"Gửi tệp để xem trước", "Send a file to be previewed"},
                .fields = {"kind", "file", "sheet"},
                .form_on = "/imports/new"},
               send_file);
    routes.act("/imports",
               {.access = only(desk),
                .summary = {"Nhập một tệp", "Import a file"},
                .fields = {"again", "new_people", "asked"},
                .asks = about_file,
                .form_on = "/imports/preview"},
               import_file);
}

} // namespace radcert::web
