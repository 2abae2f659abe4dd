#pragma once

#include "registry/writer.h"

namespace radcert::casework {

/// Forgets a person: the key of all that the journal keeps about the worker is destroyed, every record,
/// search word and scanned paper is deleted, in one transaction. Leaves, tree and proofs stay. What remains
/// is that somebody was forgotten, by whom, why, and the numbers of the certificates, so that none is given
/// twice.
///
/// @throws Error  refused: a certificate is in force or suspended, the register has to keep it; no second
/// person; no
///                legal basis; not_found.
registry::Erasure erase_worker(registry::WriteScope& write, std::int64_t worker, const std::string& reason,
                               const std::string& legal_basis);

} // namespace radcert::casework
