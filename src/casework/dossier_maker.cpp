#include "casework/dossier_maker.h"

#include <algorithm>

#include "casework/dossiers.h"

namespace radcert::casework {
namespace {

constexpr std::int64_t last_programme = 14;

/// Whether two records of a list bear one id: the strict reader refuses that.
template <class Record, class Member>
bool has_twins(const std::optional<std::vector<Record>>& records, Member id)
{
    if (!records) return false;
    for (auto a = records->begin(); a != records->end(); ++a)
        for (auto b = records->begin(); b != a; ++b)
            if ((*a).*id == (*b).*id) return true;
    return false;
}

template <class Record>
Record& next_of(std::optional<std::vector<Record>>& list)
{
    if (!list) list.emplace();
    return list->emplace_back();
}

} // namespace

Code DossierMaker::code(const CodeList& list, const std::string& word)
{
    const auto found = list.find(word);
    if (!found) sure_ = false;
    return found.value_or(Code{});
}

std::optional<Code> DossierMaker::code(const CodeList& list, const std::optional<std::string>& word)
{
    if (!word) return std::nullopt;
    return code(list, *word);
}

void DossierMaker::begin(const registry::PersonFile& person)
{
    person_ = &person;
    sure_ = true;
    dossier_.worker = {std::nullopt, person.worker.full_name, person.worker.birth_date,
                       person.worker.civil_capacity};
    if (person.worker.full_name.empty()) sure_ = false;
    Evidence& evidence = dossier_.evidence;
    evidence = {};
    for (const registry::Evidence& piece : person.evidence) add_evidence(piece);
    for (const registry::Evidence& piece : person.evidence)
        if (piece.kind == "none") add_known_empty(piece.subject_matter.value_or(""));
    if (has_twins(evidence.degrees, &Degree::id) || has_twins(evidence.trainings, &Training::id) ||
        has_twins(evidence.health_checks, &HealthCheck::id) ||
        has_twins(evidence.experience, &Experience::id))
        sure_ = false;
    sure_of_person_ = sure_;
}

void DossierMaker::add_evidence(const registry::Evidence& piece)
{
    if (piece.kind == "degree")
        add_degree(piece);
    else if (piece.kind == "training")
        add_training(piece);
    else if (piece.kind == "health_check")
        add_health_check(piece);
    else if (piece.kind == "dose")
        add_dose(piece);
    else if (piece.kind == "experience")
        add_experience(piece);
}

void DossierMaker::add_degree(const registry::Evidence& piece)
{
    Degree& degree = next_of(dossier_.evidence.degrees);
    degree.id = id_of(piece);
    degree.level = code(words_.degree_levels, piece.level);
    degree.field = code(words_.degree_fields, piece.field);
    degree.institution = piece.issuer;
    degree.awarded_on = piece.dated_on;
}

void DossierMaker::add_training(const registry::Evidence& piece)
{
    Training& training = next_of(dossier_.evidence.trainings);
    training.id = id_of(piece);
    training.programme = piece.programme;
    training.completed_on = piece.dated_on;
    training.provider = piece.issuer;
    training.provider_registered = piece.registered;
    training.certificate_no = piece.number;
    if (piece.programme && (*piece.programme < 1 || *piece.programme > last_programme)) sure_ = false;
}

void DossierMaker::add_health_check(const registry::Evidence& piece)
{
    HealthCheck& check = next_of(dossier_.evidence.health_checks);
    check.id = id_of(piece);
    check.examined_on = piece.dated_on;
    check.conclusion = code(words_.health_conclusions, piece.conclusion);
    check.facility_level = code(words_.facility_levels, piece.facility_level);
}

void DossierMaker::add_dose(const registry::Evidence& piece)
{
    Dose& dose = next_of(dossier_.evidence.doses);
    dose = {piece.year.value_or(0), piece.effective_msv, piece.lens_msv, piece.skin_msv};
    const bool negative = std::min({piece.effective_msv.value_or(0), piece.lens_msv.value_or(0),
                                    piece.skin_msv.value_or(0)}) < 0;
    if (!piece.year || negative) sure_ = false;
}

void DossierMaker::add_experience(const registry::Evidence& piece)
{
    Experience& job = next_of(dossier_.evidence.experience);
    job.id = id_of(piece);
    job.role = code(words_.roles, piece.role);
    if (piece.equipment_types && !piece.equipment_types->empty())
        job.equipment_type = code(words_.equipment_types, piece.equipment_types->front());
    job.from = piece.from_day;
    job.to = piece.to_day;
    job.facility = piece.at_facility;
}

void DossierMaker::add_known_empty(const std::string& list)
{
    Evidence& evidence = dossier_.evidence;
    const auto empty = [&](std::string_view name, auto& records) {
        if (list == name && !records) records.emplace();
    };
    empty("degrees", evidence.degrees);
    empty("trainings", evidence.trainings);
    empty("health_checks", evidence.health_checks);
    empty("doses", evidence.doses);
    empty("experience", evidence.experience);
}

const Dossier* DossierMaker::make(const registry::Application& asked, const registry::Facility& facility,
                                  const std::vector<registry::UnitInDossier>& units)
{
    if (!sure_of_person_ || asked.documents || asked.filed_with || asked.channel || asked.fee_paid_on ||
        asked.completed_on)
        return nullptr;
    sure_ = true;
    add_application(asked);
    add_facility(facility, asked.filed_on);
    add_devices(units, asked.filed_on);
    add_certificates(asked.filed_on);
    return sure_ ? &dossier_ : nullptr;
}

void DossierMaker::add_application(const registry::Application& asked)
{
    Application& application = dossier_.application;
    application.id = asked.application;
    application.procedure = code(words_.procedures, asked.procedure);
    application.role = code(words_.roles, asked.role);
    application.filed_on = asked.filed_on;
}

ProvinceCode DossierMaker::province(const std::string& code, Date day)
{
    const bool digits =
        code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    const auto number = ProvinceCode(digits ? (code[0] - '0') * 10 + (code[1] - '0') : 0);
    if (!digits || words_.find_province(number, day) == nullptr) sure_ = false;
    return number;
}

void DossierMaker::add_facility(const registry::Facility& facility, Date day)
{
    Facility& told = dossier_.application.facility;
    told.id = facility.reference ? *facility.reference : "F-" + std::to_string(facility.facility);
    told.name = facility.name;
    told.province = province(facility.province, day);
    told.medical = facility.medical;
}

void DossierMaker::add_devices(const std::vector<registry::UnitInDossier>& units, Date day)
{
    auto& devices = dossier_.application.facility.devices;
    devices.clear();
    for (const registry::UnitInDossier& unit : units) {
        Device& device = devices.emplace_back();
        device.type = code(words_.equipment_types, unit.type);
        device.mobility = code(words_.mobilities, unit.mobility);
        if (unit.province) device.province = province(*unit.province, day);
    }
    if (devices.empty()) sure_ = false;
}

bool DossierMaker::is_own(const registry::Evidence& piece) const
{
    return std::ranges::any_of(person_->certificates, [&](const registry::Certificate& c) {
        return piece.number == c.certificate && (!piece.issuer || piece.issuer == c.issued_by);
    });
}

void DossierMaker::add_certificates(Date day)
{
    auto& held = dossier_.evidence.certificates;
    held.reset();
    for (const registry::Evidence& piece : person_->evidence) {
        const bool none = piece.kind == "none" && piece.subject_matter == "certificates";
        if (none && !held) held.emplace();
        if (piece.kind != "certificate") continue;
        if (!held) held.emplace();
        if (!is_own(piece)) add_claimed(piece);
    }
    for (const registry::Certificate& certificate : person_->certificates) add_own(certificate, day);
    if (has_twins(held, &HeldCertificate::number)) sure_ = false;
}

void DossierMaker::add_claimed(const registry::Evidence& piece)
{
    HeldCertificate& held = next_of(dossier_.evidence.certificates);
    held.number = piece.number.value_or(id_of(piece));
    held.role = code(words_.roles, piece.role);
    for (const std::string& type : piece.equipment_types.value_or(registry::WordList{}))
        held.equipment_types.push_back(code(words_.equipment_types, type));
    held.issued_by = piece.issuer;
    held.issued_on = piece.dated_on;
    held.expires_on = piece.to_day;
    held.status = code(words_.certificate_statuses, piece.certificate_status);
    held.status_since = piece.status_since;
}

void DossierMaker::add_own(const registry::Certificate& certificate, Date day)
{
    HeldCertificate& held = next_of(dossier_.evidence.certificates);
    held.number = certificate.certificate;
    held.role = code(words_.roles, certificate.role);
    for (const std::string& type : certificate.equipment_types)
        held.equipment_types.push_back(code(words_.equipment_types, type));
    held.issued_by = certificate.issued_by;
    held.issued_on = certificate.issued_on;
    held.expires_on = certificate.valid_to;
    const auto entries = registry::statuses_of(*person_, certificate);
    const std::string status = registry::status_on(certificate, entries, day);
    if (status == "not_yet") return;
    held.status = code(words_.certificate_statuses, status);
    held.status_since = status_since(entries, status, day);
}

} // namespace radcert::casework
