#include <atomic>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "registry/backup.h"
#include "registry/copy_register.h"
#include "registry/dialect.h"
#include "registry/journal.h"
#include "registry/postgres_connection.h"
#include "registry/web_store.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/registers.h"
#include "tests/registry/sample_register.h"
#include "tests/rounds.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::refusal_of;
using radcert::tests::SampleRegister;

// What only a register in a database has: many who write at once, connections that break, copies from engine
// to engine. Under tests/on_postgres only.

namespace {

/// How often each name of a worker stands in the register.
std::map<std::string, int> recorded_names(Database& database)
{
    std::map<std::string, int> names;
    Query rows{database, "SELECT full_name FROM worker"};
    while (rows.next()) ++names[std::string{rows.text(0)}];
    return names;
}

/// Cuts every other connection to a database, again and again, at moments spread over some acts.
class Cutter {
public:
    /// @param act  how long an act lasts here
    Cutter(const RegisterPlace& place, unsigned seed, std::chrono::microseconds act)
        : thread_{[this, place, seed, longest = unsigned(4 * act.count()) + 1](const std::stop_token& stop) {
              PostgresConnection connection{place, false};
              std::mt19937 random{seed};
              while (!stop.stop_requested()) {
                  std::this_thread::sleep_for(std::chrono::microseconds{random() % longest});
                  const auto cut =
                      connection.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                                     "current_database() AND pid <> pg_backend_pid()");
                  cuts_ += libpq().rows(cut.get());
              }
          }}
    {
    }
    int cuts() const { return cuts_; }

private:
    std::atomic<int> cuts_{0};
    std::jthread thread_;
};

} // namespace

TEST_CASE("an act whose connection was cut is done once or not at all, and says which", "[postgres][.]")
{
    SampleRegister sample;
    const int wanted = tests::rounds(150);
    std::set<std::string> done, not_done, not_known;
    int cuts = 0;
    {
        Writer writer = sample.writer();
        constexpr int uncut = 5;
        constexpr std::size_t enough = 10;
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < uncut; ++i)
            tests::record_named_worker(writer, "Người trước " + std::to_string(i));
        const auto act = (std::chrono::steady_clock::now() - begun) / uncut;
        Cutter cutter{sample.place, 1, std::chrono::duration_cast<std::chrono::microseconds>(act)};
        for (int i = 0; cutter.cuts() < wanted || done.size() <= enough || not_done.size() <= enough; ++i) {
            const std::string name = "Người " + std::to_string(i);
            try {
                tests::record_named_worker(writer, name);
                done.insert(name);
            } catch (const Error& error) {
                CAPTURE(error.what());
                CHECK(error.fault() == Fault::unavailable);
                const bool told = error.sentence().en.find("nothing was recorded") != std::string::npos;
                CHECK((told || error.sentence().en.find("NOT KNOWN") != std::string::npos));
                (told ? not_done : not_known).insert(name);
            }
        }
        cuts = cutter.cuts();
    }
    Database database{sample.place, Access::read};
    const auto names = recorded_names(database);
    std::size_t lost = 0, doubled = 0, unasked = 0;
    for (const std::string& name : done) {
        const auto found = names.find(name);
        lost += found == names.end();
        doubled += found != names.end() && found->second > 1;
    }
    for (const std::string& name : not_done) unasked += names.contains(name);
    for (const auto& [name, count] : names) doubled += count > 1 && !done.contains(name);
    std::cout << cuts << " connections cut: " << done.size() << " acts done, " << not_done.size()
              << " said to be not done, " << not_known.size() << " said to be not known; " << lost
              << " lost, " << doubled << " doubled, " << unasked << " done all the same\n";
    CHECK(lost == 0);
    CHECK(doubled == 0);
    CHECK(unasked == 0);
    CHECK(done.size() > 10);
    CHECK(not_done.size() > 10);
    CHECK(tests::verify_all(sample.place, sample.keys()).clean());
}

