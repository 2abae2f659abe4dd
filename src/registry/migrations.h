#pragma once

#include "registry/database.h"

namespace radcert::registry {

// How a register takes the schema files it has not yet seen. Forward only: a backup is the way back.

/// Applies the schema files that the register has not yet seen, each in a transaction.
void migrate(Database& database);

/// @throws Error  unavailable: a newer radcert wrote this register, or it needs a writer first.
void check_schema(Database& database);

} // namespace radcert::registry
