#include "cli/due.h"

#include <memory>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/signed_papers.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "registry/applications.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

Words weekday_name(Date day)
{
    static const Words names[] = {{"Chủ nhật", "Sunday"},  {"thứ Hai", "Monday"},   {"thứ Ba", "Tuesday"},
                                  {"thứ Tư", "Wednesday"}, {"thứ Năm", "Thursday"}, {"thứ Sáu", "Friday"},
                                  {"thứ Bảy", "Saturday"}};
    return names[std::chrono::weekday{day}.c_encoding()];
}

/// One line a day: "  1  thứ Tư 02/07/2025", "  -  thứ Bảy 05/07/2025  thứ Bảy".
std::string derivation(const rules::Term& term, Language language)
{
    const bool vi = language == Language::vi;
    std::string out = "   " + std::string{vi ? "0  " : "0  "} + weekday_name(term.start).in(language) + " " +
                      to_dmy(term.start) +
                      (vi ? "  ngày bắt đầu, không tính\n" : "  first day, not counted\n");
    for (const rules::CountedDay& day : term.days) {
        std::string count = day.count > 0 ? std::to_string(day.count) : "-";
        count.insert(0, 4 - std::min<std::size_t>(count.size(), 4), ' ');
        out += count + "  " + weekday_name(day.day).in(language) + " " + to_dmy(day.day);
        if (!day.why.empty()) out += "  " + day.why.in(language);
        out += '\n';
    }
    return out;
}

/// "P-B-1 (142/2020/NĐ-CP, Điều 38)"
std::string cited(const rules::Rulebook& book, const std::string& id, Language language)
{
    const auto row = std::ranges::find(book.procedures, id, &rules::Procedure::id);
    if (row == book.procedures.end()) return id;
    const std::string& article = row->citation.article;
    return id + " (" + book.instruments[row->citation.index].number +
           (article.empty() ? "" : (language == Language::vi ? ", Điều " : ", Art. ") + article) + ")";
}

void json_term(text::JsonWriter& json, const rules::Term& term)
{
    json.member("from", to_iso(term.start));
    json.member("working_days", std::to_string(term.working_days));
    json.member("due_on", to_iso(term.due));
    json.key("provisional");
    json.boolean(term.provisional);
    json.key("days");
    json.open_array();
    for (const rules::CountedDay& day : term.days) {
        json.open_object();
        json.member("day", to_iso(day.day));
        json.key("counted");
        json.boolean(day.count > 0);
        if (!day.why.empty()) json.member("why", day.why.en);
        json.close_object();
    }
    json.close_array();
}

struct DueOptions {
    std::string from, province;
    int working_days{0};
};

void due(const Settings& settings, const DueOptions& options)
{
    const auto from = day_option(options.from, "FROM");
    const auto desk = parse_body(options.province.empty() ? "ministry" : "province:" + options.province);
    if (!desk) {
        throw Error{Fault::usage,
                    {"--province " + options.province + ": không phải mã tỉnh hai chữ số",
                     "--province " + options.province + ": not a province code of two digits"}};
    }
    const auto rules = load_rulebook(settings.rules, settings.overlays);
    province_option(options.province, rules.vocabulary, *from, *from);
    const auto term = casework::count_working_days(rules, *desk, *from, options.working_days);
    if (settings.json) {
        std::string out;
        text::JsonWriter json{out};
        json.open_object();
        json_term(json, term);
        json.close_object();
        write_out(text::indented(out) + "\n");
        return;
    }
    const bool vi = settings.spoken() == Language::vi;
    std::string out = to_dmy(term.due) + (vi ? ", hết ngày (24 giờ)" : ", until the end of the day (24:00)");
    if (term.provisional)
        out += vi ? ": TẠM TÍNH, lịch nghỉ của năm chưa được xác nhận"
                  : ": PROVISIONAL, the year's calendar is not confirmed";
    write_out(
        out + "\n\n" + derivation(term, settings.spoken()) +
        (vi ? "\nBộ luật Dân sự 2015 Điều 147 khoản 2 và 3, Điều 148; Bộ luật Lao động 2019 Điều 111, 112\n"
            : "\nCivil Code 2015 Art. 147(2), (3), 148; Labour Code 2019 Art. 111, 112\n"));
}

Words clock_name(const std::string& clock)
{
    if (clock == "check") return {"kiểm tra hồ sơ", "check of the file"};
    if (clock == "decide") return {"thẩm định, trả kết quả", "appraisal and result"};
    if (clock == "appointment") return {"ngày hẹn trả", "appointed day"};
    if (clock == "extension") return {"ngày hẹn lại", "new date after an apology"};
    return {clock, clock};
}

