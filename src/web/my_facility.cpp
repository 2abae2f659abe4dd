#include "web/my_facility.h"

#include <algorithm>

#include "casework/words_of.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/certificate_parts.h"
#include "web/coverage_blocks.h"
#include "web/nouns.h"
#include "web/record_form.h"
#include "web/typed.h"
#include "web/word_choices.h"

namespace radcert::web {

std::int64_t own_facility(const Visit& visit)
{
    if (const auto facility = visit.who().account.facility) return *facility;
    throw Error{
        Fault::refused,
        {"tài khoản này chưa gắn với cơ sở nào", "this account is of no facility"},
        {"nhờ quản trị hệ thống gắn tài khoản với cơ sở", "ask the administrator to name the facility"}};
}

std::string own_file_address(const std::string& application, std::string_view act, const Parameters& query)
{
    return act.empty() ? address({"my-facility", "applications", application}, query)
                       : address({"my-facility", "applications", application, act}, query);
}

namespace {

using casework::column;
using casework::FacilityDesk;
using casework::FacilityTask;
using documents::Table;

constexpr std::chrono::days near_days{30}; ///< an operator plans by the month

Tone tone_of_task(const FacilityTask& task, Date today)
{
    using Kind = FacilityTask::Kind;
    if (task.kind == Kind::under_way) return Tone::muted;
    if (task.kind == Kind::supplement || task.kind == Kind::fee) return Tone::bad;
    if (!task.day) return Tone::near;
    if (*task.day < today || task.kind == Kind::role) return *task.day <= today ? Tone::bad : Tone::near;
    return *task.day <= today + near_days ? Tone::near : Tone::plain;
}

/// How long there is: "còn 12 ngày", "quá 3 ngày".
Words days_words(std::optional<Date> day, Date today)
{
    if (!day) return {"không có hạn", "no day is named"};
    const auto left = (*day - today).count();
    if (left == 0) return {"hôm nay", "today"};
    const std::string count = std::to_string(left < 0 ? -left : left);
    return left < 0 ? Words{"quá " + count + " ngày", count + " days ago"}
                    : Words{"còn " + count + " ngày", "in " + count + " days"};
}

Words kind_words(FacilityTask::Kind kind)
{
    static const Words names[]{{"chứng chỉ", "certificate"},      {"đào tạo", "training"},
                               {"khám sức khỏe", "health check"}, {"nhân lực", "staffing"},
                               {"bổ sung hồ sơ", "supplement"},   {"phí", "fee"},
                               {"hồ sơ nháp", "draft"},           {"kết quả", "result"},
                               {"đang xử lý", "under way"},       {"giấy phép", "licence"}};
    return names[std::size_t(kind)];
}

std::string_view kind_word(FacilityTask::Kind kind)
{
    static constexpr std::string_view words[]{"certificate", "training", "health_check", "role",
                                              "supplement",  "fee",      "draft",        "result",
                                              "under_way",   "licence"};
    return words[std::size_t(kind)];
}

/// Where something can be done about it.
std::string address_of_task(const FacilityTask& task)
{
    using Kind = FacilityTask::Kind;
    switch (task.kind) {
    case Kind::certificate: return address({"my-facility", "applications", "new"}, {{"renews", task.record}});
    case Kind::training:
    case Kind::health_check: return worker_address(task.worker);
    case Kind::role: return address({"my-facility", "eligibility"}, {{"role", task.role}});
    case Kind::supplement:
    case Kind::fee:
    case Kind::draft:
    case Kind::result:
    case Kind::under_way: return own_file_address(task.record);
    case Kind::licence: break;
    }
    return {};
}

Listing task_list(Visit& visit, const std::vector<FacilityTask>& tasks)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"tasks",
                 {"Việc phải làm, theo ngày", "What has to be done, by day"},
                 Table{{"day", {"Ngày", "Day"}},
                       {"left", {"Còn", "Left"}},
                       {"kind", {"Về", "About"}},
                       {"what", {"Việc", "What"}},
                       {"next", {"Làm gì tiếp", "What to do"}}}};
    for (const FacilityTask& task : tasks) {
        const Words left = days_words(task.day, visit.today());
        list.table.row({cells("due_on", task.day), Cell::coded(left.en, left),
                        Cell::coded(kind_word(task.kind), kind_words(task.kind)),
                        Cell::coded(task.what.en, task.what), Cell::coded(task.next.en, task.next)});
        const Tone tone = tone_of_task(task, visit.today());
        list.tones.push_back({tone, tone});
        list.links.push_back({"", "", "", "", address_of_task(task)});
    }
    list.empty = {"Không có việc gì phải làm trong 90 ngày tới.", "Nothing has to be done within 90 days."};
    return list;
}

