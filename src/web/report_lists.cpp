#include <algorithm>
#include <span>

#include "casework/coverage_gaps.h"
#include "casework/lapsing_papers.h"
#include "casework/reminders.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "web/report_parts.h"

namespace radcert::web {
namespace {

/// Facilities by role: without anybody, soon without, and those that nobody can tell.
std::size_t series_of(casework::CoverageState state)
{
    if (state == casework::CoverageState::uncovered) return 0;
    return state == casework::CoverageState::undetermined ? 2 : 1;
}

Cell coverage_cell(casework::CoverageState state)
{
    static const Cell cells[]{Cell::coded("uncovered", {"thiếu người", "uncovered"}),
                              Cell::coded("covered", {"đủ, sắp thiếu", "covered, not for long"}),
                              Cell::coded("undetermined", {"chưa xác định", "undetermined"})};
    return cells[series_of(state)];
}

bool is_lacking(const casework::CoverageGap& gap)
{
    return gap.state != casework::CoverageState::undetermined;
}

/// A role's name; where no rule speaks of the day, that.
Cell gap_role(const casework::FieldCells& cells, const std::string& role)
{
    const Words no_rule{"không có quy định cho ngày này", "no rule for that day"};
    return role.empty() ? Cell::coded("", no_rule) : cells("role", role);
}

Listing gap_list(Visit& visit, const char* key, const Words& caption,
                 std::span<const casework::CoverageGap> gaps)
{
    documents::Table table{
        {"facility", {"Cơ sở", "Facility"}}, {"name", {"Tên", "Name"}},
        {"province", {"Tỉnh", "Province"}},  {"role", {"Công việc", "Role"}},
        {"state", {"Tình trạng", "State"}},  {"uncovered_from", {"Thiếu từ", "Uncovered from"}},
        {"holders", {"Người", "Holders"}},   {"rules", {"Quy định", "Rules"}}};
    static constexpr Tone tones[]{Tone::bad, Tone::near, Tone::muted};
    Listing list{key, caption, std::move(table)};
    const auto cells = visit.cells();
    for (const auto& gap : gaps) {
        std::string named;
        for (const std::string& rule : gap.rules) named += (named.empty() ? "" : " ") + rule;
        const std::string facility = casework::facility_name(gap.facility);
        list.table.row({facility, gap.name, cells("province", gap.province), gap_role(cells, gap.role),
                        coverage_cell(gap.state), day_cell(gap.uncovered_from), gap.holders,
                        named.empty() ? Cell{} : Cell{named}});
        list.links.push_back({address({"facilities", facility}), "", "", "", "", "", "",
                              gap.rules.empty() ? std::string{} : address({"rules", gap.rules.front()})});
        list.tones.push_back(
            {Tone::plain, Tone::plain, Tone::plain, Tone::plain, tones[series_of(gap.state)]});
    }
    list.empty = {"Không cơ sở nào thiếu người theo những gì sổ ghi.",
                  "No facility lacks anybody, as far as is recorded."};
    return list;
}

/// Apart what lacks somebody, and what nobody can tell; programs get one list of both.
/// @param gaps  those that lack somebody first
std::vector<Listing> gap_lists(Visit& visit, const std::vector<casework::CoverageGap>& gaps)
{
    static const Words lacking{"Cơ sở thiếu hoặc sắp thiếu người",
                               "Facilities that lack somebody, or soon will"},
        unclear{"Chưa xác định được có thiếu người hay không", "Where nobody can tell yet"};
    const Part part{visit, gaps.size()};
    const std::span shown = std::span{gaps}.subspan(part.first(), part.last() - part.first());
    std::vector<Listing> lists;
    if (!visit.twin().empty()) {
        lists.push_back(gap_list(visit, "coverage", lacking, shown));
        return lists;
    }
    const auto sure = std::size_t(std::ranges::count_if(shown, is_lacking));
    if (sure > 0 || part.first() == 0)
        lists.push_back(gap_list(visit, "coverage", lacking, shown.first(sure)));
    if (sure < shown.size()) lists.push_back(gap_list(visit, "undetermined", unclear, shown.subspan(sure)));
    if (!lists.empty()) part.tell(lists.back());
    return lists;
}

documents::BarChart coverage_chart(Visit& visit, const Words& title, Date on,
                                   const std::vector<casework::CoverageGap>& gaps)
{
    auto chart = begin_chart(
        visit.language(), title, on_day(on),
        {{"thiếu người", "uncovered"}, {"sắp thiếu", "not for long"}, {"chưa xác định", "undetermined"}});
    const auto cells = visit.cells();
    for (const auto& gap : gaps) {
        const std::string role = gap_role(cells, gap.role).shown(visit.language());
        auto bar = std::ranges::find(chart.bars, role, &documents::BarChart::Bar::label);
        if (bar == chart.bars.end()) bar = chart.bars.insert(bar, {role, {0, 0, 0}});
        ++bar->values[series_of(gap.state)];
    }
    return chart;
}

Reply show_coverage(Visit& visit)
{
    AsOf as_of = visit.as_of();
    as_of.in_force = report_day(visit);
    const Date until = visit.day("until").value_or(as_of.in_force + std::chrono::days{90});
    casework::check_order(as_of.in_force, until);
    const auto province = province_asked(visit);
    const auto& rules = visit.rulebooks().in_force(visit.database(), as_of.known_by);
    auto gaps = casework::coverage_gaps(visit.database(), rules, province, until, as_of,
                                        report_scope(visit).facility);
    std::ranges::stable_partition(gaps, is_lacking);
    Page page{{"Cơ sở thiếu hoặc sắp thiếu người có chứng chỉ", "Coverage gaps"}};
    page.lead = {on_day(as_of.in_force).vi + ", sắp thiếu đến ngày " + to_dmy(until) + ".",
                 on_day(as_of.in_force).en + ", gaps until " + to_dmy(until) + "."};
    page.print = true;
    page.add(Notice{
        Notice::Kind::note,
        {"Chỉ xét những việc thể hiện qua thiết bị đang dùng. Không có quy định không có nghĩa là không cần "
         "ai; chỗ nào “chưa xác định” thì cán bộ phải xem.",
         "Only work that equipment in use shows. That there is no rule does not say that nobody is needed; "
         "what is \"undetermined\" is for a person to judge."}});
    Form form{.action = "/reports/coverage", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "on",
                           .label = {"Ngày xét", "Day"},
                           .values = {to_dmy(as_of.in_force)}});
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "until",
                           .label = {"Sắp thiếu đến ngày", "Gaps until"},
                           .values = {to_dmy(until)}});
    add_province_field(form, visit, province);
    page.add(std::move(form));
    for (Listing& list : gap_lists(visit, gaps)) page.add(std::move(list));
    add_chart(page, coverage_chart(visit, page.title, as_of.in_force, gaps));
    return page;
}

