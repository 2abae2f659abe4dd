#include "casework/dossiers.h"

#include <algorithm>

#include "registry/facilities.h"
#include "registry/person_file.h"
#include "text/canonical_json.h"
#include "text/json_writer.h"

namespace radcert::casework {
namespace {

using registry::Application;
using registry::Certificate;
using registry::Evidence;
using text::JsonWriter;

void member(JsonWriter& json, std::string_view name, const std::optional<std::string>& value)
{
    if (value) json.member(name, *value);
}
void member(JsonWriter& json, std::string_view name, const std::optional<Date>& value)
{
    if (value) json.member(name, to_iso(*value));
}
void member(JsonWriter& json, std::string_view name, const std::optional<bool>& value)
{
    if (!value) return;
    json.key(name);
    json.boolean(*value);
}
void member(JsonWriter& json, std::string_view name, const std::optional<std::int64_t>& value)
{
    if (!value) return;
    json.key(name);
    json.raw(std::to_string(*value));
}
void member(JsonWriter& json, std::string_view name, const std::optional<double>& value)
{
    if (!value) return;
    std::string number;
    text::append_json_number(number, *value);
    json.key(name);
    json.raw(number);
}

void write_degree(JsonWriter& json, const Evidence& e)
{
    json.member("id", id_of(e));
    member(json, "level", e.level);
    member(json, "field", e.field);
    member(json, "institution", e.issuer);
    member(json, "awarded_on", e.dated_on);
}

void write_training(JsonWriter& json, const Evidence& e)
{
    json.member("id", id_of(e));
    member(json, "programme", e.programme);
    member(json, "completed_on", e.dated_on);
    member(json, "provider", e.issuer);
    member(json, "provider_registered", e.registered);
    member(json, "certificate_no", e.number);
}

void write_health_check(JsonWriter& json, const Evidence& e)
{
    json.member("id", id_of(e));
    member(json, "examined_on", e.dated_on);
    member(json, "conclusion", e.conclusion);
    member(json, "facility_level", e.facility_level);
}

void write_dose(JsonWriter& json, const Evidence& e)
{
    member(json, "year", e.year);
    member(json, "effective_msv", e.effective_msv);
    member(json, "lens_msv", e.lens_msv);
    member(json, "skin_msv", e.skin_msv);
}

void write_experience(JsonWriter& json, const Evidence& e)
{
    json.member("id", id_of(e));
    member(json, "role", e.role);
    if (e.equipment_types && !e.equipment_types->empty())
        json.member("equipment_type", e.equipment_types->front());
    member(json, "from", e.from_day);
    member(json, "to", e.to_day);
    member(json, "facility", e.at_facility);
}

void write_claimed_certificate(JsonWriter& json, const Evidence& e)
{
    json.member("number", e.number.value_or(id_of(e)));
    member(json, "role", e.role);
    if (e.equipment_types) {
        json.key("equipment_types");
        json.raw(registry::to_json(*e.equipment_types));
    }
    member(json, "issued_by", e.issuer);
    member(json, "issued_on", e.dated_on);
    member(json, "expires_on", e.to_day);
    member(json, "status", e.certificate_status);
    member(json, "status_since", e.status_since);
}

void write_own_certificate(JsonWriter& json, const Certificate& c,
                           const std::vector<registry::CertificateStatus>& entries, Date day)
{
    json.member("number", c.certificate);
    json.member("role", c.role);
    json.key("equipment_types");
    json.raw(registry::to_json(c.equipment_types));
    json.member("issued_by", c.issued_by);
    json.member("issued_on", to_iso(c.issued_on));
    member(json, "expires_on", c.valid_to);
    const std::string status = registry::status_on(c, entries, day);
    if (status == "not_yet") return;
    json.member("status", status);
    member(json, "status_since", status_since(entries, status, day));
}

struct List {
    std::string_view kind;   ///< of evidence
    std::string_view member; ///< of the dossier's evidence
    void (*write)(JsonWriter&, const Evidence&);
};
constexpr List lists[] = {
    {"degree", "degrees", write_degree},
    {"training", "trainings", write_training},
    {"health_check", "health_checks", write_health_check},
    {"dose", "doses", write_dose},
    {"experience", "experience", write_experience},
};

bool known_empty(const std::vector<Evidence>& all, std::string_view list)
{
    return std::ranges::any_of(
        all, [&](const Evidence& e) { return e.kind == "none" && e.subject_matter == list; });
}

/// A list that nobody recorded is left out; one that a person attested to be empty is [].
void write_list(JsonWriter& json, const List& list, const std::vector<Evidence>& all)
{
    bool open = false;
    const auto begin = [&] {
        if (open) return;
        json.key(list.member);
        json.open_array();
        open = true;
    };
    for (const Evidence& evidence : all) {
        if (evidence.kind != list.kind) continue;
        begin();
        json.open_object();
        list.write(json, evidence);
        json.close_object();
    }
    if (known_empty(all, list.member)) begin();
    if (open) json.close_array();
}

/// Certificates that the applicant showed, and those of this register; one that is in both is told once, as
/// the register knows it.
void write_certificates(JsonWriter& json, const registry::PersonFile& person, Date day)
{
    const std::vector<Evidence>& all = person.evidence;
    const std::vector<Certificate>& own = person.certificates;
    const auto claimed = [](const Evidence& e) { return e.kind == "certificate"; };
    if (own.empty() && std::ranges::none_of(all, claimed) && !known_empty(all, "certificates")) return;
    json.key("certificates");
    json.open_array();
    for (const Evidence& evidence : all) {
        const bool in_register = std::ranges::any_of(own, [&](const Certificate& c) {
            return evidence.number == c.certificate && (!evidence.issuer || evidence.issuer == c.issued_by);
        });
        if (!claimed(evidence) || in_register) continue;
        json.open_object();
        write_claimed_certificate(json, evidence);
        json.close_object();
    }
    for (const Certificate& certificate : own) {
        json.open_object();
        write_own_certificate(json, certificate, registry::statuses_of(person, certificate), day);
        json.close_object();
    }
    json.close_array();
}

void write_application(JsonWriter& json, const Application& application, const registry::Facility& facility)
{
    json.key("application");
    json.open_object();
    json.member("id", application.application);
    json.member("procedure", application.procedure);
    json.member("role", application.role);
    json.member("filed_on", to_iso(application.filed_on));
    member(json, "filed_with", application.filed_with);
    member(json, "channel", application.channel);
    member(json, "fee_paid_on", application.fee_paid_on);
    member(json, "completed_on", application.completed_on);
    json.key("facility");
    json.open_object();
    json.member("id", facility.reference.value_or("F-" + std::to_string(facility.facility)));
    json.member("name", facility.name);
    json.member("province", application.province);
    member(json, "medical", facility.medical);
    json.key("devices");
    json.raw(application.devices.text);
    json.close_object();
    json.close_object();
}

void write_worker(JsonWriter& json, const registry::PersonFile& person)
{
    const registry::Worker& worker = person.worker;
    json.key("worker");
    json.open_object();
    for (const std::string_view kind : {"cccd", "cmnd"}) {
        const auto paper = std::ranges::find(person.papers, kind, &registry::IdentityPaper::kind);
        if (paper == person.papers.end()) continue;
        json.member("national_id", paper->number);
        break;
    }
    json.member("full_name", worker.full_name);
    member(json, "birth_date", worker.birth_date);
    member(json, "civil_capacity_attested", worker.civil_capacity);
    json.close_object();
}

void write_findings(JsonWriter& json, const std::vector<registry::OfficerFinding>& findings)
{
    if (findings.empty()) return;
    json.key("officer_findings");
    json.open_array();
    for (const registry::OfficerFinding& finding : findings) {
        json.open_object();
        member(json, "requirement", finding.requirement);
        json.member("topic", finding.topic);
        json.member("outcome", finding.outcome);
        json.member("by", finding.by_officer);
        json.member("on", to_iso(finding.judged_on));
        json.member("reason", finding.reason);
        json.close_object();
    }
    json.close_array();
}

std::string canonical(const std::string& dossier)
{
    text::JsonReader reader;
    return text::canonical_json(reader.read(dossier));
}

} // namespace

std::string id_of(const Evidence& evidence)
{
    return evidence.reference ? *evidence.reference : "E" + std::to_string(evidence.evidence);
}

std::optional<Date> status_since(const std::vector<registry::CertificateStatus>& entries,
                                 std::string_view status, Date day)
{
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        if (entry->status == status && entry->from_day <= day) return entry->from_day;
    return std::nullopt;
}

std::string compose_dossier(const registry::PersonFile& person, const Application& application,
                            const registry::Facility& facility,
                            const std::vector<registry::OfficerFinding>& findings)
{
    std::string out;
    JsonWriter json{out};
    json.open_object();
    write_application(json, application, facility);
    write_worker(json, person);
    json.key("evidence");
    json.open_object();
    if (application.documents) {
        json.key("documents");
        json.raw(application.documents->text);
    }
    for (const List& list : lists) write_list(json, list, person.evidence);
    write_certificates(json, person, application.filed_on);
    json.close_object();
    write_findings(json, findings);
    json.close_object();
    return out;
}

std::string compose_dossier(registry::Database& database, const std::string& application,
                            EventNumber known_by)
{
    const registry::ReadScope one_state{database};
    const auto filed = registry::load_application(database, application, known_by);
    return canonical(compose_dossier(registry::load_person(database, filed.worker, known_by), filed,
                                     registry::load_facility(database, filed.facility, known_by),
                                     registry::findings_of(database, application, known_by)));
}

std::string compose_question(registry::Database& database, const registry::Application& question,
                             const registry::Facility& facility, EventNumber known_by)
{
    const registry::ReadScope one_state{database};
    return canonical(
        compose_dossier(registry::load_person(database, question.worker, known_by), question, facility, {}));
}

} // namespace radcert::casework
