#include "text/read_dossier.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "text/records.h"

namespace radcert::text {
namespace {

class DossierReader {
public:
    explicit DossierReader(const Vocabulary& vocabulary) : vocabulary_{vocabulary} {}

    Dossier dossier(const Field& field) const;

private:
    Code code(const Field& field, const CodeList& list) const;
    ProvinceCode province(const Field& field) const;
    ProvinceCode province_on(const Field& field, ProvinceCode code, Date day) const;
    Application application(const Field& field) const;
    Facility facility(const Field& field) const;
    Device device(const Field& field) const;
    Worker worker(const Field& field) const;
    Evidence evidence(const Field& field) const;
    Document document(const Field& field) const;
    Degree degree(const Field& field) const;
    Training training(const Field& field) const;
    HealthCheck health_check(const Field& field) const;
    Dose dose(const Field& field) const;
    Experience experience(const Field& field) const;
    HeldCertificate certificate(const Field& field) const;
    OfficerFinding officer_finding(const Field& field) const;
    void check_places(const Field& field, const Application& application) const;

    const Vocabulary& vocabulary_;
};

std::string text_of(const Field& field)
{
    return std::string{field.as_string()};
}

Code DossierReader::code(const Field& field, const CodeList& list) const
{
    const auto found =
        field.value().kind == JsonKind::string ? list.find(field.value().string()) : std::nullopt;
    if (!found) field.refuse({"một trong các mã: " + list.words(), "one of: " + list.words()});
    return *found;
}

ProvinceCode DossierReader::province(const Field& field) const
{
    const auto body = field.value().kind == JsonKind::string
                          ? parse_body("province:" + std::string{field.value().string()})
                          : std::nullopt;
    if (!body) field.refuse({"mã tỉnh gồm hai chữ số", "a province code of two digits"});
    return body->province;
}

/// Refuses a code that no province bore on `day`, and names the successor where there is one.
ProvinceCode DossierReader::province_on(const Field& field, ProvinceCode code, Date day) const
{
    if (vocabulary_.find_province(code, day) != nullptr) return code;
    const std::string word = province_word(code);
    const auto before = std::ranges::find(vocabulary_.provinces, code, &Province::code);
    Words hint;
    if (before != vocabulary_.provinces.end() && before->to && *before->to < day) {
        const std::string successor = province_word(before->successor);
        hint = {before->name + " (" + word + ") nay thuộc tỉnh có mã " + successor,
                before->name + " (" + word + ") is now part of province " + successor};
    }
    field.refuse_because({"ngày " + to_dmy(day) + " không có tỉnh nào mang mã " + word,
                          "no province bore the code " + word + " on " + to_iso(day)},
                         hint);
}

Device DossierReader::device(const Field& field) const
{
    Device device;
    each_key(field, {"type"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { device.id = text_of(f); })
            .take("type", [&](const Field& f) { device.type = code(f, vocabulary_.equipment_types); })
            .take_recorded("mobility",
                           [&](const Field& f) { device.mobility = code(f, vocabulary_.mobilities); })
            .take_recorded("province", [&](const Field& f) { device.province = province(f); });
    });
    return device;
}

Facility DossierReader::facility(const Field& field) const
{
    Facility facility;
    each_key(field, {"id", "name", "province", "devices"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { facility.id = text_of(f); })
            .take("name", [&](const Field& f) { facility.name = text_of(f); })
            .take("province", [&](const Field& f) { facility.province = province(f); })
            .take_recorded("medical", [&](const Field& f) { facility.medical = f.as_boolean(); })
            .take("devices", [&](const Field& f) {
                facility.devices = records<Device>(f, "id", [&](const Field& d) { return device(d); });
                if (facility.devices.empty()) {
                    f.refuse({"ít nhất một thiết bị", "at least one device"});
                }
            });
    });
    return facility;
}

