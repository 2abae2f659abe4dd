#include <algorithm>

#include "casework/my_work.h"
#include "casework/one_stop_report.h"
#include "casework/words_of.h"
#include "registry/certificate_search.h"
#include "registry/workers.h"
#include "web/dossier.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::DueMark;
using documents::Table;

/// The desk's first page: what waits, how much there is, what comes up.
class DeskHome {
public:
    DeskHome(Visit& visit, Page& page)
        : visit_{visit}, page_{page}, database_{visit.database()}, scope_{visit.scope()},
          calendar_{database_, visit.rules(), visit.today()}, cells_{visit.cells()}
    {
    }

    void add()
    {
        work();
        counters();
        expiring();
        rates();
        if (visit_.may({Duty::head})) loads();
        last_steps();
    }

private:
    Cell left(const registry::DeskFile& file)
    {
        if (!file.due_on) return {};
        const auto days = calendar_.days_left(*file.due_on);
        return Cell::coded(days ? std::to_string(*days) : "", calendar_.words(*file.due_on));
    }

    Listing work_list(const char* key, const Words& caption, const std::vector<casework::WaitingFile>& files,
                      std::size_t all)
    {
        Listing list{key, caption,
                     Table{column("application"),
                           column("full_name"),
                           column("role"),
                           {"desk", {"Đang ở bước", "At the desk"}},
                           column("due_on"),
                           {"days_left", {"Còn lại", "Left"}},
                           {"officer", {"Bước cuối do", "Last step by"}}}};
        for (const auto& waiting : files) {
            const registry::DeskFile& file = waiting.file;
            list.table.row({file.application, waiting.full_name, cells_("role", file.role),
                            Cell::coded(file.status, waiting.status), cells_("due_on", file.due_on),
                            left(file),
                            waiting.own ? Cell::coded(file.by_officer.value_or(""), {"tôi", "me"})
                                        : officer_cell(visit_, file.by_officer)});
            list.links.push_back({dossier_address(file.application)});
            const Tone tone = tone_of(calendar_.mark(file.due_on));
            list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone, tone});
        }
        list.whole = files.size() == all;
        return list;
    }

    void work()
    {
        const auto& duties = visit_.who().account.duties;
        const auto work =
            casework::work_of_desk(database_, visit_.rules(), calendar_,
                                   {scope_, {duties.begin(), duties.end()}, visit_.who().officer.code});
        Listing mine = work_list("my_work", {"Chờ tôi xử lý, theo hạn", "Waiting for me, by due day"},
                                 work.mine, work.all_mine);
        mine.empty = {"Không có hồ sơ nào chờ bạn.", "No file waits for you."};
        page_.add(std::move(mine));
        if (work.all_others == 0) return;
        const std::string count = std::to_string(work.all_others);
        Listing others =
            work_list("work_of_others", {"Chờ người khác trong cơ quan", "Waiting for others of the office"},
                      work.others, work.all_others);
        page_.add(Folded{{"Hồ sơ chờ người khác trong cơ quan (" + count + ")",
                          "Files that wait for others of the office (" + count + ")"},
                         {std::move(others)}});
    }

    static Counter counter_of(const Words& name, std::size_t figure, Parameters query,
                              Tone tone = Tone::plain)
    {
        return {name, std::to_string(figure), address({"applications"}, query),
                figure > 0 ? tone : Tone::plain};
    }

    void counters()
    {
        const casework::DeskCounts counts = casework::count_desk(database_, calendar_, scope_);
        const std::string since = to_dmy(counts.delivered_since);
        Counters made;
        made.counters.push_back(
            counter_of({"mới tiếp nhận", "newly received"}, counts.received, {{"desk", "received"}}));
        made.counters.push_back(
            counter_of({"đang xử lý", "in process"}, counts.in_process, {{"desk", "in_process"}}));
        made.counters.push_back(counter_of({"chờ người nộp bổ sung, nộp phí", "waiting for the applicant"},
                                           counts.waiting, {{"desk", "waiting"}}));
        made.counters.push_back(
            counter_of({"sắp đến hạn", "due soon"}, counts.near, {{"due", "near"}}, Tone::near));
        made.counters.push_back(
            counter_of({"quá hạn", "overdue"}, counts.late, {{"due", "overdue"}}, Tone::bad));
        made.counters.push_back(counter_of({"đã trả trong năm", "handed over this year"}, counts.delivered,
                                           {{"desk", "delivered"}, {"since", since}}));
        page_.add(Heading{{"Hồ sơ của cơ quan", "Files of the office"}});
        page_.add(std::move(made));
    }

    void expiring()
    {
        constexpr std::size_t most = 2'000;
        const Date today = calendar_.today();
        registry::CertificatesAsked asked;
        asked.status = "in_force";
        asked.expires_from = today;
        asked.expires_to = today + std::chrono::days{90};
        asked.seen_province = scope_.province;
        asked.seen_facility = scope_.facility;
        asked.order = registry::CertificateOrder::expiry;
        const auto found = registry::find_certificates(database_, asked, AsOf{today}, 0, most);
        Counters made;
        for (const int days : {30, 60, 90}) {
            const Date until = today + std::chrono::days{days};
            const auto count = std::ranges::count_if(
                found, [&](const auto& one) { return one.valid_to && *one.valid_to <= until; });
            const std::string in_days = std::to_string(days), plus = std::size_t(count) == most ? "+" : "";
            made.counters.push_back(
                {{"hết hạn trong " + in_days + " ngày", "end within " + in_days + " days"},
                 std::to_string(count) + plus,
                 address({"certificates"}, {{"status", "in_force"},
                                            {"expires_from", to_dmy(today)},
                                            {"expires_to", to_dmy(until)},
                                            {"order", "expiry"}})});
        }
        page_.add(Heading{{"Chứng chỉ sắp hết hạn", "Certificates that end soon"}});
        page_.add(std::move(made));
    }

    void rate(Facts& facts, const char* key, const Words& name, Date from)
    {
        const auto rate = casework::on_time_rate(database_, visit_.rules(), scope_, from, calendar_.today());
        const std::size_t with_day = rate.on_time + rate.late;
        const auto share = casework::per_mille(rate.on_time, with_day);
        const std::string of = std::to_string(rate.on_time) + "/" + std::to_string(with_day);
        Words hint = with_day == 0 ? Words{"chưa có kết quả nào có hạn", "no result with a deadline yet"}
                                   : Words{of + " kết quả đúng hạn", of + " results in time"};
        if (rate.no_deadline > 0) {
            const std::string without = std::to_string(rate.no_deadline);
            hint.vi += "; " + without + " kết quả không có hạn";
            hint.en += "; " + without + " results without a deadline";
        }
        Cell figure;
        if (share) {
            const std::string whole = std::to_string(*share / 10), tenth = std::to_string(*share % 10);
            figure =
                Cell::coded(whole + "." + tenth, {whole + "," + tenth + " %", whole + "." + tenth + " %"});
        }
        facts.add({key, name}, std::move(figure), "", rate.late == 0 ? Tone::plain : Tone::near, hint);
    }

    void rates()
    {
        const std::chrono::year_month_day today{calendar_.today()};
        Facts facts;
        rate(facts, "on_time_month", {"Đúng hạn trong tháng này", "On time this month"},
             today.year() / today.month() / 1);
        rate(facts, "on_time_year", {"Đúng hạn từ đầu năm", "On time this year"}, today.year() / 1 / 1);
        page_.add(Heading{{"Tỷ lệ trả kết quả đúng hạn", "Results on time"}});
        page_.add(std::move(facts));
    }

    void loads()
    {
        Listing list{"loads",
                     {"Hồ sơ đang mở theo cán bộ", "Open files by officer"},
                     Table{{"officer", {"Cán bộ", "Officer"}},
                           {"name", {"Họ và tên", "Name"}},
                           {"files", {"Đang mở", "Open"}},
                           {"near", {"Sắp đến hạn", "Due soon"}},
                           {"late", {"Quá hạn", "Overdue"}}}};
        for (const auto& load : casework::officer_loads(database_, calendar_, scope_)) {
            list.table.row({load.officer.empty() ? Cell{} : Cell{load.officer},
                            load.name.empty() ? Cell{} : Cell{load.name}, load.files, load.near, load.late});
            list.tones.push_back({Tone::plain, Tone::plain, Tone::plain,
                                  load.near > 0 ? Tone::near : Tone::plain,
                                  load.late > 0 ? Tone::bad : Tone::plain});
        }
        list.empty = {"Không có hồ sơ nào đang mở.", "No file is open."};
        page_.add(std::move(list));
    }

    void last_steps()
    {
        constexpr std::size_t most = 10;
        registry::DeskQuestion question;
        casework::narrow(question, scope_);
        Timeline timeline{{"Việc vừa làm", "Last steps"}, {}};
        for (const auto& file : registry::last_moved_files(database_, question, most)) {
            const Words step = casework::step_words(visit_.rules(), file.act.value_or(""));
            timeline.entries.push_back(
                {to_dmy(file.on_day),
                 {step.vi + ": " + file.application, step.en + ": " + file.application},
                 file.by_officer ? officer_shown(visit_, *file.by_officer) : "",
                 {},
                 dossier_address(file.application)});
        }
        page_.add(std::move(timeline));
    }

    Visit& visit_;
    Page& page_;
    registry::Database& database_;
    casework::Scope scope_;
    casework::DeskCalendar calendar_;
    casework::FieldCells cells_;
};

