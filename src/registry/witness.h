#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::registry {

/// What a witness has seen.
struct Witnessed {
    std::optional<std::uint64_t> before; ///< size of the journal at the last visit; empty: this is the first
    std::uint64_t size{0};
    std::string note; ///< the newest checkpoint, with the cosignature where there is one
};

/// The auditor's side, on a register or a copy of it: demands a proof that the journal continues the one of
/// the checkpoint kept in `state`, then keeps the newest checkpoint there. Nothing is kept when it is
/// refused.
///
/// @param key       the log's, from a source other than the register.
/// @param cosigner  puts a cosignature under the note (C2SP tlog-cosignature); null: none.
/// @throws Error    integrity: the journal is shorter than it was, or another one ("split view").
Witnessed witness_journal(Database& database, const VerifyingKey& key, const std::filesystem::path& state,
                          const KeyFile* cosigner);

} // namespace radcert::registry
