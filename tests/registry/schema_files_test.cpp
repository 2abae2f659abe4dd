#include "registry/schema_files.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "registry/any_record.h"
#include "registry/database.h"
#include "tests/catch.h"
#include "tests/files.h"

using namespace radcert;
using namespace radcert::registry;

namespace {

std::vector<std::string> columns_of(Database& database, std::string_view table)
{
    Query query{database, "SELECT name FROM pragma_table_info(:table) ORDER BY cid"};
    query.bind(":table", table);
    std::vector<std::string> columns;
    while (query.next()) columns.emplace_back(query.text(0));
    return columns;
}

std::set<std::string> tables_with(Database& database, std::string_view column)
{
    Query query{database, R"sql(
        SELECT DISTINCT tables.name
          FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table'
           AND columns.name = :column
    )sql"};
    query.bind(":column", column);
    std::set<std::string> tables;
    while (query.next()) tables.emplace(query.text(0));
    return tables;
}

template <class Record>
void check_columns(Database& database)
{
    std::vector<std::string> expected{"since_event", "until_event"};
    Record record;
    Record::fields(record, [&](const char* name, auto&) { expected.emplace_back(name); });
    INFO(std::string{Record::table});
    CHECK(columns_of(database, Record::table) == expected);
}

template <class... Records>
std::set<std::string> check_all(std::variant<Records...>*, Database& database)
{
    (check_columns<Records>(database), ...);
    return {std::string{Records::table}...};
}

} // namespace

TEST_CASE("every table and every column of the schema says what it means", "[schema]")
{
    std::size_t columns = 0;
    for (const auto& file : tests::files_in("schema", "0", ".sql")) {
        std::istringstream lines{tests::bytes_of(file)};
        bool inside = false;
        for (std::string line; std::getline(lines, line);) {
            INFO(file.string() << ": " << line);
            if (line.starts_with("CREATE TABLE")) {
                inside = true;
                CHECK(line.find("-- ") != std::string::npos);
            } else if (line.starts_with(")")) {
                inside = false;
            } else if (inside && !line.starts_with("    PRIMARY KEY")) {
                CHECK(line.find("-- ") != std::string::npos);
                ++columns;
            }
        }
    }
    CHECK(columns > 200);
}

TEST_CASE("a record's fields are its table's columns, in their order", "[schema]")
{
    Database database = Database::scratch();
    const auto described = check_all(static_cast<RecordKinds*>(nullptr), database);
    // Only what hangs on a record has versions without being one.
    std::set<std::string> versioned = tables_with(database, "until_event");
    for (const char* const beside : {"worker_name", "worker_word", "facility_name"})
        CHECK(versioned.erase(beside) == 1);
    CHECK(versioned == described);
}

TEST_CASE("forgetting a worker reaches every table that speaks of workers", "[schema]")
{
    const std::string forget = tests::bytes_of("src/registry/forget.cpp");
    Database database = Database::scratch();
    const auto tables = tables_with(database, "worker");
    CHECK(tables.size() > 10);
    for (const std::string& table : tables) {
        if (table == "erasure") continue; // the number only, so that it is not given again
        INFO(table);
        CHECK(forget.find("DELETE FROM " + table + " WHERE worker = :worker") != std::string::npos);
    }
}

TEST_CASE("the program carries the schema files of the source tree", "[schema]")
{
    const auto files = tests::files_in("schema", "0", ".sql");
    REQUIRE(schema_files().size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(schema_files()[i].name == files[i].stem().string());
        CHECK(schema_files()[i].sql == tests::bytes_of(files[i]));
    }
}

TEST_CASE("the list of taken schema files is written as the first registers have it", "[schema]")
{
    // SQLite keeps the words of a table as they were said, and a register is verified against them.
    Database scratch = Database::scratch();
    Query query{scratch, "SELECT sql FROM sqlite_schema WHERE name = 'schema_version'"};
    REQUIRE(query.next());
    CHECK(query.text(0) ==
          "CREATE TABLE schema_version ( -- schema files that this register has taken\n"
          "        name   TEXT PRIMARY KEY,                -- name of the file without ending\n"
          "        digest TEXT NOT NULL                    -- SHA-256 of its text\n"
          "    ) STRICT, WITHOUT ROWID\n");
}

TEST_CASE("a record comes back from its JSON as it went", "[schema]")
{
    Evidence evidence;
    evidence.worker = 3;
    evidence.evidence = 2;
    evidence.kind = "dose";
    evidence.status = "recorded";
    evidence.source = "typed \"here\"";
    evidence.year = 2024;
    evidence.effective_msv = 0.1;
    evidence.dated_on = date(2024, 2, 29);
    evidence.equipment_types = WordList{"ct", "xrf"};
    std::string json, again;
    append_json(json, evidence);
    text::JsonReader reader;
    append_json(again, record_from_json(text::Field{reader, reader.read(json)}));
    CHECK(again == json);
    CHECK(
        json ==
        R"({"row":{"dated_on":"2024-02-29","effective_msv":0.1,"equipment_types":["ct","xrf"],"evidence":2,)"
        R"("kind":"dose","source":"typed \"here\"","status":"recorded","worker":3,"year":2024},"table":"evidence"})");
}