Cell roles_cell(const casework::FieldCells& cells, const registry::WordList& roles)
{
    std::string words;
    Words shown;
    for (const std::string& role : roles) {
        if (role.empty()) continue;
        const Words name = cells.name("role", role);
        const char* const gap = words.empty() ? "" : "; ";
        words += gap + role;
        shown.vi += gap + (name.empty() ? role : name.vi);
        shown.en += gap + (name.empty() ? role : name.en);
    }
    return words.empty() ? Cell{} : Cell::coded(words, shown);
}

/// One line a certificate, and one for whoever has none.
Listing staff_list(Visit& visit, const FacilityDesk& desk)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"staff",
                 {"Nhân viên và chứng chỉ", "Staff and certificates"},
                 Table{column("worker"),
                       column("full_name"),
                       {"roles", {"Làm việc gì tại cơ sở", "Roles here"}},
                       column("certificate"),
                       {"certificate_role", {"Chứng chỉ cho công việc", "Certificate for"}},
                       column("valid_to"),
                       column("status")}};
    for (const casework::StaffMember& person : desk.staff) {
        const std::string page = worker_address(person.worker);
        const auto row = [&](Cell number, Cell role, Cell valid_to, Cell status, std::string to, Tone tone) {
            list.table.row({cells("worker", person.worker), person.full_name, roles_cell(cells, person.roles),
                            std::move(number), std::move(role), std::move(valid_to), std::move(status)});
            list.links.push_back({page, page, "", std::move(to)});
            list.tones.push_back(
                {Tone::plain, Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone, tone});
        };
        if (person.certificates.empty())
            row({}, {}, {}, Cell::coded("none", {"không có", "none"}), "", Tone::muted);
        for (const auto& one : person.certificates) {
            const bool soon = one.status == "in_force" && one.valid_to &&
                              *one.valid_to <= visit.today() + casework::told_before;
            row(one.number, cells("role", one.role), cells("valid_to", one.valid_to),
                casework::status_cell(one.status), address({"certificates", one.number}),
                soon && !one.renewed ? Tone::near : status_tone(one.status));
        }
    }
    list.empty = {"Sổ chưa ghi ai đang làm việc tại cơ sở.", "Nobody is on record as working here."};
    return list;
}

Listing equipment_list(Visit& visit, std::int64_t facility)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"equipment",
                 {"Thiết bị đang dùng", "Equipment in use"},
                 Table{column("equipment"), column("type"), column("manufacturer"), column("model"),
                       column("serial"), column("location"), column("licence"), column("in_use_from")}};
    for (const auto& one : registry::equipment_of(visit.database(), facility, visit.today())) {
        list.table.row({cells("equipment", one.equipment), cells("type", one.type), one.manufacturer,
                        one.model, one.serial, one.location, one.licence,
                        cells("in_use_from", one.in_use_from)});
        list.links.push_back({address({"equipment", casework::equipment_name(one.equipment)})});
    }
    list.empty = {"Sổ chưa ghi thiết bị nào đang dùng.", "No equipment in use is on record."};
    return list;
}

