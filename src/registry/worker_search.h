#pragma once

#include "domain/as_of.h"
#include "registry/database.h"

namespace radcert::registry {

/// Which workers a list asks for. All empty: everybody. Where several are given, a worker has to pass each.
struct WorkerFilter {
    std::string words{}; ///< of the name, as typed: as find_workers_by_name
    std::optional<std::int64_t>
        at{}; ///< in post or appointed at this facility, and has not left before the day
    std::optional<std::string> role{}; ///< in a post of this role, or appointed to it, and has not left it
    // Rows that somebody sees; casework/scope.h says which lie in them. They are those of `seen_on`, as known
    // now, whatever day is asked about: nobody looks back to people who have left.
    std::optional<std::string> province{};
    std::optional<std::int64_t> facility{}, worker{};
    Date seen_on{};
};

/// Workers in the order of find_workers_by_name, the first so many left out.
///
/// Looks behind whatever is rarest: one person, one facility's people, a rare word of the name, a province of
/// few people; else down the list of names until the page is full.
std::vector<std::int64_t> find_workers(Database& database, const WorkerFilter& filter, AsOf as_of,
                                       std::size_t skip, std::size_t most);

} // namespace radcert::registry
