#include "demo/sketch.h"

#include "demo/diary.h"
#include "text/json_writer.h"

namespace radcert::demo {
namespace {

using text::JsonWriter;

void member(JsonWriter& json, std::string_view key, const std::optional<Date>& day)
{
    if (day) json.member(key, to_iso(*day));
}

/// A record's id: the letter of its list and its place there.
void id_member(JsonWriter& json, char letter, std::size_t place)
{
    json.member("id", letter + std::to_string(place + 1));
}

template <class Record, class Write>
void list(JsonWriter& json, std::string_view key, const std::vector<Record>& records, Write write)
{
    json.key(key);
    json.open_array();
    for (std::size_t i = 0; i < records.size(); ++i) {
        json.open_object();
        write(records[i], i);
        json.close_object();
    }
    json.close_array();
}

std::string msv(int hundredths)
{
    const std::string cents = std::to_string(hundredths % 100 + 100).substr(1);
    return std::to_string(hundredths / 100) + "." + cents;
}

void write_facility(JsonWriter& json, const Sketch& sketch)
{
    json.open_object();
    json.member("id", sketch.facility_id);
    json.member("name", sketch.facility_name);
    json.member("province", sketch.province);
    json.key("medical");
    json.boolean(sketch.medical);
    list(json, "devices", sketch.devices, [&](const SketchDevice& device, std::size_t i) {
        id_member(json, 'm', i);
        json.member("type", device.type);
        json.member("mobility", device.mobility);
        if (!device.province.empty()) json.member("province", device.province);
    });
    json.close_object();
}

void write_application(JsonWriter& json, const Sketch& sketch)
{
    json.open_object();
    json.member("id", sketch.id);
    json.member("procedure", sketch.procedure);
    json.member("role", sketch.role);
    json.member("filed_on", to_iso(sketch.filed_on));
    if (!sketch.filed_with.empty()) json.member("filed_with", sketch.filed_with);
    json.member("channel", sketch.channel);
    member(json, "fee_paid_on", sketch.fee_paid_on);
    member(json, "completed_on", sketch.completed_on);
    json.key("facility");
    write_facility(json, sketch);
    json.close_object();
}

void write_worker(JsonWriter& json, const Sketch& sketch)
{
    json.open_object();
    json.member("national_id", sketch.national_id);
    json.member("full_name", sketch.full_name);
    json.member("birth_date", to_iso(sketch.birth_date));
    json.key("civil_capacity_attested");
    json.boolean(true);
    json.close_object();
}

void write_papers(JsonWriter& json, const Sketch& sketch)
{
    if (sketch.papers) {
        list(json, "documents", *sketch.papers, [&](const Paper& paper, std::size_t i) {
            id_member(json, 'p', i);
            json.member("kind", paper.kind);
            if (!paper.form.empty()) json.member("form", paper.form);
            json.key("copies");
            json.number(std::uint64_t(paper.copies));
            json.member("format", paper.format);
            member(json, "issued_on", paper.issued_on);
        });
    }
    list(json, "degrees", sketch.degrees, [&](const Diploma& degree, std::size_t i) {
        id_member(json, 'd', i);
        json.member("level", degree.level);
        json.member("field", degree.field);
        json.member("institution", degree.institution);
        json.member("awarded_on", to_iso(degree.awarded_on));
    });
}

/// Of the person and the day: no two people have the same.
std::string course_number(const Sketch& sketch, const Course& course, std::size_t place)
{
    constexpr std::size_t digits = 6;
    const std::string& id = sketch.national_id;
    return "TN-" + id.substr(id.size() < digits ? 0 : id.size() - digits) + "-" +
           to_iso(course.completed_on) + "-" + std::to_string(place + 1);
}

void write_training_and_health(JsonWriter& json, const Sketch& sketch)
{
    if (sketch.courses) {
        list(json, "trainings", *sketch.courses, [&](const Course& course, std::size_t i) {
            id_member(json, 't', i + std::size_t(sketch.first_id - 1));
            json.key("programme");
            if (course.programme == 0)
                json.null();
            else
                json.number(std::uint64_t(course.programme));
            json.member("completed_on", to_iso(course.completed_on));
            json.member("provider", "Trung tâm đào tạo thử nghiệm");
            json.key("provider_registered");
            json.boolean(course.registered);
            json.member("certificate_no", course_number(sketch, course, i));
        });
    }
    if (sketch.examinations) {
        list(json, "health_checks", *sketch.examinations, [&](const Examination& check, std::size_t i) {
            id_member(json, 'h', i + std::size_t(sketch.first_id - 1));
            json.member("examined_on", to_iso(check.examined_on));
            json.member("conclusion", check.conclusion);
            json.member("facility_level", check.facility_level);
        });
    }
}

void write_past(JsonWriter& json, const Sketch& sketch)
{
    list(json, "doses", sketch.doses, [&](const YearDose& dose, std::size_t) {
        json.key("year");
        json.number(std::uint64_t(dose.year));
        json.key("effective_msv");
        json.raw(msv(dose.effective));
        json.key("lens_msv");
        json.raw(msv(dose.lens));
        json.key("skin_msv");
        json.raw(msv(dose.skin));
    });
    list(json, "experience", sketch.jobs, [&](const Job& job, std::size_t i) {
        id_member(json, 'e', i);
        json.member("role", job.role);
        json.member("equipment_type", job.equipment_type);
        json.member("from", to_iso(job.from));
        member(json, "to", job.to);
        json.member("facility", sketch.facility_name);
    });
    list(json, "certificates", sketch.certificates, [&](const Held& held, std::size_t) {
        json.member("number", held.number);
        json.member("role", held.role);
        json.key("equipment_types");
        json.open_array();
        json.string(held.equipment_type);
        json.close_array();
        json.member("issued_by", held.issued_by);
        json.member("issued_on", to_iso(held.issued_on));
        member(json, "expires_on", held.expires_on);
        json.member("status", held.status);
    });
}

} // namespace

std::string to_json_line(const Sketch& sketch)
{
    std::string line;
    JsonWriter json{line};
    json.open_object();
    json.key("application");
    write_application(json, sketch);
    json.key("worker");
    write_worker(json, sketch);
    json.key("evidence");
    json.open_object();
    write_papers(json, sketch);
    write_training_and_health(json, sketch);
    if (sketch.past_told) write_past(json, sketch);
    json.close_object();
    list(json, "officer_findings", sketch.judgements, [&](const Judgement& judgement, std::size_t) {
        json.member("topic", judgement.topic);
        json.member("outcome", judgement.outcome);
        json.member("by", officers[1].code); // somebody whom the sample register knows
        json.member("on", to_iso(judgement.on));
        json.member("reason", judgement.reason);
    });
    json.close_object();
    return line;
}

} // namespace radcert::demo
