#pragma once

#include <filesystem>

#include "registry/engine.h"

namespace SQLite {
class Database;
}

namespace radcert::registry {

// What every connection to a file is held to.

/// Settings of reliability.md section 3.1, read back after setting. @throws Error integrity: one did not
/// hold.
void apply_settings(SQLite::Database& sql, Access access);

/// Writes the mark by which a register is known (application_id).
void mark_as_register(SQLite::Database& sql);

/// @throws Error  invalid_input: the file is SQLite's, but no register.
void check_is_register(SQLite::Database& sql, const std::filesystem::path& file);

} // namespace radcert::registry