TEST_CASE("several who write at once leave one journal without gaps", "[postgres][.]")
{
    SampleRegister sample;
    constexpr int clerks = 6, acts = 20;
    {
        std::vector<std::jthread> threads;
        for (int clerk = 0; clerk < clerks; ++clerk) {
            threads.emplace_back([&sample, clerk] {
                Writer writer{Database{sample.place, Access::write}, sample.keys()};
                for (int i = 0; i < acts; ++i)
                    tests::record_named_worker(writer,
                                               "Người " + std::to_string(clerk) + "-" + std::to_string(i));
            });
        }
    }
    Database database{sample.place, Access::read};
    const auto names = recorded_names(database);
    for (int clerk = 0; clerk < clerks; ++clerk)
        for (int i = 0; i < acts; ++i)
            CHECK(names.at("Người " + std::to_string(clerk) + "-" + std::to_string(i)) == 1);
    const Report report = tests::verify_all(sample.place, sample.keys());
    INFO(tests::text_of(report));
    CHECK(report.clean());
}

TEST_CASE("a reader sees one state however long it reads, and changes nothing", "[postgres][.]")
{
    SampleRegister sample;
    Database reader{sample.place, Access::read};
    {
        const ReadScope scope{reader};
        const EventNumber before = journal_size(reader);
        Writer writer = sample.writer();
        sample.add_worker(writer);
        CHECK(journal_size(reader) == before);
        CHECK(journal_size(writer.database()) > before);
    }
    CHECK(journal_size(reader) == [&] {
        Database other{sample.place, Access::read};
        return journal_size(other);
    }());
    const Error refusal = refusal_of([&] { reader.engine().execute("DELETE FROM worker"); });
    CHECK(refusal.fault() == Fault::unavailable);
    CHECK(refusal.sentence().en.find("can only be read") != std::string::npos);
}

TEST_CASE("a connection that broke while it rested is made anew before the next question", "[postgres][.]")
{
    SampleRegister sample;
    Database reader{sample.place, Access::read};
    WebStore store{sample.place};
    const std::string token = store.start_session("u-1", "print");
    PostgresConnection somebody{sample.place, false};
    const auto cut_all = [&] {
        somebody.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                     "WHERE datname = current_database() AND pid <> pg_backend_pid()");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    };
    const EventNumber size = journal_size(reader);
    cut_all();
    CHECK(journal_size(reader) == size);
    cut_all();
    {
        const ReadScope scope{reader};
        CHECK(journal_size(reader) == size);
    }
    cut_all();
    CHECK(store.find_session(token));
    cut_all();
    CHECK(store.attempt("account lan") == std::chrono::seconds{0}); // a transaction
    Writer writer = sample.writer();
    cut_all();
    CHECK_NOTHROW(sample.add_worker(writer));
}

TEST_CASE("a writer that is led to an older copy signs nothing over it", "[postgres][.]")
{
    SampleRegister sample;
    const RegisterPlace older = sample.copy("older.db");
    Writer writer = sample.writer();
    sample.add_worker(writer);
    const std::string kept = tests::bytes_of(sample.place.beside(".checkpoint"));
    tests::exchange_places(sample.place, older);
    const Error refusal = refusal_of([&] { sample.add_worker(writer); });
    CHECK(refusal.fault() == Fault::integrity);
    CHECK(refusal.sentence().en.find("does not continue the signed checkpoint") != std::string::npos);
    CHECK(tests::bytes_of(sample.place.beside(".checkpoint")) == kept);
    tests::exchange_places(sample.place, older);
    CHECK_NOTHROW(sample.add_worker(writer));
}

TEST_CASE("a database that was put back older than its checkpoint is taken on where the loss is accepted",
          "[postgres][.]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const std::filesystem::path kept = sample.place.beside(".checkpoint");
    const RegisterPlace older = sample.copy("older.db");
    const auto size_of = [](const RegisterPlace& place) {
        Database database{place, Access::read};
        return std::uint64_t(journal_size(database));
    };
    const std::uint64_t had = size_of(sample.place);
    CHECK(restore({sample.place, {}, {}, false}, key).lost() == 0);
    {
        Writer writer = sample.writer();
        sample.add_worker(writer);
    }
    const std::uint64_t has = size_of(sample.place);
    const std::string newest = tests::bytes_of(kept);
    tests::exchange_places(sample.place, older);

    const Error refusal = refusal_of([&] { restore({sample.place, {}, {}, false}, key); });
    CHECK(refusal.fault() == Fault::refused);
    CHECK(refusal.sentence().en.find("events from " + std::to_string(had) + " on are lost") !=
          std::string::npos);
    CHECK(tests::bytes_of(kept) == newest);

    const Restored taken = restore({sample.place, {}, {}, true}, key);
    CHECK(taken.size == had);
    CHECK(taken.head == has);
    CHECK(tests::bytes_of(kept.string() + ".lost") == newest);
    {
        Writer writer = sample.writer();
        sample.add_worker(writer);
        sample.add_worker(writer);
    }
    CHECK(tests::verify_all(sample.place, sample.keys()).clean());
    const Error split = refusal_of([&] { restore({sample.place, {}, kept.string() + ".lost", true}, key); });
    CHECK(split.fault() == Fault::integrity); // what was lost stays signed
}

