#include "casework/one_stop_report.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/indicators.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/output.h"
#include "cli/report_paper.h"
#include "cli/reports.h"
#include "cli/verb.h"
#include "domain/body.h"
#include "registry/replay.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

using casework::Count;
using casework::OneStopReport;

struct OneStopOptions {
    std::string from, to, province, procedure, channel, authority, list;
    bool from_journal{false};
    ReportFiles files;
};

/// A report of the period that was asked for: the year until today where none was.
struct Asked {
    Asked(const Settings& settings, const OneStopOptions& options)
        : reading{settings}, rules{rulebooks.in_force(reading.database(), reading.known_by())}
    {
        casework::OneStopQuestion question;
        question.today = std::min(reading.as_of().in_force, reading.as_of().known_on);
        const std::chrono::year_month_day day{question.today};
        question.from = day_option(options.from, "--from").value_or(date(int(day.year()), 1, 1));
        question.to = day_option(options.to, "--to").value_or(question.today);
        question.province = province_option(options.province, reading.words(), question.from, question.to);
        question.procedure = text_option(options.procedure);
        question.channel = text_option(options.channel);
        question.authority = text_option(options.authority);
        question.known_by = reading.known_by();
        report = casework::one_stop_report(reading.database(), rules, question);
        if (options.from_journal) play_again(settings);
    }

    void play_again(const Settings& settings)
    {
        auto replayed =
            registry::replay_journal(reading.database(), registry::KeyFile::load(key_file(settings)));
        if (same_counts(report, casework::one_stop_report(replayed, rules, report.question))) {
            replay_agrees = true;
            return;
        }
        throw Error{Fault::integrity,
                    {"số liệu tính lại từ nhật ký khác số liệu trong sổ",
                     "what the journal gives is not what the register says"},
                    {"xem chỗ nào khác: radcert register verify", "see where: radcert register verify"}};
    }

    Reading reading;
    casework::Rulebooks rulebooks;
    const casework::RulebookInUse& rules;
    OneStopReport report;
    bool replay_agrees{false};
};

std::vector<std::string> about(const Asked& asked)
{
    const auto& question = asked.report.question;
    const bool vi = asked.reading.language() == Language::vi;
    std::vector<std::string> lines{
        vi ? "Từ ngày " + to_dmy(question.from) + " đến hết ngày " + to_dmy(question.to)
           : "From " + to_dmy(question.from) + " to the end of " + to_dmy(question.to)};
    const auto add = [&](const std::optional<std::string>& value, const char* name_vi, const char* name_en) {
        if (value) lines.push_back(std::string{vi ? name_vi : name_en} + ": " + *value);
    };
    add(question.authority, "Nơi nhận", "Lodged with");
    if (question.province) {
        const auto body = parse_body("province:" + *question.province);
        const Province* known = asked.reading.words().find_province(body->province, question.to);
        if (known == nullptr) known = asked.reading.words().find_province(body->province, question.from);
        add(*question.province + " " + known->name, "Tỉnh", "Province");
    }
    add(question.procedure, "Thủ tục", "Procedure");
    add(question.channel, "Cách nộp", "Channel");
    return lines;
}

std::vector<std::string> notes(const Asked& asked)
{
    const OneStopReport& report = asked.report;
    const bool vi = asked.reading.language() == Language::vi;
    std::vector<std::string> lines{
        vi ? "Mẫu biểu và kỳ thống kê hiện hành chưa xác định được; các số liệu theo những mục của mẫu cũ "
             "(Nghị định 61/2018/NĐ-CP, Thông tư 01/2018/TT-VPCP)."
           : "The statistics form in force and its period are not known; these are the counts that the old "
             "form names "
             "(Decree 61/2018/NĐ-CP, Circular 01/2018/TT-VPCP)."};
    if (report.standing < report.question.to)
        lines.push_back((vi ? "Kỳ chưa hết: tình trạng đến ngày " : "The period goes on: as it stands on ") +
                        to_dmy(report.standing) + ".");
    const bool provisional = std::ranges::any_of(report.files, &casework::ReportedFile::provisional);
    if (provisional)
        lines.push_back(vi ? "Một số hạn được đếm theo lịch làm việc tạm tính."
                           : "Some due days were counted by a provisional calendar.");
    if (report.erased > 0)
        lines.push_back((vi ? "Đã xóa dữ liệu theo luật, không còn trong số liệu: "
                            : "Erased by law and in no count any more: ") +
                        std::to_string(report.erased) +
                        (vi                   ? " người."
                         : report.erased == 1 ? " person."
                                              : " people."));
    if (asked.replay_agrees)
        lines.push_back(vi ? "Đã tính lại từ nhật ký: mọi số liệu và danh sách đều khớp."
                           : "Computed again from the journal: every number and list is the same.");
    return lines;
}

