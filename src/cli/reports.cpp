#include "cli/reports.h"

#include <algorithm>

#include "casework/certificate_report.h"
#include "casework/coverage_gaps.h"
#include "casework/lapsing_papers.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/report_paper.h"
#include "cli/verb.h"

namespace radcert::cli {
namespace {

using casework::CertificateGrouping;

struct HoldingOptions {
    std::string on, until, province, role, equipment, status, expires_from, expires_to, by{"role"}, list;
    bool listed{false};
    int training_months{33}, health_months{11};
    ReportFiles files;
};

Cell holding_day(const std::optional<Date>& day)
{
    return day ? Cell{to_iso(*day)} : Cell{};
}

Cell coded(const CodeList& list, const std::string& word)
{
    const auto code = list.find(word);
    return code ? Cell::coded(word, list.name(*code)) : Cell{word};
}

CertificateGrouping grouping_of(const std::string& word)
{
    const std::pair<const char*, CertificateGrouping> all[] = {
        {"status", CertificateGrouping::status},
        {"role", CertificateGrouping::role},
        {"equipment", CertificateGrouping::equipment},
        {"province", CertificateGrouping::province},
        {"expiry-year", CertificateGrouping::expiry_year},
        {"expiry-month", CertificateGrouping::expiry_month}};
    for (const auto& [name, grouping] : all) {
        if (word == name) return grouping;
    }
    return CertificateGrouping::role; // the option takes no other word
}

/// A group's name for people; its key for programs.
Cell group_cell(const std::string& key, CertificateGrouping grouping, Reading& reading)
{
    if (key.empty()) {
        const bool ends =
            grouping == CertificateGrouping::expiry_year || grouping == CertificateGrouping::expiry_month;
        return Cell::coded("", ends ? Words{"không thời hạn", "no end"} : Words{"chưa ghi", "not recorded"});
    }
    if (grouping == CertificateGrouping::role) return coded(reading.words().roles, key);
    if (grouping == CertificateGrouping::equipment) return coded(reading.words().equipment_types, key);
    if (grouping == CertificateGrouping::status) return Cell::coded(key, casework::status_name(key));
    if (grouping != CertificateGrouping::province || key.size() != 2) return key;
    const Province* const province = reading.words().find_province(
        ProvinceCode((key[0] - '0') * 10 + (key[1] - '0')), reading.as_of().in_force);
    return province != nullptr ? Cell::coded(key, {key + " " + province->name, key + " " + province->name})
                               : Cell{key};
}

casework::CertificateQuestion certificate_question(const HoldingOptions& options, const AsOf& clocks)
{
    casework::CertificateQuestion question;
    question.on = clocks.in_force;
    question.known_by = clocks.known_by;
    question.role = text_option(options.role);
    question.equipment_type = text_option(options.equipment);
    question.province = text_option(options.province);
    question.status = text_option(options.status);
    question.expires_from = day_option(options.expires_from, "--expires-from");
    question.expires_to = day_option(options.expires_to, "--expires-to");
    return question;
}

std::string on_day(const Reading& reading, Date day)
{
    return (reading.language() == Language::vi ? "Ngày " : "On ") + to_dmy(day);
}

AsOf clocks_of(const Reading& reading, const HoldingOptions& options)
{
    AsOf clocks = reading.as_of();
    clocks.in_force = day_option(options.on, "--on").value_or(clocks.in_force);
    province_option(options.province, reading.words(), clocks.in_force, clocks.in_force);
    return clocks;
}

Table certificate_table(Reading& reading, const casework::CertificateReport& report,
                        const std::vector<std::size_t>& places)
{
    Table table{{"certificate", {"Số chứng chỉ", "Certificate"}},
                {"issued_by", {"Nơi cấp", "Issued by"}},
                {"worker", {"Nhân viên", "Worker"}},
                {"role", {"Công việc", "Role"}},
                {"issued_on", {"Ngày cấp", "Issued"}},
                {"valid_to", {"Hết hạn", "Valid to"}},
                {"status", {"Tình trạng", "Status"}},
                {"province", {"Tỉnh", "Province"}}};
    for (const std::size_t place : places) {
        const auto& one = report.certificates[place];
        table.row({one.certificate, one.issued_by, casework::worker_name(one.worker),
                   coded(reading.words().roles, one.role), to_iso(one.issued_on), holding_day(one.valid_to),
                   Cell::coded(one.status, casework::status_name(one.status)), one.province});
    }
    return table;
}

void report_certificates(const Settings& settings, const HoldingOptions& options)
{
    Reading reading{settings};
    const AsOf clocks = clocks_of(reading, options);
    const auto report =
        casework::certificate_report(reading.database(), certificate_question(options, clocks));
    const auto grouping = grouping_of(options.by);
    const bool vi = settings.spoken() == Language::vi;
    const std::string title = vi ? "CHỨNG CHỈ NHÂN VIÊN BỨC XẠ" : "CERTIFICATES";
    const auto groups = report.by(grouping);
    if (options.listed) {
        std::vector<std::size_t> places;
        for (const auto& group : groups) {
            if (group.key == options.list) places = group.certificates;
        }
        print_report(reading, settings, options.files,
                     {title,
                      {on_day(reading, clocks.in_force), options.list},
                      certificate_table(reading, report, places),
                      {},
                      {}});
        return;
    }
    Table table{{"group", {"Nhóm", "Group"}}, {"certificates", {"Chứng chỉ", "Certificates"}}};
    documents::BarChart chart;
    chart.title = title;
    chart.description = on_day(reading, clocks.in_force) + ".";
    chart.language = vi ? "vi" : "en";
    chart.series = {Words{"chứng chỉ", "certificates"}.in(settings.spoken())};
    for (const auto& group : groups) {
        const Cell name = group_cell(group.key, grouping, reading);
        table.row({name, std::int64_t(group.certificates.size())});
        chart.bars.push_back({name.shown(settings.spoken()), {std::int64_t(group.certificates.size())}});
    }
    std::vector<std::string> notes{(vi ? "Tất cả: " : "All: ") + std::to_string(report.certificates.size()) +
                                   (vi ? " chứng chỉ." : " certificates.")};
    if (grouping == CertificateGrouping::equipment)
        notes.push_back(vi ? "Một chứng chỉ cho nhiều loại thiết bị được tính ở mỗi loại."
                           : "A certificate for several types of equipment counts in each.");
    print_report(reading, settings, options.files,
                 {title, {on_day(reading, clocks.in_force)}, table, notes, chart});
}

/// Papers by the month in which they lapse.
documents::BarChart lapsing_chart(const std::vector<casework::LapsingPaper>& papers, const std::string& title,
                                  const std::string& description, Language language)
{
    documents::BarChart chart;
    chart.title = title;
    chart.description = description + ".";
    chart.language = language == Language::vi ? "vi" : "en";
    chart.series = {Words{"đào tạo", "training"}.in(language),
                    Words{"khám sức khỏe", "health checks"}.in(language)};
    for (const auto& one : papers) { // in the order of the days
        const std::string month = to_dmy(one.lapses_on).substr(3);
        if (chart.bars.empty() || chart.bars.back().label != month) chart.bars.push_back({month, {0, 0}});
        ++chart.bars.back().values[one.paper.kind == "training" ? 0 : 1];
    }
    return chart;
}

void lapsing(const Settings& settings, const HoldingOptions& options)
{
    Reading reading{settings};
    const AsOf clocks = clocks_of(reading, options);
    Table table{{"worker", {"Nhân viên", "Worker"}},          {"full_name", {"Họ và tên", "Name"}},
                {"facility", {"Cơ sở", "Facility"}},          {"kind", {"Giấy tờ", "Paper"}},
                {"programme", {"Chương trình", "Programme"}}, {"dated_on", {"Ngày", "Dated"}},
                {"lapses_on", {"Đủ hạn", "Lapses on"}},       {"lapsed", {"Đã quá", "Lapsed"}}};
    auto papers = casework::lapsing_papers(reading.database(), clocks.in_force,
                                           {options.training_months, options.health_months}, clocks.known_by);
    if (!options.province.empty())
        std::erase_if(papers, [&](const auto& one) { return one.paper.province != options.province; });
    for (const auto& one : papers) {
        const bool training = one.paper.kind == "training";
        table.row({casework::worker_name(one.paper.worker), one.paper.full_name,
                   casework::facility_name(one.paper.facility),
                   Cell::coded(one.paper.kind, training ? Words{"đào tạo", "training"}
                                                        : Words{"khám sức khỏe", "health check"}),
                   one.paper.programme, to_iso(one.paper.dated_on), to_iso(one.lapses_on), Cell{one.lapsed}});
    }
    const bool vi = settings.spoken() == Language::vi;
    const std::string title =
        vi ? "ĐÀO TẠO, KHÁM SỨC KHỎE SẮP QUÁ HẠN" : "TRAINING AND HEALTH PAPERS ABOUT TO LAPSE";
    print_report(reading, settings, options.files,
                 {title,
                  {on_day(reading, clocks.in_force)},
                  table,
                  {vi ? "Đào tạo: 36 tháng (Thông tư 34/2014/TT-BKHCN Điều 5 khoản 2). Khám sức khỏe: 12 "
                        "tháng, mốc của cơ "
                        "quan, không phải quy định về hồ sơ. Chỉ người đang có vị trí công tác; ai chưa ghi "
                        "giấy nào không có ở đây."
                      : "Training: 36 months (Circular 34/2014/TT-BKHCN Art. 5(2)). Health checks: 12 "
                        "months, the office's own "
                        "mark, no rule about files. Only people in post; who has no such paper on record is "
                        "not here."},
                  lapsing_chart(papers, title, on_day(reading, clocks.in_force), settings.spoken())});
}

/// Facilities by role: without anybody, soon without, and those that nobody can tell.
class CoverageChart {
public:
    explicit CoverageChart(Language language)
    {
        chart.language = language == Language::vi ? "vi" : "en";
        chart.series = {Words{"thiếu người", "uncovered"}.in(language),
                        Words{"sắp thiếu", "not for long"}.in(language),
                        Words{"chưa xác định", "undetermined"}.in(language)};
    }
    void add(const std::string& role, casework::CoverageState state)
    {
        auto bar = std::ranges::find(chart.bars, role, &documents::BarChart::Bar::label);
        if (bar == chart.bars.end()) bar = chart.bars.insert(bar, {role, {0, 0, 0}});
        ++bar->values[state == casework::CoverageState::uncovered      ? 0
                      : state == casework::CoverageState::undetermined ? 2
                                                                       : 1];
    }
    documents::BarChart chart;
};

void report_coverage(const Settings& settings, const HoldingOptions& options)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    const AsOf clocks = clocks_of(reading, options);
    const Date until = day_option(options.until, "--until").value_or(clocks.in_force + std::chrono::days{90});
    Table table{{"facility", {"Cơ sở", "Facility"}}, {"name", {"Tên", "Name"}},
                {"province", {"Tỉnh", "Province"}},  {"role", {"Công việc", "Role"}},
                {"state", {"Tình trạng", "State"}},  {"uncovered_from", {"Thiếu từ", "Uncovered from"}},
                {"holders", {"Người", "Holders"}},   {"rules", {"Quy định", "Rules"}}};
    const auto& rules = rulebooks.in_force(reading.database(), clocks.known_by);
    CoverageChart drawn{settings.spoken()};
    for (const auto& gap :
         casework::coverage_gaps(reading.database(), rules, text_option(options.province), until, clocks)) {
        const bool open = gap.state == casework::CoverageState::undetermined;
        const bool now = gap.state == casework::CoverageState::uncovered;
        const Words no_rule{"không có quy định cho ngày này", "no rule for that day"};
        const Cell role =
            gap.role.empty() ? Cell::coded("", no_rule) : coded(reading.words().roles, gap.role);
        drawn.add(role.shown(settings.spoken()), gap.state);
        std::string named;
        for (const std::string& rule : gap.rules) named += (named.empty() ? "" : " ") + rule;
        table.row({casework::facility_name(gap.facility), gap.name, gap.province, role,
                   now    ? Cell::coded("uncovered", {"thiếu người", "uncovered"})
                   : open ? Cell::coded("undetermined", {"chưa xác định", "undetermined"})
                          : Cell::coded("covered", {"đủ, sắp thiếu", "covered, not for long"}),
                   holding_day(gap.uncovered_from), std::int64_t(gap.holders), named});
    }
    const bool vi = settings.spoken() == Language::vi;
    drawn.chart.title = vi ? "CƠ SỞ THIẾU HOẶC SẮP THIẾU NGƯỜI CÓ CHỨNG CHỈ" : "COVERAGE GAPS";
    drawn.chart.description = on_day(reading, clocks.in_force) + ".";
    print_report(
        reading, settings, options.files,
        {drawn.chart.title,
         {on_day(reading, clocks.in_force) + (vi ? ", sắp thiếu đến ngày " : ", gaps until ") +
          to_dmy(until)},
         table,
         {vi ? "Chỉ những việc thể hiện qua thiết bị đang dùng; 'chưa xác định': một người phải xem. "
               "Không có quy định không có nghĩa là không cần ai."
             : "Only work that equipment in use shows; 'undetermined' is for a person to judge. That "
               "there is no rule does not say that nobody is needed."},
         std::move(drawn.chart)});
}

void add_certificates(Command& noun, Settings& settings)
{
    auto [command, options] = add_verb(noun, "certificates", "Số chứng chỉ theo nhóm / certificates by group",
                                       settings, report_certificates);
    HoldingOptions& chosen = *options;
    command->add_option("--by", chosen.by, "role, equipment, province, status, expiry-year, expiry-month")
        ->one_of({"role", "equipment", "province", "status", "expiry-year", "expiry-month"});
    command
        ->add_option("--list", chosen.list,
                     "Chứng chỉ của một nhóm; \"\" là nhóm không có mã / those of one group")
        ->type_name("GROUP")
        ->on_value([&chosen](const std::string&) { chosen.listed = true; });
    command->add_option("--on", chosen.on, "Ngày xét / day (today)")->type_name("DAY");
    command->add_option("--role", chosen.role, "Công việc / role")->type_name("ROLE");
    command->add_option("--equipment", chosen.equipment, "Loại thiết bị / equipment type")->type_name("TYPE");
    command->add_option("--province", chosen.province, "Tỉnh của cơ sở / the facility's province")
        ->type_name("NN");
    command->add_option("--status", chosen.status, "Tình trạng trong ngày xét / status on the day")
        ->one_of({"in_force", "suspended", "revoked", "expired", "replaced", "withdrawn", "not_yet"});
    command->add_option("--expires-from", chosen.expires_from, "Hết hạn từ ngày / expiring from")
        ->type_name("DAY");
    command->add_option("--expires-to", chosen.expires_to, "Hết hạn đến ngày / expiring until")
        ->type_name("DAY");
    add_read_options(*command, settings);
    add_report_files(*command, settings, chosen.files);
}

void add_papers(Command& noun, Settings& settings)
{
    auto [command, options] = add_verb(
        noun, "lapsing", "Đào tạo, khám sức khỏe sắp quá hạn / papers about to lapse", settings, lapsing);
    command->add_option("--on", options->on, "Ngày xét / day (today)")->type_name("DAY");
    command->add_option("--province", options->province, "Mã tỉnh / province")->type_name("NN");
    command
        ->add_option("--training-months", options->training_months,
                     "Đào tạo từ bao nhiêu tháng / training older than (33)")
        ->between(1, 120)
        ->type_name("N");
    command
        ->add_option("--health-months", options->health_months,
                     "Khám từ bao nhiêu tháng / health checks older than (11)")
        ->between(1, 120)
        ->type_name("N");
    add_read_options(*command, settings);
    add_report_files(*command, settings, options->files);
}

void add_coverage(Command& noun, Settings& settings)
{
    auto [command, options] = add_verb(noun, "coverage", "Cơ sở thiếu người có chứng chỉ / coverage gaps",
                                       settings, report_coverage);
    command->add_option("--on", options->on, "Ngày xét / day (today)")->type_name("DAY");
    command->add_option("--until", options->until, "Sắp thiếu đến ngày / gaps until (90 days on)")
        ->type_name("DAY");
    command->add_option("--province", options->province, "Mã tỉnh / province")->type_name("NN");
    add_read_options(*command, settings);
    add_report_files(*command, settings, options->files);
}

} // namespace

void add_report_commands(Command& app, Settings& settings, int&)
{
    auto* noun = app.add_subcommand("report", "Báo cáo, thống kê / reports and statistics");
    noun->require_subcommand();
    noun->footer(
        "Ví dụ / Examples:\n"
        "  radcert report one-stop --from 2025-07-01 --to 2025-08-12 --province 66\n"
        "  radcert report one-stop --from 2025-07-01 --to 2025-08-12 --list done\n"
        "  radcert report one-stop --from 2025-01-01 --from-journal --pdf bao-cao.pdf --svg bao-cao.svg\n"
        "  radcert report certificates --by expiry-month --status in_force --xlsx het-han.xlsx\n"
        "  radcert report lapsing --training-months 33");
    add_one_stop_reports(*noun, settings);
    add_certificates(*noun, settings);
    add_papers(*noun, settings);
    add_coverage(*noun, settings);
}

} // namespace radcert::cli
