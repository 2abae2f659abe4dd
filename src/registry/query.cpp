#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <cassert>

#include "registry/database.h"
#include "registry/sql_error.h"

namespace radcert::registry {

Query::Query(Database& database, const char* sql)
    : database_{database}, sql_{sql}, statement_{database.take(sql)}
{
}

Query::~Query()
{
    // Bound text is the caller's and may be gone; a statement that is not reset keeps its transaction open.
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    database_.give_back(sql_, std::move(statement_));
}

int Query::place(const char* name) const
{
    return sqlite3_bind_parameter_index(statement_.get(), name);
}

void Query::bind(int place, std::int64_t value)
{
    assert(place > 0 && "the statement has no such parameter");
    sqlite3_bind_int64(statement_.get(), place, value);
}

void Query::bind(int place, double value)
{
    assert(place > 0 && "the statement has no such parameter");
    sqlite3_bind_double(statement_.get(), place, value);
}

void Query::bind(int place, std::string_view text)
{
    assert(place > 0 && "the statement has no such parameter");
    const char* const start = text.data() == nullptr ? "" : text.data(); // null would be SQL's NULL
    sqlite3_bind_text(statement_.get(), place, start, int(text.size()), SQLITE_STATIC);
}

void Query::bind_copy(int place, std::string_view text)
{
    assert(place > 0 && "the statement has no such parameter");
    sqlite3_bind_text(statement_.get(), place, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void Query::bind(int place, Date day)
{
    bind_copy(place, to_iso(day));
}

void Query::bind_null(int place)
{
    sqlite3_bind_null(statement_.get(), place);
}

void Query::bind(const char* name, std::int64_t value)
{
    bind(place(name), value);
}

void Query::bind(const char* name, double value)
{
    bind(place(name), value);
}

void Query::bind(const char* name, std::string_view text)
{
    bind(place(name), text);
}

void Query::bind_copy(const char* name, std::string_view text)
{
    bind_copy(place(name), text);
}

void Query::bind(const char* name, Date day)
{
    bind(place(name), day);
}

void Query::bind_blob(const char* name, std::string_view bytes)
{
    const char* const start = bytes.data() == nullptr ? "" : bytes.data();
    sqlite3_bind_blob(statement_.get(), place(name), start, int(bytes.size()), SQLITE_STATIC);
}

void Query::bind_null(const char* name)
{
    bind_null(place(name));
}

bool Query::next()
{
    const int answer = sqlite3_step(statement_.get());
    if (answer == SQLITE_ROW) return true;
    if (answer == SQLITE_DONE) return false;
    throw sql_error(SQLite::Exception{database_.sql().getHandle(), answer}, database_.file().string());
}

void Query::run()
{
    while (next()) {
    }
}

void Query::again()
{
    sqlite3_reset(statement_.get());
}

bool Query::is_null(int column) const
{
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(statement_.get(), column);
}

double Query::number(int column) const
{
    return sqlite3_column_double(statement_.get(), column);
}

std::string_view Query::text(int column) const
{
    sqlite3_stmt* const statement = statement_.get();
    const void* const bytes = sqlite3_column_blob(statement, column); // of a text: its UTF-8
    return {static_cast<const char*>(bytes), std::size_t(sqlite3_column_bytes(statement, column))};
}

Date Query::day(int column) const
{
    const auto read = parse_date(text(column));
    if (!read) {
        const std::string found{text(column)};
        throw Error{Fault::integrity,
                    {"sổ đăng ký có một ngày không có thật: '" + found + "'",
                     "the register holds a day that does not exist: '" + found + "'"},
                    {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    }
    return *read;
}

ReadScope::ReadScope(Database& database)
    : database_{database}, opened_{sqlite3_get_autocommit(database.sql().getHandle()) != 0}
{
    if (opened_) database_.execute("BEGIN");
}

ReadScope::~ReadScope()
{
    if (opened_) database_.sql().tryExec("COMMIT");
}

} // namespace radcert::registry
