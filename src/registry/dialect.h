#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace radcert::registry {

// Statements and schema files are written once, in what SQLite and PostgreSQL share. Where the two differ in
// words, both words stand side by side in dialect.cpp, and a statement is turned into PostgreSQL's here.

/// A schema file in PostgreSQL's words.
std::string postgres_schema(std::string_view schema);

/// What a register in PostgreSQL has beside schema/: the row that writers lock, and functions that SQLite
/// has.
extern const char* const postgres_additions;
/// A table of these additions, which no journal tells of, or a function, as "function NAME BODY".
bool is_postgres_addition(std::string_view thing);

/// A statement with its named parameters numbered.
struct NumberedSql {
    std::string sql;                ///< "... = $1"
    std::vector<std::string> names; ///< ":seq" of $1 and so on, each once
};
NumberedSql numbered(std::string_view sql);

} // namespace radcert::registry
