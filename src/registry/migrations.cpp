#include "registry/migrations.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <algorithm>
#include <vector>

#include "registry/schema_files.h"
#include "text/digest.h"

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

constexpr const char* schema_version_table = R"sql(
    CREATE TABLE IF NOT EXISTS schema_version ( -- schema files that this register has taken
        name   TEXT PRIMARY KEY,                -- name of the file without ending
        digest TEXT NOT NULL                    -- SHA-256 of its text
    ) STRICT, WITHOUT ROWID
)sql";

struct Taken {
    std::string name, digest;
};

std::vector<Taken> taken_files(Database& database)
{
    std::vector<Taken> taken;
    Query query{database, R"sql(
        SELECT name, digest
          FROM schema_version
         ORDER BY name
    )sql"};
    while (query.next()) taken.push_back({std::string{query.text(0)}, std::string{query.text(1)}});
    return taken;
}

void take_file(Database& database, const SchemaFile& file)
{
    database.execute("BEGIN IMMEDIATE");
    database.execute(std::string{file.sql}.c_str());
    {
        Query query{database, R"sql(
            INSERT INTO schema_version (name, digest)
            VALUES (:name, :digest)
        )sql"};
        const std::string digest = text::sha256_hex(file.sql);
        query.bind(":name", file.name);
        query.bind(":digest", digest);
        query.run();
    }
    database.execute("COMMIT");
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
        {"PRAGMA cache_size=-65536", "PRAGMA cache_size", "-65536"},
    };
    if (access == Access::write) {
        settings.insert(settings.begin(), {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"});
    } else {
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

void migrate(Database& database)
{
    database.execute(schema_version_table);
    const auto taken = taken_files(database);
    for (const SchemaFile& file : schema_files()) {
        const bool has =
            std::any_of(taken.begin(), taken.end(), [&](const Taken& t) { return t.name == file.name; });
        if (!has) take_file(database, file);
    }
}

void check_schema(Database& database)
{
    const auto taken = taken_files(database);
    const auto& known = schema_files();
    for (std::size_t i = 0; i < taken.size() || i < known.size(); ++i) {
        if (i < taken.size() && i < known.size() && taken[i].name == known[i].name) {
            if (taken[i].digest == text::sha256_hex(known[i].sql)) continue;
            throw Error{
                Fault::integrity,
                {"schema_version: bảng " + taken[i].name + " của sổ đăng ký khác bản của chương trình này",
                 "schema_version: schema file " + taken[i].name +
                     " of the register is not the one this radcert knows"},
                {"dùng chương trình đã tạo ra sổ", "use the radcert that made the register"}};
        }
        throw Error{
            Fault::unavailable,
            {"sổ đăng ký và chương trình khác phiên bản (schema_version)",
             "the register and this radcert differ in version (schema_version)"},
            {"nâng sổ lên theo chương trình này: radcert register upgrade; nếu sổ mới hơn: cập nhật chương "
             "trình",
             "bring the register up to this radcert: radcert register upgrade; where the register is newer: "
             "update radcert"}};
    }
}

} // namespace radcert::registry