Counters counters(Visit& visit, const FacilityDesk& desk)
{
    const Date today = visit.today();
    std::size_t overdue = 0, month = 0;
    for (const FacilityTask& task : desk.tasks) {
        if (task.kind == FacilityTask::Kind::under_way || !task.day) continue;
        if (*task.day <= today)
            ++overdue;
        else if (*task.day <= today + near_days)
            ++month;
    }
    const auto open = std::ranges::count_if(desk.files, [](const auto& file) { return !file.ended; });
    Counters made;
    made.counters.push_back({{"Quá hạn hoặc đến hạn", "Due or overdue"},
                             std::to_string(overdue),
                             "#list-tasks",
                             overdue > 0 ? Tone::bad : Tone::good});
    made.counters.push_back({{"Trong 30 ngày tới", "Within 30 days"},
                             std::to_string(month),
                             "#list-tasks",
                             month > 0 ? Tone::near : Tone::good});
    made.counters.push_back({{"Hồ sơ chưa có kết quả", "Open applications"},
                             std::to_string(open),
                             "/my-facility/applications",
                             Tone::plain});
    made.counters.push_back(
        {{"Nhân viên", "Staff"}, std::to_string(desk.staff.size()), "#list-staff", Tone::plain});
    made.counters.push_back({{"Thiết bị đang dùng", "Equipment in use"},
                             std::to_string(desk.coverage.equipment),
                             "#list-equipment",
                             Tone::plain});
    return made;
}

/// Files without a result; the others have a page of their own.
Listing waiting_files(Visit& visit, const std::vector<casework::FacilityFile>& open)
{
    Listing list = own_file_list(visit, open);
    list.caption = {"Hồ sơ chưa có kết quả", "Applications without a result"};
    list.empty = {"Không có hồ sơ nào đang chờ kết quả.", "No application waits for its result."};
    return list;
}

Reply show_my_facility(Visit& visit)
{
    const std::int64_t id = own_facility(visit);
    const auto facility = registry::load_facility(visit.database(), id);
    const FacilityDesk desk = casework::facility_desk(visit.database(), visit.rules(), id, {visit.today()});
    Page page{{facility.name, facility.name}};
    page.lead = {"Đang có gì, cái gì sắp hết hạn, phải làm gì.",
                 "What we hold, what expires, what we must do."};
    page.acts = {{{"Lập hồ sơ", "Prepare an application"}, "/my-facility/applications/new", false},
                 {{"Xét thử điều kiện", "Try eligibility"}, "/my-facility/eligibility", true},
                 {{"Thông tin cơ sở", "The facility's record"},
                  address({"facilities", casework::facility_name(id)}),
                  true}};
    page.print = true;
    page.add(counters(visit, desk));
    page.add(task_list(visit, desk.tasks));
    for (Block& block : coverage_blocks(visit, desk.coverage)) page.add(std::move(block));
    page.add(staff_list(visit, desk));
    page.add(equipment_list(visit, id));
    std::vector<casework::FacilityFile> open;
    std::ranges::copy_if(desk.files, std::back_inserter(open), [](const auto& file) { return !file.ended; });
    page.add(waiting_files(visit, open));
    const std::string all = std::to_string(desk.files.size());
    page.add(Links{{{{"Mọi hồ sơ của cơ sở (" + all + ")", "All our applications (" + all + ")"},
                     "/my-facility/applications",
                     true}}});
    page.add(Notice{
        Notice::Kind::note,
        {"Sổ do cơ quan giữ. Có người mới, người nghỉ việc, thiết bị mới hoặc thôi dùng: báo bộ phận một cửa "
         "để ghi vào sổ.",
         "The register is the authority's. When somebody joins or leaves, or equipment comes or goes: tell "
         "the "
         "desk, which records it."}});
    return page;
}

/// Whoever works here: "W-17 – Nguyễn Đức Thịnh".
std::vector<Choice> staff_choices(Visit& visit)
{
    registry::Database& database = visit.database();
    const AsOf today{visit.today()};
    std::vector<std::int64_t> workers;
    for (const auto& post : registry::posts_at(database, own_facility(visit), today))
        workers.push_back(post.worker);
    for (const auto& one : registry::appointments_at(database, own_facility(visit), today))
        workers.push_back(one.worker);
    std::ranges::sort(workers);
    workers.erase(std::ranges::unique(workers).begin(), workers.end());
    std::vector<Choice> choices;
    for (const std::int64_t worker : workers) {
        const std::string id = casework::worker_name(worker);
        const std::string called = registry::load_worker(database, worker).full_name + " – " + id;
        choices.push_back({id, {called, called}});
    }
    return choices;
}

