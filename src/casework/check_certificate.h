#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/ask_revocations.h"
#include "documents/statement.h"
#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::casework {

// Checks the paper of a certificate by what its QR code says. Pure: no register, no clock.

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
    std::optional<documents::Statement> statement;   ///< missing where it was forged or its office is unknown
    std::optional<registry::VerifyingKey> signed_by; ///< likewise
    std::vector<RevocationsKnown> revocations;       ///< every source that could be used, the register first
    bool name_compared{false};
};

/// Never throws for what a paper or a snapshot says: that is the answer.
CheckedPaper check_paper(const PaperToCheck& paper);

/// The same by the register itself, where the paper is of its own log, and by the snapshot too where there is
/// one: the weightier answer of the two is given. A register that does not know the version calls it stale
/// where its journal is shorter, and forged otherwise.
CheckedPaper check_paper(const PaperToCheck& paper, registry::Database& database);

/// The same for a text as people paste it, saved by an editor or broken into lines by a mail: the first
/// statement in it, in the reading that somebody trusted signed, else as it stands.
CheckedPaper check_pasted_paper(PaperToCheck paper, registry::Database& database);

/// A credential's proof by one of `trusted`, who is its issuer.
/// @return  the text of the statement inside, to be checked as a paper
/// @throws Error  invalid_input: not a credential of radcert; integrity: its proof is wrong or somebody
/// else's, or it
///                says another name than its statement.
std::string open_credential(std::string_view json, std::span<const registry::VerifyingKey> trusted);

} // namespace radcert::casework