Form event_search()
{
    Form form{.action = "/journal",
              .asks = true,
              .submit = {"Tìm sự kiện", "Search events"},
              .legend = {"Tìm trong nhật ký", "Search the journal"},
              .inline_form = true,
              .id = "events"};
    form.fields.push_back({.kind = Field::Kind::day, .name = "from_day", .label = {"Từ ngày", "From"}});
    form.fields.push_back({.kind = Field::Kind::day, .name = "to_day", .label = {"Đến ngày", "Until"}});
    form.fields.push_back(
        {.name = "officer", .label = {"Cán bộ", "Officer"}, .hint = {"mã đăng nhập", "code"}});
    form.fields.push_back(
        {.name = "record",
         .label = {"Bản ghi", "Record"},
         .hint = {"W-17, F-3, số hồ sơ hoặc chứng chỉ", "W-17, F-3, number of a file or certificate"}});
    return form;
}

void add_auditor_part(Page& page)
{
    page.add(Form{.action = "/journal/verify",
                  .submit = {"Kiểm tra nhật ký ngay", "Verify the journal now"},
                  .inline_form = true,
                  .id = "verify"});
    page.add(Links{{{{"Tình trạng nhật ký", "State of the journal"}, "/journal/state", true},
                    {{"Báo cáo", "Reports"}, "/reports", true}}});
    page.add(event_search());
}