int months_asked(Visit& visit, const char* name, int usual)
{
    const auto months = visit.number(name).value_or(usual);
    if (months < 1 || months > 120) refuse_field(name, {"từ 1 đến 120 tháng", "1 to 120 months"});
    return int(months);
}

Listing paper_list(Visit& visit, const std::vector<casework::LapsingPaper>& papers)
{
    documents::Table table{
        {"worker", {"Nhân viên", "Worker"}},          {"full_name", {"Họ và tên", "Name"}},
        {"facility", {"Cơ sở", "Facility"}},          {"kind", {"Giấy tờ", "Paper"}},
        {"programme", {"Chương trình", "Programme"}}, {"dated_on", {"Ngày", "Dated"}},
        {"lapses_on", {"Hết hạn", "Lapses on"}},      {"lapsed", {"Đã hết hạn", "Lapsed"}}};
    Listing list{"lapsing",
                 {"Giấy tờ sắp hết hạn và đã hết hạn", "Papers about to lapse, and lapsed"},
                 std::move(table)};
    const Part part{visit, papers.size()};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& one = papers[at];
        const bool training = one.paper.kind == "training";
        const std::string worker = casework::worker_name(one.paper.worker),
                          facility = casework::facility_name(one.paper.facility);
        list.table.row({worker, one.paper.full_name, facility,
                        Cell::coded(one.paper.kind, training ? Words{"đào tạo", "training"}
                                                             : Words{"khám sức khỏe", "health check"}),
                        one.paper.programme, to_iso(one.paper.dated_on), to_iso(one.lapses_on), one.lapsed});
        list.links.push_back(
            {address({"workers", worker}), address({"workers", worker}), address({"facilities", facility})});
        const Tone tone = one.lapsed ? Tone::bad : Tone::near;
        list.tones.push_back(
            {Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone, tone});
    }
    part.tell(list);
    list.empty = {"Không giấy tờ nào sắp hết hạn hoặc đã hết hạn.", "No paper has lapsed or is about to."};
    return list;
}

