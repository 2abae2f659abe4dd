#include <iostream>
#include <map>
#include <random>
#include <set>

#include "casework/found_register.h"
#include "registry/postgres_connection.h"
#include "registry/verify.h"
#include "registry/workers.h"
#include "tests/catch.h"
#include "tests/faults/postgres_proxy.h"
#include "tests/faults/stage.h"
#include "tests/registers.h"
#include "tests/rules/sample_rulebook.h"

// A connection to PostgreSQL that is cut around its COMMIT: the act is there once or not at all, and what was
// said of it is true. "Not known" may be said only while nobody can look. Under tests/on_postgres only.

using namespace radcert;
using namespace radcert::faults;
using registry::RegisterPlace;

namespace {

using namespace std::chrono_literals;

/// A register in a database of its own, reached through a proxy or past it.
class CutRegister {
public:
    CutRegister()
        : place{tests::new_place(folder_.path() / "radcert.db")}, proxy{folder_.path(), server_folder()},
          through_proxy{address_through(folder_.path(), place.address()), place.file()}
    {
        casework::found_register(
            {place, key(), "province:66", {}, {}, "lan", "Nguyễn Thị Lan", {tests::shipped_files(), {}}});
    }
    ~CutRegister() { tests::drop_place(place); }
    CutRegister(const CutRegister&) = delete;
    CutRegister& operator=(const CutRegister&) = delete;

    registry::KeyFile keys() const { return registry::KeyFile::load(key()); }
    registry::Writer writer(const RegisterPlace& at) const
    {
        return {registry::Database{at, registry::Access::write}, keys()};
    }

private:
    Folder folder_;
    fs::path key() const { return place.beside(".key"); }
    static fs::path server_folder() { return std::getenv("RADCERT_TEST_POSTGRES"); }
    static std::string address_through(const fs::path& folder, const std::string& address)
    {
        return address.substr(0, address.find("host=")) + "host=" + folder.string();
    }

public:
    RegisterPlace place;
    PostgresProxy proxy;
    RegisterPlace through_proxy;
};

/// What was said of acts, each told from all others by a worker's name.
struct Told {
    std::set<std::string> done, not_done, not_known;
};

void record_worker(registry::Writer& writer, const std::string& name)
{
    registry::WriteScope write{writer, {"lan", {}, "test", false}};
    registry::Worker worker;
    worker.worker = registry::next_worker(write.database());
    worker.full_name = name;
    worker.subject = write.add_subject("worker");
    write.record("worker.record", worker.subject, {worker});
    write.commit();
}

void act(registry::Writer& writer, const std::string& name, Told& told)
{
    try {
        record_worker(writer, name);
        told.done.insert(name);
    } catch (const Error& error) {
        CAPTURE(error.what());
        CHECK(error.fault() == Fault::unavailable);
        const bool nothing = error.sentence().en.find("nothing was recorded") != std::string::npos;
        CHECK(error.is_perhaps_done() != nothing);
        (error.is_perhaps_done() ? told.not_known : told.not_done).insert(name);
    }
}

/// Counts what is there against what was said, and verifies the register.
void check_truth(const CutRegister& there, const Told& told, int cuts, const char* how)
{
    registry::Database database{there.place, registry::Access::read};
    std::map<std::string, int> names;
    registry::Query rows{database, "SELECT full_name FROM worker"};
    while (rows.next()) ++names[std::string{rows.text(0)}];
    long lost = 0, doubled = 0, undone = 0, found_later = 0;
    for (const std::string& name : told.done) lost += !names.contains(name);
    for (const std::string& name : told.not_done) undone += names.contains(name);
    for (const std::string& name : told.not_known) found_later += names.contains(name);
    for (const auto& [name, count] : names) doubled += count > 1;
    std::cout << cuts << " connections cut " << how << ": " << told.done.size() << " acts said to be done, "
              << told.not_done.size() << " not done, " << told.not_known.size() << " not known ("
              << found_later << " of them done); " << lost << " lost, " << doubled << " doubled, " << undone
              << " done though said not to be\n";
    CHECK(lost == 0);
    CHECK(doubled == 0);
    CHECK(undone == 0);
    const auto keys = there.keys();
    CHECK(registry::verify_register(database, keys.verifying(), &keys, {true, true}).clean());
}

} // namespace