Application DossierReader::application(const Field& field) const
{
    Application application;
    each_key(field, {"id", "procedure", "role", "filed_on", "facility"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { application.id = std::string{f.as_filled_string()}; })
            .take("procedure",
                  [&](const Field& f) { application.procedure = code(f, vocabulary_.procedures); })
            .take("role", [&](const Field& f) { application.role = code(f, vocabulary_.roles); })
            .take("filed_on", [&](const Field& f) { application.filed_on = f.as_date(); })
            .take_recorded("filed_with",
                           [&](const Field& f) {
                               application.filed_with = parse_body(f.as_string());
                               if (!application.filed_with) {
                                   f.refuse({"'province:NN', 'varans' hoặc 'ministry'",
                                             "'province:NN', 'varans' or 'ministry'"});
                               }
                           })
            .take_recorded("channel",
                           [&](const Field& f) { application.channel = code(f, vocabulary_.channels); })
            .take_recorded("fee_paid_on", [&](const Field& f) { application.fee_paid_on = f.as_date(); })
            .take_recorded("completed_on", [&](const Field& f) { application.completed_on = f.as_date(); })
            .take("facility", [&](const Field& f) { application.facility = facility(f); });
    });
    check_places(field, application);
    return application;
}

/// Province codes can be checked only when the filing day has been read, wherever it stands in the text.
void DossierReader::check_places(const Field& field, const Application& application) const
{
    const Date day = application.filed_on;
    const Field facility = field.at("facility");
    province_on(facility.at("province"), application.facility.province, day);
    const Field devices = facility.at("devices");
    std::size_t index = 0;
    devices.each_element([&](const Field& element) {
        const Device& device = application.facility.devices[index++];
        if (device.province) province_on(element.at("province"), *device.province, day);
    });
    if (application.filed_with && application.filed_with->kind == Body::Kind::province) {
        province_on(field.at("filed_with"), application.filed_with->province, day);
    }
}

bool is_national_id(std::string_view text)
{
    return (text.size() == 9 || text.size() == 12) &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Worker DossierReader::worker(const Field& field) const
{
    Worker worker;
    each_key(field, {"full_name"}, [&](Keys& keys) {
        keys.take_recorded("national_id",
                           [&](const Field& f) {
                               if (!is_national_id(f.as_string())) {
                                   f.refuse({"9 chữ số (CMND) hoặc 12 chữ số (CCCD)", "9 or 12 digits"});
                               }
                               worker.national_id = text_of(f);
                           })
            .take("full_name", [&](const Field& f) { worker.full_name = std::string{f.as_filled_string()}; })
            .take_recorded("birth_date", [&](const Field& f) { worker.birth_date = f.as_date(); })
            .take_recorded("civil_capacity_attested",
                           [&](const Field& f) { worker.civil_capacity_attested = f.as_boolean(); });
    });
    return worker;
}

Document DossierReader::document(const Field& field) const
{
    Document document;
    each_key(field, {"kind"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { document.id = text_of(f); })
            .take("kind", [&](const Field& f) { document.kind = code(f, vocabulary_.document_kinds); })
            .take_recorded("form", [&](const Field& f) { document.form = text_of(f); })
            .take_recorded("copies",
                           [&](const Field& f) { document.copies = f.as_integer(0, largest_integer); })
            .take_recorded("format",
                           [&](const Field& f) { document.format = code(f, vocabulary_.document_formats); })
            .take_recorded("issued_on", [&](const Field& f) { document.issued_on = f.as_date(); });
    });
    return document;
}

Degree DossierReader::degree(const Field& field) const
{
    Degree degree;
    each_key(field, {"id"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { degree.id = text_of(f); })
            .take_recorded("level",
                           [&](const Field& f) { degree.level = code(f, vocabulary_.degree_levels); })
            .take_recorded("field",
                           [&](const Field& f) { degree.field = code(f, vocabulary_.degree_fields); })
            .take_recorded("institution", [&](const Field& f) { degree.institution = text_of(f); })
            .take_recorded("awarded_on", [&](const Field& f) { degree.awarded_on = f.as_date(); });
    });
    return degree;
}

Training DossierReader::training(const Field& field) const
{
    Training training;
    each_key(field, {"id"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { training.id = text_of(f); })
            .take_recorded("programme", [&](const Field& f) { training.programme = f.as_integer(1, 14); })
            .take_recorded("completed_on", [&](const Field& f) { training.completed_on = f.as_date(); })
            .take_recorded("provider", [&](const Field& f) { training.provider = text_of(f); })
            .take_recorded("provider_registered",
                           [&](const Field& f) { training.provider_registered = f.as_boolean(); })
            .take_recorded("certificate_no", [&](const Field& f) { training.certificate_no = text_of(f); });
    });
    return training;
}

