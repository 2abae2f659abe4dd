#include <sqlite3.h>

#include <iostream>
#include <random>
#include <set>

#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "registry/witness.h"
#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/registry/sample_register.h"
#include "tests/rounds.h"

using namespace radcert;
using namespace radcert::registry;
using namespace radcert::tests;
namespace fs = std::filesystem;

namespace {

/// Somebody with the database and without radcert.
class Tamperer {
public:
    explicit Tamperer(const fs::path& file) { REQUIRE(sqlite3_open(file.c_str(), &handle_) == SQLITE_OK); }
    ~Tamperer() { sqlite3_close(handle_); }
    Tamperer(const Tamperer&) = delete;
    Tamperer& operator=(const Tamperer&) = delete;

    using Row = std::vector<std::string>;
    /// @return  whether SQLite took it and a row was changed.
    bool run(const std::string& sql)
    {
        const int before = sqlite3_total_changes(handle_);
        return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK &&
               sqlite3_total_changes(handle_) > before;
    }
    std::vector<Row> rows(const std::string& sql)
    {
        std::vector<Row> all;
        const auto take = [](void* into, int count, char** values, char**) {
            Row& row = static_cast<std::vector<Row>*>(into)->emplace_back();
            for (int i = 0; i < count; ++i) row.emplace_back(values[i] == nullptr ? "NULL" : values[i]);
            return 0;
        };
        REQUIRE(sqlite3_exec(handle_, sql.c_str(), take, &all, nullptr) == SQLITE_OK);
        return all;
    }

private:
    sqlite3* handle_{nullptr};
};

struct Column {
    std::string name, type;
    bool key;
};
struct TableShape {
    std::string name;
    std::vector<Column> columns;

    std::string keys(const std::string& prefix = {}) const
    {
        std::string list;
        for (const Column& column : columns)
            if (column.key) list += (list.empty() ? "" : ", ") + prefix + column.name;
        return list;
    }
    /// The condition that picks the row `number` of the table.
    std::string where(int number) const
    {
        return " WHERE (" + keys() + ") = (SELECT " + keys() + " FROM " + name + " ORDER BY " + keys() +
               " LIMIT 1 OFFSET " + std::to_string(number) + ")";
    }
};

std::vector<TableShape> shapes(const fs::path& file)
{
    Tamperer reader{file};
    std::vector<TableShape> all;
    for (const auto& table :
         reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        TableShape shape{table[0], {}};
        for (const auto& column :
             reader.rows("SELECT name, type, pk FROM pragma_table_info('" + table[0] + "')"))
            shape.columns.push_back({column[0], column[1], column[2] != "0"});
        all.push_back(shape);
    }
    return all;
}

std::string changed(const Column& column)
{
    const std::string& name = column.name;
    if (column.type == "INTEGER")
        return "CASE WHEN " + name + " > 9000000000000000000 THEN 3 ELSE coalesce(" + name +
               ", 0) + 1000003 END";
    if (column.type == "REAL") return "coalesce(" + name + ", 0) + 0.25";
    if (column.type == "BLOB")
        return "CASE WHEN " + name + " IS NULL THEN x'00' ELSE CAST(substr(" + name + ", 1, length(" + name +
               ") - 1) || CASE WHEN substr(" + name + ", -1) = x'07' THEN x'08' ELSE x'07' END AS BLOB) END";
    return "coalesce(" + name + ", '') || 'x'";
}

class Bench {
public:
    SampleRegister sample;
    KeyFile keys{sample.keys()};
    int tried{0}, noticed{0};

    int rows_of(const std::string& table)
    {
        return std::stoi(Tamperer{sample.file()}.rows("SELECT count(*) FROM " + table)[0][0]);
    }

