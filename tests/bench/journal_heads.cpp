// What the one head of a journal costs in PostgreSQL: acts a second from 1, 4 and 16 clients over one
// register, and over four registers of four provinces on the same server, beside the same rows put there
// without a journal, with and without a locked head. Each act records one worker. Each client has a folder of
// its own, as a server of its own would, and the data should lie on a disk that makes commits wait:
//
//   RADCERT_SERVER_PLACE=/var/tmp tests/on_postgres build/release/tests/bench/bench_journal_heads [SECONDS
//   [ROUNDS]]
//
// Rounds go through all settings in turn, so that what else the machine does falls on all of them; medians
// are printed.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "registry/offices.h"
#include "registry/postgres_connection.h"
#include "registry/workers.h"
#include "registry/writer.h"
#include "tests/bench/timing.h"

namespace {

using namespace radcert;
using namespace radcert::registry;
namespace fs = std::filesystem;

constexpr int provinces = 4;

std::string address_of(const std::string& database)
{
    return "postgresql://radcert@/" + database + "?host=" + std::getenv("RADCERT_TEST_POSTGRES");
}

/// Somebody who does one act after another.
class Client {
public:
    Client() = default;
    virtual ~Client() = default;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    virtual void act() = 0;
};

/// A clerk of a province's register.
class Clerk : public Client {
public:
    Clerk(const RegisterPlace& place, const fs::path& keys)
        : writer_{Database{place, Access::write}, KeyFile::load(keys)}
    {
    }
    void act() override
    {
        WriteScope write{writer_, {"lan", {}, "bench", false}};
        Worker worker;
        worker.worker = next_worker(write.database());
        worker.full_name = "Người thử nghiệm " + std::to_string(worker.worker);
        worker.subject = write.add_subject("worker");
        write.record("worker.record", worker.subject, {worker});
        write.commit();
    }

private:
    Writer writer_;
};

/// Puts rows as large as an act's into tables without a journal.
class Porter : public Client {
public:
    Porter(const RegisterPlace& place, bool locks) : connection_{place, false}, locks_{locks} {}
    void act() override
    {
        connection_.begin("READ COMMITTED READ WRITE");
        if (locks_) connection_.run("SELECT entry FROM head FOR UPDATE");
        for (const char* const sql : {"INSERT INTO event (leaf) VALUES (repeat('x', 330))",
                                      "INSERT INTO payload (box) VALUES (decode(repeat('00', 420), 'hex'))",
                                      "INSERT INTO node (hash) VALUES (decode(repeat('00', 32), 'hex'))",
                                      "INSERT INTO subject (wrapped) VALUES (repeat('x', 150))",
                                      "INSERT INTO worker (name) VALUES (repeat('x', 200))",
                                      "INSERT INTO checkpoint (note) VALUES (repeat('x', 200))"})
            connection_.run(sql);
        connection_.end("COMMIT");
    }

private:
    PostgresConnection connection_;
    bool locks_;
};

constexpr const char* bare_tables = R"sql(
    CREATE TABLE head (entry BIGINT PRIMARY KEY);
    INSERT INTO head VALUES (1);
    CREATE TABLE event (seq BIGSERIAL PRIMARY KEY, leaf TEXT);
    CREATE TABLE payload (seq BIGSERIAL PRIMARY KEY, box BYTEA);
    CREATE TABLE node (place BIGSERIAL PRIMARY KEY, hash BYTEA);
    CREATE TABLE subject (id BIGSERIAL PRIMARY KEY, wrapped TEXT);
    CREATE TABLE worker (worker BIGSERIAL PRIMARY KEY, name TEXT);
    CREATE TABLE checkpoint (size BIGSERIAL PRIMARY KEY, note TEXT);
)sql";

/// Four registers and the tables without a journal, in databases of their own.
class Country {
public:
    Country()
    {
        std::string name = (fs::temp_directory_path() / "radcert-heads-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
        folder = name;
        PostgresConnection server{address_of("postgres"), false};
        server.run("CREATE DATABASE bare");
        PostgresConnection{address_of("bare"), false}.run(bare_tables);
        for (int i = 0; i < provinces; ++i) {
            server.run("CREATE DATABASE province_" + std::to_string(i));
            found(i);
        }
    }
    ~Country() { fs::remove_all(folder); }
    Country(const Country&) = delete;
    Country& operator=(const Country&) = delete;

    fs::path keys(int province) const { return folder / ("keys-" + std::to_string(province)); }
    RegisterPlace place(int province, int client) const
    {
        const std::string beside = "client-" + std::to_string(province) + "-" + std::to_string(client);
        return {address_of("province_" + std::to_string(province)), folder / beside};
    }

    fs::path folder;

private:
    void found(int province) const
    {
        KeyFile::create(keys(province), "radcert.example/province-" + std::to_string(province));
        Writer writer{Database::create(place(province, 0)), KeyFile::load(keys(province))};
        WriteScope write{writer, {"lan", {}, "bench", false}};
        const std::string office = write.add_subject("register"), person = write.add_subject("officer");
        write.record("register.found", office,
                     {Register{1, writer.keys().origin(), "province:66", "{ordinal}", office}});
        write.record("officer.record", person, {Officer{write.actor(), "lan", "Trần Thị Lan", true, person}});
        write.commit();
    }
};

enum class Kind : unsigned char { acts, rows_locked, rows_free };

struct Setting {
    const char* what;
    Kind kind;
    int heads, clients;
    std::vector<double> rates{};
    int refused{0}; ///< acts that waited five seconds for the head
};

std::unique_ptr<Client> client_of(const Country& country, const Setting& setting, int number)
{
    if (setting.kind != Kind::acts)
        return std::make_unique<Porter>(address_of("bare"), setting.kind == Kind::rows_locked);
    const int province = number % setting.heads;
    return std::make_unique<Clerk>(country.place(province, number), country.keys(province));
}

/// Acts a second of all clients together.
double measure(const Country& country, Setting& setting, double seconds)
{
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < setting.clients; ++i) clients.push_back(client_of(country, setting, i));
    std::latch ready{setting.clients + 1};
    std::atomic<bool> over{false};
    std::atomic<int> acts{0}, refused{0};
    std::vector<std::jthread> threads;
    for (const auto& client : clients) {
        threads.emplace_back([&, one = client.get()] {
            ready.arrive_and_wait();
            while (!over) {
                try {
                    one->act();
                    ++acts;
                } catch (const Error&) {
                    ++refused;
                }
            }
        });
    }
    ready.arrive_and_wait();
    const double begun = bench::wall_seconds();
    std::this_thread::sleep_for(std::chrono::duration<double>{seconds});
    over = true;
    threads.clear();
    setting.refused += refused;
    return acts / (bench::wall_seconds() - begun);
}