TEST_CASE("a backup of one engine is not restored to a place of the other", "[postgres][.]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const auto fault_of = [&](const RegisterPlace& from, const std::filesystem::path& to) {
        return refusal_of([&] { restore({from, to, {}, false}, key); }).fault();
    };
    CHECK(fault_of(sample.place, sample.folder / "file.db") == Fault::usage);
    CHECK(fault_of(sample.folder / "file.db", sample.place.address()) == Fault::usage);
    CHECK(fault_of(sample.folder / "file.db", {}) == Fault::usage);
}

TEST_CASE("who reads since before an erasure keeps the old rows, and the officer is told", "[postgres][.]")
{
    SampleRegister sample;
    Writer writer = sample.writer();
    Database reader{sample.place, Access::read};
    const auto erase = [&](std::int64_t worker) { sample.erase(writer, worker); };
    {
        const ReadScope scope{reader};
        CHECK(journal_size(reader) > 0);
        const Error told = refusal_of([&] { erase(2); });
        CHECK(told.fault() == Fault::unavailable);
        CHECK(told.is_perhaps_done());
        CHECK(told.sentence().en.find("somebody reads an earlier state") != std::string::npos);
    }
    CHECK_NOTHROW(erase(3));
    CHECK(tests::verify_all(sample.place, sample.keys()).clean());
}

TEST_CASE("large papers come in portions of some megabytes", "[postgres][.]")
{
    SampleRegister sample;
    const std::string large(3 << 20, 'x');
    {
        Writer writer = sample.writer();
        WriteScope write{writer, {"lan", {}, "test", false}};
        const std::string subject = write.add_subject("facility");
        for (char letter = 'a'; letter < 'i'; ++letter) write.keep_document(subject, large + letter);
        write.record("facility.view", subject, {});
        write.commit();
    }
    Database database{sample.place, Access::read};
    Query rows{database, "SELECT box FROM document ORDER BY digest", Rows::many};
    std::size_t count = 0;
    for (; rows.next(); ++count) CHECK(rows.text(0).size() >= 16);
    CHECK(count >= 8);
    const CopiedRegister copied =
        copy_register(database, sample.folder / "large.db", sample.keys().verifying());
    CHECK(copied.rows > 100);
}

TEST_CASE("a register goes from a file into PostgreSQL and back, equal to the row and the root",
          "[postgres][.]")
{
    SampleRegister sample;
    const VerifyingKey key = sample.keys().verifying();
    const std::filesystem::path file = sample.folder / "as-file.db";
    Database stands{sample.place, Access::read};
    const CopiedRegister out = copy_register(stands, file, key);
    CHECK(out.events == std::uint64_t(journal_size(stands)));
    CHECK(out.rows > 100);
    CHECK(tests::verify_all(file, sample.keys()).clean());

    Database copy{file, Access::read};
    const RegisterPlace again = tests::new_place(sample.folder / "again.db");
    const CopiedRegister back = copy_register(copy, again, key);
    CHECK(back.root == out.root);
    CHECK(back.rows == out.rows);
    CHECK(tests::verify_all(again, sample.keys()).clean());
    {
        Writer goes_on{Database{again, Access::write}, sample.keys()};
        tests::record_named_worker(goes_on, "Người Sau");
    }
    CHECK(tests::verify_all(again, sample.keys()).clean());
    CHECK(refusal_of([&] { copy_register(copy, again, key); }).fault() == Fault::conflict);
    const RegisterPlace beside{tests::new_place(file).address(), again.file()}; // a newer checkpoint is kept
    CHECK(refusal_of([&] { copy_register(copy, beside, key); }).fault() == Fault::conflict);
    Database newer{again, Access::read};
    CHECK(copy_register(newer, beside, key).events == std::uint64_t(journal_size(newer)));
    tests::drop_place(beside);
    tests::drop_place(again);
}

