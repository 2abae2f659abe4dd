#include "casework/history.h"
#include "casework/history_words.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "web/api.h"
#include "web/api_records.h"
#include "web/nouns.h"
#include "web/typed.h"

namespace radcert::web {
namespace {

// Screenings of a file.

std::string screening_json(Visit& visit, const registry::Version<registry::Screening>& screening)
{
    const registry::Screening& record = screening.record;
    ApiObject object;
    object.record(api_cells(visit), record, {"worker", "findings"});
    object.member("at", registry::load_event(visit.database(), screening.since).at.utc);
    object.link("determination", api_address({"applications", record.application, "screenings",
                                              std::to_string(record.screening)}));
    return object.take();
}

Reply list_screenings(Visit& visit)
{
    std::vector<std::string> items;
    const std::string& number = visit.part("application");
    registry::load_application(visit.database(), number, visit.as_of().known_by);
    for (const auto& screening : registry::screenings_of(visit.database(), number, visit.as_of().known_by))
        items.push_back(screening_json(visit, screening));
    return api_list(visit, "screenings", items, std::nullopt);
}

/// The determination that a screening made, by the facts and the rulebook of then, to the byte.
Reply show_screening(Visit& visit)
{
    const std::string& number = visit.part("application");
    const auto wanted = read_whole(visit.part("screening"));
    if (!wanted || *wanted < 1)
        throw Error{Fault::not_found, {"không có lần xem xét này", "there is no such screening"}};
    const auto past = casework::replay_screening(visit.database(), visit.rulebooks(), number, *wanted);
    if (!past.same_dossier || !past.same_determination)
        throw Error{Fault::integrity,
                    {"hồ sơ " + number + ": xem xét lại cho kết quả khác lần " + std::to_string(*wanted),
                     "application " + number + ": screening " + std::to_string(*wanted) +
                         " made again gives other bytes"},
                    {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    return json_answer(past.determination);
}

// Histories.

std::string changes_json(const casework::HistoryEntry& entry)
{
    std::vector<std::string> changes;
    for (const auto& change : entry.changes) {
        ApiObject object;
        object.member("field", change.field);
        object.member("before", casework::told_value(entry, change, change.before));
        object.member("after", casework::told_value(entry, change, change.after));
        changes.push_back(object.take());
    }
    return json_array(changes);
}

Reply history_answer(const Visit& visit, const std::vector<casework::HistoryEntry>& history)
{
    std::vector<std::string> items;
    for (const casework::HistoryEntry& entry : history) {
        ApiObject object;
        object.member("event", entry.event.number);
        object.member("at", entry.event.at.utc);
        object.member("officer", entry.officer);
        object.member("officer_name", entry.officer_name);
        object.member("action", entry.event.action);
        object.member("door", entry.event.door);
        object.member("record", entry.record);
        object.raw("changes", changes_json(entry));
        items.push_back(object.take());
    }
    return api_list(visit, "history", items, std::nullopt);
}

Reply facility_history(Visit& visit)
{
    return history_answer(visit, casework::facility_history(visit.database(),
                                                            casework::parse_facility(visit.part("facility")),
                                                            visit.as_of().known_by));
}

Reply worker_history(Visit& visit)
{
    return history_answer(visit, casework::worker_history(visit.database(),
                                                          casework::parse_worker(visit.part("worker")),
                                                          visit.as_of().known_by));
}

Reply equipment_history(Visit& visit)
{
    return history_answer(visit, casework::equipment_history(
                                     visit.database(), casework::parse_equipment(visit.part("equipment")),
                                     visit.as_of().known_by));
}

Reply application_history(Visit& visit)
{
    return history_answer(visit, casework::application_history(visit.database(), visit.part("application"),
                                                               visit.as_of().known_by));
}

Reply certificate_history(Visit& visit)
{
    const auto certificate = named_certificate(visit);
    return history_answer(visit,
                          casework::certificate_history(visit.database(), certificate.certificate,
                                                        certificate.issued_by, visit.as_of().known_by));
}

} // namespace

void add_api_history_routes(Routes& routes)
{
    const Access everybody = only(readers_and_own); // each their rows
    const Access office = only(readers); // a determination does not reach an applicant before the result
    const auto past = [&](const char* path, const Access& access, Names names, const Words& summary,
                          Handler show, std::vector<std::string> asks = {}) {
        const bool personal = names != Names::facility && names != Names::equipment;
        routes.page(path, api_rule_of(access, names, personal, summary, std::move(asks)), show);
    };
    past("/api/v1/facilities/{facility}/history", everybody, Names::facility,
         {"Lịch sử của một cơ sở", "A facility's history"}, facility_history);
    past("/api/v1/workers/{worker}/history", everybody, Names::worker,
         {"Lịch sử của một nhân viên", "A worker's history"}, worker_history);
    past("/api/v1/equipment/{equipment}/history", everybody, Names::equipment,
         {"Lịch sử của một thiết bị", "A unit's history"}, equipment_history);
    past("/api/v1/applications/{application}/history", office, Names::application,
         {"Lịch sử của một hồ sơ", "An application's history"}, application_history);
    past("/api/v1/certificates/{certificate}/history", everybody, Names::certificate,
         {"Lịch sử của một chứng chỉ", "A certificate's history"}, certificate_history, {"issued_by"});
    past("/api/v1/applications/{application}/screenings", office, Names::application,
         {"Các lần xem xét", "Screenings of an application"}, list_screenings);
    past("/api/v1/applications/{application}/screenings/{screening}", office, Names::application,
         {"Kết quả của một lần xem xét", "The determination of one screening"}, show_screening);
}

} // namespace radcert::web
