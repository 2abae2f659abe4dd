#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/paper_answer.h"
#include "documents/revocations.h"
#include "documents/statement.h"
#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::casework {

// The two sources of revocations: the register itself, and the snapshot that it signed.

/// What one source knows of revocations, and how fresh that is.
struct RevocationsKnown {
    bool from_register{false}; ///< asked right now, not from a snapshot
    std::string origin;
    Timestamp made_at;
    std::uint64_t log_size{};
    std::optional<Date> due;                 ///< of a snapshot
    std::optional<documents::Listed> listed; ///< how this version is listed; empty: it is not
    PaperAnswer says{PaperAnswer::valid};    ///< what the answer would be by this source alone
};

/// Something that a source says: what it makes of the answer, and why. `valid`: worth saying, no more.
struct Said {
    PaperAnswer answer;
    Words reason;
};

/// How a snapshot lists an event, after one of `trusted` with the name of its origin was found to have signed
/// it.
/// @throws Error  invalid_input: no snapshot, or a damaged one; integrity: not signed by them.
RevocationsKnown look_up(std::string_view snapshot, std::span<const registry::VerifyingKey> trusted,
                         EventNumber event);

/// What the register itself says of the version that a statement is about, as of now.
/// @throws Error  not_found: its journal is long enough, but never said such a version.
RevocationsKnown ask_register(registry::Database& database, const documents::Statement& statement,
                              Date today);

/// What a source says of the paper of a statement, and whether it may be relied on today. Pure.
std::vector<Said> judge_source(const RevocationsKnown& known, const documents::Statement& statement,
                               Date today);

} // namespace radcert::casework