TEST_CASE("what was changed behind the journal's back in a database is noticed", "[postgres][.]")
{
    SampleRegister sample;
    PostgresConnection somebody{sample.place, false};
    const auto found_after = [&](const std::string& change) {
        somebody.run(change);
        return tests::text_of(tests::verify_all(sample.place, sample.keys()));
    };
    CHECK(found_after("UPDATE worker SET full_name = 'Khác' WHERE worker = 2").find("worker [") !=
          std::string::npos);
    CHECK(found_after("CREATE INDEX behind ON worker (full_name)").find("behind") != std::string::npos);
    CHECK(found_after("ALTER TABLE worker ADD COLUMN behind BIGINT").find("schema [worker]") !=
          std::string::npos);
    CHECK(found_after("CREATE TABLE beside (a BIGINT)").find("schema [beside]") != std::string::npos);
}

TEST_CASE("who cannot come in is told why, without the password", "[postgres][.]")
{
    const std::string host = std::getenv("RADCERT_TEST_POSTGRES");
    const auto refused = [](const std::string& address) {
        return refusal_of([&] { Database{RegisterPlace{address}, Access::read}; });
    };
    const Error nobody = refused("postgresql://radcert:bi-mat@/radcert?host=/nowhere");
    CHECK(nobody.fault() == Fault::unavailable);
    CHECK(nobody.sentence().en.find("does not answer") != std::string::npos);
    CHECK(nobody.sentence().en.find("bi-mat") == std::string::npos);
    const Error no_database = refused("postgresql://radcert@/khong_co?host=" + host);
    CHECK(no_database.fault() == Fault::not_found);
    CHECK(no_database.hint().en.find("createdb") != std::string::npos);
    CHECK(refused("postgresql://nguoi_la@/postgres?host=" + host).fault() == Fault::unavailable);
    const Error empty = refused("postgresql://radcert@/postgres?host=" + host);
    CHECK(empty.fault() == Fault::not_found);
    CHECK(empty.sentence().en.find("holds no register") != std::string::npos);
}

TEST_CASE("a register is not founded where one is", "[postgres][.]")
{
    SampleRegister sample;
    CHECK(refusal_of([&] { Database::create(sample.place); }).fault() == Fault::conflict);
}

TEST_CASE("an index or a function that was put in another's place is noticed", "[postgres][.]")
{
    SampleRegister sample;
    PostgresConnection connection{sample.place, false};
    REQUIRE(tests::verify_all(sample.place, sample.keys()).clean());
    const auto [change, restore] = GENERATE(table<const char*, const char*>({
        {"DROP INDEX payload_subject; CREATE INDEX payload_subject ON payload (seq)",
         "DROP INDEX payload_subject; CREATE INDEX payload_subject ON payload (subject, seq)"},
        {"DROP INDEX certificate_series; CREATE INDEX certificate_series ON certificate (issued_by, year, "
         "ordinal, "
         "since_event) WHERE ordinal IS NOT NULL",
         "DROP INDEX certificate_series; CREATE UNIQUE INDEX certificate_series ON certificate (issued_by, "
         "year, "
         "ordinal, since_event) WHERE ordinal IS NOT NULL"},
        {"ALTER TABLE subject DROP CONSTRAINT subject_subject_key",
         "ALTER TABLE subject ADD CONSTRAINT subject_subject_key UNIQUE (subject)"},
        {"CREATE OR REPLACE FUNCTION instr(whole TEXT, part TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE "
         "STRICT "
         "PARALLEL SAFE AS 'SELECT CAST(0 AS BIGINT)'",
         postgres_additions},
        {"CREATE FUNCTION helper() RETURNS BIGINT LANGUAGE sql AS 'SELECT CAST(1 AS BIGINT)'",
         "DROP FUNCTION helper()"},
    }));
    CAPTURE(change);
    connection.run(change);
    CHECK_FALSE(tests::verify_all(sample.place, sample.keys()).clean());
    connection.run(restore);
    const Report restored = tests::verify_all(sample.place, sample.keys());
    INFO(tests::text_of(restored));
    CHECK(restored.clean());
}

TEST_CASE("what the desk remembers goes on when its connection was cut while nobody asked", "[postgres][.]")
{
    SampleRegister sample;
    WebStore store{sample.place};
    const std::string first = store.make_token("lan", "sổ sách");
    PostgresConnection{sample.place, false}.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND "
        "pid <> "
        "pg_backend_pid()");
    store.make_token("lan", "báo cáo");
    CHECK(store.find_token(first));
    CHECK(store.tokens_of("lan").size() == 2);
}
