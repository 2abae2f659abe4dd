#pragma once

#include <filesystem>
#include <string>

#include "registry/register_place.h"

namespace radcert::tests {

// Where a test's register lies. The same tests run on both engines: on files, and under tests/on_postgres on
// databases, one for each register.

/// Whether this run is on PostgreSQL.
bool on_postgres();

/// A place for a new register that would be this file. A database is made; files beside it are called after
/// `file`.
registry::RegisterPlace new_place(const std::filesystem::path& file);

/// A place that holds what `from` holds, nobody being connected to it.
registry::RegisterPlace copied_place(const registry::RegisterPlace& from, const std::filesystem::path& file);

/// Two databases take each other's place, as when an older copy is put where the newer was; who is connected
/// is cut.
void exchange_places(const registry::RegisterPlace& one, const registry::RegisterPlace& other);

/// Removes the database, if it is one.
void drop_place(const registry::RegisterPlace& place);

} // namespace radcert::tests
