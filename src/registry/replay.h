#pragma once

#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::registry {

/// The records as the journal alone tells them: every payload is opened, compared with what its event commits
/// to, and played into a register in memory. Versions carry the numbers of the events of `database`, so that
/// `known_by` means the same in both. What is not derived from the journal (search words, texts of rulebooks,
/// documents, the journal itself) is not in it.
///
/// @throws Error  integrity: the journal does not verify; the message names the first problem and how many
/// there are.
Database replay_journal(Database& database, const KeyFile& keys);

} // namespace radcert::registry