    /// Changes a copy and demands that the verification names one of the tables.
    void demand(const std::string& sql, std::initializer_list<std::string_view> tables)
    {
        const fs::path file = sample.copy("tampered.db").file();
        const bool done = Tamperer{file}.run(sql);
        INFO(sql);
        REQUIRE(done);
        ++tried;
        std::string said;
        const bool named = names(file, tables, said);
        noticed += named;
        INFO(said);
        CHECK(named);
    }

private:
    bool names(const fs::path& file, std::initializer_list<std::string_view> tables, std::string& said)
    {
        try {
            const Report report = verify_all(file, keys);
            said = text_of(report);
            return std::ranges::any_of(report.problems, [&](const Problem& problem) {
                return std::ranges::find(tables, problem.table) != tables.end();
            });
        } catch (const Error& error) {
            said = error.what();
            return said.find(*tables.begin()) != std::string::npos;
        }
    }
};

} // namespace

TEST_CASE("one changed value in any column of any table is noticed and named", "[tamper][file]")
{
    Bench bench;
    for (const TableShape& table : shapes(bench.sample.file())) {
        const int rows = bench.rows_of(table.name);
        INFO(table.name);
        REQUIRE(rows > 0); // or the sample proves nothing of it
        for (const Column& column : table.columns) {
            for (const int row : std::set{0, rows / 2, rows - 1})
                bench.demand("UPDATE " + table.name + " SET " + column.name + " = " + changed(column) +
                                 table.where(row),
                             {table.name});
        }
    }
    std::cout << "tamper: " << bench.noticed << " of " << bench.tried
              << " changed values noticed and named\n";
    CHECK(bench.noticed == bench.tried);
}

TEST_CASE("a deleted, inserted or swapped row of any table is noticed", "[tamper][file]")
{
    Bench bench;
    for (const TableShape& table : shapes(bench.sample.file())) {
        const int rows = bench.rows_of(table.name);
        for (const int row : std::set{0, rows / 2, rows - 1})
            bench.demand("DELETE FROM " + table.name + table.where(row), {table.name});
        std::string all, other, swapped;
        bool first = true;
        for (const Column& column : table.columns) {
            all += (all.empty() ? "" : ", ") + column.name;
            const bool unique = table.name == "subject" && column.name == "subject";
            const bool moved = unique || (column.key && first);
            first = first && !moved;
            other += (other.empty() ? "" : ", ") + (moved ? changed(column) : column.name);
            if (!column.key) swapped += (swapped.empty() ? "" : ", ") + column.name;
        }
        bench.demand("INSERT INTO " + table.name + " (" + all + ") SELECT " + other + " FROM " + table.name +
                         table.where(0),
                     {table.name});
        if (rows < 2 || swapped.empty() || table.name == "subject") continue;
        const std::string last = std::to_string(rows - 1);
        bench.demand("CREATE TEMP TABLE a AS SELECT * FROM " + table.name + table.where(0) +
                         "; CREATE TEMP TABLE b AS SELECT * FROM " + table.name + table.where(rows - 1) +
                         "; UPDATE " + table.name + " SET (" + swapped + ") = (SELECT " + swapped +
                         " FROM b)" + table.where(0) + "; UPDATE " + table.name + " SET (" + swapped +
                         ") = (SELECT " + swapped + " FROM a)" + table.where(rows - 1),
                     {table.name});
    }
    bench.demand("UPDATE subject SET id = -id WHERE id IN (3, 4);"
                 "UPDATE subject SET id = 7 + id WHERE id IN (-3, -4)",
                 {"subject", "payload"});
    std::cout << "tamper: " << bench.noticed << " of " << bench.tried << " row changes noticed\n";
    CHECK(bench.noticed == bench.tried);
}