std::string how_it_stands(const casework::DerivedDeadline& clock, Language language)
{
    const bool vi = language == Language::vi;
    const registry::Deadline& deadline = clock.deadline;
    if (deadline.ended_on) {
        const bool late = *deadline.ended_on > deadline.due_on;
        return std::string{vi ? "đã kết thúc " : "ended "} + to_dmy(*deadline.ended_on) +
               (late ? (vi ? ", TRỄ HẠN" : ", LATE") : (vi ? ", đúng hạn" : ", in time"));
    }
    if (!clock.days_left) return vi ? "đang chạy" : "running";
    const int left = *clock.days_left;
    if (left < 0)
        return vi ? "QUÁ HẠN " + std::to_string(-left) + " ngày làm việc"
                  : "OVERDUE by " + std::to_string(-left) + " working days";
    return vi ? "còn " + std::to_string(left) + " ngày làm việc"
              : std::to_string(left) + " working days left";
}

struct FileOptions {
    std::string application;
};

void application_due(const Settings& settings, const FileOptions& options)
{
    Reading reading{settings};
    registry::load_application(reading.database(), options.application, reading.known_by());
    casework::Rulebooks rulebooks;
    const rules::Rulebook& book = rulebooks.in_force(reading.database()).book;
    const auto clocks = casework::derive_deadlines(reading.database(), rulebooks, options.application,
                                                   reading.as_of().in_force, reading.known_by());
    if (reading.format() != Format::terminal) {
        Table table{column("clock"),
                    column("run"),
                    column("started_on"),
                    column("working_days"),
                    column("due_on"),
                    column("rule"),
                    column("provisional"),
                    column("ended_on"),
                    {"days_left", {"Còn ngày làm việc", "Working days left"}}};
        const FieldCells cell{reading};
        for (const auto& clock : clocks) {
            const registry::Deadline& d = clock.deadline;
            table.row({d.clock, d.run, cell("started_on", d.started_on), cell("working_days", d.working_days),
                       cell("due_on", d.due_on), cell("rule", d.rule), Cell{d.provisional},
                       cell("ended_on", d.ended_on), Cell{clock.days_left}});
        }
        table.print(reading.format(), reading.language());
        return;
    }
    const bool vi = reading.language() == Language::vi;
    std::string out;
    for (const auto& clock : clocks) {
        const registry::Deadline& d = clock.deadline;
        out += clock_name(d.clock).in(reading.language()) + " (" + std::to_string(d.run) +
               "): " + (vi ? "hạn " : "due ") + to_dmy(d.due_on) +
               (d.provisional ? (vi ? " (lịch tạm tính); " : " (provisional calendar); ") : "; ") +
               how_it_stands(clock, reading.language()) + "\n";
        if (d.rule) out += (vi ? "   theo " : "   by ") + cited(book, *d.rule, reading.language()) + "\n";
        if (d.reason) out += (vi ? "   lý do: " : "   reason: ") + *d.reason + "\n";
        if (clock.term)
            out += derivation(*clock.term, reading.language());
        else if (d.working_days)
            out += vi ? "   tính theo lịch của một bộ quy định trước\n"
                      : "   counted by the calendar of an earlier rulebook\n";
        else
            out += vi ? "   ngày do cán bộ nêu\n" : "   the day was stated by an officer\n";
        out += '\n';
    }
    if (clocks.empty())
        out = vi ? "không có đồng hồ nào chạy: thủ tục này không rõ thời hạn, hoặc lịch thiếu năm đó\n"
                   "hẹn ngày trả: radcert application appoint " +
                       options.application + " --day NGÀY\n"
                 : "no clock runs: the days of this procedure are not known, or the calendar lacks the year\n"
                   "name a day: radcert application appoint " +
                       options.application + " --day DAY\n";
    write_out(out);
}

/// ", signed by …" of a paper that was.
std::string signed_by(const registry::Paper& paper, const Reading& reading)
{
    if (!paper.signer) return "";
    const bool vi = reading.language() == Language::vi;
    return (vi ? ", ký bởi " : ", signed by ") + casework::signer_words(paper).in(reading.language());
}

/// "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
Words paper_name(const rules::Rulebook& book, const Body& desk, const registry::Paper& paper)
{
    const rules::DeskPaper* const form = rules::desk_paper(book, paper.kind, desk, paper.dated_on);
    return form != nullptr ? form->title : Words{paper.kind, paper.kind};
}