TEST_CASE("whose COMMIT is lost on the way, or its answer, is told rightly whether it was done",
          "[postgres][.]")
{
    CutRegister there;
    registry::Writer writer = there.writer(there.through_proxy);
    std::mt19937 random{1};
    Told told, by_kind[PostgresProxy::kinds + 1];
    const int wanted = long_run() ? 500 : 50;
    for (int i = 0; i < wanted; ++i) {
        const int kind = 1 + i % PostgresProxy::kinds;
        there.proxy.cut_next(PostgresProxy::Cut(kind), std::chrono::milliseconds{random() % 200});
        const std::string name = "Người " + std::to_string(i);
        act(writer, name, told);
        by_kind[kind].done.merge(std::set{told.done.contains(name) ? name : ""});
    }
    const auto done_of = [&](PostgresProxy::Cut cut) {
        by_kind[int(cut)].done.erase("");
        return int(by_kind[int(cut)].done.size());
    };
    check_truth(there, told, there.proxy.cuts(), "with their COMMIT on the way");
    CHECK(there.proxy.cuts() == wanted);
    CHECK(told.not_known.empty());
    CHECK(done_of(PostgresProxy::Cut::before) == 0);
    CHECK(done_of(PostgresProxy::Cut::late) == wanted / PostgresProxy::kinds);
    CHECK(done_of(PostgresProxy::Cut::answer) == wanted / PostgresProxy::kinds);
    CHECK(done_of(PostgresProxy::Cut::torn) == wanted / PostgresProxy::kinds);
}

TEST_CASE("whose connection the server ends around COMMIT is told rightly whether it was done",
          "[postgres][.]")
{
    CutRegister there;
    registry::Writer writer = there.writer(there.place);
    registry::PostgresConnection other{there.place, false};
    std::mt19937 random{2};
    Told told;
    int cuts = 0;
    double usual = 0.005; // seconds that an act takes
    const int wanted = long_run() ? 500 : 50;
    constexpr std::size_t enough = 5; // of both endings, however quick the machine is
    const auto has_both = [&] { return told.done.size() > enough && told.not_done.size() > enough; };
    for (int i = 0; cuts < wanted || (!has_both() && i < 40 * wanted); ++i) {
        const double since = seconds(), moment = usual * 1.2 * double(random() % 1000) / 1000;
        {
            const std::jthread cutter{[&] {
                std::this_thread::sleep_for(std::chrono::duration<double>{moment});
                const auto cut = other.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                                           "datname = current_database() AND pid <> pg_backend_pid()");
                cuts += registry::libpq().rows(cut.get());
            }};
            act(writer, "Người " + std::to_string(i), told);
        }
        usual = 0.9 * usual + 0.1 * std::min(seconds() - since, 0.05);
    }
    check_truth(there, told, cuts, "by the server");
    CHECK(told.not_known.empty());
    CHECK(has_both());
}

TEST_CASE("whose COMMIT was cut while nobody can look is told that it is not known", "[postgres][.]")
{
    if (!long_run()) return; // to find out that nobody can look takes its time
    CutRegister there;
    Told told;
    for (const auto cut :
         {PostgresProxy::Cut::before, PostgresProxy::Cut::answer, PostgresProxy::Cut::at_once}) {
        registry::Writer writer = there.writer(there.through_proxy);
        there.proxy.cut_next(cut, 0ms, true);
        act(writer, "Người " + std::to_string(int(cut)), told);
        there.proxy.open();
    }
    check_truth(there, told, there.proxy.cuts(), "for good");
    CHECK(told.not_known.size() == 3);
}
