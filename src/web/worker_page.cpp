#include <algorithm>
#include <functional>

#include "casework/desk.h"
#include "casework/evidence_list.h"
#include "casework/lapsing_papers.h"
#include "casework/legal_acts.h"
#include "casework/record_worker.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/card_line.h"
#include "web/certificate_parts.h"
#include "web/clocks.h"
#include "web/nouns.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::column;
using casework::worker_name;
using documents::Table;

constexpr int soon = 90; ///< days before its end from which something is near it

/// Everything that hangs on one person's record, block by block.
class WorkerPage {
public:
    explicit WorkerPage(Visit& visit)
        : visit_{visit}, database_{visit.database()}, as_of_{visit.as_of()}, cells_{visit.cells()},
          id_{casework::parse_worker(visit.part("worker"))}, name_{worker_name(id_)},
          worker_{registry::load_worker(database_, id_, as_of_.known_by)},
          papers_{registry::papers_of(database_, id_, as_of_.known_by)},
          page_{{worker_.full_name, worker_.full_name}}
    {
    }

    Page make()
    {
        page_.lead = {"Nhân viên bức xạ " + name_, "Radiation worker " + name_};
        acts();
        for (Block& block : clock_notice(visit_)) page_.add(std::move(block));
        facts();
        doubts();
        lapses();
        posts();
        appointments();
        evidence();
        certificates();
        applications();
        page_.add(Folded{{"Xem theo một ngày khác", "As of another day"}, {clock_form(visit_)}});
        return std::move(page_);
    }

private:
    std::string here(std::string_view act) const { return address({"workers", name_, act}); }
    bool may_record() const { return visit_.may(desk); }

    void acts()
    {
        page_.acts.push_back({{"Xét điều kiện", "Eligibility"}, here("eligibility")});
        if (may_record()) page_.acts.push_back({{"Sửa", "Correct"}, here("correct")});
        page_.acts.push_back({{"Lịch sử", "History"}, here("history"), true});
        if (visit_.may(readers))
            page_.acts.push_back({{"Số giấy tờ đầy đủ", "Numbers in full"}, here("identity"), true});
    }

    /// What an identity number says otherwise is a warning for whoever can look at the card.
    void doubts()
    {
        const auto year = worker_.birth_date ? std::optional{casework::birth_year_of(*worker_.birth_date)}
                                             : worker_.birth_year;
        for (const auto& paper : papers_) {
            if (paper.kind != "cccd") continue;
            auto found = doubts_of_number(paper.number, year, worker_.sex.value_or(""));
            if (found.empty()) continue;
            page_.add(Notice{Notice::Kind::warning,
                             {"Số căn cước không khớp với ngày sinh hoặc giới tính: đối chiếu với thẻ.",
                              "The identity number does not go with birth or sex: compare it with the card."},
                             std::move(found)});
        }
    }

    void facts()
    {
        Facts facts;
        add_facts(facts, cells_, worker_);
        page_.add(std::move(facts));
        Table table{column("kind"), column("number"), column("issued_on"), column("issued_by")};
        for (const auto& one : papers_)
            table.row({cells_("kind", one.kind), casework::masked_number(one.number),
                       cells_("issued_on", one.issued_on), one.issued_by});
        add("papers", {"Giấy tờ tùy thân", "Identity papers"}, std::move(table));
        links({{{"Thêm, sửa giấy tờ", "Add or change a paper"},
                address({"workers", name_, "papers", "new"}),
                true}});
    }

    Listing& add(const char* key, const Words& caption, Table table)
    {
        page_.blocks.emplace_back(Listing{key, caption, std::move(table)});
        return std::get<Listing>(page_.blocks.back().value);
    }

    /// Links for those who record; nothing for others.
    void links(std::vector<Link> links)
    {
        if (may_record() && !links.empty()) page_.add(Links{std::move(links)});
    }

    /// Until when something is good.
    struct Ending {
        Cell what, record;
        Date on;
        std::string to;
    };

