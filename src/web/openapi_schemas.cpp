#include "web/openapi_schemas.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "casework/fields.h"
#include "registry/applications.h"
#include "registry/certificates.h"
#include "registry/desk.h"
#include "registry/equipment.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "text/json_writer.h"
#include "web/assets.h"

namespace radcert::web {
namespace {

/// {"type":"string","format":"date","description":"Filed on"}; with null where nothing may be recorded.
std::string typed(std::string_view type, bool nullable, std::string_view more = {},
                  std::string_view description = {})
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    if (nullable) {
        json.key("type");
        json.open_array();
        json.string(type);
        json.string("null");
        json.close_array();
    } else {
        json.member("type", type);
    }
    if (!description.empty()) json.member("description", description);
    json.close_object();
    if (!more.empty()) out.insert(out.size() - 1, ',' + std::string{more});
    return out;
}

std::string text_schema(std::string_view description = {}, bool nullable = false)
{
    return typed("string", nullable, {}, description);
}
std::string day_schema(std::string_view description = {}, bool nullable = false)
{
    return typed("string", nullable, R"("format":"date")", description);
}
std::string moment_schema(std::string_view description = {})
{
    return typed("string", false, R"("format":"date-time")", description);
}
std::string whole_schema(std::string_view description = {}, bool nullable = false)
{
    return typed("integer", nullable, {}, description);
}
std::string list_schema(const std::string& items, bool nullable = false, std::string_view description = {})
{
    return typed("array", nullable, R"("items":)" + items, description);
}

// A field of a record, by its type.

std::string field_schema(std::string_view, const std::string&, std::string_view label, bool nullable)
{
    return text_schema(label, nullable);
}
std::string field_schema(std::string_view field, const std::int64_t&, std::string_view label, bool nullable)
{
    for (const auto& [name, letter] :
         {std::pair{"worker", "W"}, std::pair{"facility", "F"}, std::pair{"equipment", "E"}}) {
        if (field == name)
            return typed("string", nullable, R"("pattern":"^)" + std::string{letter} + R"(-[0-9]+$")", label);
    }
    return whole_schema(label, nullable);
}
std::string field_schema(std::string_view, const double&, std::string_view label, bool nullable)
{
    return typed("number", nullable, {}, label);
}
std::string field_schema(std::string_view, const bool&, std::string_view label, bool nullable)
{
    return typed("boolean", nullable, {}, label);
}
std::string field_schema(std::string_view, const Date&, std::string_view label, bool nullable)
{
    return day_schema(label, nullable);
}
std::string field_schema(std::string_view, const registry::JsonText&, std::string_view label, bool nullable)
{
    return list_schema(R"({"type":["object","array"]})", nullable, label);
}
std::string field_schema(std::string_view, const registry::WordList&, std::string_view label, bool nullable)
{
    return list_schema(text_schema(), nullable, label);
}
template <class T>
std::string field_schema(std::string_view field, const std::optional<T>&, std::string_view label, bool)
{
    return field_schema(field, T{}, label, true);
}

using FieldNames = std::initializer_list<std::string_view>;

bool is_among(FieldNames names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The schema of an object; every member stands in it, recorded or not.
class ObjectSchema {
public:
    explicit ObjectSchema(std::string_view description = {}) : description_{description} {}

    ObjectSchema& member(std::string_view name, const std::string& schema, bool required = true)
    {
        properties_.emplace_back(name, schema);
        if (required) required_.emplace_back(name);
        return *this;
    }
    ObjectSchema& text(std::string_view name, std::string_view description = {})
    {
        return member(name, text_schema(description));
    }
    ObjectSchema& links()
    {
        return member("links", R"({"type":"object","additionalProperties":{"type":"string"}})");
    }

    template <class Kept>
    ObjectSchema& record(FieldNames without = {})
    {
        return fields<Kept>(
            [&](std::string_view field) { return field != "subject" && !is_among(without, field); }, true);
    }
    /// What a change may name.
    template <class Kept>
    ObjectSchema& changes(FieldNames allowed)
    {
        closed_ = true;
        return fields<Kept>([&](std::string_view field) { return is_among(allowed, field); }, false);
    }
    ObjectSchema& closed()
    {
        closed_ = true;
        return *this;
    }

    std::string json() const
    {
        std::string out;
        text::JsonWriter json{out};
        json.open_object();
        json.member("type", "object");
        if (!description_.empty()) json.member("description", description_);
        if (!required_.empty()) {
            json.key("required");
            json.open_array();
            for (const std::string& name : required_) json.string(name);
            json.close_array();
        }
        json.key("properties");
        json.open_object();
        for (const auto& [name, schema] : properties_) {
            json.key(name);
            json.raw(schema);
        }
        json.close_object();
        if (closed_) {
            json.key("additionalProperties");
            json.boolean(false);
        }
        json.close_object();
        return out;
    }

private:
    template <class Kept, class Wanted>
    ObjectSchema& fields(Wanted wanted, bool required)
    {
        const Kept none{};
        Kept::fields(none, [&](std::string_view field, const auto& value) {
            if (wanted(field))
                member(field, field_schema(field, value, casework::field_label(field).en, false), required);
        });
        return *this;
    }

    std::string description_;
    std::vector<std::pair<std::string, std::string>> properties_;
    std::vector<std::string> required_;
    bool closed_{false};
};

template <class Kept>
std::string records(FieldNames without)
{
    return list_schema(ObjectSchema{}.record<Kept>(without).json());
}

/// A page of a list: the records under their name, and links.
std::string page_schema(std::string_view key, const std::string& of)
{
    return ObjectSchema{"One page; links.next, and a Link header, say where the next one begins."}
        .member(key, list_schema(schema_reference(of)))
        .links()
        .json();
}

std::string words_schema(std::string_view description = {})
{
    return ObjectSchema{description}.text("vi").text("en").json();
}

ObjectSchema facility_schema()
{
    return ObjectSchema{"An organisation that does radiation work."}.record<registry::Facility>();
}
ObjectSchema worker_schema()
{
    return ObjectSchema{"A radiation worker."}.record<registry::Worker>();
}
ObjectSchema application_schema()
{
    return ObjectSchema{"An application for a certificate."}
        .record<registry::Application>()
        .member("outcome", text_schema("granted or refused; null: not decided", true))
        .text("desk", "where it stands at the desk");
}
ObjectSchema certificate_schema()
{
    return ObjectSchema{"A certificate, issued here or elsewhere."}
        .record<registry::Certificate>()
        .text("status",
              "what it is on the day: in_force, suspended, revoked, replaced, withdrawn, expired, not_yet")
        .member("on", day_schema("the day"));
}
ObjectSchema screening_schema()
{
    return ObjectSchema{
        "What a screening of an application made; the determination stands at links.determination."}
        .record<registry::Screening>({"worker", "findings"});
}
ObjectSchema rule_schema()
{
    return ObjectSchema{"A row of the rulebook."}
        .text("row", "its id, such as B-HEALTH-1")
        .text("topic")
        .member("kind", words_schema())
        .member("title", words_schema())
        .member("citation", words_schema("the legal text that it rests on"))
        .text("standing", "how well the text is known")
        .member("force", words_schema("whether it may decide"))
        .member("from_day", day_schema())
        .member("to_day", day_schema({}, true));
}

std::string history_entry()
{
    const std::string change = ObjectSchema{}
                                   .text("field")
                                   .member("before", text_schema("null: was not recorded", true))
                                   .member("after", text_schema("null: is not recorded any more", true))
                                   .json();
    return ObjectSchema{"An event, and one record that it changed."}
        .member("event", whole_schema("number in the journal"))
        .member("at", moment_schema())
        .text("officer", "code")
        .text("officer_name")
        .text("action")
        .text("door")
        .text("record", "such as \"worker W-17\"")
        .member("changes", list_schema(change))
        .json();
}

std::string event_schema()
{
    return ObjectSchema{"An event of the journal: what its leaf says."}
        .member("event", whole_schema("number, from 0"))
        .member("at", moment_schema())
        .text("officer", "code of who acted")
        .text("action")
        .text("door")
        .text("subject", "whom or what it is about, 32 hexadecimal digits")
        .text("commit", "base64 of SHA-256(salt, payload)")
        .links()
        .json();
}

std::string problem_schema()
{
    const std::string error = ObjectSchema{}
                                  .text("pointer", "JSON Pointer (RFC 6901) into what was sent")
                                  .text("code")
                                  .text("detail")
                                  .json();
    return ObjectSchema{"What went wrong (RFC 9457)."}
        .text("type")
        .text("title")
        .member("status", whole_schema())
        .text("detail", "a sentence in the reader's language (Accept-Language: vi, en)")
        .text("instance")
        .text("code", "a word for programs")
        .member("hint", text_schema("what to do next"), false)
        .member("errors", list_schema(error), false)
        .json();
}

/// A schema file of the folder `schema`.
std::string schema_file(std::string_view name)
{
    const auto found = std::ranges::find(assets(), name, &Asset::name);
    if (found == assets().end()) throw std::logic_error{"no asset " + std::string{name}};
    return std::string{found->text};
}

void add_records(std::vector<NamedSchema>& all)
{
    all.push_back({"Facility", facility_schema().links().json()});
    all.push_back({"FacilityWhole", facility_schema()
                                        .links()
                                        .member("practices", records<registry::Practice>({"facility"}))
                                        .member("licences", records<registry::Licence>({"facility"}))
                                        .json()});
    all.push_back({"Worker", worker_schema().links().json()});
    all.push_back(
        {"WorkerWhole", worker_schema()
                            .links()
                            .member("papers", records<registry::IdentityPaper>({"worker", "status"}))
                            .member("posts", records<registry::Post>({"worker"}))
                            .member("appointments", records<registry::Appointment>({"worker"}))
                            .member("evidence", records<registry::Evidence>({"worker"}))
                            .json()});
    all.push_back(
        {"Equipment", ObjectSchema{"A unit of equipment."}.record<registry::Equipment>().links().json()});
    all.push_back({"Application", application_schema().links().json()});
    const std::string decision = ObjectSchema{}.record<registry::Decision>({"application", "worker"}).json();
    all.push_back(
        {"ApplicationWhole",
         application_schema()
             .links()
             .member("decision", R"({"anyOf":[{"type":"null"},)" + decision + "]}")
             .member("judgements", records<registry::OfficerFinding>({"application", "worker"}))
             .member("steps", records<registry::Step>({"application", "worker"}))
             .member("deadlines", records<registry::Deadline>({"application", "worker"}))
             .member("certificate", text_schema("number of the certificate that was issued on it", true))
             .json()});
    all.push_back({"Certificate", certificate_schema().links().json()});
    all.push_back({"CertificateWhole", certificate_schema()
                                           .links()
                                           .member("entries", records<registry::CertificateStatus>(
                                                                  {"certificate", "issued_by", "worker"}))
                                           .json()});
    all.push_back({"Screening", screening_schema().member("at", moment_schema()).links().json()});
    all.push_back({"ScreeningMade", screening_schema().links().json()});
}

void add_pages(std::vector<NamedSchema>& all)
{
    all.push_back({"FacilityList", page_schema("facilities", "Facility")});
    all.push_back({"WorkerList", page_schema("workers", "Worker")});
    all.push_back({"EquipmentList", page_schema("equipment", "Equipment")});
    all.push_back({"ApplicationList", page_schema("applications", "Application")});
    all.push_back({"CertificateList", page_schema("certificates", "Certificate")});
    all.push_back({"ScreeningList", page_schema("screenings", "Screening")});
    all.push_back({"History", page_schema("history", "HistoryEntry")});
    all.push_back({"HistoryEntry", history_entry()});
    all.push_back({"EventList", page_schema("events", "Event")});
    all.push_back({"Event", event_schema()});
    all.push_back({"RuleList", page_schema("rules", "Rule")});
    all.push_back({"Rule", rule_schema().links().json()});
    all.push_back(
        {"RuleWhole", rule_schema()
                          .links()
                          .member("says", words_schema("what it says, in one sentence"))
                          .member("remedy", words_schema("what can be done where it is not met"))
                          .member("source", R"({"type":"object","description":"the row as its file has it"})")
                          .json()});
}

void add_bodies(std::vector<NamedSchema>& all)
{
    all.push_back({"FacilityChange",
                   ObjectSchema{"What is to be changed; null takes a value away, what is not named stays."}
                       .changes<registry::Facility>({"name", "reference", "province", "address", "medical",
                                                     "tax_code", "contact", "phone", "email"})
                       .json()});
    all.push_back({"WorkerChange",
                   ObjectSchema{"What is to be corrected; null takes a value away, what is not named stays."}
                       .changes<registry::Worker>({"full_name", "birth_date", "birth_year", "sex", "note"})
                       .json()});
    all.push_back({"ScreeningRequest",
                   ObjectSchema{"How to screen; may be left out."}
                       .member("as_of", day_schema("law of another day than the filing day", true), false)
                       .member("decide_on", text_schema("weakest standing that may decide by itself"), false)
                       .closed()
                       .json()});
    all.push_back({"RecordedApplication",
                   ObjectSchema{"What came of recording a dossier."}
                       .text("application")
                       .text("worker")
                       .member("new_worker", typed("boolean", false))
                       .text("facility")
                       .member("new_facility", typed("boolean", false))
                       .member("evidence", whole_schema("pieces that were new or differed"))
                       .member("strangers", list_schema(text_schema(), false,
                                                        "who judged in the dossier and is no officer here"))
                       .links()
                       .json()});
    all.push_back(
        {"CertificateInHand", ObjectSchema{"What stands on a certificate, and its holder's day of birth."}
                                  .text("number")
                                  .member("birth_date", day_schema())
                                  .closed()
                                  .json()});
    const std::string answer =
        ObjectSchema{}
            .text("status", "what it is today")
            .text("issued_by")
            .text("role")
            .member("equipment_types", list_schema(text_schema()))
            .member("issued_on", day_schema())
            .member("valid_to", day_schema("last day; null: without end", true))
            .member("own", typed("boolean", false, {}, "issued by the authority that keeps this register"))
            .member("as_of", moment_schema("of this answer"))
            .json();
    all.push_back(
        {"PublicAnswers",
         ObjectSchema{"Certificates of that number whose holder was born that day; none where nothing fits."}
             .member("certificates", list_schema(answer))
             .json()});
    all.push_back({"Dossier", schema_file("schema/dossier.schema.json")});
    all.push_back({"Determination", schema_file("schema/determination.schema.json")});
    all.push_back({"Problem", problem_schema()});
}

} // namespace

std::string schema_reference(const std::string& name)
{
    return R"({"$ref":"#/components/schemas/)" + name + "\"}";
}

const std::vector<NamedSchema>& api_schemas()
{
    static const std::vector<NamedSchema> schemas = [] {
        std::vector<NamedSchema> all;
        add_records(all);
        add_pages(all);
        add_bodies(all);
        return all;
    }();
    return schemas;
}

} // namespace radcert::web
