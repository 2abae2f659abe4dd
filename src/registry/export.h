#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::registry {

/// What an export holds.
struct Exported {
    std::int64_t events{0}, checkpoints{0};
};

/// Writes the journal for an auditor into a new folder: events.ndjson (one leaf a line), checkpoint (the
/// newest note), checkpoints.ndjson (all notes, one JSON string a line), vkey, audit.py and AUDIT.txt. No
/// personal data, and nothing of radcert is needed to verify it.
/// @throws Error  conflict: there is something of that name; unavailable: it cannot be written; not_found:
/// the
///                journal is empty.
Exported export_journal(Database& database, const VerifyingKey& key, const std::filesystem::path& folder);

/// script/audit-journal, and the procedure for people (Vietnamese and English) that goes with it.
std::string_view audit_script();
std::string_view audit_procedure();

/// That an event stands in the journal, as a C2SP tlog-proof under the newest checkpoint; `extra` is the
/// leaf.
/// @throws Error  not_found: no such event.
std::string prove_event(Database& database, EventNumber number);

/// The newest checkpoint's note. @throws Error not_found: the journal is empty.
std::string load_checkpoint(Database& database);

} // namespace radcert::registry