    void lapses()
    {
        std::vector<Ending> endings;
        for (const auto& paper : casework::lapsing_papers_of(database_, id_, as_of_.known_by)) {
            Words called = cells_.name("kind", paper.kind);
            if (paper.programme) {
                const std::string number = std::to_string(*paper.programme);
                called = {called.vi + " (chương trình " + number + ")",
                          called.en + " (programme " + number + ")"};
            }
            const std::string number = std::to_string(paper.evidence);
            endings.push_back({Cell::coded(paper.kind, called), name_ + "/" + number, paper.lapses_on,
                               address({"workers", name_, "evidence", number})});
        }
        for (const auto& one : registry::certificates_of(database_, id_, as_of_.known_by)) {
            const auto entries = registry::statuses_of(database_, one, as_of_.known_by);
            const std::string status = registry::status_on(one, entries, as_of_.in_force);
            if (!one.valid_to || (status != "in_force" && status != "suspended" && status != "expired"))
                continue;
            if (!casework::sees_certificate(database_, visit_.scope(), one, AsOf{visit_.today()})) continue;
            endings.push_back({Cell::coded("certificate", {"chứng chỉ", "certificate"}), one.certificate,
                               *one.valid_to,
                               address({"certificates", one.certificate}, {{"issued_by", one.issued_by}})});
        }
        std::ranges::stable_sort(endings, {}, &Ending::on);
        Table table{{"what", {"Nội dung", "What"}},
                    {"record", {"Bản ghi", "Record"}},
                    {"ends_on", {"Đến hết ngày", "Good through"}},
                    {"days_left", {"Còn lại", "Left"}}};
        Listing& list = add("lapses", {"Điều gì hết hạn khi nào", "What lapses when"}, std::move(table));
        for (const Ending& ending : endings) {
            const auto days = (ending.on - as_of_.in_force).count();
            list.table.row({ending.what, ending.record, cells_("to_day", ending.on), days_left(days)});
            list.links.push_back({"", ending.to});
            const Tone tone = days < 0 ? Tone::bad : days < soon ? Tone::near : Tone::good;
            list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, tone});
        }
        list.empty = {"Chưa ghi giấy tờ nào có hạn.", "No paper that lapses has been recorded."};
        if (!endings.empty())
            page_.add(Paragraph{
                {"Hạn của chứng nhận đào tạo: 36 tháng (Thông tư 34/2014/TT-BKHCN Điều 5 khoản 2); khám "
                 "sức khỏe: 12 tháng, theo cách theo dõi của cơ quan.",
                 "Training is good for 36 months (Circular 34/2014/TT-BKHCN Art. 5(2)); a health check is "
                 "followed for 12 months, by the office's own choice."},
                true});
    }

    static Cell days_left(std::int64_t days)
    {
        const std::string many = std::to_string(days < 0 ? -days : days);
        if (days < 0)
            return Cell::coded(std::to_string(days), {"đã quá " + many + " ngày", many + " days ago"});
        return Cell::coded(many, {"còn " + many + " ngày", many + " days left"});
    }

    std::optional<std::string> called(std::int64_t facility)
    {
        const auto found = registry::find_facility(database_, facility, as_of_.known_by);
        return found ? std::optional{found->name} : std::nullopt;
    }

    void posts()
    {
        Listing& list = add("posts", {"Vị trí công tác", "Posts"},
                            {column("post"),
                             column("facility"),
                             {"facility_name", {"Tên cơ sở", "Facility's name"}},
                             column("role"),
                             column("title"),
                             column("from_day"),
                             column("to_day")});
        std::vector<Link> acts{
            {{"Thêm vị trí", "Add a post"}, address({"workers", name_, "posts", "new"}), true}};
        for (const auto& one : registry::posts_of(database_, id_, as_of_.known_by)) {
            list.table.row({one.post, cells_("facility", one.facility), called(one.facility),
                            cells_("role", one.role), one.title, cells_("from_day", one.from_day),
                            cells_("to_day", one.to_day)});
            const std::string to = facility_address(visit_, one.facility);
            list.links.push_back({"", to, to});
            const std::string number = std::to_string(one.post);
            if (!one.to_day)
                acts.push_back({{"Kết thúc vị trí " + number, "End post " + number},
                                address({"workers", name_, "posts", number, "end"}),
                                true});
        }
        links(std::move(acts));
    }

    void appointments()
    {
        Listing& list = add("appointments", {"Quyết định bổ nhiệm", "Appointments"},
                            {column("appointment"),
                             column("facility"),
                             {"facility_name", {"Tên cơ sở", "Facility's name"}},
                             column("role"),
                             column("number"),
                             column("appointed_on"),
                             column("to_day")});
        std::vector<Link> acts{{{"Thêm bổ nhiệm", "Add an appointment"},
                                address({"workers", name_, "appointments", "new"}),
                                true}};
        for (const auto& one : registry::appointments_of(database_, id_, as_of_.known_by)) {
            list.table.row({one.appointment, cells_("facility", one.facility), called(one.facility),
                            cells_("role", one.role), one.number, cells_("appointed_on", one.appointed_on),
                            cells_("to_day", one.to_day)});
            const std::string to = facility_address(visit_, one.facility);
            list.links.push_back({"", to, to});
            const std::string number = std::to_string(one.appointment);
            if (!one.to_day)
                acts.push_back({{"Kết thúc bổ nhiệm " + number, "End appointment " + number},
                                address({"workers", name_, "appointments", number, "end"}),
                                true});
        }
        links(std::move(acts));
    }

    void evidence()
    {
        const auto known = registry::evidence_of(database_, id_, as_of_.known_by);
        Listing& list = add("evidence", {"Minh chứng", "Evidence"}, casework::evidence_list(cells_, known));
        for (const auto& one : known)
            list.links.push_back({address({"workers", name_, "evidence", std::to_string(one.evidence)})});
        links({{{"Thêm minh chứng", "Add evidence"}, address({"workers", name_, "evidence", "new"}), true}});
    }

    void certificates()
    {
        Listing& list =
            add("certificates", {"Chứng chỉ", "Certificates"},
                {column("certificate"), column("issued_by"), column("role"), column("equipment_types"),
                 column("issued_on"), column("valid_to"), column("status")});
        for (const auto& one : registry::certificates_of(database_, id_, as_of_.known_by)) {
            if (!casework::sees_certificate(database_, visit_.scope(), one, AsOf{visit_.today()})) continue;
            const auto entries = registry::statuses_of(database_, one, as_of_.known_by);
            const std::string status = registry::status_on(one, entries, as_of_.in_force);
            list.table.row({one.certificate, cells_("issued_by", one.issued_by), cells_("role", one.role),
                            cells_("equipment_types", one.equipment_types),
                            cells_("issued_on", one.issued_on), cells_("valid_to", one.valid_to),
                            casework::status_cell(status)});
            list.links.push_back(
                {address({"certificates", one.certificate}, {{"issued_by", one.issued_by}})});
            list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain,
                                  Tone::plain, status_tone(status)});
        }
    }

    /// The person's files that are seen, the newest first.
    std::vector<registry::Application> files()
    {
        std::vector<registry::Application> found;
        for (const std::string& number : registry::applications_of(database_, id_)) {
            auto one = registry::find_application(database_, number, as_of_.known_by);
            if (one && casework::sees_application(database_, visit_.scope(), *one, AsOf{visit_.today()}))
                found.push_back(std::move(*one));
        }
        std::ranges::stable_sort(found, std::greater{}, &registry::Application::filed_on);
        return found;
    }

    void applications()
    {
        Listing& list = add("applications", {"Hồ sơ", "Applications"},
                            {column("application"), column("facility"), column("role"), column("filed_on"),
                             column("status")});
        for (const registry::Application& one : files()) {
            const auto decision = registry::find_decision(database_, one.application, as_of_.known_by);
            const Words desk = casework::desk_status_name(
                visit_.rules(), casework::desk_status(database_, one, as_of_.known_by));
            list.table.row({one.application, cells_("facility", one.facility), cells_("role", one.role),
                            cells_("filed_on", one.filed_on),
                            Cell::coded(decision ? decision->outcome : one.status, desk)});
            list.links.push_back(
                {address({"applications", one.application}), facility_address(visit_, one.facility)});
        }
    }

    Visit& visit_;
    registry::Database& database_;
    const AsOf as_of_;
    const casework::FieldCells cells_;
    const std::int64_t id_;
    const std::string name_;
    const registry::Worker worker_;
    const std::vector<registry::IdentityPaper> papers_;
    Page page_;
};

Reply show_worker(Visit& visit)
{
    return WorkerPage{visit}.make();
}

} // namespace

void add_worker_page_routes(Routes& routes)
{
    routes.page("/workers/{worker}",
                {.access = only(readers_and_own),
                 .names = Names::worker,
                 .summary = {"Một nhân viên bức xạ", "A radiation worker"},
                 .twins = true,
                 .personal = true},
                show_worker);
}

} // namespace radcert::web
