#pragma once

#include <filesystem>
#include <optional>

#include "registry/verify.h"

namespace radcert::registry {

/// Copies a register to a new file while it is in use: one state of it, whole. The copy stands under a
/// temporary name until it is durable and was verified (structure), so a file of the wanted name is always a
/// good one. Keys are not copied: they have a safe copy of their own.
/// @throws Error  conflict: there is a file of that name; unavailable: it cannot be written; integrity: the
///                register itself does not verify.
Report back_up(Database& database, const VerifyingKey& key, const std::filesystem::path& to);

struct Restoring {
    RegisterPlace backup;          ///< a file; or a database that PostgreSQL's own tools put back
    std::filesystem::path to;      ///< a new file; empty: a database stays where it is
    std::filesystem::path against; ///< a kept checkpoint, beside the one that lies beside the register
    bool accept_loss{false};       ///< go on though the backup is older than the checkpoint
};

/// What a restoration gave back.
struct Restored {
    std::uint64_t size{0};             ///< events
    std::optional<std::uint64_t> head; ///< size of the checkpoint it was compared with
    std::uint64_t lost() const { return head && *head > size ? *head - size : 0; }
};

/// Puts a backup in the place of a register that is gone. The backup is verified, and must hold what the kept
/// checkpoint signs: an older backup, or a file that was copied without its -wal, is noticed by it. A
/// database is taken on as it stands: nothing is written but the checkpoint that is kept beside it.
/// @throws Error  usage: a backup of one engine for a place of the other; conflict: there is a file at `to`;
///                refused: events would be lost; integrity: the backup does not verify, or is of another
///                history.
Restored restore(const Restoring& restoring, const VerifyingKey& key);

} // namespace radcert::registry
