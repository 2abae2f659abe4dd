#pragma once

#include "registry/verify.h"

namespace radcert::registry {

/// What a copy holds, as it was compared with what it was made from.
struct CopiedRegister {
    std::int64_t tables{}, rows{};
    std::uint64_t events{};
    std::string root; ///< of the journal's tree, base64, as checkpoints have it
};

/// Copies a register, as it stands at one moment, to another place, on the same engine or another: from a
/// file into PostgreSQL and back. In one transaction, in which every row of every table is compared with the
/// one it was made from, and the tree with its newest checkpoint: whole, equal and signed, or not at all. The
/// key file is not copied: it is the same for both.
///
/// @param key     whose signature the newest checkpoint carries.
/// @throws Error  conflict: there is a register; integrity: the copy differs, or the checkpoint is not this
/// key's.
CopiedRegister copy_register(Database& from, const RegisterPlace& to, const VerifyingKey& key);

} // namespace radcert::registry
