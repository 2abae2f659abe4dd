#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/as_of.h"
#include "registry/database.h"
#include "registry/merkle.h"

namespace radcert::registry {

/// What a leaf says of an event: who did what, when and through which door. No personal data.
struct Event {
    EventNumber number{};
    Timestamp at;
    std::string actor;   ///< officer's reference, "u-..."
    std::string action;  ///< "certificate.issue"
    std::string door;    ///< "cli", "demo", "web"
    std::string subject; ///< whom or what it is about, 32 hexadecimal digits
    std::string commit;  ///< base64 of SHA-256(salt, payload)
};

/// The leaf of an event: canonical JSON (RFC 8785) with these fields, "hash":"sha256" and "v":1.
std::string leaf_of(const Event& event);

/// @throws Error  integrity: the leaf is not one that radcert writes.
Event event_of(EventNumber number, std::string_view leaf);

/// How many events the journal holds.
EventNumber journal_size(Database& database);

/// @throws Error  not_found.
Event load_event(Database& database, EventNumber number);
std::string load_leaf(Database& database, EventNumber number);

/// Events from `first` on, at most `most`, in their order; only those of one subject where it is named.
std::vector<Event> list_events(Database& database, EventNumber first, std::size_t most,
                               const std::string& subject = {});

/// The last event that had been recorded at `moment`; -1 when there was none.
EventNumber event_known_by(Database& database, const Timestamp& moment);

/// Reads stored nodes of the tree, and hashes leaves for level 0.
Hash read_node(Database& database, unsigned level, std::uint64_t index);

/// The right edge of the stored tree.
Frontier stored_frontier(Database& database, std::uint64_t size);

/// The newest checkpoint's note, or the one of that size. Empty when there is none.
std::optional<std::string> find_checkpoint(Database& database, std::optional<std::uint64_t> size = {});

/// The file beside the register in which the newest checkpoint is kept a second time: an older register put
/// in the place of this one is noticed by it.
std::filesystem::path kept_checkpoint_file(const RegisterPlace& place);

} // namespace radcert::registry
