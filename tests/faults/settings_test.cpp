#include <SQLiteCpp/Database.h>
#include <cstdio>
#include <sqlite3.h>

#include "registry/database.h"
#include "tests/catch.h"
#include "tests/faults/stage.h"

// T-PRAGMA: every setting of reliability.md section 3.1, read back from the connections that the program
// opens.

using namespace radcert;
using namespace radcert::faults;

namespace {

struct Pragma {
    const char* sql;
    std::string reading, writing;
};

const Pragma pragmas[] = {
    {"PRAGMA journal_mode", "wal", "wal"},
    {"PRAGMA synchronous", "2", "2"},
    {"PRAGMA foreign_keys", "1", "1"},
    {"PRAGMA trusted_schema", "0", "0"},
    {"PRAGMA cell_size_check", "1", "1"},
    {"PRAGMA mmap_size", "0", "0"},
    {"PRAGMA secure_delete", "1", "1"},
    {"PRAGMA temp_store", "2", "2"},
    // Of one second of waiting, at most: the lock on FILE.lock already keeps writers apart.
    {"PRAGMA busy_timeout", "900", "900"},
    {"PRAGMA wal_autocheckpoint", "0", "1000"},
    {"PRAGMA query_only", "1", "0"},
};

struct Limit {
    const char* name;
    int id, most;
};

const Limit limits[] = {
    {"length", SQLITE_LIMIT_LENGTH, 64 << 20}, // a scanned paper is one value
    {"SQL length", SQLITE_LIMIT_SQL_LENGTH, 100'000}, {"depth of an expression", SQLITE_LIMIT_EXPR_DEPTH, 50},
    {"attached files", SQLITE_LIMIT_ATTACHED, 0},     {"depth of triggers", SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

int configured(sqlite3* handle, int what)
{
    int answer = -1;
    sqlite3_db_config(handle, what, -1, &answer);
    return answer;
}

std::string read_back(registry::Database& database, const char* sql)
{
    registry::Query query{database, sql};
    REQUIRE(query.next());
    return std::string{query.text(0)};
}

} // namespace

TEST_CASE("every connection is held to the settings of the register", "[faults]")
{
    const Prepared prepared;
    long read = 0;
    for (const registry::Access access : {registry::Access::read, registry::Access::write}) {
        registry::Database database{prepared.original().file(), access};
        for (const Pragma& pragma : pragmas) {
            INFO(pragma.sql);
            CHECK(read_back(database, pragma.sql) ==
                  (access == registry::Access::read ? pragma.reading : pragma.writing));
            ++read;
        }
        sqlite3* const handle = database.sql().getHandle();
        for (const Limit& limit : limits) {
            INFO(limit.name);
            CHECK(sqlite3_limit(handle, limit.id, -1) <= limit.most);
            ++read;
        }
        CHECK(configured(handle, SQLITE_DBCONFIG_DEFENSIVE) == 1);
        CHECK(configured(handle, SQLITE_DBCONFIG_DQS_DML) == 0);
        CHECK(configured(handle, SQLITE_DBCONFIG_DQS_DDL) == 0);
        CHECK(sqlite3_db_readonly(handle, "main") == (access == registry::Access::read ? 1 : 0));
        read += 4;
    }
    std::printf("settings: %ld read back on a reading and a writing connection\n", read);
}
