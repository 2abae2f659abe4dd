#pragma once

#include <string>
#include <vector>

#include "domain/error.h"
#include "registry/postgres_connection.h"
#include "registry/row_scope.h"

namespace radcert::registry {

// PostgreSQL's own row-level security, under what the program asks for anyway: a page that forgot whose rows
// it may show gets no others from the database. Which rows an account sees is casework/scope.h's to say; the
// fence lets through whatever any moment of the record could show it, and nothing of anybody else.
//
// It stands for the role radcert_narrowed, which nobody logs in with and every read of a narrowed account
// takes on. Whoever owns the tables is not held by it: acts, checks of the journal and officers of the whole
// register pay nothing. It guards against what was forgotten, not against whoever can run SQL of their own.

/// What the fence does with a table: an SQL condition, or nothing, for what tells of no one person or place.
struct Fenced {
    const char* table;
    const char* condition; ///< nullptr: open
};
const std::vector<Fenced>& fenced_tables();

/// Functions that the conditions ask, each as PostgreSQL keeps it, "function NAME BODY".
std::vector<std::string> fence_functions();

/// Puts the fence up where it does not stand as this program wants it.
/// @throws Error  refused: there is no role radcert_narrowed, and this account may not make it
void raise_fence(PostgresConnection& connection, const std::string& register_name);

/// A line for each table that the fence does not stand around, and one for functions that are not its own.
std::vector<Words> gaps_in_fence(PostgresConnection& connection);

/// Until the end of this transaction the connection sees rows of this scope only.
/// @param scope  not of everything
void narrow(PostgresConnection& connection, const RowScope& scope);

} // namespace radcert::registry
