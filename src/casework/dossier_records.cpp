#include "casework/dossier_records.h"

#include "text/json_writer.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

std::optional<std::string> word(const CodeList& list, std::optional<Code> code)
{
    return code ? std::optional{list.word(*code)} : std::nullopt;
}
std::optional<std::string> composed(const std::optional<std::string>& text)
{
    return text ? std::optional{text::nfc(*text)} : std::nullopt;
}

void member_if_known(text::JsonWriter& json, std::string_view name, const std::optional<std::string>& value)
{
    if (value) json.member(name, *value);
}

/// Members in canonical order, so that the text is canonical.
registry::JsonText devices_json(const std::vector<Device>& devices, const Vocabulary& words)
{
    registry::JsonText json;
    text::JsonWriter writer{json.text};
    writer.open_array();
    for (const Device& device : devices) {
        writer.open_object();
        if (!device.id.empty()) writer.member("id", device.id);
        member_if_known(writer, "mobility", word(words.mobilities, device.mobility));
        if (device.province) writer.member("province", province_word(*device.province));
        writer.member("type", words.equipment_types.word(device.type));
        writer.close_object();
    }
    writer.close_array();
    return json;
}

registry::JsonText documents_json(const std::vector<Document>& documents, const Vocabulary& words)
{
    registry::JsonText json;
    text::JsonWriter writer{json.text};
    writer.open_array();
    for (const Document& document : documents) {
        writer.open_object();
        if (document.copies) {
            writer.key("copies");
            writer.raw(std::to_string(*document.copies));
        }
        member_if_known(writer, "form", document.form);
        member_if_known(writer, "format", word(words.document_formats, document.format));
        if (!document.id.empty()) writer.member("id", document.id);
        if (document.issued_on) writer.member("issued_on", to_iso(*document.issued_on));
        writer.member("kind", words.document_kinds.word(document.kind));
        writer.close_object();
    }
    writer.close_array();
    return json;
}

/// Turns the lists of one dossier into pieces.
class Pieces {
public:
    Pieces(const Vocabulary& words, std::int64_t worker, const std::string& source)
        : words_{words}, worker_{worker}, source_{source}
    {
    }

    template <class T>
    void list(const char* kind, const char* name, const std::optional<std::vector<T>>& records)
    {
        if (!records) return;
        for (const T& record : *records) describe(add(kind), record);
        if (records->empty()) add("none").subject_matter = name;
    }
    std::vector<registry::Evidence> take() { return std::move(pieces_); }

private:
    registry::Evidence& add(const char* kind)
    {
        registry::Evidence& piece = pieces_.emplace_back();
        piece.worker = worker_;
        piece.kind = kind;
        piece.status = "recorded";
        piece.source = source_;
        return piece;
    }
    void describe(registry::Evidence& piece, const Degree& from) const
    {
        piece.reference = from.id;
        piece.level = word(words_.degree_levels, from.level);
        piece.field = word(words_.degree_fields, from.field);
        piece.issuer = composed(from.institution);
        piece.dated_on = from.awarded_on;
    }
    void describe(registry::Evidence& piece, const Training& from) const
    {
        piece.reference = from.id;
        piece.programme = from.programme;
        piece.dated_on = from.completed_on;
        piece.issuer = composed(from.provider);
        piece.registered = from.provider_registered;
        piece.number = from.certificate_no;
    }
    void describe(registry::Evidence& piece, const HealthCheck& from) const
    {
        piece.reference = from.id;
        piece.dated_on = from.examined_on;
        piece.conclusion = word(words_.health_conclusions, from.conclusion);
        piece.facility_level = word(words_.facility_levels, from.facility_level);
    }
    void describe(registry::Evidence& piece, const Dose& from) const
    {
        piece.year = from.year;
        piece.effective_msv = from.effective_msv;
        piece.lens_msv = from.lens_msv;
        piece.skin_msv = from.skin_msv;
    }
    void describe(registry::Evidence& piece, const Experience& from) const
    {
        piece.reference = from.id;
        piece.role = word(words_.roles, from.role);
        if (from.equipment_type) piece.equipment_types = {words_.equipment_types.word(*from.equipment_type)};
        piece.from_day = from.from;
        piece.to_day = from.to;
        piece.at_facility = composed(from.facility);
    }
    void describe(registry::Evidence& piece, const HeldCertificate& from) const
    {
        piece.number = from.number;
        piece.role = word(words_.roles, from.role);
        piece.equipment_types.emplace();
        for (const Code type : from.equipment_types)
            piece.equipment_types->push_back(words_.equipment_types.word(type));
        piece.issuer = from.issued_by;
        piece.dated_on = from.issued_on;
        piece.to_day = from.expires_on;
        piece.certificate_status = word(words_.certificate_statuses, from.status);
        piece.status_since = from.status_since;
    }

