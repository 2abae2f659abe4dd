#include "tests/bench/raw_register.h"

#include <stdexcept>
#include <vector>

#include "tests/bench/timing.h"
#include "text/vietnamese.h"

namespace radcert::bench {
namespace {

constexpr int rows_in_transaction = 8'000;

sqlite3* opened(const std::filesystem::path& file)
{
    sqlite3* handle = nullptr;
    if (sqlite3_open(file.c_str(), &handle) != SQLITE_OK)
        throw std::runtime_error{"cannot open " + file.string()};
    sqlite3_exec(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", nullptr, nullptr, nullptr);
    return handle;
}

void execute(sqlite3* handle, const std::string& sql)
{
    if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error{sqlite3_errmsg(handle)};
}

sqlite3_stmt* prepared(sqlite3* handle, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error{sqlite3_errmsg(handle)};
    return statement;
}

std::vector<std::string> texts(sqlite3* handle, const char* sql)
{
    std::vector<std::string> found;
    sqlite3_stmt* const rows = prepared(handle, sql);
    while (sqlite3_step(rows) == SQLITE_ROW)
        found.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(rows, 0)));
    sqlite3_finalize(rows);
    return found;
}

/// The seconds of the inserts alone; reading is not counted.
double copy_table(sqlite3* from, sqlite3* to, const std::string& table)
{
    sqlite3_stmt* const rows = prepared(from, "SELECT * FROM " + table + " ORDER BY since_event");
    const int columns = sqlite3_column_count(rows);
    std::string sql = "INSERT INTO " + table + " VALUES (?";
    for (int i = 1; i < columns; ++i) sql += ",?";
    sqlite3_stmt* const insert = prepared(to, sql + ")");
    double seconds = 0;
    bool more = true;
    while (more) {
        execute(to, "BEGIN IMMEDIATE");
        for (int i = 0; i < rows_in_transaction; ++i) {
            more = sqlite3_step(rows) == SQLITE_ROW;
            if (!more) break;
            const double before = wall_seconds();
            for (int column = 0; column < columns; ++column)
                sqlite3_bind_value(insert, column + 1, sqlite3_column_value(rows, column));
            sqlite3_step(insert);
            sqlite3_reset(insert);
            seconds += wall_seconds() - before;
        }
        const double before = wall_seconds();
        execute(to, "COMMIT");
        seconds += wall_seconds() - before;
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(insert);
    return seconds;
}

} // namespace

RawRegister::RawRegister(const std::filesystem::path& file) : handle_{opened(file)}
{
    execute(handle_, "CREATE TABLE IF NOT EXISTS act (number INTEGER PRIMARY KEY, said TEXT)");
}

RawRegister::~RawRegister()
{
    sqlite3_close(handle_);
}

double RawRegister::copy_seconds(const std::filesystem::path& from, const std::filesystem::path& to)
{
    sqlite3* const source = opened(from);
    sqlite3* const target = opened(to);
    for (const std::string& sql : texts(source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND "
                                                "name NOT LIKE 'sqlite_%' ORDER BY type = 'index'"))
        execute(target, sql);
    double seconds = 0;
    for (const std::string& table :
         texts(source, "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c "
                       "ON c.name = 'since_event' WHERE m.type = 'table'"))
        seconds += copy_table(source, target, table);
    execute(target, "ATTACH '" + from.string() +
                        "' AS source; INSERT INTO event SELECT * FROM source.event; "
                        "INSERT INTO payload SELECT * FROM source.payload; DETACH source;");
    sqlite3_close(source);
    sqlite3_close(target);
    return seconds;
}

void RawRegister::read(const char* sql, std::int64_t number)
{
    sqlite3_stmt* const rows = prepared(handle_, sql);
    if (sqlite3_bind_parameter_count(rows) > 0) sqlite3_bind_int64(rows, 1, number);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(rows); ++i)
            read_ += std::size_t(sqlite3_column_bytes(rows, i));
    }
    sqlite3_finalize(rows);
}

void RawRegister::scan_names(const std::string& words)
{
    std::string sql = "SELECT worker FROM worker_name WHERE 1";
    for (const std::string& word : text::folded_words(words))
        sql += " AND ' ' || folded LIKE '% " + word + "%'";
    read((sql + " ORDER BY sort_key LIMIT 50").c_str(), 0);
}

void RawRegister::rows_of_worker(std::int64_t worker)
{
    for (const char* const sql :
         {"SELECT * FROM worker WHERE worker = ?", "SELECT * FROM identity_paper WHERE worker = ?",
          "SELECT * FROM post WHERE worker = ?", "SELECT * FROM evidence WHERE worker = ?",
          "SELECT * FROM certificate WHERE worker = ?", "SELECT * FROM certificate_status WHERE worker = ?"})
        read(sql, worker);
}

void RawRegister::rows_of_facility(std::int64_t facility)
{
    for (const char* const sql :
         {"SELECT * FROM equipment WHERE facility = ?", "SELECT * FROM post WHERE facility = ?",
          "SELECT * FROM certificate WHERE facility = ?"})
        read(sql, facility);
}

void RawRegister::commit_one(int number)
{
    execute(handle_, "INSERT INTO act VALUES (" + std::to_string(number) + ", 'worker.record')");
}

void RawRegister::read_journal()
{
    read("SELECT leaf, box FROM event JOIN payload USING (seq)", 0);
}

void RawRegister::read_statuses()
{
    read("SELECT certificate, issued_by, status, from_day, to_day FROM certificate_status", 0);
}

} // namespace radcert::bench