HealthCheck DossierReader::health_check(const Field& field) const
{
    HealthCheck check;
    each_key(field, {"id"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { check.id = text_of(f); })
            .take_recorded("examined_on", [&](const Field& f) { check.examined_on = f.as_date(); })
            .take_recorded(
                "conclusion",
                [&](const Field& f) { check.conclusion = code(f, vocabulary_.health_conclusions); })
            .take_recorded("facility_level", [&](const Field& f) {
                check.facility_level = code(f, vocabulary_.facility_levels);
            });
    });
    return check;
}

Dose DossierReader::dose(const Field& field) const
{
    Dose dose;
    each_key(field, {"year"}, [&](Keys& keys) {
        keys.take("year",
                  [&](const Field& f) { dose.year = f.as_integer(-largest_integer, largest_integer); })
            .take_recorded("effective_msv", [&](const Field& f) { dose.effective_msv = f.as_number(0); })
            .take_recorded("lens_msv", [&](const Field& f) { dose.lens_msv = f.as_number(0); })
            .take_recorded("skin_msv", [&](const Field& f) { dose.skin_msv = f.as_number(0); });
    });
    return dose;
}

Experience DossierReader::experience(const Field& field) const
{
    Experience experience;
    each_key(field, {"id"}, [&](Keys& keys) {
        keys.take("id", [&](const Field& f) { experience.id = text_of(f); })
            .take_recorded("role", [&](const Field& f) { experience.role = code(f, vocabulary_.roles); })
            .take_recorded(
                "equipment_type",
                [&](const Field& f) { experience.equipment_type = code(f, vocabulary_.equipment_types); })
            .take_recorded("from", [&](const Field& f) { experience.from = f.as_date(); })
            .take_recorded("to", [&](const Field& f) { experience.to = f.as_date(); })
            .take_recorded("facility", [&](const Field& f) { experience.facility = text_of(f); });
    });
    return experience;
}

HeldCertificate DossierReader::certificate(const Field& field) const
{
    HeldCertificate held;
    each_key(field, {"number"}, [&](Keys& keys) {
        keys.take("number", [&](const Field& f) { held.number = text_of(f); })
            .take_recorded("role", [&](const Field& f) { held.role = code(f, vocabulary_.roles); })
            .take("equipment_types",
                  [&](const Field& f) {
                      f.each_element([&](const Field& type) {
                          held.equipment_types.push_back(code(type, vocabulary_.equipment_types));
                      });
                  })
            .take_recorded("issued_by", [&](const Field& f) { held.issued_by = text_of(f); })
            .take_recorded("issued_on", [&](const Field& f) { held.issued_on = f.as_date(); })
            .take_recorded("expires_on", [&](const Field& f) { held.expires_on = f.as_date(); })
            .take_recorded("status",
                           [&](const Field& f) { held.status = code(f, vocabulary_.certificate_statuses); })
            .take_recorded("status_since", [&](const Field& f) { held.status_since = f.as_date(); });
    });
    return held;
}

Evidence DossierReader::evidence(const Field& field) const
{
    Evidence evidence;
    each_key(field, {}, [&](Keys& keys) {
        keys.take_recorded("documents",
                           [&](const Field& f) {
                               evidence.documents =
                                   records<Document>(f, "id", [&](const Field& r) { return document(r); });
                           })
            .take_recorded("degrees",
                           [&](const Field& f) {
                               evidence.degrees =
                                   records<Degree>(f, "id", [&](const Field& r) { return degree(r); });
                           })
            .take_recorded("trainings",
                           [&](const Field& f) {
                               evidence.trainings =
                                   records<Training>(f, "id", [&](const Field& r) { return training(r); });
                           })
            .take_recorded("health_checks",
                           [&](const Field& f) {
                               evidence.health_checks = records<HealthCheck>(
                                   f, "id", [&](const Field& r) { return health_check(r); });
                           })
            .take_recorded("doses",
                           [&](const Field& f) {
                               evidence.doses.emplace();
                               f.each_element([&](const Field& r) { evidence.doses->push_back(dose(r)); });
                           })
            .take_recorded("experience",
                           [&](const Field& f) {
                               evidence.experience = records<Experience>(
                                   f, "id", [&](const Field& r) { return experience(r); });
                           })
            .take_recorded("certificates", [&](const Field& f) {
                evidence.certificates =
                    records<HeldCertificate>(f, "number", [&](const Field& r) { return certificate(r); });
            });
    });
    return evidence;
}

