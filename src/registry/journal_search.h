#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/journal.h"

namespace radcert::registry {

/// What is asked of the journal; whatever is empty is not asked.
struct EventQuestion {
    EventNumber first{0}, last{newest_event}; ///< numbers, both included
    std::string actor{};                      ///< officer's reference
    std::string action{};                     ///< "certificate.issue"; "certificate": all of that group
    std::string door{};
    std::string subject{};
};

/// How much of the journal one question looks at.
struct SearchLimits {
    std::size_t most{50}; ///< events that are found
    std::size_t look_at{
        20'000}; ///< events that are looked at, where no index leads to those that are asked for
};

/// What was found, newest first.
struct FoundEvents {
    std::vector<Event> events;
    EventNumber looked_from{0}, looked_to{-1}; ///< every event with these numbers was looked at
    bool whole{true}; ///< nothing older could answer; else go on before `looked_from`
};

/// Events that answer, newest first.
///
/// A leaf is found by its number, and by its subject unless that was erased: whatever else is asked, at most
/// `look_at` leaves are read, which takes some 20 ms, however long the journal is.
FoundEvents search_events(Database& database, const EventQuestion& question, const SearchLimits& limits);

} // namespace radcert::registry
