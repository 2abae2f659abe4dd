#include "registry/dialect.h"

#include "registry/register_place.h"
#include "registry/schema_files.h"
#include "tests/catch.h"

using namespace radcert::registry;

// How a statement and a schema file become PostgreSQL's.

TEST_CASE("named parameters get numbers, each name one", "[dialect]")
{
    const NumberedSql made = numbered("SELECT :known_by, x FROM t WHERE a <= :known_by AND b = :b");
    CHECK(made.sql == "SELECT $1, x FROM t WHERE a <= $1 AND b = $2");
    CHECK(made.names == std::vector<std::string>{":known_by", ":b"});
}

TEST_CASE("what stands in texts, comments and casts is no parameter", "[dialect]")
{
    const std::string sql = "SELECT 'a :b', \":c\", d::text -- :e\n FROM t";
    const NumberedSql made = numbered(sql);
    CHECK(made.sql == sql);
    CHECK(made.names.empty());
    CHECK(numbered("x = 'it''s :a' AND y = :y").names == std::vector<std::string>{":y"});
}

TEST_CASE("words of SQLite's alone become PostgreSQL's, in the schema's own places only", "[dialect]")
{
    CHECK(postgres_schema("n INTEGER, x REAL, b BLOB, t TEXT -- TEXT of INTEGER\n") ==
          "n BIGINT, x DOUBLE PRECISION, b BYTEA, t TEXT COLLATE \"C\" -- TEXT of INTEGER\n");
    CHECK(postgres_schema("CREATE TABLE t (MY_TEXT INTEGER) STRICT, WITHOUT ROWID;") ==
          "CREATE TABLE t (MY_TEXT BIGINT)  ;");
    for (const SchemaFile& file : schema_files()) {
        CAPTURE(file.name);
        const std::string made = postgres_schema(file.sql);
        for (const char* const word : {" BLOB", "STRICT,", "ROWID;", " REAL"})
            CHECK(made.find(word) == std::string::npos);
    }
}

TEST_CASE("a place is a file, or a database whose password nobody is shown", "[dialect]")
{
    const RegisterPlace file{"so/radcert.db"};
    CHECK(file.is_file());
    CHECK(file.beside(".key") == "so/radcert.db.key");
    const RegisterPlace database{"postgresql://lan:bi-mat@may-chu:5432/quoc_gia?sslmode=require"};
    CHECK_FALSE(database.is_file());
    CHECK(database.name() == "postgresql://may-chu:5432/quoc_gia");
    CHECK(database.beside(".checkpoint") == "quoc_gia.pg.checkpoint");
    CHECK(RegisterPlace{"postgresql:///so?user=lan&password=bi-mat&host=/run"}.name() == "postgresql:///so");
    for (const char* const odd :
         {"postgresql://u:bi?mat@may-chu/so", "postgresql://?sslpassword=bi&password=mat",
          "postgresql://?pass%77ord=mat", "postgresql://u:bi/mat@may-chu", "postgresql://u:bi@mat@may-chu",
          "postgresql:///so?password=bi@mat"}) {
        CAPTURE(odd);
        CHECK(RegisterPlace{odd}.name().find("mat") == std::string::npos);
    }
    CHECK(RegisterPlace{"postgresql://may-chu:5432/so"}.name() == "postgresql://may-chu:5432/so");
    CHECK(RegisterPlace{"postgresql://may-chu"}.beside(".key") == "radcert.pg.key");
}
