#pragma once

#include <string_view>

#include "domain/vocabulary.h"
#include "registry/writer.h"

namespace radcert::casework {

/// What an officer does to a certificate that stands.
enum class Amendment : unsigned char { suspend, restore, revoke, withdraw };

/// Whether a certificate of that status (registry::status_on) can be amended so.
bool allows(Amendment amendment, std::string_view status);
/// Revoked, withdrawn or replaced: it does not come back.
bool has_ended(std::string_view status);

struct AmendRequest {
    std::string certificate;
    std::optional<std::string> issued_by;
    Amendment amendment{};
    std::string reason, legal_basis;
    std::optional<Date> on, to; ///< `to`: last day of a suspension that ends by itself
};

/// Suspends, restores, revokes or withdraws (issued by mistake) a certificate from a day on. Revoking and
/// withdrawing take two persons and a legal basis; what is revoked, withdrawn or replaced does not come back.
/// @throws Error  refused; conflict: the certificate's status does not allow it.
registry::CertificateStatus amend_certificate(registry::WriteScope& write, const AmendRequest& request);

/// Corrects what a certificate says: role, equipment, facility, days. All of it is what the certificate
/// allows, so it takes two persons and a legal basis; a slip of the pen in a name is corrected on the worker.
struct Correction {
    std::string certificate;
    std::optional<std::string> issued_by;
    std::optional<std::int64_t> facility;
    std::optional<std::string> role;
    std::optional<registry::WordList> equipment_types;
    std::optional<Date> issued_on, valid_to;
    std::string reason, legal_basis;
};
registry::Certificate correct_certificate(registry::WriteScope& write, const Vocabulary& vocabulary,
                                          const Correction& correction);

/// Stops issuing at once, or lets it go on; going on takes two persons.
void halt(registry::WriteScope& write, bool halted, const std::string& reason);

} // namespace radcert::casework
