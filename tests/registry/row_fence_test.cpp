#include <algorithm>

#include "registry/postgres_connection.h"
#include "registry/postgres_fence.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::SampleRegister;

// What PostgreSQL itself lets a narrowed account see. Under tests/on_postgres only; that no page misses a row
// for it, the tests of web say, which run on PostgreSQL as well.

namespace {

std::int64_t count(Database& database, const char* sql)
{
    Query rows{database, sql};
    rows.next();
    return rows.integer(0);
}

constexpr const char* all_workers = "SELECT count(*) FROM worker WHERE until_event > 1000000";

} // namespace

TEST_CASE("every table of the register is behind the fence or said to be open", "[postgres][.]")
{
    SampleRegister sample;
    Database reader{sample.place, Access::read};
    for (const std::string& table : reader.engine().tables()) {
        INFO(table);
        CHECK(std::ranges::count(fenced_tables(), table, &Fenced::table) == 1);
    }
}

TEST_CASE("who is narrowed to a person or a facility sees nobody else, whatever is asked", "[postgres][.]")
{
    SampleRegister sample;
    Database reader{sample.place, Access::read};
    const auto everybody = count(reader, all_workers);
    REQUIRE(everybody > 1);
    const auto someone = count(reader, "SELECT min(worker) FROM post");
    {
        const ReadScope state{reader};
        state.narrow({.province = {}, .facility = {}, .worker = someone});
        CHECK(count(reader, all_workers) == 1);
        CHECK(count(reader, "SELECT min(worker) FROM worker") == someone);
        CHECK(count(reader, "SELECT count(DISTINCT worker) FROM evidence") <= 1);
        CHECK(count(reader, "SELECT count(DISTINCT worker) FROM worker_word") == 1);
        CHECK(count(reader, "SELECT count(DISTINCT worker) FROM application") <= 1);
        CHECK(count(reader, "SELECT count(DISTINCT worker) FROM step") <= 1);
    }
    {
        const ReadScope state{reader};
        state.narrow({.province = {}, .facility = 999'999, .worker = {}});
        for (const Fenced& one : fenced_tables()) {
            if (one.condition == nullptr ||
                std::string_view{one.condition}.find("OR") != std::string_view::npos)
                continue;
            INFO(one.table);
            const std::string sql = std::string{"SELECT count(*) FROM "} + one.table;
            const auto rows = reader.engine().prepare(sql.c_str(), Rows::few);
            rows->next();
            CHECK(rows->integer(0) == 0);
        }
    }
    CHECK(count(reader, all_workers) == everybody); // with the transaction it is over
}

TEST_CASE(
    "a fence that somebody took down is noticed, and put up by the next who opens the register to write",
    "[postgres][.]")
{
    SampleRegister sample;
    const auto found = [&] { return tests::text_of(tests::verify_all(sample.place, sample.keys())); };
    CHECK(found() == "");
    PostgresConnection somebody{sample.place, false};
    somebody.run("ALTER TABLE evidence DISABLE ROW LEVEL SECURITY");
    somebody.run("DROP POLICY narrowed ON post");
    const std::string said = found();
    CHECK(said.find("table evidence has no fence of rows") != std::string::npos);
    CHECK(said.find("table post has no fence of rows") != std::string::npos);
    sample.writer();
    CHECK(found() == "");
    somebody.run("CREATE OR REPLACE FUNCTION fence_worker(person BIGINT) RETURNS BOOLEAN LANGUAGE sql AS "
                 "'SELECT true'");
    CHECK(found().find("fence_worker") != std::string::npos);
    sample.writer();
    CHECK(found() == "");
}

TEST_CASE("who may not make the fence's role is told what to ask for, and nothing is founded",
          "[postgres][.]")
{
    SampleRegister sample;
    PostgresConnection server{sample.place, false};
    server.run("DROP ROLE IF EXISTS nobody_special");
    server.run("CREATE ROLE nobody_special NOLOGIN");
    server.run("SET ROLE nobody_special");
    try {
        raise_fence(server, "so");
        FAIL("it was raised");
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::refused);
        CHECK(error.hint().en.find("CREATE ROLE radcert_narrowed NOLOGIN") != std::string::npos);
        CHECK(error.hint().vi.find("GRANT radcert_narrowed TO") != std::string::npos);
    }
    server.run("RESET ROLE");
    server.run("DROP ROLE nobody_special");
}