std::size_t depth(const OneStopReport& report, const Count& count)
{
    return count.part_of.empty() ? 0 : 1 + depth(report, report.count(count.part_of));
}

Table counts_table(const OneStopReport& report)
{
    Table table{{"count", {"Số liệu", "Count"}},
                {"files", {"Hồ sơ", "Files"}},
                {"percent", {"% của mục trên", "% of the above"}}};
    for (const Count& count : report.counts) {
        const std::string indent(2 * depth(report, count), ' ');
        Cell share;
        if (!count.part_of.empty()) {
            const auto of = casework::per_mille(count.files.size(), report.number(count.part_of));
            if (of) share = Cell{double(*of) / 10};
        }
        table.row({Cell::coded(count.code, {indent + count.name.vi, indent + count.name.en}),
                   std::int64_t(count.files.size()), share});
    }
    return table;
}

Cell one_stop_day(const std::optional<Date>& day)
{
    return day ? Cell{to_iso(*day)} : Cell{};
}

Cell file_status(const Asked& asked, const std::string& status)
{
    const rules::DeskStatus* const known = asked.rules.book.workflow.status(status);
    return known != nullptr ? Cell::coded(status, known->name) : Cell{status};
}

Table files_table(const Asked& asked, const Count& count)
{
    Table table{{"application", {"Hồ sơ", "Application"}},
                {"received_on", {"Tiếp nhận", "Received"}},
                {"due_on", {"Hạn", "Due"}},
                {"ended_on", {"Kết thúc", "Ended"}},
                {"status", {"Tình trạng", "Status"}},
                {"channel", {"Cách nộp", "Channel"}},
                {"procedure", {"Thủ tục", "Procedure"}}};
    for (const std::size_t place : count.files) {
        const auto& file = asked.report.files[place];
        table.row({file.application, one_stop_day(file.received_on), one_stop_day(file.due_on),
                   one_stop_day(file.ended_on), file_status(asked, file.status), file.channel,
                   file.procedure.empty() ? Cell{} : Cell{file.procedure}});
    }
    return table;
}

documents::BarChart chart_of(const Asked& asked, const std::string& title,
                             const std::vector<std::string>& lines)
{
    const Language language = asked.reading.language();
    documents::BarChart chart;
    chart.title = title;
    for (const std::string& line : lines) chart.description += line + ". ";
    chart.language = language == Language::vi ? "vi" : "en";
    chart.series = {Words{"hồ sơ", "files"}.in(language)};
    for (const Count& count : asked.report.counts)
        chart.bars.push_back({count.name.in(language), {std::int64_t(count.files.size())}});
    return chart;
}

std::string one_stop_json(const Asked& asked)
{
    std::string out;
    text::JsonWriter json{out};
    const OneStopReport& report = asked.report;
    const auto filter = [&](std::string_view key, const std::optional<std::string>& value) {
        if (value) json.member(key, *value);
    };
    json.open_object();
    json.member("from", to_iso(report.question.from));
    json.member("to", to_iso(report.question.to));
    json.member("standing_on", to_iso(report.standing));
    filter("authority", report.question.authority);
    filter("province", report.question.province);
    filter("procedure", report.question.procedure);
    filter("channel", report.question.channel);
    json.key("from_journal");
    json.boolean(asked.replay_agrees);
    json.key("notes");
    json.open_array();
    for (const std::string& note : notes(asked)) json.string(note);
    json.close_array();
    json.key("counts");
    json.open_object();
    for (const Count& count : report.counts) {
        json.key(count.code);
        json.open_object();
        json.key("number");
        json.number(count.files.size());
        json.key("files");
        json.open_array();
        for (const std::size_t place : count.files) json.string(report.files[place].application);
        json.close_array();
        json.close_object();
    }
    json.close_object();
    json.close_object();
    return text::indented(out) + '\n';
}

