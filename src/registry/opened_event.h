#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/any_record.h"
#include "registry/keys.h"

namespace radcert::registry {

/// What an event changed, as its sealed payload says it.
struct OpenedEvent {
    enum class State : unsigned char {
        opened,
        destroyed, ///< its subject was erased: nobody can open it any more
        damaged    ///< it does not open, or is not what the event commits to
    };
    State state{};
    std::vector<AnyRecord> records; ///< new versions of records, as the event put them
};

/// @throws Error  not_found: no such event; integrity: its leaf is not one that radcert writes.
OpenedEvent open_event(Database& database, const KeyFile& keys, EventNumber number);

/// Whom or what events of a subject are about.
struct SubjectOwner {
    std::string kind;       ///< register, officer, facility, worker
    std::int64_t number{0}; ///< of the worker or facility; 0: not known
    std::string officer{};  ///< code of the officer
    bool erased{false};
};

/// Told by the first event of the subject, which recorded who that is. Empty: there is no such subject.
std::optional<SubjectOwner> find_owner(Database& database, const KeyFile& keys, const std::string& subject);

/// The subject of a worker's events, also where the worker was erased; empty: there never was one.
std::optional<std::string> subject_of_worker(Database& database, std::int64_t worker);

} // namespace radcert::registry
