#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "documents/credential.h"
#include "documents/revocations.h"
#include "documents/statement.h"
#include "registry/certificates.h"
#include "registry/keys.h"
#include "registry/workers.h"

namespace radcert::casework {

// What the register signs of a certificate for papers that are checked elsewhere. Nothing is recorded: these
// are questions, and the same state of the register gives the same bytes.

/// The newest version of a certificate with everything that its paper says. Names are those that the register
/// knew when the version was made, so that a reprint is the same; a name corrected later asks for a new paper
/// (`certificate replace`, `certificate correct`).
struct ProvenCertificate {
    registry::Certificate certificate;
    EventNumber event{}; ///< that made the version
    Timestamp recorded_at;
    registry::Worker holder;
    std::optional<std::string> facility; ///< name
    documents::Statement statement;
    std::string statement_text;    ///< signed
    registry::VerifyingKey signer; ///< of the register
};

/// The salt in the statement is derived, since printing twice has to give the same code and nothing may be
/// stored for it: the first 16 bytes of SHA-256 over "radcert holder salt v1\n" and the Ed25519 signature of
/// "radcert holder salt v1\n", number, authority and event. That signature is deterministic and never
/// published, so without the key the salts of papers that one has not seen cannot be known.
///
/// @throws Error  not_found, conflict: as load_certificate; conflict: `keys` belong to another log.
ProvenCertificate prove_certificate(registry::Database& database, const registry::KeyFile& keys,
                                    std::string_view number,
                                    const std::optional<std::string>& issued_by = {});

/// The same as a Verifiable Credential, canonical JSON. It names the holder and the day of birth.
std::string prove_credential(const ProvenCertificate& proven, const registry::KeyFile& keys);

/// What is not in force on the day, with the reason that weighs most for each version.
std::vector<documents::Listed> list_not_good(registry::Database& database, Date day);

/// The same of the one version that a statement is about; empty: it is in force, or only over by the
/// calendar.
/// @throws Error  not_found: the register never said such a version.
std::optional<documents::Listed> find_not_good(registry::Database& database,
                                               const documents::Statement& statement, Date day);

/// The signed snapshot of revocations as of now, to be sent to whoever checks papers without a register.
/// @param valid_days  for how long it counts as fresh; 1 to 366
std::string export_revocations(registry::Database& database, const registry::KeyFile& keys, int valid_days);

} // namespace radcert::casework