OfficerFinding DossierReader::officer_finding(const Field& field) const
{
    OfficerFinding finding;
    each_key(field, {"topic", "outcome", "by", "on", "reason"}, [&](Keys& keys) {
        keys.take("requirement", [&](const Field& f) { finding.requirement = text_of(f); })
            .take("topic",
                  [&](const Field& f) {
                      const auto topic = topic_from(f.as_string());
                      if (!topic) f.refuse({"một chủ đề trong danh mục", "a topic of the vocabulary"});
                      finding.topic = *topic;
                  })
            .take("outcome",
                  [&](const Field& f) {
                      const auto outcome = outcome_from(f.as_string());
                      if (!outcome || *outcome == Outcome::undetermined) {
                          f.refuse({"\"met\" hoặc \"not_met\"", "\"met\" or \"not_met\""});
                      }
                      finding.outcome = *outcome;
                  })
            .take("by", [&](const Field& f) { finding.by = text_of(f); })
            .take("on", [&](const Field& f) { finding.on = f.as_date(); })
            .take("reason", [&](const Field& f) { finding.reason = std::string{f.as_filled_string()}; });
    });
    if (finding.requirement) {
        const auto named = vocabulary_.requirements.find(*finding.requirement);
        if (named == vocabulary_.requirements.end()) {
            field.at("requirement")
                .refuse_because({"bộ quy định không có yêu cầu \"" + *finding.requirement + "\"",
                                 "the rulebook has no requirement \"" + *finding.requirement + "\""},
                                {"xem danh sách: radcert rules list", "see them all: radcert rules list"});
        }
        if (named->second != finding.topic) {
            const std::string right{word(named->second)};
            field.at("topic").refuse_because(
                {"yêu cầu " + named->first + " thuộc chủ đề \"" + right + "\"",
                 "requirement " + named->first + " belongs to the topic \"" + right + "\""});
        }
    }
    return finding;
}

/// Refuses two findings of the same reach and day that disagree. A requirement has one topic, so the three
/// fields together are the reach and the day.
void refuse_contradictions(const Field& list, const std::vector<OfficerFinding>& findings)
{
    const auto reach = [&](std::size_t i) {
        return std::tie(findings[i].requirement, findings[i].topic, findings[i].on);
    };
    std::vector<std::size_t> order(findings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, reach);
    const auto disagree = [&](std::size_t a, std::size_t b) {
        return reach(a) == reach(b) && findings[a].outcome != findings[b].outcome;
    };
    const auto pair = std::ranges::adjacent_find(order, disagree);
    if (pair == order.end()) return;

    std::size_t index = 0;
    list.each_element([&](const Field& element) {
        if (index++ != *std::next(pair)) return;
        const OfficerFinding& finding = findings[index - 1];
        const std::string about =
            finding.requirement ? *finding.requirement : std::string{word(finding.topic)};
        element.refuse_because(
            {"hai kết luận cùng ngày " + to_dmy(finding.on) + " về " + about + " trái ngược nhau",
             "two findings of " + to_iso(finding.on) + " on " + about + " contradict each other"},
            {"giữ lại một kết luận, hoặc ghi đúng ngày của kết luận sau",
             "keep one of them, or give the later one its own day"});
    });
}

Dossier DossierReader::dossier(const Field& field) const
{
    Dossier dossier;
    each_key(field, {"application", "worker", "evidence"}, [&](Keys& keys) {
        keys.take("application", [&](const Field& f) { dossier.application = application(f); })
            .take("worker", [&](const Field& f) { dossier.worker = worker(f); })
            .take("evidence", [&](const Field& f) { dossier.evidence = evidence(f); })
            .take("officer_findings", [&](const Field& f) {
                f.each_element(
                    [&](const Field& r) { dossier.officer_findings.push_back(officer_finding(r)); });
                refuse_contradictions(f, dossier.officer_findings);
            });
    });
    return dossier;
}

} // namespace

Dossier read_dossier(JsonReader& reader, std::string_view text, const Vocabulary& vocabulary)
{
    const JsonValue& root = reader.read(text);
    return DossierReader{vocabulary}.dossier(Field{reader, root});
}

} // namespace radcert::text