void one_stop(const Settings& settings, const OneStopOptions& options)
{
    Asked asked{settings, options};
    const bool vi = settings.spoken() == Language::vi;
    const std::string title = vi ? "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT HỒ SƠ MỘT CỬA" : "ONE-STOP STATISTICS";
    auto lines = about(asked);
    if (options.list.empty()) {
        if (settings.json) return write_out(one_stop_json(asked));
        auto chart = chart_of(asked, title, lines);
        print_report(asked.reading, settings, options.files,
                     {title, lines, counts_table(asked.report), notes(asked), std::move(chart)});
        return;
    }
    const Count& count = asked.report.count(options.list);
    lines.push_back(count.name.in(settings.spoken()));
    print_report(asked.reading, settings, options.files,
                 {title, lines, files_table(asked, count), notes(asked), {}});
}

void show_indicators(const Settings& settings, const OneStopOptions& options)
{
    Asked asked{settings, options};
    const bool vi = settings.spoken() == Language::vi;
    Table table{{"indicator", {"Chỉ số", "Indicator"}}, {"name", {"Tên", "Name"}},
                {"value", {"Giá trị", "Value"}},        {"unit", {"Đơn vị", "Unit"}},
                {"score", {"Điểm", "Score"}},           {"files", {"Số hồ sơ", "Files"}},
                {"note", {"Ghi chú", "Note"}}};
    const Language language = settings.spoken();
    const auto calendar = rules::calendar_of(asked.rules.book, casework::desk_of(asked.reading.database()),
                                             asked.report.question.to);
    for (const auto& one : casework::indicators(asked.report, calendar))
        table.row({std::string{one.code}, one.name.in(language), one.value ? Cell{*one.value} : Cell{},
                   one.value ? Cell{one.unit.in(language)} : Cell{}, one.score ? Cell{*one.score} : Cell{},
                   one.value ? Cell{std::int64_t(one.files)} : Cell{}, one.note.in(language)});
    auto said = notes(asked);
    said.push_back(
        vi ? "Thông tư 01/2018/TT-VPCP Điều 13 đến 15; điểm chỉ ghi khi riêng số liệu đủ để chấm."
           : "Circular 01/2018/TT-VPCP Art. 13 to 15; a score stands only where data alone give it.");
    print_report(asked.reading, settings, options.files,
                 {vi ? "CHỈ SỐ ĐÁNH GIÁ MỘT CỬA" : "ONE-STOP INDICATORS", about(asked), table, said, {}});
}

void add_period_options(Command& command, OneStopOptions& options, Settings& settings)
{
    command.add_option("--from", options.from, "Ngày đầu kỳ / first day (1 January)")->type_name("DAY");
    command.add_option("--to", options.to, "Ngày cuối kỳ / last day (today)")->type_name("DAY");
    command.add_option("--province", options.province, "Mã tỉnh / province")->type_name("NN");
    command.add_option("--authority", options.authority, "Nơi nhận hồ sơ / where it was lodged")
        ->type_name("BODY");
    command.add_option("--procedure", options.procedure, "Mã thủ tục / procedure")->type_name("CODE");
    command.add_option("--channel", options.channel, "online, in_person, post")
        ->one_of({"online", "in_person", "post"});
    command.add_flag("--from-journal", options.from_journal,
                     "Diễn lại nhật ký, tính lại và so / play the journal again, compute there and compare");
    add_read_options(command, settings);
    add_report_files(command, settings, options.files);
}

} // namespace

void add_one_stop_reports(Command& report, Settings& settings)
{
    auto [command, options] = add_verb(
        report, "one-stop", "Tình hình giải quyết hồ sơ trong kỳ / files of a period", settings, one_stop);
    command
        ->add_option("--list", options->list,
                     "Hồ sơ đứng sau một số liệu / the files behind a number: received, done …")
        ->type_name("COUNT");
    add_period_options(*command, *options, settings);

    auto [indicator, more] =
        add_verb(report, "indicators", "Chỉ số Thông tư 01/2018 / indicators of Circular 01/2018", settings,
                 show_indicators);
    add_period_options(*indicator, *more, settings);
}

} // namespace radcert::cli