/// Asks for a person and a role, and leads on to the person's own page of the question, which is recorded as
/// a look at the person's file.
Reply ask_eligibility(Visit& visit)
{
    const auto worker = visit.text("worker"), role = visit.text("role");
    if (worker && role) return Redirect{address({"workers", *worker, "eligibility"}, {{"role", *role}})};
    Page page{{"Xét thử điều kiện", "Try eligibility"}};
    page.lead = {
        "Nếu nộp hồ sơ hôm nay thì đủ gì, thiếu gì, phải làm gì. Không nộp, không ghi gì.",
        "What a file filed today would have and lack, and what to do. Nothing is filed or recorded."};
    page.acts.push_back({{"Về cơ sở của tôi", "Back to my facility"}, "/my-facility", true});
    page.add(Form{.action = "/my-facility/eligibility",
                  .asks = true,
                  .submit = {"Xét thử", "Check"},
                  .fields = worker_and_role(visit),
                  .id = "question"});
    return page;
}

/// The role that is asked for; else the one that the person named in the address is in post for.
std::vector<std::string> role_of_staff(Visit& visit)
{
    const auto worker = visit.text("worker");
    if (visit.text("role") || !worker) return visit.all("role");
    const auto id = read_number(*worker, casework::parse_worker);
    if (!id) return {}; // it names nobody: the form says so when it is sent
    const std::string role = role_in_post(visit.database(), *id, visit.today(), own_facility(visit));
    return role.empty() ? std::vector<std::string>{} : std::vector{role};
}

} // namespace

std::vector<Field> worker_and_role(Visit& visit)
{
    return {{.kind = Field::Kind::choice,
             .name = "worker",
             .label = {"Nhân viên", "Worker"},
             .hint = {"người chưa có trong danh sách: báo bộ phận một cửa ghi vị trí công tác",
                      "who is not in the list: ask the desk to record the post"},
             .values = visit.all("worker"),
             .choices = staff_choices(visit),
             .required = true},
            {.kind = Field::Kind::choice,
             .name = "role",
             .label = {"Công việc", "Role"},
             .values = role_of_staff(visit),
             .choices = needed_role_choices(visit.words()),
             .required = true}};
}

Listing own_file_list(Visit& visit, const std::vector<casework::FacilityFile>& files)
{
    const casework::FieldCells cells = visit.cells();
    Listing list{"applications",
                 {"Hồ sơ của cơ sở", "The facility's applications"},
                 Table{column("application"),
                       column("full_name"),
                       column("role"),
                       column("filed_on"),
                       column("status"),
                       {"acts", {"Đến lượt ai", "Whose turn"}},
                       column("due_on")}};
    for (const auto& [file, full_name, status, acts, ended, asked] : files) {
        const std::optional<Date> due = asked && asked->due_on ? asked->due_on : file.due_on;
        list.table.row({file.application, full_name, cells("role", file.role),
                        cells("filed_on", file.filed_on), Cell::coded(file.status, status),
                        acts.empty() ? Cell{} : Cell::coded(acts.en, acts), cells("due_on", due)});
        list.links.push_back({own_file_address(file.application), worker_address(file.worker)});
        const bool ours = casework::is_applicants_turn(file.status);
        const Tone tone = ours ? Tone::near : ended ? Tone::muted : Tone::plain;
        list.tones.push_back({Tone::plain, Tone::plain, Tone::plain, Tone::plain, tone, tone,
                              due && *due < visit.today() ? Tone::bad : Tone::plain});
    }
    list.empty = {"Chưa có hồ sơ nào.", "There is no application."};
    return list;
}

void add_my_facility_routes(Routes& routes)
{
    const Access operators = only({Duty::facility_operator});
    routes.page("/my-facility",
                {.access = operators, .summary = {"Cơ sở của tôi", "My facility"}, .twins = true},
                show_my_facility);
    routes.page("/my-facility/eligibility",
                {.access = operators,
                 .summary = {"Xét thử điều kiện của một người", "Try a person's eligibility"},
                 .asks = {"worker", "role"}},
                ask_eligibility);
}

} // namespace radcert::web
