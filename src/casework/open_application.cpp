#include "casework/open_application.h"

#include <algorithm>
#include <limits>

#include "casework/desk.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "registry/desk_files.h"

namespace radcert::casework {

registry::Application load_open_application(registry::Database& database, const std::string& application)
{
    auto found = registry::load_application(database, application);
    auto decision = registry::find_decision(database, application);
    if (decision && decision->outcome == "reopened") decision.reset();
    const bool turned_away = desk_status(database, found) == "refused_intake";
    if (found.status != "withdrawn" && !decision && !turned_away) return found;
    const Words how = turned_away ? Words{"đã bị từ chối tiếp nhận", "was not accepted at the desk"}
                      : decision  ? Words{"đã được quyết định ngày " + to_dmy(decision->decided_on),
                                         "was decided on " + to_dmy(decision->decided_on)}
                                  : Words{"đã được rút", "was withdrawn"};
    throw Error{Fault::conflict,
                {"hồ sơ " + application + " " + how.vi, "application " + application + " " + how.en},
                {"xem: radcert application history " + application,
                 "see: radcert application history " + application}};
}

std::vector<registry::Application> waiting_applications(registry::Database& database, EventNumber known_by)
{
    constexpr std::size_t all = std::numeric_limits<std::int32_t>::max();
    std::vector<registry::Application> waiting;
    for (const char* const status : {"received", "reopened"}) {
        registry::ApplicationFilter filter;
        filter.status = status;
        for (auto& file : registry::list_applications(database, filter, known_by, all)) {
            const std::string desk = desk_status(database, file, known_by);
            const bool withdrawn = file.status == "withdrawn";
            if (!withdrawn && desk != "refused_intake" && desk != "draft") waiting.push_back(std::move(file));
        }
    }
    std::ranges::sort(waiting, {}, &registry::Application::application);
    return waiting;
}

std::optional<std::string> find_file_not_ended(registry::Database& database, const RulebookInUse& rules,
                                               std::int64_t facility, std::int64_t worker,
                                               const std::string& role)
{
    registry::DeskQuestion question;
    question.facility = facility;
    question.worker = worker;
    question.role = role;
    for (const rules::DeskStatus& status : rules.book.workflow.statuses) {
        if (!status.ended) question.statuses.push_back(status.code);
    }
    const auto found = registry::find_desk_files(database, question, 0, 1);
    return found.empty() ? std::nullopt : std::optional{found.front().application};
}

void refuse_second_file(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                        std::int64_t worker, const std::string& role)
{
    const auto number = find_file_not_ended(database, rules, facility, worker, role);
    if (!number) return;
    throw Error{
        Fault::conflict,
        {"đã có hồ sơ " + *number + " của " + worker_name(worker) + " cho công việc này, chưa kết thúc",
         "application " + *number + " of " + worker_name(worker) + " for this role is open already"},
        {"mở hồ sơ đó làm tiếp, hoặc rút nó trước", "go on with that one, or take it back first"}};
}

registry::Screening load_latest_screening(registry::Database& database, const std::string& application)
{
    auto all = registry::screenings_of(database, application);
    if (all.empty()) {
        throw Error{Fault::refused,
                    {"hồ sơ " + application + " chưa được xem xét",
                     "application " + application + " has not been screened"},
                    {"xem xét trước: radcert application screen " + application,
                     "screen it first: radcert application screen " + application}};
    }
    return std::move(all.back().record);
}

void refuse_found_lacking(registry::Database& database, const std::string& application)
{
    const auto all = registry::screenings_of(database, application);
    if (all.empty()) return;
    const registry::Screening& latest = all.back().record;
    if (latest.verdict != "incomplete") return; // what no paper can cure is for the decision
    refuse_changed_facts(database, latest);
    const std::string which = std::to_string(latest.screening);
    throw Error{Fault::refused,
                {"hồ sơ " + application + ": lần xem xét " + which + " thấy còn thiếu giấy tờ",
                 "application " + application + ": screening " + which + " found something missing"},
                {"yêu cầu bổ sung: radcert application supplement " + application +
                     "; đã có thì ghi (giấy tờ: radcert application change " + application +
                     " --paper LOẠI:DẠNG:SỐ BẢN; minh chứng: radcert evidence record) rồi xem xét lại",
                 "ask for it: radcert application supplement " + application +
                     "; if it is there by now, record it (a paper: radcert application change " +
                     application +
                     " --paper KIND:FORMAT:COPIES; evidence: radcert evidence record) and screen again"}};
}

void refuse_changed_facts(registry::Database& database, const registry::Screening& screening)
{
    if (!facts_changed_since(database, screening)) return;
    throw Error{Fault::conflict,
                {"hồ sơ " + screening.application + ": dữ kiện đã thay đổi sau lần xem xét " +
                     std::to_string(screening.screening),
                 "application " + screening.application + ": facts were changed after screening " +
                     std::to_string(screening.screening)},
                {"xem xét lại: radcert application screen " + screening.application +
                     " (đã quyết định thì mở lại trước: radcert application reopen)",
                 "screen it again: radcert application screen " + screening.application}};
}

} // namespace radcert::casework
