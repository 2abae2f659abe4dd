#pragma once

#include <string>
#include <vector>

#include "registry/verify.h"

namespace radcert::registry {

/// Every table of the schema but the journal's own. Read from the schema itself, so that a new table cannot
/// be forgotten.
std::vector<std::string> derived_tables(Database& database);

/// Compares two tables of one name, row by row in the order of their primary key and column by column.
/// @param said   as the journal says.
/// @param stood  as the register stands.
void compare_table(Database& said, Database& stood, const std::string& table, Report& report);

} // namespace radcert::registry