/// Files of the rows that an account sees: a facility's, a person's.
Listing own_files(Visit& visit)
{
    constexpr std::size_t most = 20;
    registry::DeskQuestion question;
    casework::narrow(question, visit.scope());
    const casework::FieldCells cells = visit.cells();
    Listing list{"applications",
                 {"Hồ sơ gần đây", "Recent applications"},
                 Table{column("application"),
                       column("filed_on"),
                       column("full_name"),
                       column("role"),
                       {"desk", {"Đang ở bước", "At the desk"}},
                       column("due_on")}};
    auto files = registry::find_desk_files(visit.database(), question, 0, most + 1);
    list.whole = files.size() <= most;
    if (!list.whole) files.resize(most);
    for (const auto& file : files) {
        list.table.row({file.application, cells("filed_on", file.filed_on),
                        registry::load_worker(visit.database(), file.worker).full_name,
                        cells("role", file.role),
                        Cell::coded(file.status, casework::desk_status_name(visit.rules(), file.status)),
                        cells("due_on", file.due_on)});
        list.links.push_back({dossier_address(file.application)});
    }
    list.empty = {"Chưa có hồ sơ nào.", "There is no application yet."};
    return list;
}

Listing own_certificates(Visit& visit)
{
    const casework::FieldCells cells = visit.cells();
    const Date today = visit.today();
    Listing list{"certificates",
                 {"Chứng chỉ của tôi", "My certificates"},
                 Table{column("certificate"), column("status"), column("role"), column("issued_on"),
                       column("valid_to")}};
    for (const auto& one : registry::certificates_of(visit.database(), *visit.scope().worker)) {
        const std::string status =
            registry::status_on(one, registry::statuses_of(visit.database(), one), today);
        list.table.row({one.certificate, casework::status_cell(status), cells("role", one.role),
                        cells("issued_on", one.issued_on), cells("valid_to", one.valid_to)});
        list.links.push_back({address({"certificates", one.certificate}, {{"issued_by", one.issued_by}})});
        list.tones.push_back({Tone::plain, status == "in_force" ? Tone::good : Tone::near});
    }
    list.empty = {"Chưa có chứng chỉ nào.", "There is no certificate yet."};
    return list;
}

Reply home(Visit& visit)
{
    Page page{{"Việc của tôi", "My work"}};
    page.section = "/";
    page.lead = {visit.who().officer.name, visit.who().officer.name};
    if (visit.may(counter | case_officers))
        page.acts.push_back({{"Nhận hồ sơ mới", "New application"}, "/applications/new"});
    if (visit.may({Duty::auditor})) add_auditor_part(page);
    if (visit.may(desk)) DeskHome{visit, page}.add();
    if (visit.may({Duty::facility_operator})) {
        page.add(Links{{{{"Cơ sở của tôi", "My facility"}, "/my-facility"}}});
        page.add(own_files(visit));
    }
    if (visit.may({Duty::worker}) && visit.scope().worker) {
        page.add(own_certificates(visit));
        page.add(own_files(visit));
        page.add(
            Links{{{{"Hồ sơ nhân viên của tôi", "My record"}, worker_address(*visit.scope().worker), true}}});
    }
    if (visit.may({Duty::administrator}))
        page.add(Links{{{{"Tài khoản", "Accounts"}, "/accounts"}, {{"Hệ thống", "System"}, "/system"}}});
    return page;
}

} // namespace

void add_home_routes(Routes& routes)
{
    routes.page("/", {.access = for_signed_in, .summary = {"Việc của tôi", "My work"}}, home);
}

} // namespace radcert::web