    const Vocabulary& words_;
    std::int64_t worker_;
    const std::string& source_;
    std::vector<registry::Evidence> pieces_;
};

} // namespace

registry::Application application_record(const Dossier& dossier, const Vocabulary& words, std::int64_t worker,
                                         std::int64_t facility)
{
    const Application& filed = dossier.application;
    registry::Application record;
    record.application = filed.id;
    record.worker = worker;
    record.facility = facility;
    record.province = province_word(filed.facility.province);
    record.procedure = words.procedures.word(filed.procedure);
    record.role = words.roles.word(filed.role);
    record.filed_on = filed.filed_on;
    if (filed.filed_with) record.filed_with = to_word(*filed.filed_with);
    record.channel = word(words.channels, filed.channel);
    record.fee_paid_on = filed.fee_paid_on;
    record.completed_on = filed.completed_on;
    record.devices = devices_json(filed.facility.devices, words);
    if (dossier.evidence.documents) record.documents = documents_json(*dossier.evidence.documents, words);
    record.status = "received";
    return record;
}

registry::Equipment equipment_record(const Device& device, const Vocabulary& words, std::int64_t equipment,
                                     std::int64_t facility)
{
    registry::Equipment record;
    record.equipment = equipment;
    record.facility = facility;
    record.reference = device.id;
    record.type = words.equipment_types.word(device.type);
    record.mobility = word(words.mobilities, device.mobility);
    if (device.province) record.province = province_word(*device.province);
    return record;
}

registry::OfficerFinding finding_record(const OfficerFinding& finding, const std::string& application,
                                        std::int64_t number, std::int64_t worker)
{
    return {application,
            number,
            worker,
            std::string{radcert::word(finding.topic)},
            finding.requirement,
            std::string{radcert::word(finding.outcome)},
            finding.by,
            finding.on,
            finding.reason,
            "recorded"};
}

std::vector<registry::Evidence> evidence_records(const Evidence& evidence, const Vocabulary& words,
                                                 std::int64_t worker, const std::string& source)
{
    Pieces pieces{words, worker, source};
    pieces.list("degree", "degrees", evidence.degrees);
    pieces.list("training", "trainings", evidence.trainings);
    pieces.list("health_check", "health_checks", evidence.health_checks);
    pieces.list("dose", "doses", evidence.doses);
    pieces.list("experience", "experience", evidence.experience);
    pieces.list("certificate", "certificates", evidence.certificates);
    return pieces.take();
}

bool same_piece(const registry::Evidence& known, const registry::Evidence& piece)
{
    if (known.kind != piece.kind) return false;
    if (piece.kind == "dose") return known.year == piece.year;
    if (piece.kind == "certificate") return known.number == piece.number;
    if (piece.kind == "none") return known.subject_matter == piece.subject_matter;
    return piece.reference && known.reference == piece.reference;
}

bool says_the_same(const registry::Evidence& known, const registry::Evidence& piece)
{
    registry::Evidence comparable = known;
    comparable.evidence = piece.evidence;
    comparable.source = piece.source;
    comparable.document = piece.document;
    comparable.document_name = piece.document_name;
    std::string a, b;
    registry::append_json(a, comparable);
    registry::append_json(b, piece);
    return a == b;
}

} // namespace radcert::casework
