#include "registry/database.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <unordered_map>

#include "registry/migrations.h"
#include "registry/sql_error.h"
#include "registry/writer_lock.h"

namespace radcert::registry {

namespace fs = std::filesystem;

struct Database::State {
    State(fs::path at, Access how, Clock time) : file{std::move(at)}, access{how}, clock{std::move(time)} {}

    fs::path file;
    Access access;
    Clock clock;
    std::optional<WriterLock> lock; ///< outlives the connection, whose last act is a checkpoint
    std::unique_ptr<SQLite::Database> sql;
    std::unordered_map<const char*, Statement> kept;
};

namespace {

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

std::unique_ptr<SQLite::Database> connect(const fs::path& file, Access access)
{
    if (access == Access::write)
        return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | unshared, 900);
    if (lies_still(file)) {
        return std::make_unique<SQLite::Database>(as_uri(file, "?immutable=1"),
                                                  SQLite::OPEN_READONLY | SQLite::OPEN_URI | unshared, 900);
    }
    return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY | unshared, 900);
}

} // namespace

Database::Database(std::unique_ptr<State> state) : state_{std::move(state)} {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;

Database::Database(const fs::path& file, Access access, Clock clock)
{
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
        throw Error{
            Fault::not_found,
            {file.string() + ": không có sổ đăng ký ở đây", file.string() + ": there is no register here"},
            {"tạo sổ mới: radcert init, hoặc chỉ tệp: --register TỆP",
             "make one: radcert init, or name another: --register FILE"}};
    }
    state_ = std::make_unique<State>(file, access, std::move(clock));
    if (access == Access::write) state_->lock.emplace(file);
    try {
        state_->sql = connect(file, access);
        apply_settings(*state_->sql, access);
        check_is_register(*state_->sql, file);
        if (access == Access::write) migrate(*this);
        check_schema(*this);
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, file.string());
    }
}

Database Database::create(const fs::path& file, Clock clock)
{
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        throw Error{Fault::conflict,
                    {file.string() + ": đã có một tệp tên này",
                     file.string() + ": there is a file of that name already"},
                    {"chọn tên khác: --register TỆP", "choose another name: --register FILE"}};
    }
    auto state = std::make_unique<State>(file, Access::write, std::move(clock));
    state->lock.emplace(file);
    try {
        state->sql = std::make_unique<SQLite::Database>(
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | unshared, 900);
        mark_as_register(*state->sql);
        apply_settings(*state->sql, Access::write);
        Database made{std::move(state)};
        migrate(made);
        return made;
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, file.string());
    }
}

Database Database::scratch()
{
    auto state = std::make_unique<State>(":memory:", Access::write, system_time);
    state->sql = std::make_unique<SQLite::Database>(":memory:",
                                                    SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | unshared);
    Database made{std::move(state)};
    migrate(made);
    return made;
}

const fs::path& Database::file() const
{
    return state_->file;
}
Access Database::access() const
{
    return state_->access;
}
Timestamp Database::now() const
{
    return state_->clock();
}
SQLite::Database& Database::sql()
{
    return *state_->sql;
}

void Database::expect_many_rows()
{
    execute("PRAGMA cache_size=-393216");
    execute("PRAGMA wal_autocheckpoint=16384");
}

void Database::expect_one_pass()
{
    execute("PRAGMA cache_size=-8192");
}

void Database::execute(const char* sql)
{
    try {
        state_->sql->exec(sql);
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, state_->file.string());
    }
}

void Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement Database::take(const char* sql)
{
    if (const auto kept = state_->kept.find(sql); kept != state_->kept.end() && kept->second)
        return std::move(kept->second);
    sqlite3_stmt* statement = nullptr;
    sqlite3* const handle = state_->sql->getHandle();
    const int answer = sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (answer != SQLITE_OK) throw sql_error(SQLite::Exception{handle, answer}, state_->file.string());
    return Statement{statement};
}

void Database::give_back(const char* sql, Statement statement)
{
    state_->kept[sql] = std::move(statement);
}

} // namespace radcert::registry
