#include "registry/sqlite_engine.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include "registry/folder_owner.h"
#include "registry/inserted_rows.h"
#include "registry/sql_error.h"
#include "registry/sqlite_settings.h"
#include "registry/writer_lock.h"

namespace radcert::registry {

namespace fs = std::filesystem;

namespace {

/// SQLiteCpp's own class of statements keeps the handle to itself and copies names on every binding, which a
/// register of millions of events would feel.
class SqliteStatement final : public Statement {
public:
    SqliteStatement(sqlite3_stmt* statement, const std::string& name) : statement_{statement}, name_{name} {}
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    int place(const char* name) const override { return sqlite3_bind_parameter_index(statement_, name); }
    void bind(int place, std::int64_t value) override { sqlite3_bind_int64(statement_, place, value); }
    void bind(int place, double value) override { sqlite3_bind_double(statement_, place, value); }
    void bind_text(int place, std::string_view text) override
    {
        const char* const start = text.data() == nullptr ? "" : text.data(); // null would be SQL's NULL
        sqlite3_bind_text(statement_, place, start, int(text.size()), SQLITE_STATIC);
    }
    void bind_copy(int place, std::string_view text) override
    {
        const char* const start = text.data() == nullptr ? "" : text.data();
        sqlite3_bind_text(statement_, place, start, int(text.size()), SQLITE_TRANSIENT);
    }
    void bind_bytes(int place, std::string_view bytes) override
    {
        const char* const start = bytes.data() == nullptr ? "" : bytes.data();
        sqlite3_bind_blob(statement_, place, start, int(bytes.size()), SQLITE_STATIC);
    }
    void bind_null(int place, Holds /*kind*/) override { sqlite3_bind_null(statement_, place); }

    bool next() override
    {
        const int answer = sqlite3_step(statement_);
        if (answer == SQLITE_ROW) return true;
        if (answer == SQLITE_DONE) return false;
        throw sql_error(SQLite::Exception{sqlite3_db_handle(statement_), answer}, name_);
    }
    void again() override { sqlite3_reset(statement_); }
    void rest() override
    {
        // Bound text is the caller's and may be gone; a statement that is not reset keeps its transaction
        // open.
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

    Holds holds(int column) const override
    {
        switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_NULL: return Holds::nothing;
        case SQLITE_INTEGER: return Holds::integer;
        case SQLITE_FLOAT: return Holds::number;
        case SQLITE_BLOB: return Holds::bytes;
        default: return Holds::text;
        }
    }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double number(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view bytes(int column) const override
    {
        const void* const bytes = sqlite3_column_blob(statement_, column); // of a text: its UTF-8
        return {static_cast<const char*>(bytes), std::size_t(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
    const std::string& name_; ///< the engine's, which outlives its statements
};

/// A read-only disk holds no write-ahead log to read; SQLite then needs to be told that nobody writes.
bool lies_still(const fs::path& file)
{
    std::error_code ignored;
    const fs::path log = file.string() + "-wal";
    if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0) return false;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    return !may_write(folder) || !may_write(file);
}

/// The name as a URI, in which '?', '#' and '%' would mean something else.
std::string as_uri(const fs::path& file, const char* query)
{
    std::string uri = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '?' || c == '#' || c == '%') {
            constexpr const char* digits = "0123456789ABCDEF";
            uri += {'%', digits[(c >> 4) & 15], digits[c & 15]};
        } else
            uri += c;
    }
    return uri + query;
}

/// A connection is never shared between threads, so SQLite needs no lock around each call.
constexpr int unshared = SQLITE_OPEN_NOMUTEX;
constexpr int patience = 900; ///< milliseconds for another program's lock

std::unique_ptr<SQLite::Database> connect(const fs::path& file, Access access)
{
    if (access == Access::write)
        return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | unshared, patience);
    if (lies_still(file)) {
        return std::make_unique<SQLite::Database>(
            as_uri(file, "?immutable=1"), SQLite::OPEN_READONLY | SQLite::OPEN_URI | unshared, patience);
    }
    return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY | unshared, patience);
}

Holds holds_of(std::string_view type)
{
    if (type == "INTEGER") return Holds::integer;
    if (type == "REAL") return Holds::number;
    return type == "BLOB" ? Holds::bytes : Holds::text;
}

} // namespace