Reply show_lapsing(Visit& visit)
{
    const Date on = report_day(visit);
    const casework::PaperAges ages{months_asked(visit, "training_months", 33),
                                   months_asked(visit, "health_months", 11)};
    const auto province = province_asked(visit);
    const casework::Scope scope = report_scope(visit);
    auto papers = casework::lapsing_papers(visit.database(), on, ages, visit.as_of().known_by);
    std::erase_if(papers, [&](const auto& one) {
        return (province && one.paper.province != *province) ||
               (scope.facility && one.paper.facility != *scope.facility);
    });
    Page page{{"Đào tạo, khám sức khỏe sắp hết hạn và đã hết hạn",
               "Training and health papers about to lapse, and lapsed"}};
    page.lead = {on_day(on).vi + ".", on_day(on).en + "."};
    page.print = true;
    Form form{.action = "/reports/lapsing", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields.push_back(
        {.kind = Field::Kind::day, .name = "on", .label = {"Ngày xét", "Day"}, .values = {to_dmy(on)}});
    form.fields.push_back({.kind = Field::Kind::number,
                           .name = "training_months",
                           .label = {"Đào tạo đã qua ít nhất (tháng)", "Trainings at least so old (months)"},
                           .values = {std::to_string(ages.training_months)}});
    form.fields.push_back(
        {.kind = Field::Kind::number,
         .name = "health_months",
         .label = {"Khám sức khỏe đã qua ít nhất (tháng)", "Health checks at least so old (months)"},
         .values = {std::to_string(ages.health_months)}});
    add_province_field(form, visit, province);
    page.add(std::move(form));
    // What can still be helped stands first.
    auto listed = papers;
    std::ranges::stable_partition(listed, [](const auto& one) { return !one.lapsed; });
    page.add(paper_list(visit, listed));
    auto chart = begin_chart(visit.language(), page.title, on_day(on),
                             {{"đào tạo", "training"}, {"khám sức khỏe", "health checks"}});
    for (const auto& one : papers) { // in the order of the days
        const std::string month = to_dmy(one.lapses_on).substr(3);
        if (chart.bars.empty() || chart.bars.back().label != month) chart.bars.push_back({month, {0, 0}});
        ++chart.bars.back().values[one.paper.kind == "training" ? 0 : 1];
    }
    add_chart(page, std::move(chart));
    page.add(
        Paragraph{{"Đào tạo: 36 tháng (Thông tư 34/2014/TT-BKHCN Điều 5 khoản 2). Khám sức khỏe: 12 tháng, "
                   "mốc của cơ quan, "
                   "không phải quy định về hồ sơ. Chỉ người đang có vị trí công tác; ai chưa ghi giấy nào "
                   "không có ở đây.",
                   "Training: 36 months (Circular 34/2014/TT-BKHCN Art. 5(2)). Health checks: 12 months, the "
                   "office's own mark, no "
                   "rule about files. Only people in post; who has no such paper on record is not here."},
                  true});
    return page;
}

std::string about_address(const casework::Reminder& reminder)
{
    switch (reminder.kind) {
    case casework::ReminderKind::certificate: return address({"certificates", reminder.about});
    case casework::ReminderKind::training: return address({"workers", reminder.about});
    case casework::ReminderKind::supplement:
    case casework::ReminderKind::file:
    case casework::ReminderKind::consultation:
    case casework::ReminderKind::undated: break;
    }
    return address({"applications", reminder.about});
}

/// Whom or what it is about; a person by name, too.
Cell about_cell(Visit& visit, const casework::Reminder& reminder)
{
    if (reminder.kind != casework::ReminderKind::training) return reminder.about;
    const auto worker = registry::find_worker(visit.database(), casework::parse_worker(reminder.about),
                                              visit.as_of().known_by);
    if (!worker) return reminder.about;
    const std::string shown = worker->full_name + " (" + reminder.about + ')';
    return Cell::coded(reminder.about, {shown, shown});
}

Reply show_reminders(Visit& visit)
{
    AsOf as_of = visit.as_of();
    as_of.in_force = report_day(visit);
    const casework::Scope scope = report_scope(visit);
    const auto& rules = visit.rulebooks().in_force(visit.database(), as_of.known_by);
    auto all = casework::reminders(visit.database(), rules, as_of);
    std::erase_if(all, [&](const casework::Reminder& one) {
        return (scope.province && one.province != *scope.province) ||
               (scope.facility && one.facility != scope.facility);
    });
    documents::Table table{{"due", {"Ngày", "Day"}},      {"kind", {"Việc", "Kind"}},
                           {"about", {"Về", "About"}},    {"stage", {"Mức", "Stage"}},
                           {"to", {"Gửi", "To"}},         {"address", {"Địa chỉ", "Address"}},
                           {"text", {"Nội dung", "Text"}}};
    const bool for_programs = !visit.twin().empty();
    if (for_programs) table.column({"id", {"Mã", "Id"}});
    Listing list{"reminders", {"Ai cần được nhắc việc gì", "Who must be told what"}, std::move(table)};
    const Part part{visit, all.size()};
    for (std::size_t at = part.first(); at < part.last(); ++at) {
        const auto& one = all[at];
        std::vector<Cell> row{to_iso(one.due),
                              Cell::coded(word(one.kind), name(one.kind)),
                              about_cell(visit, one),
                              Cell::coded(one.stage, casework::stage_name(one)),
                              one.to,
                              one.address.empty() ? Cell{} : Cell{one.address},
                              one.first_line.in(visit.language())};
        if (for_programs) row.emplace_back(one.id);
        list.table.row(std::move(row));
        list.links.push_back({"", "", about_address(one)});
        list.tones.push_back({one.due < as_of.in_force ? Tone::bad : Tone::near});
    }
    part.tell(list);
    list.empty = {"Không ai cần được nhắc.", "Nobody needs to be told anything."};
    Page page{{"Nhắc việc", "Reminders"}};
    page.lead = {on_day(as_of.in_force).vi +
                     ". Chương trình không tự gửi thư; cơ quan gửi qua hộp thư của mình.",
                 on_day(as_of.in_force).en +
                     ". The program sends nothing by itself; the office sends from its own mailbox."};
    page.print = true;
    Form form{.action = "/reports/reminders", .asks = true, .submit = {"Xem", "Show"}, .inline_form = true};
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "on",
                           .label = {"Ngày xét", "Day"},
                           .values = {to_dmy(as_of.in_force)}});
    page.add(std::move(form));
    page.add(std::move(list));
    return page;
}

} // namespace

void add_report_list_routes(Routes& routes)
{
    routes.page("/reports/coverage",
                {.access = only(readers),
                 .summary = {"Cơ sở thiếu người", "Coverage gaps"},
                 .twins = true,
                 .asks = {"on", "until", "province"}},
                show_coverage);
    routes.page("/reports/lapsing",
                {.access = only(readers),
                 .summary = {"Giấy tờ sắp hết hạn và đã hết hạn", "Papers about to lapse, and lapsed"},
                 .twins = true,
                 .asks = {"on", "province", "training_months", "health_months"}},
                show_lapsing);
    routes.page(
        "/reports/reminders",
        {.access = only(readers), .summary = {"Nhắc việc", "Reminders"}, .twins = true, .asks = {"on"}},
        show_reminders);
}

} // namespace radcert::web
