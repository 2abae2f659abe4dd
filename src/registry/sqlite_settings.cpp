#include "registry/sqlite_settings.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <vector>

#include "domain/error.h"

namespace radcert::registry {
namespace {

constexpr std::string_view register_mark = "1380205394"; // "RDCR"

struct Setting {
    const char* set;
    const char* read;
    std::string_view expected;
};

std::string read_back(SQLite::Database& sql, const char* pragma)
{
    SQLite::Statement query{sql, pragma};
    query.executeStep();
    return query.getColumn(0).getString();
}

void hold(SQLite::Database& sql, const Setting& setting)
{
    sql.exec(setting.set);
    const std::string found = read_back(sql, setting.read);
    if (found == setting.expected) return;
    const std::string sentence = std::string{setting.set} + " -> " + found;
    throw Error{Fault::integrity,
                {"SQLite không nhận thiết lập: " + sentence, "SQLite did not take a setting: " + sentence},
                {"đặt sổ đăng ký trên một đĩa cục bộ", "keep the register on a local disk"}};
}

void lower_limits(sqlite3* handle)
{
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

} // namespace

void apply_settings(SQLite::Database& sql, Access access)
{
    lower_limits(sql.getHandle());
    std::vector<Setting> settings{
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
        {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
        {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
        {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
        {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
    };
    // A desk reads with four connections and writes with one: together less than 256 MiB of memory.
    if (access == Access::write) {
        settings.insert(settings.begin(), {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"});
        settings.push_back({"PRAGMA cache_size=-65536", "PRAGMA cache_size", "-65536"});
    } else {
        settings.push_back({"PRAGMA cache_size=-32768", "PRAGMA cache_size", "-32768"});
        settings.push_back({"PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0"});
        settings.push_back({"PRAGMA query_only=ON", "PRAGMA query_only", "1"});
    }
    for (const Setting& setting : settings) hold(sql, setting);
}

void mark_as_register(SQLite::Database& sql)
{
    sql.exec("PRAGMA application_id=1380205394");
}

void check_is_register(SQLite::Database& sql, const std::filesystem::path& file)
{
    if (read_back(sql, "PRAGMA application_id") == register_mark) return;
    throw Error{
        Fault::invalid_input,
        {file.string() + ": không phải sổ đăng ký của radcert", file.string() + ": not a radcert register"},
        {"chỉ tệp sổ đăng ký: --register TỆP", "name the register: --register FILE"}};
}

} // namespace radcert::registry
