#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "documents/statement.h"

namespace radcert::documents {

// A certificate as a Verifiable Credential (W3C, Verifiable Credentials Data Model v2.0) with a Data
// Integrity proof of the suite eddsa-jcs-2022 (W3C, Data Integrity EdDSA Cryptosuites v1.0): programs of
// others can check it that know nothing of radcert.

/// Ed25519 public key, 32 bytes.
using PublicPoint = std::array<unsigned char, 32>;

/// Base 58 with Bitcoin's alphabet (draft-msporny-base58); empty for other letters.
std::string to_base58(std::string_view bytes);
std::optional<std::string> from_base58(std::string_view text);

/// Multikey of an Ed25519 public key: "z6Mk..." (0xed01 and the point in base 58).
std::string multikey(const PublicPoint& point);
std::optional<PublicPoint> point_of_multikey(std::string_view text);

/// "did:key:z6Mk...", and the URL of its one key "did:key:z6Mk...#z6Mk...".
std::string did_key(const PublicPoint& point);
std::string key_url(const PublicPoint& point);
/// The point of a key's URL or of a did:key.
std::optional<PublicPoint> point_of_did_key(std::string_view text);

/// What the credential says beside the statement. Unlike the statement it names the holder: it is the
/// holder's to show.
struct CredentialContent {
    Statement statement;
    std::string statement_text; ///< signed; a program that knows radcert asks about revocation with it
    std::string full_name;
    std::optional<Date> birth_date;
};

/// The credential without its proof, canonical JSON. The issuer is the did:key of the register's key,
/// validFrom the beginning of the day of issue in Viet Nam, validUntil the end of the last day.
std::string unsigned_credential(const CredentialContent& content, const PublicPoint& issuer);

/// Options of a proof of `document` (JSON object) by `point`, without proofValue, canonical JSON.
/// @param created  "2026-11-21T01:30:00Z"
std::string proof_options(std::string_view document, const PublicPoint& point, std::string_view created);

/// What is signed, 64 bytes: SHA-256 of the canonical options, then SHA-256 of the canonical document.
std::string hash_data(std::string_view options, std::string_view document);

/// The document with its proof, canonical JSON. @param signature  64 bytes, of `hash_data`
std::string secured_document(std::string_view document, std::string_view options, std::string_view signature);

/// A secured document taken apart.
struct SecuredDocument {
    std::string document;  ///< canonical, without the proof
    std::string options;   ///< canonical, without proofValue
    std::string signature; ///< 64 bytes; nobody has verified it yet
    PublicPoint point{};   ///< of the verification method
    std::string issuer;    ///< "did:key:..." or an address
    std::string statement; ///< text of the certificate's statement; empty where there is none
    std::string full_name; ///< credentialSubject.name; may be empty
    std::optional<Date> birth_date;
};

/// @throws Error  invalid_input: no JSON object with one proof of type DataIntegrityProof, suite
/// eddsa-jcs-2022 and
///                purpose assertionMethod by a did:key; a proof whose @context is not the beginning of the
///                document's.
SecuredDocument read_secured_document(std::string_view json);

} // namespace radcert::documents
