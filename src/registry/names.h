#pragma once

#include <vector>

#include "domain/as_of.h"
#include "registry/database.h"

namespace radcert::registry {

// Search by name. Both name tables hang on the versions of the records they name.

void put_worker_name(Database& database, EventNumber event, std::int64_t worker, const std::string& name);
void put_facility_name(Database& database, EventNumber event, std::int64_t facility, const std::string& name);

/// Whether a folded text has, for each of `starts`, a word that begins with it.
bool has_every_word(std::string_view folded, const std::vector<std::string>& starts);

/// Workers whose names hold every word of `words`, with or without marks, in any order, each word from its
/// beginning; sorted as Vietnamese are: given name, family name, middle names.
///
/// @param words  as typed; folded here. Empty: everybody.
/// @param most   the first so many.
std::vector<std::int64_t> find_workers_by_name(Database& database, std::string_view words,
                                               EventNumber known_by, std::size_t most);

/// Facilities whose names hold every word, in Vietnamese order.
std::vector<std::int64_t> find_facilities_by_name(Database& database, std::string_view words,
                                                  EventNumber known_by, std::size_t most);

} // namespace radcert::registry
