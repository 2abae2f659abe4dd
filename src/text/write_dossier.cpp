#include "text/write_dossier.h"

#include "text/json_writer.h"

namespace radcert::text {
namespace {

/// Writes the members of an object that are recorded.
class DossierWriter {
public:
    DossierWriter(std::string& out, const Vocabulary& words) : words_{words}, json_{out} {}

    void write(const Dossier& dossier)
    {
        object([&] {
            json_.key("application");
            application(dossier.application);
            json_.key("worker");
            worker(dossier.worker);
            json_.key("evidence");
            evidence(dossier.evidence);
            json_.key("officer_findings");
            array(dossier.officer_findings, [&](const OfficerFinding& each) { finding(each); });
        });
    }

private:
    template <class Write>
    void object(Write write)
    {
        json_.open_object();
        write();
        json_.close_object();
    }

    template <class T, class Write>
    void array(const std::vector<T>& all, Write write)
    {
        json_.open_array();
        for (const T& each : all) object([&] { write(each); });
        json_.close_array();
    }

    void value(const std::string& text) { json_.string(text); }
    void value(Date day) { json_.string(to_iso(day)); }
    void value(bool truth) { json_.boolean(truth); }
    void value(std::int64_t number) { json_.raw(std::to_string(number)); }
    void value(double number)
    {
        std::string text;
        append_json_number(text, number);
        json_.raw(text);
    }

    template <class T>
    void member(std::string_view key, const T& stated)
    {
        json_.key(key);
        value(stated);
    }
    template <class T>
    void member(std::string_view key, const std::optional<T>& stated)
    {
        if (stated) member(key, *stated);
    }
    void word(std::string_view key, const CodeList& list, Code code) { json_.member(key, list.word(code)); }
    void word(std::string_view key, const CodeList& list, const std::optional<Code>& code)
    {
        if (code) word(key, list, *code);
    }
    void id(const std::string& stated)
    {
        if (!stated.empty()) json_.member("id", stated);
    }

    void application(const Application& application)
    {
        object([&] {
            member("id", application.id);
            word("procedure", words_.procedures, application.procedure);
            word("role", words_.roles, application.role);
            member("filed_on", application.filed_on);
            if (application.filed_with) json_.member("filed_with", to_word(*application.filed_with));
            word("channel", words_.channels, application.channel);
            member("fee_paid_on", application.fee_paid_on);
            member("completed_on", application.completed_on);
            json_.key("facility");
            facility(application.facility);
        });
    }

    void facility(const Facility& facility)
    {
        object([&] {
            member("id", facility.id);
            member("name", facility.name);
            json_.member("province", province_word(facility.province));
            member("medical", facility.medical);
            json_.key("devices");
            array(facility.devices, [&](const Device& device) {
                id(device.id);
                word("type", words_.equipment_types, device.type);
                word("mobility", words_.mobilities, device.mobility);
                if (device.province) json_.member("province", province_word(*device.province));
            });
        });
    }

    void worker(const Worker& worker)
    {
        object([&] {
            member("national_id", worker.national_id);
            member("full_name", worker.full_name);
            member("birth_date", worker.birth_date);
            member("civil_capacity_attested", worker.civil_capacity_attested);
        });
    }

    template <class T, class Write>
    void list(std::string_view key, const std::optional<std::vector<T>>& records, Write write)
    {
        if (!records) return;
        json_.key(key);
        array(*records, write);
    }

    void evidence(const Evidence& evidence)
    {
        json_.open_object();
        list("documents", evidence.documents, [&](const Document& each) {
            id(each.id);
            word("kind", words_.document_kinds, each.kind);
            member("form", each.form);
            member("copies", each.copies);
            word("format", words_.document_formats, each.format);
            member("issued_on", each.issued_on);
        });
        list("degrees", evidence.degrees, [&](const Degree& each) {
            member("id", each.id);
            word("level", words_.degree_levels, each.level);
            word("field", words_.degree_fields, each.field);
            member("institution", each.institution);
            member("awarded_on", each.awarded_on);
        });
        list("trainings", evidence.trainings, [&](const Training& each) {
            member("id", each.id);
            member("programme", each.programme);
            member("completed_on", each.completed_on);
            member("provider", each.provider);
            member("provider_registered", each.provider_registered);
            member("certificate_no", each.certificate_no);
        });
        list("health_checks", evidence.health_checks, [&](const HealthCheck& each) {
            member("id", each.id);
            member("examined_on", each.examined_on);
            word("conclusion", words_.health_conclusions, each.conclusion);
            word("facility_level", words_.facility_levels, each.facility_level);
        });
        list("doses", evidence.doses, [&](const Dose& each) {
            member("year", each.year);
            member("effective_msv", each.effective_msv);
            member("lens_msv", each.lens_msv);
            member("skin_msv", each.skin_msv);
        });
        list("experience", evidence.experience, [&](const Experience& each) {
            member("id", each.id);
            word("role", words_.roles, each.role);
            word("equipment_type", words_.equipment_types, each.equipment_type);
            member("from", each.from);
            member("to", each.to);
            member("facility", each.facility);
        });
        list("certificates", evidence.certificates, [&](const HeldCertificate& each) { certificate(each); });
        json_.close_object();
    }

    void certificate(const HeldCertificate& each)
    {
        member("number", each.number);
        word("role", words_.roles, each.role);
        json_.key("equipment_types");
        json_.open_array();
        for (const Code type : each.equipment_types) json_.string(words_.equipment_types.word(type));
        json_.close_array();
        member("issued_by", each.issued_by);
        member("issued_on", each.issued_on);
        member("expires_on", each.expires_on);
        word("status", words_.certificate_statuses, each.status);
        member("status_since", each.status_since);
    }

    void finding(const OfficerFinding& each)
    {
        member("requirement", each.requirement);
        json_.member("topic", radcert::word(each.topic));
        json_.member("outcome", radcert::word(each.outcome));
        member("by", each.by);
        member("on", each.on);
        member("reason", each.reason);
    }

    const Vocabulary& words_;
    JsonWriter json_;
};

} // namespace

std::string write_dossier(const Dossier& dossier, const Vocabulary& vocabulary)
{
    std::string out;
    DossierWriter{out, vocabulary}.write(dossier);
    return out;
}

} // namespace radcert::text
