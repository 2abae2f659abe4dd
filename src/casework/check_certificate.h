#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/revocations.h"
#include "documents/statement.h"
#include "registry/certificates.h"
#include "registry/keys.h"

namespace radcert::casework {

// Checks the paper of a certificate by what its QR code says. Pure: no register, no clock.

/// The answer, the weightiest first: where several apply, the first of them is given.
enum class PaperAnswer : unsigned char {
    forged,   ///< not a statement, altered, or not signed by a trusted key
    mismatch, ///< genuine, but of another person than the paper says
    revoked,  ///< revoked, withdrawn, replaced, corrected since, or its holder's data were erased
    suspended,
    expired, ///< its last day is over
    not_yet, ///< its first day has not come
    stale,   ///< genuine, but nobody here knows whether it still stands
    valid
};

/// "revoked", for programs.
std::string_view name_of(PaperAnswer answer);
Words words_for(PaperAnswer answer);

/// What is known of revocations, and how fresh that is.
struct RevocationsKnown {
    bool from_register{false}; ///< asked right now, not from a snapshot
    std::string origin;
    Timestamp made_at;
    std::uint64_t log_size{};
    std::optional<Date> due;                 ///< of a snapshot
    std::optional<documents::Listed> listed; ///< how this version is listed; empty: it is not
};

struct PaperToCheck {
    std::string_view statement; ///< text of the QR code
    std::span<const registry::VerifyingKey> trusted;
    std::optional<std::string_view> snapshot; ///< bytes
    std::optional<std::string> full_name;     ///< as printed on the paper
    std::optional<Date> birth_date;           ///< counts with `full_name`
    Date today{};
};

struct CheckedPaper {
    PaperAnswer answer{PaperAnswer::forged};
    std::vector<Words> reasons;                      ///< of the answer, then what else is to be said
    std::optional<documents::Statement> statement;   ///< missing where it was forged
    std::optional<registry::VerifyingKey> signed_by; ///< likewise
    std::optional<RevocationsKnown> revocations;     ///< missing: none, or none that can be used
    bool name_compared{false};
};

/// Never throws for what a paper or a snapshot says: that is the answer.
CheckedPaper check_paper(const PaperToCheck& paper);

/// The same by the register itself instead of a snapshot. A register that does not know the version calls it
/// stale where its journal is shorter, and forged otherwise.
CheckedPaper check_paper(const PaperToCheck& paper, registry::Database& database);

/// How a snapshot lists an event, after one of `trusted` with the name of its origin was found to have signed
/// it.
/// @throws Error  invalid_input: no snapshot, or a damaged one; integrity: not signed by them.
RevocationsKnown look_up(std::string_view snapshot, std::span<const registry::VerifyingKey> trusted,
                         EventNumber event);

/// A credential's proof by one of `trusted`, who is its issuer.
/// @return  the text of the statement inside, to be checked as a paper
/// @throws Error  invalid_input: not a credential of radcert; integrity: its proof is wrong or somebody
/// else's, or it
///                says another name than its statement.
std::string open_credential(std::string_view json, std::span<const registry::VerifyingKey> trusted);

} // namespace radcert::casework
