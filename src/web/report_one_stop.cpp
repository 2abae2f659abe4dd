#include <algorithm>

#include "casework/indicators.h"
#include "casework/legal_acts.h"
#include "casework/one_stop_report.h"
#include "casework/register_of_files.h"
#include "casework/words_of.h"
#include "documents/paper_tools.h"
#include "web/report_parts.h"
#include "web/word_choices.h"

namespace radcert::web {
namespace {

using casework::Count;
using casework::OneStopReport;

const Words one_stop_title{"Tình hình, kết quả giải quyết hồ sơ một cửa", "One-stop statistics"};

casework::OneStopQuestion question_of(Visit& visit)
{
    const AsOf as_of = visit.as_of();
    const Period period = period_of(visit);
    casework::OneStopQuestion question;
    question.from = period.from;
    question.to = period.to;
    question.today = std::min(as_of.in_force, as_of.known_on);
    question.province = visit.text("province");
    if (question.province) casework::check_province(visit.words(), *question.province, period.to);
    question.procedure = visit.text("procedure");
    question.channel = visit.text("channel");
    question.known_by = as_of.known_by;
    question.scope = report_scope(visit);
    return question;
}

OneStopReport report_of(Visit& visit)
{
    return casework::one_stop_report(visit.database(), visit.rules(), question_of(visit));
}

Form one_stop_filters(Visit& visit, const OneStopReport& report)
{
    const auto& question = report.question;
    Form form{.action = "/reports/one-stop", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields = period_fields({question.from, question.to});
    add_province_field(form, visit, question.province);
    form.fields.push_back(filter(visit, {.kind = Field::Kind::choice,
                                         .name = "channel",
                                         .label = {"Cách nộp", "Channel"},
                                         .choices = choices_of(visit.words().channels)}));
    form.fields.push_back(filter(visit, {.name = "procedure",
                                         .label = {"Mã thủ tục", "Procedure"},
                                         .hint = {"ví dụ 1.013971", "such as 1.013971"}}));
    return form;
}

std::vector<Words> notes_of(const OneStopReport& report)
{
    std::vector<Words> notes{{"Mẫu biểu và kỳ thống kê hiện hành chưa xác định được; các số liệu theo những "
                              "mục của mẫu cũ (Nghị định "
                              "61/2018/NĐ-CP, Thông tư 01/2018/TT-VPCP).",
                              "The statistics form in force and its period are not known; these are the "
                              "counts that the old form names (Decree "
                              "61/2018/NĐ-CP, Circular 01/2018/TT-VPCP)."}};
    if (report.standing < report.question.to)
        notes.push_back({"Kỳ chưa hết: tình trạng đến ngày " + to_dmy(report.standing) + ".",
                         "The period goes on: as it stands on " + to_dmy(report.standing) + "."});
    if (std::ranges::any_of(report.files, &casework::ReportedFile::provisional))
        notes.push_back({"Một số hạn được đếm theo lịch làm việc tạm tính.",
                         "Some due days were counted by a provisional calendar."});
    if (report.erased > 0) {
        const std::string erased = std::to_string(report.erased);
        notes.push_back({"Đã xóa dữ liệu theo luật, không còn trong số liệu: " + erased + " người.",
                         "Erased by law and in no count any more: " + erased +
                             (erased == "1" ? " person." : " people.")});
    }
    return notes;
}

void add_notes(Page& page, const std::vector<Words>& notes)
{
    for (const Words& note : notes) page.add(Paragraph{note, true});
}

std::size_t depth_of(const OneStopReport& report, const Count& count)
{
    return count.part_of.empty() ? 0 : 1 + depth_of(report, report.count(count.part_of));
}

std::string files_address(Visit& visit, const OneStopReport& report, const Count& count)
{
    Parameters query{{"count", std::string{count.code}},
                     {"from", to_iso(report.question.from)},
                     {"to", to_iso(report.question.to)}};
    for (const char* name : {"province", "channel", "procedure", "in_force", "known_by"}) {
        if (const auto value = visit.query().find(name)) query.add(name, *value);
    }
    return address({"reports", "one-stop", "files"}, query);
}

Listing count_list(Visit& visit, const OneStopReport& report)
{
    documents::Table table{{"count", {"Số liệu", "Count"}},
                           {"files", {"Hồ sơ", "Files"}},
                           {"percent", {"% của mục trên", "% of the above"}}};
    Listing list{"counts", {"Số liệu trong kỳ", "Counts of the period"}, std::move(table)};
    for (const Count& count : report.counts) {
        std::string indent;
        for (std::size_t step = depth_of(report, count); step > 0; --step) indent += "– ";
        list.table.row(
            {Cell::coded(count.code, {indent + count.name.vi, indent + count.name.en}), count.files.size(),
             count.part_of.empty() ? Cell{}
                                   : percent_cell(count.files.size(), report.number(count.part_of))});
        const std::string to = count.files.empty() ? std::string{} : files_address(visit, report, count);
        list.links.push_back({to, to});
        const bool late = count.code == "done_late" || count.code == "overdue";
        list.tones.push_back({Tone::plain, late && !count.files.empty() ? Tone::bad : Tone::plain});
    }
    return list;
}

Listing indicator_list(Visit& visit, const OneStopReport& report)
{
    const Language language = visit.language();
    documents::Table table{{"indicator", {"Chỉ số", "Indicator"}}, {"name", {"Tên", "Name"}},
                           {"value", {"Giá trị", "Value"}},        {"unit", {"Đơn vị", "Unit"}},
                           {"score", {"Điểm", "Score"}},           {"files", {"Số hồ sơ", "Files"}},
                           {"note", {"Ghi chú", "Note"}}};
    Listing list{"indicators", {"Chỉ số đánh giá một cửa", "One-stop indicators"}, std::move(table)};
    for (const auto& one : casework::indicators(visit.database(), visit.rules(), report))
        list.table.row({one.code, one.name.in(language), one.value,
                        one.value ? Cell{one.unit.in(language)} : Cell{}, one.score,
                        one.value ? Cell{one.files} : Cell{}, one.note.in(language)});
    return list;
}

Reply show_one_stop(Visit& visit)
{
    const OneStopReport report = report_of(visit);
    const Words about = period_words({report.question.from, report.question.to});
    Page page{one_stop_title};
    page.lead = about;
    page.print = true;
    page.add(one_stop_filters(visit, report));
    Facts facts = period_facts({report.question.from, report.question.to});
    facts.add({"standing_on", {"Tình trạng đến hết ngày", "As it stands on"}}, to_iso(report.standing));
    if (!visit.twin().empty()) page.add(std::move(facts)); // the eye reads it above and below
    page.add(count_list(visit, report));
    auto chart = begin_chart(visit.language(), one_stop_title, about, {{"hồ sơ", "files"}});
    for (const Count& count : report.counts) {
        if (!count.files.empty())
            chart.bars.push_back({count.name.in(visit.language()), {std::int64_t(count.files.size())}});
    }
    add_chart(page, std::move(chart));
    page.add(indicator_list(visit, report));
    auto notes = notes_of(report);
    notes.push_back(
        {"Chỉ số: Thông tư 01/2018/TT-VPCP Điều 13 đến 15; điểm chỉ ghi khi riêng số liệu đủ để chấm.",
         "Indicators: Circular 01/2018/TT-VPCP Art. 13 to 15; a score stands only where data alone give "
         "it."});
    add_notes(page, notes);
    return page;
}

Listing file_list(Visit& visit, const OneStopReport& report, const Count& count)
{
    documents::Table table{{"application", {"Hồ sơ", "Application"}},
                           {"received_on", {"Tiếp nhận", "Received"}},
                           {"due_on", {"Hạn", "Due"}},
                           {"ended_on", {"Kết thúc", "Ended"}},
                           {"status", {"Tình trạng", "Status"}},
                           {"channel", {"Cách nộp", "Channel"}},
                           {"procedure", {"Thủ tục", "Procedure"}}};
    Listing list{"files", count.name, std::move(table)};
    const auto cells = visit.cells();
    const Part part{visit, count.files.size(), rows_of_a_page, report_place};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& file = report.files[count.files[at]];
        list.table.row(
            {file.application, day_cell(file.received_on), day_cell(file.due_on), day_cell(file.ended_on),
             Cell::coded(file.status, casework::desk_status_name(visit.rules(), file.status)),
             cells("channel", file.channel), file.procedure.empty() ? Cell{} : Cell{file.procedure}});
        list.links.push_back({address({"applications", file.application})});
    }
    part.tell(list);
    return list;
}

Reply show_files(Visit& visit)
{
    const OneStopReport report = report_of(visit);
    const Count& count = report.count(visit.needed("count", {"số liệu", "the count"}));
    Page page{{one_stop_title.vi + ": " + count.name.vi, one_stop_title.en + ": " + count.name.en}};
    page.lead = period_words({report.question.from, report.question.to});
    page.add(file_list(visit, report, count));
    add_notes(page, notes_of(report));
    return page;
}

casework::RegisterQuestion register_question(Visit& visit)
{
    const Period period = period_of(visit);
    return {period.from, period.to, visit.as_of().known_by, report_scope(visit)};
}

Listing register_list(Visit& visit, const std::vector<casework::RegisteredFile>& files)
{
    documents::Table table{{"application", {"Số hồ sơ", "Application"}},
                           {"applicant", {"Người nộp", "Applicant"}},
                           {"facility", {"Cơ sở", "Facility"}},
                           {"received_on", {"Ngày nhận", "Received"}},
                           {"due_on", {"Hạn trả", "Due"}},
                           {"ended_on", {"Ngày có kết quả", "Done"}},
                           {"delivered_on", {"Ngày trả", "Handed over"}},
                           {"status", {"Tình trạng", "Status"}}};
    Listing list{
        "register_of_files", {"Hồ sơ nhận trong kỳ", "Files received in the period"}, std::move(table)};
    const Part part{visit, files.size(), rows_of_a_page, report_place};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& file = files[at];
        list.table.row({file.application, file.applicant, file.facility_name, to_iso(file.received_on),
                        day_cell(file.due_on), day_cell(file.ended_on), day_cell(file.delivered_on),
                        Cell::coded(file.status, file.status_name)});
        list.links.push_back({address({"applications", file.application}),
                              address({"workers", casework::worker_name(file.worker)}),
                              address({"facilities", casework::facility_name(file.facility)})});
    }
    part.tell(list);
    list.empty = {"Trong kỳ không nhận hồ sơ nào.", "No file was received in the period."};
    return list;
}

Reply show_register(Visit& visit)
{
    const auto question = register_question(visit);
    const Period period{question.from, question.to};
    Page page{{"Sổ theo dõi hồ sơ (mẫu 06)", "Register of files (form 06)"}};
    page.lead = period_words(period);
    page.print = true;
    page.acts.push_back({{"In ra (PDF)", "Print (PDF)"},
                         address({"reports", "register-of-files", "paper"},
                                 {{"from", to_iso(period.from)}, {"to", to_iso(period.to)}})});
    Form form{
        .action = "/reports/register-of-files", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields = period_fields(period);
    page.add(std::move(form));
    page.add(register_list(visit, casework::registered_files(visit.database(), visit.rulebooks(), question)));
    return page;
}

Reply draw_register(Visit& visit)
{
    const auto question = register_question(visit);
    const auto letter =
        casework::compose_register_page(visit.database(), visit.rulebooks(), question, visit.today());
    return Download{"application/pdf",
                    "so-theo-doi-" + to_iso(question.from) + '-' + to_iso(question.to) + ".pdf",
                    documents::paper_tools().draw(letter), true};
}

} // namespace

void add_one_stop_report_routes(Routes& routes)
{
    routes.page("/reports/one-stop",
                {.access = only(readers),
                 .summary = one_stop_title,
                 .twins = true,
                 .asks = {"to", "province", "channel", "procedure"}},
                show_one_stop);
    routes.page("/reports/one-stop/files",
                {.access = only(readers),
                 .summary = {"Hồ sơ đứng sau một số liệu", "The files behind a number"},
                 .twins = true,
                 .asks = {"count", "to", "province", "channel", "procedure", report_place}},
                show_files);
    routes.page("/reports/register-of-files",
                {.access = only(readers),
                 .summary = {"Sổ theo dõi hồ sơ", "Register of files"},
                 .twins = true,
                 .asks = {"to", report_place}},
                show_register);
    routes.page("/reports/register-of-files/paper",
                {.access = only(readers),
                 .summary = {"Sổ theo dõi hồ sơ, bản in", "Register of files, to be printed"},
                 .asks = {"to"}},
                draw_register);
}

} // namespace radcert::web
