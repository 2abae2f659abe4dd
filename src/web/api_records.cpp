#include "web/api_records.h"

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/legal_acts.h"
#include "casework/words_of.h"
#include "registry/evidence.h"
#include "registry/names.h"
#include "registry/row_pages.h"
#include "web/api.h"
#include "web/nouns.h"
#include "web/typed.h"

namespace radcert::web {
namespace {

using casework::equipment_name;
using casework::facility_name;
using casework::FieldCells;
using casework::worker_name;
using documents::Cell;

void link_itself(ApiObject& object, const char* nouns, const std::string& id)
{
    object.link("self", api_address({nouns, id}));
    object.link("page", address({nouns, id}));
}

/// Links of a record to itself, its history and its page.
void link_record(ApiObject& object, const char* nouns, const std::string& id)
{
    link_itself(object, nouns, id);
    object.link("history", api_address({nouns, id, "history"}));
}

void link_facility(ApiObject& object, std::int64_t facility)
{
    object.link("facility", api_address({"facilities", facility_name(facility)}));
}

void link_worker(ApiObject& object, std::int64_t worker)
{
    object.link("worker", api_address({"workers", worker_name(worker)}));
}

void add_facility(ApiObject& object, const FieldCells& cells, const registry::Facility& facility)
{
    object.record(cells, facility);
    const std::string id = facility_name(facility.facility);
    link_record(object, "facilities", id);
    for (const char* const nouns : {"workers", "equipment", "applications", "certificates"})
        object.link(nouns, api_address({nouns}, {{"facility", id}}));
}

void add_worker(ApiObject& object, const FieldCells& cells, const registry::Worker& worker)
{
    object.record(cells, worker);
    const std::string id = worker_name(worker.worker);
    link_record(object, "workers", id);
    for (const char* const nouns : {"applications", "certificates"})
        object.link(nouns, api_address({nouns}, {{"worker", id}}));
}

std::string equipment_json(const FieldCells& cells, const registry::Equipment& unit)
{
    ApiObject object;
    object.record(cells, unit);
    link_record(object, "equipment", equipment_name(unit.equipment));
    link_facility(object, unit.facility);
    return object.take();
}

/// Whether whoever asks may know what was decided: the office always, others when the file has its result.
bool sees_result(Visit& visit, const registry::Application& file)
{
    return visit.may(readers) ||
           casework::place_of(visit.database(), visit.rules(), file, visit.as_of().known_by).ended;
}

std::optional<registry::Decision> decision_told(Visit& visit, const registry::Application& file)
{
    if (!sees_result(visit, file)) return std::nullopt;
    return registry::find_decision(visit.database(), file.application, visit.as_of().known_by);
}

void add_application(ApiObject& object, Visit& visit, const registry::Application& application,
                     const std::optional<registry::Decision>& decision)
{
    const std::string& number = application.application;
    object.record(api_cells(visit), application);
    object.member("outcome", decision ? Cell{decision->outcome} : Cell{});
    object.member("desk", casework::desk_status(visit.database(), application, visit.as_of().known_by));
    link_itself(object, "applications", number);
    link_worker(object, application.worker);
    link_facility(object, application.facility);
    if (!visit.may(readers)) return; // what was determined on the way is the office's
    object.link("history", api_address({"applications", number, "history"}));
    object.link("screenings", api_address({"applications", number, "screenings"}));
}

void add_certificate(ApiObject& object, Visit& visit, const registry::Certificate& certificate,
                     const std::vector<registry::CertificateStatus>& entries)
{
    object.record(api_cells(visit), certificate);
    object.member("status", registry::status_on(certificate, entries, visit.as_of().in_force));
    object.member("on", to_iso(visit.as_of().in_force));
    const std::string& number = certificate.certificate;
    object.link("self", api_address({"certificates", number}, {{"issued_by", certificate.issued_by}}));
    object.link("history",
                api_address({"certificates", number, "history"}, {{"issued_by", certificate.issued_by}}));
    object.link("page", address({"certificates", number}));
    link_worker(object, certificate.worker);
    if (certificate.facility) link_facility(object, *certificate.facility);
    if (certificate.application)
        object.link("application", api_address({"applications", *certificate.application}));
}

// What lists are asked by.

registry::RowsOf rows_of(const casework::Scope& scope)
{
    return {scope.province, scope.facility, scope.worker};
}

registry::PageOf page_of(Visit& visit)
{
    const Parameters& query = visit.query();
    const casework::Scope scope = visit.scope();
    const bool looks_back = query.has("known_by") || query.has("in_force");
    if ((scope.facility || scope.worker) && looks_back)
        throw Error{Fault::refused,
                    {"danh sách cho cơ sở và nhân viên bức xạ chỉ theo hiện trạng hôm nay",
                     "facilities and radiation workers are listed what there is today"},
                    {"bỏ in_force và known_by", "leave in_force and known_by out"}};
    registry::PageOf page{rows_of(scope), {}, visit.as_of(), api_most(visit) + 1};
    page.asked.province = query.find("province");
    if (const auto facility = query.find("facility"))
        page.asked.facility = casework::parse_facility(*facility);
    if (const auto worker = query.find("worker")) page.asked.worker = casework::parse_worker(*worker);
    return page;
}

/// `from` of a list by number: "W-17".
template <class Parse>
std::int64_t first_number(const Visit& visit, Parse parse)
{
    const auto from = visit.query().find("from");
    return from ? parse(*from) : 0;
}

/// Numbers of those whose name holds the words that are asked for, in order.
template <class Find>
registry::Among named(Visit& visit, Find find)
{
    const auto name = visit.query().find("name");
    if (!name) return std::nullopt;
    constexpr std::size_t everybody = std::size_t(-1) >> 1;
    std::vector<std::int64_t> numbers = find(visit.database(), *name, visit.as_of().known_by, everybody);
    std::ranges::sort(numbers);
    return numbers;
}

// Lists.

Reply list_facilities(Visit& visit)
{
    auto found = registry::facility_page(visit.database(), page_of(visit),
                                         first_number(visit, casework::parse_facility),
                                         named(visit, registry::find_facilities_by_name));
    const FieldCells cells = api_cells(visit);
    return api_list_of(
        visit, "facilities", std::move(found),
        [](const registry::Facility& one) { return facility_name(one.facility); },
        [&](const registry::Facility& one) {
            ApiObject object;
            add_facility(object, cells, one);
            return object.take();
        });
}

Reply list_workers(Visit& visit)
{
    auto found =
        registry::worker_page(visit.database(), page_of(visit), first_number(visit, casework::parse_worker),
                              named(visit, registry::find_workers_by_name));
    const FieldCells cells = api_cells(visit);
    return api_list_of(
        visit, "workers", std::move(found),
        [](const registry::Worker& one) { return worker_name(one.worker); },
        [&](const registry::Worker& one) {
            ApiObject object;
            add_worker(object, cells, one);
            return object.take();
        });
}

Reply list_equipment(Visit& visit)
{
    auto found =
        registry::equipment_page(visit.database(), page_of(visit),
                                 first_number(visit, casework::parse_equipment), visit.query().find("type"));
    const FieldCells cells = api_cells(visit);
    return api_list_of(
        visit, "equipment", std::move(found),
        [](const registry::Equipment& one) { return equipment_name(one.equipment); },
        [&](const registry::Equipment& one) { return equipment_json(cells, one); });
}

Reply list_applications(Visit& visit)
{
    registry::ApplicationFilter filter;
    filter.status = visit.query().find("status");
    filter.filed_from = visit.day("filed_from");
    filter.filed_to = visit.day("filed_to");
    auto found = registry::application_page(visit.database(), page_of(visit),
                                            visit.query().find("from").value_or(""), filter);
    return api_list_of(
        visit, "applications", std::move(found),
        [](const registry::Application& one) { return one.application; },
        [&](const registry::Application& one) {
            ApiObject object;
            add_application(object, visit, one, decision_told(visit, one));
            return object.take();
        });
}

/// "12/CC@province:66": where a page of certificates begins.
registry::CertificateKey first_certificate(const Visit& visit)
{
    const std::string from = visit.query().find("from").value_or("");
    const std::size_t at = from.rfind('@');
    return at == std::string::npos ? registry::CertificateKey{from, ""}
                                   : registry::CertificateKey{from.substr(0, at), from.substr(at + 1)};
}

Reply list_certificates(Visit& visit)
{
    registry::CertificateFilter filter;
    filter.role = visit.query().find("role");
    filter.equipment_type = visit.query().find("type");
    filter.status = visit.query().find("status");
    filter.expires_from = visit.day("expires_from");
    filter.expires_to = visit.day("expires_to");
    auto found =
        registry::certificate_page(visit.database(), page_of(visit), first_certificate(visit), filter);
    return api_list_of(
        visit, "certificates", std::move(found),
        [](const registry::Certificate& one) { return one.certificate + '@' + one.issued_by; },
        [&](const registry::Certificate& one) {
            ApiObject object;
            add_certificate(object, visit, one,
                            registry::statuses_of(visit.database(), one, visit.as_of().known_by));
            return object.take();
        });
}

// One record.

Reply show_facility(Visit& visit)
{
    const EventNumber known_by = visit.as_of().known_by;
    const auto facility =
        registry::load_facility(visit.database(), casework::parse_facility(visit.part("facility")), known_by);
    return json_answer(facility_json(visit.database(), api_cells(visit), facility, known_by));
}

Reply show_worker(Visit& visit)
{
    const EventNumber known_by = visit.as_of().known_by;
    const auto worker =
        registry::load_worker(visit.database(), casework::parse_worker(visit.part("worker")), known_by);
    return json_answer(worker_json(visit.database(), api_cells(visit), worker, known_by));
}

Reply show_equipment(Visit& visit)
{
    const auto unit = registry::load_equipment(
        visit.database(), casework::parse_equipment(visit.part("equipment")), visit.as_of().known_by);
    return json_answer(equipment_json(api_cells(visit), unit));
}

std::string decision_json(Visit& visit, const std::optional<registry::Decision>& decision)
{
    if (!decision) return "null";
    ApiObject object;
    object.record(api_cells(visit), *decision, {"application", "worker"});
    return object.take();
}

/// The steps of a file; outside the office without who made them and what officers wrote to each other.
std::string steps_json(Visit& visit, const std::string& application)
{
    auto steps = registry::steps_of(visit.database(), application, visit.as_of().known_by);
    if (visit.may(readers)) return records_json(api_cells(visit), steps, {"application", "worker"});
    for (registry::Step& step : steps) {
        if (step.act == "return") step.reason.reset();
    }
    return records_json(api_cells(visit), steps, {"application", "worker", "by_officer"});
}

Reply show_application(Visit& visit)
{
    registry::Database& database = visit.database();
    const EventNumber known_by = visit.as_of().known_by;
    const auto application = registry::load_application(database, visit.part("application"), known_by);
    const std::string& number = application.application;
    const auto decision = decision_told(visit, application);
    ApiObject object;
    add_application(object, visit, application, decision);
    object.raw("decision", decision_json(visit, decision));
    if (visit.may(readers))
        object.raw("judgements",
                   records_json(api_cells(visit), registry::findings_of(database, number, known_by),
                                {"application", "worker"}));
    object.raw("steps", steps_json(visit, number));
    std::vector<registry::Deadline> deadlines;
    for (const auto& version : registry::deadlines_of(database, number, known_by))
        deadlines.push_back(version.record);
    object.raw("deadlines", records_json(api_cells(visit), deadlines, {"application", "worker"}));
    const auto certificate = registry::find_certificate_on(database, number, known_by);
    object.member("certificate", certificate ? Cell{certificate->certificate} : Cell{});
    if (certificate)
        object.link("certificate", api_address({"certificates", certificate->certificate},
                                               {{"issued_by", certificate->issued_by}}));
    return json_answer(object.take());
}

Reply show_certificate(Visit& visit)
{
    const auto certificate = named_certificate(visit);
    const auto entries = registry::statuses_of(visit.database(), certificate, visit.as_of().known_by);
    ApiObject object;
    add_certificate(object, visit, certificate, entries);
    object.raw("entries", records_json(api_cells(visit), entries, {"certificate", "issued_by", "worker"}));
    return json_answer(object.take());
}

/// Identity papers as anybody who sees the worker may see them.
std::string papers_json(registry::Database& database, const FieldCells& cells, std::int64_t worker,
                        EventNumber known_by)
{
    auto papers = registry::papers_of(database, worker, known_by);
    for (registry::IdentityPaper& paper : papers) paper.number = casework::masked_number(paper.number);
    return records_json(cells, papers, {"worker", "status"});
}

} // namespace

registry::Certificate named_certificate(Visit& visit)
{
    return registry::load_certificate(visit.database(), visit.part("certificate"),
                                      visit.query().find("issued_by"), visit.as_of().known_by);
}

std::string facility_json(registry::Database& database, const FieldCells& cells,
                          const registry::Facility& facility, EventNumber known_by)
{
    ApiObject object;
    add_facility(object, cells, facility);
    object.raw("practices", records_json(cells, registry::practices_of(database, facility.facility, known_by),
                                         {"facility"}));
    object.raw("licences", records_json(cells, registry::licences_of(database, facility.facility, known_by),
                                        {"facility"}));
    return object.take();
}

std::string worker_json(registry::Database& database, const FieldCells& cells, const registry::Worker& worker,
                        EventNumber known_by)
{
    ApiObject object;
    add_worker(object, cells, worker);
    const std::int64_t id = worker.worker;
    object.raw("papers", papers_json(database, cells, id, known_by));
    object.raw("posts", records_json(cells, registry::posts_of(database, id, known_by), {"worker"}));
    object.raw("appointments",
               records_json(cells, registry::appointments_of(database, id, known_by), {"worker"}));
    object.raw("evidence", records_json(cells, registry::evidence_of(database, id, known_by), {"worker"}));
    return object.take();
}

void add_api_record_routes(Routes& routes)
{
    const Access everybody = only(readers_and_own); // each their rows
    routes.page("/api/v1/facilities",
                api_rule(everybody, {"Các cơ sở", "Facilities"}, {"name", "province", "worker", "most"}),
                list_facilities);
    routes.page("/api/v1/workers",
                api_rule(everybody, {"Các nhân viên bức xạ", "Radiation workers"},
                         {"name", "province", "facility", "most"}),
                list_workers);
    routes.page("/api/v1/equipment",
                api_rule(everybody, {"Các thiết bị", "Equipment"}, {"type", "province", "facility", "most"}),
                list_equipment);
    routes.page("/api/v1/applications",
                api_rule(everybody, {"Các hồ sơ", "Applications"},
                         {"worker", "facility", "province", "status", "filed_from", "filed_to", "most"}),
                list_applications);
    routes.page("/api/v1/certificates",
                api_rule(everybody, {"Các chứng chỉ", "Certificates"},
                         {"worker", "facility", "province", "role", "type", "status", "expires_from",
                          "expires_to", "most"}),
                list_certificates);

    const auto one = [&](const char* path, Names names, bool personal, const Words& summary, Handler show,
                         std::vector<std::string> asks = {}) {
        routes.page(path, api_rule_of(everybody, names, personal, summary, std::move(asks)), show);
    };
    one("/api/v1/facilities/{facility}", Names::facility, false, {"Một cơ sở", "One facility"},
        show_facility);
    one("/api/v1/workers/{worker}", Names::worker, true, {"Một nhân viên", "One worker"}, show_worker);
    one("/api/v1/equipment/{equipment}", Names::equipment, false, {"Một thiết bị", "One unit of equipment"},
        show_equipment);
    one("/api/v1/applications/{application}", Names::application, true, {"Một hồ sơ", "One application"},
        show_application);
    one("/api/v1/certificates/{certificate}", Names::certificate, true, {"Một chứng chỉ", "One certificate"},
        show_certificate, {"issued_by"});
    add_api_history_routes(routes);
}

} // namespace radcert::web
