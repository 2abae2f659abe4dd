#include "casework/facility_desk.h"

#include <algorithm>
#include <map>

#include "casework/lapsing_papers.h"
#include "casework/legal_acts.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

using Task = FacilityTask;

/// Everybody in post or appointed at the facility on the day, with their roles.
std::map<std::int64_t, registry::WordList> roles_of_staff(registry::Database& database, std::int64_t facility,
                                                          AsOf as_of)
{
    std::map<std::int64_t, registry::WordList> roles;
    const auto add = [&](std::int64_t worker, const std::string& role) {
        auto& known = roles[worker];
        if (std::ranges::find(known, role) == known.end()) known.push_back(role);
    };
    for (const auto& post : registry::posts_at(database, facility, as_of))
        add(post.worker, post.role.value_or(""));
    for (const auto& appointed : registry::appointments_at(database, facility, as_of))
        add(appointed.worker, appointed.role);
    return roles;
}

bool outlasts(const StaffCertificate& one, const StaffCertificate& other)
{
    return one.status == "in_force" && one.role == other.role && one.number != other.number &&
           other.valid_to && (!one.valid_to || *one.valid_to > *other.valid_to);
}

std::vector<StaffCertificate> certificates_of_staff(registry::Database& database, std::int64_t worker,
                                                    AsOf as_of)
{
    std::vector<StaffCertificate> held;
    for (const auto& one : registry::certificates_of(database, worker, as_of.known_by)) {
        const auto status =
            registry::status_on(one, registry::statuses_of(database, one, as_of.known_by), as_of.in_force);
        const bool ended_lately =
            status == "expired" && one.valid_to && *one.valid_to >= as_of.in_force - told_before;
        if (status == "in_force" || status == "suspended" || status == "not_yet" || ended_lately)
            held.push_back({one.certificate, one.role, status, one.valid_to, false});
    }
    for (StaffCertificate& one : held)
        one.renewed = std::ranges::any_of(held, [&](const auto& other) { return outlasts(other, one); });
    return held;
}

/// Makes the tasks of one facility, each kind by itself.
class FacilityTasks {
public:
    FacilityTasks(const Vocabulary& words, Date today, FacilityDesk& desk)
        : words_{words}, today_{today}, desk_{desk}
    {
    }

    void certificates(const StaffMember& person);
    void papers(registry::Database& database, const StaffMember& person, EventNumber known_by);
    void roles();
    void files();
    void licences(const std::vector<registry::Licence>& licences);
    void sort();

private:
    bool soon(std::optional<Date> day) const { return day && *day <= today_ + told_before; }
    Words role_name(const std::string& role) const
    {
        const auto code = words_.roles.find(role);
        return code ? words_.roles.name(*code) : Words{role, role};
    }
    /// The file by which somebody's certificate is being renewed; empty: there is none.
    std::string open_file(std::int64_t worker, const std::string& role) const
    {
        const auto found = std::ranges::find_if(desk_.files, [&](const FacilityFile& file) {
            return !file.ended && file.file.worker == worker && file.file.role == role;
        });
        return found == desk_.files.end() ? "" : found->file.application;
    }
    void file_task(const FacilityFile& file);

    const Vocabulary& words_;
    Date today_;
    FacilityDesk& desk_;
};

void FacilityTasks::certificates(const StaffMember& person)
{
    for (const StaffCertificate& one : person.certificates) {
        const bool ends = one.status == "in_force" || one.status == "expired";
        if (one.renewed || !ends || !soon(one.valid_to)) continue;
        const Words role = role_name(one.role);
        const bool past = *one.valid_to < today_;
        Task task{Task::Kind::certificate, one.valid_to, {}, {}, person.worker, one.role, one.number};
        task.what = {"Chứng chỉ " + one.number + " của " + person.full_name + " (" + role.vi + ")" +
                         (past ? " đã hết hạn" : " hết hạn"),
                     "Certificate " + one.number + " of " + person.full_name + " (" + role.en + ")" +
                         (past ? " has expired" : " expires")};
        const std::string under_way = open_file(person.worker, one.role);
        task.next = under_way.empty()
                        ? Words{"lập hồ sơ cấp lại", "prepare the renewal"}
                        : Words{"đã có hồ sơ " + under_way, "application " + under_way + " is under way"};
        desk_.tasks.push_back(std::move(task));
    }
}

void FacilityTasks::papers(registry::Database& database, const StaffMember& person, EventNumber known_by)
{
    for (const auto& paper : lapsing_papers_of(database, person.worker, known_by)) {
        if (!soon(paper.lapses_on)) continue;
        const bool training = paper.kind == "training";
        const std::string programme = paper.programme ? " " + std::to_string(*paper.programme) : "";
        const std::string dated = to_dmy(paper.dated_on);
        Task task{training ? Task::Kind::training : Task::Kind::health_check,
                  paper.lapses_on,
                  {},
                  {},
                  person.worker,
                  {},
                  {}};
        task.what =
            training ? Words{"Đào tạo an toàn bức xạ (chương trình" + programme + ", " + dated + ") của " +
                                 person.full_name + " quá 3 năm",
                             "Safety training (programme" + programme + ", " + dated + ") of " +
                                 person.full_name + " becomes 3 years old"}
                     : Words{"Khám sức khỏe (" + dated + ") của " + person.full_name + " quá 1 năm",
                             "Health check (" + dated + ") of " + person.full_name + " becomes 1 year old"};
        task.next = training ? Words{"cho đi đào tạo lại", "send to training"}
                             : Words{"cho đi khám lại", "send to a health check"};
        desk_.tasks.push_back(std::move(task));
    }
}

