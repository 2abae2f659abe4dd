// The published test vectors of "Data Integrity EdDSA Cryptosuites v1.0", representation eddsa-jcs-2022;
// their signature is verified and made again in tests/casework/prove_certificate_test.cpp, where there are
// keys.
#include "documents/credential.h"

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/refusal.h"
#include "text/digest.h"

namespace {

using namespace radcert::documents;
using radcert::date;
using radcert::Fault;
using radcert::tests::parsed;
using radcert::tests::refusal_of;

std::string vector_file(const char* name)
{
    return radcert::tests::bytes_of(radcert::tests::vectors("eddsa-jcs-2022") / name);
}

std::string point_hex(const PublicPoint& point)
{
    return radcert::text::to_hex(std::span{point});
}

} // namespace

TEST_CASE("base 58 agrees with the examples of its draft", "[documents]")
{
    CHECK(to_base58("Hello World!") == "2NEpo7TZRRrLZSi2U");
    CHECK(to_base58("The quick brown fox jumps over the lazy dog.") ==
          "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
    const std::string zeros{"\x00\x00\x28\x7F\xB4\xCD", 6};
    CHECK(to_base58(zeros) == "11233QC4");
    CHECK(from_base58("11233QC4") == zeros);
    CHECK(from_base58("2NEpo7TZRRrLZSi2U") == "Hello World!");
    CHECK(from_base58("")->empty());
    for (const char* const text : {"0", "O", "I", "l", "2NEpo7TZ RRrLZSi2U", "+"})
        CHECK_FALSE(from_base58(text));
}

TEST_CASE("the published key is read and written", "[documents]")
{
    const auto key = parsed(vector_file("keyPair.json")).at("publicKeyMultibase").get<std::string>();
    const auto point = point_of_multikey(key);
    REQUIRE(point);
    CHECK(multikey(*point) == key);
    CHECK(did_key(*point) == "did:key:" + key);
    CHECK(point_of_did_key("did:key:" + key + "#" + key) == point);
    CHECK(point_of_did_key("did:key:" + key) == point);
    CHECK_FALSE(point_of_did_key("did:key:" + key + "#" + key.substr(1)));
    CHECK_FALSE(point_of_did_key("did:web:example.com"));
    CHECK_FALSE(point_of_multikey(key.substr(1)));
    CHECK_FALSE(point_of_multikey(key + "1"));
}

TEST_CASE("the published document and proof hash to the published digests", "[documents]")
{
    const SecuredDocument read = read_secured_document(vector_file("signedJCS.json"));
    CHECK(read.document == vector_file("canonDocJCS.txt"));
    CHECK(read.options == vector_file("proofCanonJCS.txt"));
    CHECK(radcert::text::to_hex(std::string_view{read.signature}) == vector_file("sigHexJCS.txt"));
    CHECK(radcert::text::to_hex(std::string_view{hash_data(read.options, read.document)}) ==
          vector_file("proofHashJCS.txt") + vector_file("docHashJCS.txt"));
    CHECK(hash_data(vector_file("proofConfigJCS.json"), vector_file("unsigned.json")) ==
          hash_data(read.options, read.document));
    CHECK(point_hex(read.point) ==
          point_hex(*point_of_multikey(
              parsed(vector_file("keyPair.json")).at("publicKeyMultibase").get<std::string>())));
}

TEST_CASE("the published secured document is composed again from its parts", "[documents]")
{
    const SecuredDocument read = read_secured_document(vector_file("signedJCS.json"));
    const std::string options =
        proof_options(vector_file("unsigned.json"), read.point, "2023-02-24T23:36:38Z");
    CHECK(options == read.options);
    const auto made = parsed(secured_document(vector_file("unsigned.json"), options, read.signature));
    CHECK(made == parsed(vector_file("signedJCS.json")));
    CHECK("z" + to_base58(read.signature) == vector_file("sigBTC58JCS.txt"));
}

TEST_CASE("a proof that is of another kind, or is bound to another context, is refused", "[documents]")
{
    const auto whole = parsed(vector_file("signedJCS.json"));
    const auto refused = [&](auto change) {
        auto other = whole;
        change(other);
        return refusal_of([&] { read_secured_document(other.dump()); }).fault() == Fault::invalid_input;
    };
    CHECK(refused([](auto& json) { json.erase("proof"); }));
    CHECK(refused([](auto& json) { json["proof"] = nlohmann::json::array(); }));
    CHECK(refused([](auto& json) { json["proof"]["cryptosuite"] = "eddsa-rdfc-2022"; }));
    CHECK(refused([](auto& json) { json["proof"]["type"] = "Ed25519Signature2020"; }));
    CHECK(refused([](auto& json) { json["proof"]["proofPurpose"] = "authentication"; }));
    CHECK(refused([](auto& json) { json["proof"]["proofValue"] = "z111"; }));
    CHECK(refused([](auto& json) { json["proof"]["verificationMethod"] = "https://example.com/key"; }));
    CHECK(refused([](auto& json) { json["@context"] = "https://www.w3.org/ns/credentials/v2"; }));
    CHECK(refused([](auto& json) { json["@context"][1] = "https://example.com/other"; }));
    CHECK(refusal_of([] { read_secured_document("no json"); }).fault() == Fault::invalid_input);
}

TEST_CASE("a certificate's credential is what the data model asks for", "[documents]")
{
    Statement says;
    says.authority = "province:66";
    says.origin = "radcert.example/66";
    says.number = "66-2026-00017";
    says.role = "safety_officer";
    says.equipment_types = {"ct"};
    says.commitment = holder_commitment(std::string(16, 's'), "Nguyễn Đức Thịnh", date(1985, 3, 7));
    says.issued_on = date(2026, 11, 21);
    says.valid_to = date(2031, 11, 21);
    PublicPoint point{};
    point.fill(9);
    const std::string document =
        unsigned_credential({says, "RADCERT1.x", "Nguyễn Đức Thịnh", date(1985, 3, 7)}, point);
    const auto json = parsed(document);
    CHECK(json.at("@context").at(0) == "https://www.w3.org/ns/credentials/v2");
    CHECK(json.at("type") == nlohmann::json{"VerifiableCredential", "RadiationWorkerCertificate"});
    CHECK(json.at("issuer") == did_key(point));
    CHECK(json.at("validFrom") == "2026-11-21T00:00:00+07:00");
    CHECK(json.at("validUntil") == "2031-11-21T23:59:59+07:00");
    CHECK(json.at("credentialSubject").at("name") == "Nguyễn Đức Thịnh");
    CHECK(json.at("credentialSubject").at("certificate").at("statement") == "RADCERT1.x");

    const std::string options = proof_options(document, point, "2026-11-21T01:30:00Z");
    const SecuredDocument read =
        read_secured_document(secured_document(document, options, std::string(64, '\1')));
    CHECK(read.document == document);
    CHECK(read.options == options);
    CHECK(read.signature == std::string(64, '\1'));
    CHECK(read.point == point);
    CHECK(read.issuer == did_key(point));
    CHECK(read.statement == "RADCERT1.x");
    CHECK(read.full_name == "Nguyễn Đức Thịnh");
    CHECK(read.birth_date == date(1985, 3, 7));
}