SqliteEngine::SqliteEngine(std::string name, std::unique_ptr<SQLite::Database> sql)
    : name_{std::move(name)}, sql_{std::move(sql)}
{
}

SqliteEngine::~SqliteEngine() = default;

std::unique_ptr<SqliteEngine> SqliteEngine::open(const fs::path& file, Access access)
{
    try {
        std::unique_ptr<SqliteEngine> engine{new SqliteEngine{file.string(), connect(file, access)}};
        apply_settings(engine->sql(), access);
        check_is_register(engine->sql(), file);
        return engine;
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, file.string());
    }
}

std::unique_ptr<SqliteEngine> SqliteEngine::create(const fs::path& file)
{
    make_for_folder_owner(file);
    try {
        std::unique_ptr<SqliteEngine> engine{new SqliteEngine{
            file.string(),
            std::make_unique<SQLite::Database>(
                file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | unshared, patience)}};
        mark_as_register(engine->sql());
        apply_settings(engine->sql(), Access::write);
        return engine;
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, file.string());
    }
}

std::unique_ptr<SqliteEngine> SqliteEngine::in_memory()
{
    const std::string name = ":memory:";
    return std::unique_ptr<SqliteEngine>{new SqliteEngine{
        name,
        std::make_unique<SQLite::Database>(name, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | unshared)}};
}

std::unique_ptr<SqliteEngine> SqliteEngine::store(const fs::path& file)
{
    constexpr int longer_patience = 2'000;
    try {
        std::unique_ptr<SqliteEngine> engine{new SqliteEngine{
            file.string(), std::make_unique<SQLite::Database>(
                               file.string(), SQLite::OPEN_READWRITE | unshared, longer_patience)}};
        for (const char* const setting :
             {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA trusted_schema=OFF",
              "PRAGMA secure_delete=ON", "PRAGMA mmap_size=0"})
            engine->sql().exec(setting);
        return engine;
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, file.string());
    }
}

std::unique_ptr<Statement> SqliteEngine::prepare(const char* sql, Rows /*rows*/)
{
    sqlite3_stmt* statement = nullptr;
    sqlite3* const handle = sql_->getHandle();
    const int answer = sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (answer != SQLITE_OK) throw sql_error(SQLite::Exception{handle, answer}, name_);
    return std::make_unique<SqliteStatement>(statement, name_);
}

void SqliteEngine::execute(const std::string& sql)
{
    try {
        sql_->exec(sql);
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, name_);
    }
}

std::unique_ptr<RowSink> SqliteEngine::rows_into(const std::string& table,
                                                 const std::vector<TableColumn>& columns)
{
    return std::make_unique<InsertedRows>(*this, table, columns.size());
}

void SqliteEngine::begin(Access access)
{
    changes_before_ = sqlite3_total_changes(sql_->getHandle());
    if (deferred_ && in_transaction()) return;
    execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

bool SqliteEngine::commit()
{
    constexpr int commits_in_one = 64;
    if (deferred_ && ++commits_deferred_ % commits_in_one != 0) return true;
    execute("COMMIT");
    return true;
}

void SqliteEngine::roll_back() noexcept
{
    // An act that came to nothing takes back none of those before it.
    if (deferred_ && sqlite3_total_changes(sql_->getHandle()) == changes_before_) return;
    sql_->tryExec("ROLLBACK"); // where the disk was full, SQLite has done it by itself
}

void SqliteEngine::end_reading() noexcept
{
    sql_->tryExec("COMMIT"); // questions that are not read to their end go on
}

bool SqliteEngine::in_transaction() const
{
    return sqlite3_get_autocommit(sql_->getHandle()) == 0;
}

void SqliteEngine::make_tables(std::string_view schema)
{
    execute(std::string{schema});
}

std::vector<std::string> SqliteEngine::tables()
{
    const auto rows = prepare(R"sql(
        SELECT name
          FROM sqlite_schema
         WHERE type = 'table'
           AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
         ORDER BY name
    )sql",
                              Rows::few);
    std::vector<std::string> tables;
    while (rows->next()) tables.emplace_back(rows->bytes(0));
    return tables;
}