void FacilityTasks::roles()
{
    for (const RoleCoverage& role : desk_.coverage.roles) {
        const bool now = role.state == CoverageState::uncovered;
        const bool later = role.state == CoverageState::covered && soon(role.uncovered_from);
        if (!now && !later) continue;
        const Words name = role_name(role.role);
        Task task{Task::Kind::role, now ? today_ : *role.uncovered_from, {}, {}, 0, role.role, {}};
        task.what = now ? Words{"Thiếu người: " + name.vi, "Uncovered: " + name.en}
                        : Words{"Sẽ thiếu người: " + name.vi, "Will be uncovered: " + name.en};
        if (!role.surely_asked) {
            task.what.vi += " (chưa chắc bắt buộc)";
            task.what.en += " (not sure to be asked for)";
        }
        task.next = {"bố trí người có chứng chỉ, hoặc lập hồ sơ cho người đủ điều kiện",
                     "appoint somebody with a certificate, or prepare a file for somebody eligible"};
        desk_.tasks.push_back(std::move(task));
    }
}

void FacilityTasks::file_task(const FacilityFile& file)
{
    const registry::DeskFile& one = file.file;
    const Words whose{"Hồ sơ " + one.application + " của " + file.full_name,
                      "Application " + one.application + " of " + file.full_name};
    const auto add = [&](Task::Kind kind, std::optional<Date> day, const Words& state, const Words& next) {
        desk_.tasks.push_back({kind,
                               day,
                               {whose.vi + ": " + state.vi, whose.en + ": " + state.en},
                               next,
                               one.worker,
                               one.role,
                               one.application});
    };
    if (one.status == "draft")
        add(Task::Kind::draft, {}, {"còn là nháp, chưa nộp", "still a draft, not handed in"},
            {"xem lại rồi nộp", "review and submit it"});
    else if (one.status == "supplement")
        add(Task::Kind::supplement, file.asked ? file.asked->due_on : std::nullopt,
            {"cần bổ sung", "more is asked for"},
            {"xem nội dung được yêu cầu và bổ sung", "see what is asked for, and bring it"});
    else if (one.status == "fee_due")
        add(Task::Kind::fee, one.due_on, {"chờ nộp phí", "the fee is due"},
            {"nộp phí tại bộ phận một cửa", "pay at the desk"});
    else if ((one.status == "decided" || one.status == "refused") && one.on_day >= today_ - told_before)
        add(Task::Kind::result, {}, {"đã có kết quả", "the result is there"},
            {"đến nhận kết quả", "fetch it"});
    else if (!file.ended)
        add(Task::Kind::under_way, one.due_on, {file.status.vi, file.status.en},
            {"không phải làm gì; cơ quan đang xử lý", "nothing to do; the office works on it"});
}

void FacilityTasks::files()
{
    for (const FacilityFile& file : desk_.files) file_task(file);
}

void FacilityTasks::licences(const std::vector<registry::Licence>& licences)
{
    for (const registry::Licence& one : licences) {
        if (!soon(one.expires_on) || *one.expires_on < today_ - told_before) continue;
        const bool past = *one.expires_on < today_;
        desk_.tasks.push_back({Task::Kind::licence,
                               one.expires_on,
                               {"Giấy phép " + one.licence + (past ? " đã hết hạn" : " hết hạn"),
                                "Licence " + one.licence + (past ? " has expired" : " expires")},
                               {"liên hệ cơ quan cấp phép để gia hạn", "ask the issuing body to renew it"},
                               0,
                               {},
                               one.licence});
    }
}

void FacilityTasks::sort()
{
    constexpr Date never{std::chrono::days{10'000'000}};
    std::ranges::stable_sort(desk_.tasks, {}, [&](const Task& task) { return task.day.value_or(never); });
}

} // namespace

std::vector<FacilityFile> facility_files(registry::Database& database, const RulebookInUse& rules,
                                         std::int64_t facility)
{
    constexpr std::size_t most = 1'000;
    registry::DeskQuestion question;
    question.facility = facility;
    std::vector<FacilityFile> files;
    for (registry::DeskFile& one : registry::find_desk_files(database, question, 0, most)) {
        FacilityFile file;
        const auto application = registry::load_application(database, one.application);
        const DeskPlace place = place_of(database, rules, application);
        file.full_name = registry::load_worker(database, one.worker).full_name;
        file.status = place.name;
        file.acts = place.acts;
        file.ended = place.ended;
        const auto requests = registry::supplement_requests_of(database, one.application);
        if (!requests.empty() && !requests.back().answered_on) file.asked = requests.back();
        file.file = std::move(one);
        files.push_back(std::move(file));
    }
    return files;
}

bool is_applicants_turn(std::string_view status)
{
    return status == "draft" || status == "supplement" || status == "fee_due" || status == "decided";
}

FacilityDesk facility_desk(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                           AsOf as_of)
{
    const registry::ReadScope one_state{database};
    FacilityDesk desk;
    desk.coverage = facility_coverage(database, rules, facility, as_of);
    desk.files = facility_files(database, rules, facility);
    for (auto& [worker, roles] : roles_of_staff(database, facility, as_of))
        desk.staff.push_back({worker, registry::load_worker(database, worker, as_of.known_by).full_name,
                              std::move(roles), certificates_of_staff(database, worker, as_of)});
    FacilityTasks tasks{rules.book.vocabulary, as_of.in_force, desk};
    for (const StaffMember& person : desk.staff) {
        tasks.certificates(person);
        tasks.papers(database, person, as_of.known_by);
    }
    tasks.roles();
    tasks.files();
    tasks.licences(registry::licences_of(database, facility, as_of.known_by));
    tasks.sort();
    return desk;
}

} // namespace radcert::casework