TEST_CASE("a journal that was renumbered or cut short is noticed", "[tamper][file]")
{
    Bench bench;
    const int events = bench.rows_of("event"), last = events - 1;
    bench.demand("UPDATE event SET seq = seq + 1000000 WHERE seq > 5; UPDATE event SET seq = seq - 999999 "
                 "WHERE seq > 5",
                 {"event"});
    const std::string tail = std::to_string(last);
    const std::string nodes = "DELETE FROM node WHERE (place + 1) * (1 << level) > " + tail + ";";
    bench.demand("DELETE FROM event WHERE seq = " + tail, {"event"});
    // The whole last transaction, its tree, signature and records: only the kept checkpoint knows of it.
    bench.demand(nodes + "DELETE FROM event WHERE seq > " + tail + " - 2; DELETE FROM payload WHERE seq > " +
                     tail + " - 2; DELETE FROM checkpoint WHERE size > " + tail + " - 1",
                 {"tampered.db.checkpoint"});
    CHECK(bench.noticed == bench.tried);
}

namespace {

/// Changes one event and makes everything anew with the real key: nodes and every checkpoint.
void rewrite_history(const fs::path& file, const KeyFile& keys, std::int64_t from)
{
    Tamperer forger{file};
    const std::string number = std::to_string(from);
    REQUIRE(forger.run(
        "UPDATE event SET leaf = replace(leaf, '{\"action\":\"', '{\"action\":\"x') WHERE seq = " + number));
    std::set<std::string> sizes;
    for (const auto& row : forger.rows("SELECT size FROM checkpoint")) sizes.insert(row[0]);
    Frontier frontier;
    std::string sql = "DELETE FROM node; DELETE FROM checkpoint;";
    for (const auto& row : forger.rows("SELECT leaf FROM event ORDER BY seq")) {
        frontier.append(leaf_hash(row[0]), [&](unsigned level, std::uint64_t place, const Hash& hash) {
            sql += "INSERT INTO node VALUES (" + std::to_string(level) + ", " + std::to_string(place) +
                   ", x'" + text::to_hex(hash) + "');";
        });
        const std::string size = std::to_string(frontier.size());
        if (!sizes.contains(size)) continue;
        const std::string note = sign_checkpoint({keys.origin(), frontier.size(), frontier.root()}, keys);
        sql += "INSERT INTO checkpoint VALUES (" + size + ", '" + note + "');";
        write_kept_file(file.string() + ".checkpoint", note);
    }
    REQUIRE(forger.run(sql));
}

} // namespace

TEST_CASE("history rewritten and signed with the real key is found by whoever kept one checkpoint",
          "[tamper][file]")
{
    SampleRegister sample;
    const KeyFile keys = sample.keys();
    std::vector<std::pair<std::int64_t, std::string>> notes;
    for (const auto& row : Tamperer{sample.file()}.rows("SELECT size, note FROM checkpoint"))
        notes.emplace_back(std::stoll(row[0]), row[1]);
    std::mt19937 random{2025};
    const int tries = 100;
    int found = 0, undisturbed = 0;
    for (int i = 0; i < tries; ++i) {
        const std::int64_t from = std::int64_t(random() % std::uint64_t(notes.back().first));
        const fs::path fork = sample.copy("fork.db").file();
        rewrite_history(fork, keys, from);
        Database database{fork, Access::read};
        CHECK(verify_register(database, keys.verifying(), nullptr, {}).clean()); // it looks right by itself
        std::vector<std::pair<std::int64_t, std::string>> after, before;
        for (const auto& note : notes) (note.first > from ? after : before).push_back(note);
        const fs::path state = sample.folder / "seen";
        write_kept_file(state, after[random() % after.size()].second);
        const Error error = refusal_of([&] { witness_journal(database, keys.verifying(), state, nullptr); });
        found += error.fault() == Fault::integrity &&
                 std::string{error.what()}.find("split view") != std::string::npos;
        if (before.empty()) continue;
        write_kept_file(state, before[random() % before.size()].second); // signed before what was changed
        undisturbed += witness_journal(database, keys.verifying(), state, nullptr).before.has_value();
    }
    std::cout << "fork: " << found << " of " << tries << " found, " << undisturbed << " could not know\n";
    CHECK(found == tries);
}