void desk_page(const Settings& settings, const FileOptions& options)
{
    Reading reading{settings};
    registry::Database& database = reading.database();
    const EventNumber known_by = reading.known_by();
    const auto application = registry::load_application(database, options.application, known_by);
    casework::Rulebooks rulebooks;
    const rules::Rulebook& book = rulebooks.in_force(database).book;
    const rules::Workflow& workflow = book.workflow;
    const std::string status = casework::desk_status(database, application, known_by);
    const rules::DeskStatus* const here = workflow.status(status);
    const FieldCells cell{reading};
    Record page;
    page.field("application", field_label("application"), application.application);
    page.field("status", field_label("status"),
               here != nullptr ? Cell::coded(status, here->name) : Cell{status});
    page.field("acts", {"Người xử lý", "Who acts"},
               here != nullptr && !here->acts.empty() ? Cell::coded(here->acts.en, here->acts) : Cell{});
    const auto clocks = registry::deadlines_of(database, options.application, known_by);
    if (const auto due = casework::next_due(clocks))
        page.field("due_on", field_label("due_on"), cell("due_on", due->due_on));
    for (const registry::Step& step : registry::steps_of(database, options.application, known_by)) {
        page.field("step_" + std::to_string(step.step),
                   {"Bước " + std::to_string(step.step), "Step " + std::to_string(step.step)},
                   to_dmy(step.on_day) + "  " + workflow.step_name(step.act).in(reading.language()) + "  " +
                       step.by_officer + (step.reason ? ": " + *step.reason : ""));
    }
    for (const auto& asked : registry::consultations_of(database, options.application, known_by)) {
        page.field("consultation_" + std::to_string(asked.consultation),
                   {"Lấy ý kiến " + std::to_string(asked.consultation),
                    "Consultation " + std::to_string(asked.consultation)},
                   asked.body + ", " + to_dmy(asked.asked_on) + ", " +
                       (asked.answered_on ? to_dmy(*asked.answered_on) + ": " + asked.answer.value_or("")
                        : asked.due_on < reading.as_of().in_force
                            ? (reading.language() == Language::vi ? "QUÁ HẠN từ " : "OVERDUE since ") +
                                  to_dmy(asked.due_on)
                            : (reading.language() == Language::vi ? "hạn " : "due ") + to_dmy(asked.due_on)));
    }
    for (const registry::Paper& paper : registry::papers_of(database, options.application, known_by)) {
        page.field("paper_" + std::to_string(paper.paper),
                   {"Giấy " + std::to_string(paper.paper), "Paper " + std::to_string(paper.paper)},
                   paper_name(book, casework::desk_of(database), paper).in(reading.language()) + " " +
                       paper.number + ", " + to_dmy(paper.dated_on) + signed_by(paper, reading));
    }
    page.print(reading.format(), reading.language());
}

} // namespace

void add_due_command(Command& app, Settings& settings, int&)
{
    auto* command = app.add_subcommand(
        "due", "Hạn theo ngày làm việc, tính từng ngày / a deadline in working days, day by day");
    const auto options = std::make_shared<DueOptions>();
    command
        ->add_option("FROM", options->from, "Ngày bắt đầu (không tính) / first day, not counted (YYYY-MM-DD)")
        ->required();
    command->add_option("--working-days", options->working_days, "Số ngày làm việc / how many")
        ->required()
        ->between(1, 1000)
        ->type_name("N");
    command->add_option("--province", options->province, "Lịch riêng của tỉnh / a province's own calendar")
        ->type_name("CODE");
    command->add_flag("--json", settings.json, "Kết quả JSON / answer in JSON");
    add_shared_options(*command, settings);
    command->callback([&settings, options] { due(settings, *options); });
}

void add_desk_page_commands(Command& application, Settings& settings)
{
    auto [due_verb, of_due] =
        add_verb(application, "due", "Các hạn của hồ sơ, tính từng ngày / a file's clocks, day by day",
                 settings, application_due);
    due_verb->add_option("APPLICATION", of_due->application, "Số hồ sơ / number")->required();
    add_read_options(*due_verb, settings);
    auto [page_verb, of_page] =
        add_verb(application, "desk", "Hồ sơ đang ở đâu, đã qua những bước nào / where a file stands",
                 settings, desk_page);
    page_verb->add_option("APPLICATION", of_page->application, "Số hồ sơ / number")->required();
    add_read_options(*page_verb, settings);
}

} // namespace radcert::cli
