#pragma once

#include <filesystem>

#include "registry/database.h"

namespace radcert::registry {

// What every connection is held to, and how a register takes the schema files it has not yet seen. Forward
// only: a backup is the way back.

/// Settings of reliability.md section 3.1, read back after setting. @throws Error integrity: one did not
/// hold.
void apply_settings(SQLite::Database& sql, Access access);

/// Writes the mark by which a register is known (application_id).
void mark_as_register(SQLite::Database& sql);

/// @throws Error  invalid_input: the file is SQLite's, but no register.
void check_is_register(SQLite::Database& sql, const std::filesystem::path& file);

/// Applies the schema files that the register has not yet seen, each in a transaction.
void migrate(Database& database);

/// @throws Error  unavailable: a newer radcert wrote this register, or it needs a writer first.
void check_schema(Database& database);

} // namespace radcert::registry
