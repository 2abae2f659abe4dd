#include "documents/credential.h"

#include <algorithm>

#include "domain/error.h"
#include "text/digest.h"
#include "text/field.h"
#include "text/json_writer.h"

namespace radcert::documents {
namespace {

constexpr std::string_view credentials_v2{"https://www.w3.org/ns/credentials/v2"};
/// Terms of ours get names that say that no vocabulary of W3C's has them.
constexpr std::string_view undefined_term{"https://www.w3.org/ns/credentials/undefined-term#"};
constexpr std::string_view suite{"eddsa-jcs-2022"};

[[noreturn]] void refuse_credential(const Words& why)
{
    throw Error{
        Fault::invalid_input,
        {"chứng chỉ số (JSON) không dùng được: " + why.vi, "the credential cannot be used: " + why.en},
        {"lấy lại tệp từ người giữ chứng chỉ", "get the file from its holder again"}};
}

std::string canonical(std::string_view json)
{
    text::JsonReader reader;
    return text::canonical_json(reader.read(json));
}

/// `object` without a member, canonical.
std::string canonical_without(const text::JsonValue& object, std::string_view key)
{
    std::vector<text::JsonMember> members;
    std::ranges::copy_if(object.object(), std::back_inserter(members),
                         [&](const text::JsonMember& member) { return member.key != key; });
    text::JsonValue rest = object;
    rest.members = members.data();
    rest.size = std::uint32_t(members.size());
    return text::canonical_json(rest);
}

/// `object`, JSON text, with one more member.
std::string with_member(std::string_view object, std::string_view key, std::string_view value)
{
    std::string json{object.substr(0, object.size() - 1)};
    if (json.size() > 1) json += ',';
    text::append_json_string(json, key);
    return canonical((json += ':').append(value) += '}');
}

void write_holder(text::JsonWriter& json, const CredentialContent& content)
{
    json.key("credentialSubject");
    json.open_object();
    json.member("type", "RadiationWorker");
    json.member("name", content.full_name);
    if (content.birth_date) json.member("birthDate", to_iso(*content.birth_date));
    json.key("certificate");
    json.open_object();
    const Statement& says = content.statement;
    json.member("number", says.number);
    json.member("issuedBy", says.authority);
    json.member("issuedOn", to_iso(says.issued_on));
    if (says.valid_to) json.member("validTo", to_iso(*says.valid_to));
    json.member("role", says.role);
    json.key("equipmentTypes");
    json.open_array();
    for (const std::string& type : says.equipment_types) json.string(type);
    json.close_array();
    if (says.facility) json.member("facility", *says.facility);
    json.member("log", says.origin);
    json.key("logIndex");
    json.number(std::uint64_t(says.event));
    json.member("statement", content.statement_text);
    json.close_object();
    json.close_object();
}

/// Whether the proof's @context is the beginning of the document's, as section 3.3.2 of the suite asks.
bool begins_with(const text::JsonValue& document, const text::JsonValue& proof)
{
    const bool lists = document.kind == text::JsonKind::array && proof.kind == text::JsonKind::array;
    if (!lists) return text::canonical_json(document) == text::canonical_json(proof);
    const auto same = [](const text::JsonValue& a, const text::JsonValue& b) {
        return text::canonical_json(a) == text::canonical_json(b);
    };
    return proof.size <= document.size &&
           std::ranges::equal(document.array().first(proof.size), proof.array(), same);
}

std::string text_at(const text::Field& object, std::string_view key)
{
    const auto found = object.find(key);
    return found && found->value().kind == text::JsonKind::string ? std::string{found->as_string()}
                                                                  : std::string{};
}

/// What the subject says, where it is one of ours.
void read_subject(const text::Field& root, SecuredDocument& made)
{
    const auto subject = root.find("credentialSubject");
    if (!subject || subject->value().kind != text::JsonKind::object) return;
    made.full_name = text_at(*subject, "name");
    made.birth_date = parse_date(text_at(*subject, "birthDate"));
    const auto certificate = subject->find("certificate");
    if (certificate && certificate->value().kind == text::JsonKind::object)
        made.statement = text_at(*certificate, "statement");
}

void check_proof(const text::Field& proof)
{
    if (text_at(proof, "type") != "DataIntegrityProof" || text_at(proof, "cryptosuite") != suite ||
        text_at(proof, "proofPurpose") != "assertionMethod")
        refuse_credential(
            {"chữ ký không phải loại " + std::string{suite}, "its proof is not of " + std::string{suite}});
}

} // namespace

std::string unsigned_credential(const CredentialContent& content, const PublicPoint& issuer)
{
    const Statement& says = content.statement;
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.key("@context");
    json.open_array();
    json.string(credentials_v2);
    json.open_object();
    json.member("@vocab", undefined_term);
    json.close_object();
    json.close_array();
    json.key("type");
    json.raw(R"(["VerifiableCredential","RadiationWorkerCertificate"])");
    json.member("issuer", did_key(issuer));
    json.member("validFrom", to_iso(says.issued_on) + "T00:00:00+07:00");
    if (says.valid_to) json.member("validUntil", to_iso(*says.valid_to) + "T23:59:59+07:00");
    write_holder(json, content);
    json.close_object();
    return canonical(out);
}

std::string proof_options(std::string_view document, const PublicPoint& point, std::string_view created)
{
    text::JsonReader reader;
    const text::JsonValue& root = reader.read(document);
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    if (const auto context = text::Field{reader, root}.find("@context")) {
        json.key("@context");
        json.raw(text::canonical_json(context->value()));
    }
    json.member("type", "DataIntegrityProof");
    json.member("cryptosuite", suite);
    json.member("created", created);
    json.member("verificationMethod", key_url(point));
    json.member("proofPurpose", "assertionMethod");
    json.close_object();
    return canonical(out);
}

std::string hash_data(std::string_view options, std::string_view document)
{
    const text::Digest of_options = text::sha256(canonical(options)),
                       of_document = text::sha256(canonical(document));
    return std::string{text::view(of_options)}.append(text::view(of_document));
}

std::string secured_document(std::string_view document, std::string_view options, std::string_view signature)
{
    const std::string value = "\"z" + to_base58(signature) + '"';
    return with_member(document, "proof", with_member(options, "proofValue", value));
}

SecuredDocument read_secured_document(std::string_view json)
{
    text::JsonReader reader;
    const text::JsonValue& value = reader.read(json);
    const text::Field root{reader, value};
    const text::Field proof = root.at("proof");
    SecuredDocument made;
    made.document = canonical_without(value, "proof");
    proof.members(); // refuses anything but an object
    made.options = canonical_without(proof.value(), "proofValue");
    check_proof(proof);
    const std::string proof_value = text_at(proof, "proofValue");
    const bool short_enough = proof_value.starts_with('z') && proof_value.size() < 100;
    const auto signature = short_enough ? from_base58(std::string_view{proof_value}.substr(1)) : std::nullopt;
    if (!signature || signature->size() != signature_size)
        refuse_credential({"chữ ký sai dạng", "its proofValue is malformed"});
    made.signature = *signature;
    const auto point = point_of_did_key(text_at(proof, "verificationMethod"));
    if (!point)
        refuse_credential({"khóa ký không phải did:key Ed25519", "its key is not an Ed25519 did:key"});
    made.point = *point;
    if (const auto context = proof.find("@context");
        context && !begins_with(root.at("@context").value(), context->value()))
        refuse_credential(
            {"@context của chữ ký khác của tài liệu", "the proof has another @context than the document"});
    made.issuer = text_at(root, "issuer");
    read_subject(root, made);
    return made;
}

} // namespace radcert::documents