double first_number(PostgresConnection& connection, const std::string& sql)
{
    const auto answer = connection.run(sql);
    return std::atof(libpq().value(answer.get(), 0, 0));
}

/// What a thousand acts of one clerk leave in the tables and in the log of the server.
void print_bytes(const Country& country)
{
    constexpr int acts = 1'000;
    Clerk clerk{country.place(0, 0), country.keys(0)};
    PostgresConnection connection{address_of("province_0"), false};
    const auto tables = [&](const char* which) {
        return first_number(connection,
                            std::string{"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE "
                                        "relkind = 'r' AND relnamespace = "
                                        "current_schema()::regnamespace AND "} +
                                which);
    };
    constexpr const char *all = "true",
                         *journal = "relname IN ('event', 'payload', 'node', 'checkpoint', 'subject')";
    constexpr const char* log = "SELECT pg_current_wal_insert_lsn() - '0/0'";
    connection.run("VACUUM FULL");
    connection.run("CHECKPOINT");
    const double all_before = tables(all), journal_before = tables(journal),
                 log_before = first_number(connection, log);
    for (int i = 0; i < acts; ++i) clerk.act();
    const double log_after = first_number(connection, log);
    std::printf("\nan act of one event leaves %.0f bytes in the tables, %.0f of them the journal's, with its "
                "indexes;\n"
                "%.0f bytes in the server's write-ahead log\n",
                (tables(all) - all_before) / acts, (tables(journal) - journal_before) / acts,
                (log_after - log_before) / acts);
}

/// What it takes to lock the head where nobody else wants it, and a look at the same row.
void print_lock(const Country& country)
{
    constexpr int times = 2'000;
    PostgresConnection connection{country.place(0, 0), false};
    const auto microseconds = [&](const char* sql) {
        const double begun = bench::wall_seconds();
        for (int i = 0; i < times; ++i) {
            connection.begin("READ COMMITTED READ WRITE");
            connection.run(sql);
            connection.end("ROLLBACK");
        }
        return (bench::wall_seconds() - begun) / times * 1e6;
    };
    microseconds("SELECT 1");
    const double locked = microseconds("SELECT entry FROM head FOR UPDATE"),
                 read = microseconds("SELECT entry FROM head");
    std::printf("\na transaction that locks the head, free: %.0f us; that reads it: %.0f us: %.2f x\n",
                locked, read, locked / read);
}

} // namespace

int main(int count, char** words)
{
    if (std::getenv("RADCERT_TEST_POSTGRES") == nullptr) {
        std::fputs("run it under tests/on_postgres\n", stderr);
        return 2;
    }
    const double seconds = count > 1 ? std::atof(words[1]) : 3;
    const int rounds = count > 2 ? std::atoi(words[2]) : 5;
    const Country country;
    std::vector<Setting> settings{{"rows, no lock, 1 client", Kind::rows_free, 1, 1},
                                  {"rows, no lock, 4 clients", Kind::rows_free, 1, 4},
                                  {"rows, no lock, 16 clients", Kind::rows_free, 1, 16},
                                  {"rows, locked head, 1 client", Kind::rows_locked, 1, 1},
                                  {"rows, locked head, 4 clients", Kind::rows_locked, 1, 4},
                                  {"rows, locked head, 16 clients", Kind::rows_locked, 1, 16},
                                  {"acts, 1 journal, 1 client", Kind::acts, 1, 1},
                                  {"acts, 1 journal, 4 clients", Kind::acts, 1, 4},
                                  {"acts, 1 journal, 16 clients", Kind::acts, 1, 16},
                                  {"acts, 4 journals, 4 clients", Kind::acts, 4, 4},
                                  {"acts, 4 journals, 16 clients", Kind::acts, 4, 16}};
    for (int round = -1; round < rounds; ++round) {
        for (Setting& setting : settings) {
            const double rate =
                measure(country, setting, round < 0 ? 0.5 : seconds); // the first one warms up
            if (round >= 0) setting.rates.push_back(rate);
        }
    }
    const auto middle = [](const Setting& setting) { return bench::median(setting.rates); };
    for (const Setting& setting : settings) {
        std::printf("%-30s %7.0f a second (%4.0f to %4.0f)", setting.what, middle(setting),
                    *std::ranges::min_element(setting.rates), *std::ranges::max_element(setting.rates));
        std::printf("  %5.2f x rows without lock from one client",
                    middle(setting) / middle(settings.front()));
        if (setting.refused > 0) std::printf("; %d refused after 5 s of waiting", setting.refused);
        std::printf("\n");
    }
    print_lock(country);
    print_bytes(country);
    return 0;
}