std::vector<TableColumn> SqliteEngine::columns(const std::string& table)
{
    const auto rows = prepare(R"sql(
        SELECT name, type, "notnull", pk
          FROM pragma_table_info(:table)
         ORDER BY cid
    )sql",
                              Rows::few);
    rows->bind_text(1, table);
    std::vector<TableColumn> columns;
    while (rows->next()) {
        const int key = int(rows->integer(3));
        columns.push_back(
            {std::string{rows->bytes(0)}, holds_of(rows->bytes(1)), rows->integer(2) != 0 || key > 0, key});
    }
    return columns;
}

std::vector<std::string> SqliteEngine::attachments()
{
    const auto rows = prepare(R"sql(
        SELECT CASE origin WHEN 'c' THEN 'index ' || list.name || ' on ' ELSE 'unique on ' END || owner.name ||
               ' (' || (SELECT group_concat(name, ', ')
                          FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno)) || ')' ||
               CASE "unique" WHEN 1 THEN ' unique' ELSE '' END ||
               CASE partial WHEN 1 THEN ' partial' ELSE '' END
          FROM sqlite_schema AS owner
          JOIN pragma_index_list(owner.name) AS list
         WHERE type = 'table'
           AND origin <> 'pk'
        UNION ALL
        SELECT type || ' ' || name || ' on ' || tbl_name
          FROM sqlite_schema
         WHERE type NOT IN ('table', 'index')
         ORDER BY 1
    )sql",
                              Rows::few);
    std::vector<std::string> found;
    while (rows->next()) found.emplace_back(rows->bytes(0));
    return found;
}

std::int64_t SqliteEngine::size()
{
    std::error_code ignored;
    const auto bytes = fs::file_size(name_, ignored);
    return ignored ? 0 : std::int64_t(bytes);
}

std::vector<Words> SqliteEngine::damages()
{
    // SQLite 3.40.0 to 3.41.0 see a NULL where there is none, in tables without rowid whose key is not their
    // first columns. What stands in the columns is compared with the journal anyway.
    const bool sees_ghosts = sqlite3_libversion_number() < 3'041'001;
    const auto rows = prepare("PRAGMA integrity_check(1000000000)", Rows::many);
    std::vector<Words> damages;
    while (rows->next()) {
        const std::string said{rows->bytes(0)};
        if (said != "ok" && !(sees_ghosts && said.starts_with("NULL value in ")))
            damages.push_back({said, said});
    }
    return damages;
}

/// A larger cache, and checkpoints in larger steps (64 MiB of log). Durability stays as it is.
void SqliteEngine::expect_many_rows()
{
    execute("PRAGMA cache_size=-393216");
    execute("PRAGMA wal_autocheckpoint=16384");
}

/// Every commit writes all pages that it touched, and in a large register the acts of a day touch others than
/// those of the day before: so many days share one.
void SqliteEngine::defer_durability()
{
    execute("PRAGMA synchronous=OFF");
    deferred_ = true;
}

void SqliteEngine::make_durable()
{
    if (in_transaction()) execute("COMMIT");
    execute("PRAGMA synchronous=FULL");
    deferred_ = false;
}

/// A small cache, as no page is asked for again.
void SqliteEngine::expect_one_pass()
{
    execute("PRAGMA cache_size=-8192");
}

bool SqliteEngine::empty_log()
{
    try {
        if (deferred_ && in_transaction()) execute("COMMIT");
        const auto rows = prepare("PRAGMA wal_checkpoint(TRUNCATE)", Rows::few);
        return rows->next() && rows->integer(0) == 0; // 1: a reader still looks at an earlier state
    } catch (const Error&) {
        return false;
    }
}

} // namespace radcert::registry
