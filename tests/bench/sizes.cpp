// What a register of one of the sizes of `radcert demo` costs: making, room on the disk, verifying, starting
// a desk, its memory, a page, a search, a decision; alone and under load. Run for S, M and L it tells how
// cost grows. `bench_sizes SIZE [PLACE [SERVERS [SECONDS [READS]]]]`: a file, ./bench_sizes.SIZE/radcert.db
// unless told otherwise, or postgresql://...; one server, 20 seconds of load with 300 reads a second. The
// register is made and verified where there is none, and used again. Exits 1 where a command fails or an
// answer is not what it should be.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <sqlite3.h>

#include "demo/sample_accounts.h"
#include "demo/size.h"
#include "domain/error.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/postgres_connection.h"
#include "registry/status.h"
#include "tests/bench/bare_server.h"
#include "tests/bench/desk_client.h"
#include "tests/bench/desk_process.h"
#include "tests/bench/raw_register.h"
#include "tests/bench/size_questions.h"
#include "tests/bench/timing.h"
#include "web/address.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;
using bench::DeskProcess;
using bench::LoadKind;
using bench::print_times;
using bench::Session;
using bench::SizeQuestions;
using tests::RawClient;

struct Asked {
    demo::Size size;
    registry::RegisterPlace place;
    fs::path key_file, folder; ///< of what is made for the comparison
    int servers{1}, seconds{20};
    double reads{300};

    std::vector<std::string> with() const
    {
        return {"--register", place.is_file() ? place.file().string() : place.address(), "--key-file",
                key_file.string()};
    }
    std::vector<std::string> command(std::vector<std::string> words) const
    {
        const auto options = with();
        words.insert(words.end(), options.begin(), options.end());
        return words;
    }
};

constexpr double mebibyte = 1 << 20;

/// The bare program beside which reads are measured: as many rows as the register has facilities.
fs::path bare_rows(const Asked& asked)
{
    const fs::path file = asked.folder / "bare.db";
    fs::remove(file);
    sqlite3* database = nullptr;
    const std::string rows =
        "PRAGMA journal_mode=WAL; CREATE TABLE facility (facility INTEGER PRIMARY KEY, name TEXT);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(asked.size.facilities) +
        ") INSERT INTO facility SELECT i, 'Bệnh viện thử nghiệm số ' || i FROM n";
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, rows.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        std::exit((std::fprintf(stderr, "%s\n", sqlite3_errmsg(database)), 1));
    sqlite3_close(database);
    return file;
}

void print_run(const char* what, const Asked& asked, const bench::CommandRun& run)
{
    std::printf("%-34s %8.1f s, %.1f s of processor   %.0f events/s   %.0f MiB of memory\n", what,
                run.seconds, run.processor, double(asked.size.events) / run.seconds, run.mebibytes);
}

void make(const Asked& asked)
{
    std::vector<std::string> words{"demo", "--json", "--size"};
    words.emplace_back(asked.size.name);
    const auto run = bench::run_program(asked.command(words));
    print_run("made", asked, run);
    if (!asked.place.is_file()) return;
    const fs::path raw = asked.folder / "raw.db";
    fs::remove(raw);
    const double bare = bench::RawRegister::copy_seconds(asked.place.file(), raw);
    fs::remove(raw);
    std::printf("%-34s %8.1f s   making takes %.1f x the time\n", "bare SQLite, the same rows", bare,
                run.seconds / bare);
}

void measure_verify(const Asked& asked)
{
    print_run("register verify, everything", asked,
              bench::run_program(asked.command({"register", "verify"})));
    const auto journal = bench::run_program(asked.command({"journal", "verify"}));
    print_run("journal verify, rows too", asked, journal);
    std::printf("%-34s %8.1f us an event (goal 5; a bare program that only hashes: 2.4)\n", "",
                journal.seconds / double(asked.size.events) * 1e6);
}

void measure_start(const Asked& asked)
{
    std::vector<double> starts;
    constexpr int times = 5;
    for (int i = 0; i < times; ++i) starts.push_back(DeskProcess{asked.with()}.start_seconds());
    std::printf("%-34s %8.2f s, the longest of %d (goal 2)\n", "start to the first answer",
                *std::ranges::max_element(starts), times);
}

/// Commits of one small row by a program that does nothing else, in the same place.
std::vector<double> bare_commits(const Asked& asked)
{
    constexpr std::size_t count = 100;
    std::vector<double> milliseconds;
    const auto timed = [&](const auto& commit) {
        for (std::size_t i = 0; i < count; ++i) {
            const double before = bench::wall_seconds();
            commit(int(i));
            milliseconds.push_back((bench::wall_seconds() - before) * 1e3);
        }
    };
    if (asked.place.is_file()) {
        bench::RawRegister raw{asked.folder / "bare.db"};
        timed([&](int i) { raw.commit_one(i); });
        return milliseconds;
    }
    registry::PostgresConnection connection{asked.place, false};
    connection.run("DROP SCHEMA IF EXISTS radcert_bench CASCADE");
    connection.run("CREATE SCHEMA radcert_bench");
    connection.run("CREATE TABLE radcert_bench.act (number integer, action text)");
    timed([&](int i) {
        connection.run("INSERT INTO radcert_bench.act VALUES (" + std::to_string(i) + ", 'worker.record')");
    });
    connection.run("DROP SCHEMA radcert_bench CASCADE");
    return milliseconds;
}

/// A page that is asked for n times, the addresses in turn.
std::function<void(RawClient&, std::size_t)>
page(const Session& session, const std::vector<std::string>& targets, const std::string& ending = {})
{
    return [&session, &targets, ending](RawClient& client, std::size_t n) {
        bench::get(client, session, targets[n % targets.size()] + ending);
    };
}

/// Refuses a file that nobody decided: one event, one commit.
std::function<void(RawClient&, std::size_t)> decision(const Session& head, const SizeQuestions& questions,
                                                      std::size_t first)
{
    return [&head, &questions, first](RawClient& client, std::size_t n) {
        bench::post(client, head, questions.to_decide.at(first + n),
                    web::Parameters{{"reason", "thử tải"},
                                    {"legal_basis", "Nghị định 142/2020/NĐ-CP, Điều 35"},
                                    {"confirm", "yes"}}
                        .text());
    };
}

constexpr std::size_t decided_alone = 15;

void measure_alone(const Asked& asked, std::uint16_t port, const Session& head,
                   const SizeQuestions& questions)
{
    const auto alone = [&](const char* name, const char* goal, std::size_t count, const auto& work) {
        print_times(name, bench::one_by_one(port, count, work), goal);
    };
    const std::vector<std::string> home{"/"};
    alone("alone: one certificate", "recorded as a look at a person; goal p50 5, p99 25", 300,
          page(head, questions.certificates));
    alone("alone: one facility", "", 300, page(head, questions.facilities));
    alone("alone: name search", "goal p95 100", 200, page(head, questions.searches));
    alone("alone: list of 50", "goal p95 50", 200, page(head, questions.lists));
    alone("alone: first page of a head", "goal 300", 20, page(head, home));
    const std::size_t decisions = std::min(decided_alone, questions.to_decide.size());
    alone("alone: decision", "goal p99 50", decisions, decision(head, questions, 0));
    print_times("bare commit of one row", bare_commits(asked), "");
}

void measure_rates(std::uint16_t port, std::uint16_t bare, const Session& head,
                   const SizeQuestions& questions)
{
    const std::vector<std::string> row{"/1", "/17", "/300"};
    const Session nobody;
    const double least = bench::at_most(bare, page(nobody, row));
    bench::print_rate("at most: bare look-up", least, "bare look-up", 1);
    const double facility = bench::at_most(port, page(head, questions.facilities, ".json"));
    bench::print_rate("at most: one facility, JSON", facility, "bare look-up", facility / least);
    const double certificate = bench::at_most(port, page(head, questions.certificates, ".json"));
    bench::print_rate("at most: one certificate, JSON", certificate, "bare look-up", certificate / least);
}

void print_load(const std::vector<LoadKind>& kinds)
{
    std::vector<double> reads;
    for (const LoadKind& kind : kinds) {
        print_times("  " + kind.name, kind.milliseconds, "");
        if (kind.name != "decision")
            reads.insert(reads.end(), kind.milliseconds.begin(), kind.milliseconds.end());
    }
    print_times("  all reads", reads, "goal p99 50");
}

/// The desk's day: mostly pages that leave no event; looks at persons, which leave one, at two rates.
void measure_load(const Asked& asked, const std::vector<std::uint16_t>& ports, const Session& head,
                  const SizeQuestions& questions)
{
    std::size_t decided = decided_alone;
    for (const double looks : {0.1, 0.5}) {
        const double left =
            double(questions.to_decide.size() - std::min(decided, questions.to_decide.size()));
        const double decisions = std::min(10.0, left / asked.seconds / (looks < 0.5 ? 2 : 1)),
                     others = asked.reads * (1 - looks);
        std::vector<LoadKind> kinds{
            {"one certificate", asked.reads * looks, page(head, questions.certificates)},
            {"one facility", others * 0.6, page(head, questions.facilities)},
            {"name search", others * 0.2, page(head, questions.searches)},
            {"list of 50", others * 0.2, page(head, questions.lists)},
            {"decision", decisions, decision(head, questions, decided)}};
        std::printf("load: %.0f reads/s, %.0f of them looks at a person's file; %.1f decisions/s; %zu "
                    "server(s), %d s\n",
                    asked.reads, asked.reads * looks, decisions, ports.size(), asked.seconds);
        bench::load(ports, kinds, asked.seconds);
        decided += kinds.back().milliseconds.size();
        print_load(kinds);
    }
}

void measure_desk(const Asked& asked)
{
    std::vector<std::unique_ptr<DeskProcess>> servers;
    std::vector<std::uint16_t> ports;
    for (int i = 0; i < asked.servers; ++i) {
        servers.push_back(std::make_unique<DeskProcess>(asked.with()));
        ports.push_back(servers.back()->port());
    }
    const Session head = bench::sign_in(ports[0], "minh", demo::sample_password);
    SizeQuestions questions;
    {
        registry::Database database{asked.place, registry::Access::read};
        std::printf("%-34s %8.0f MiB\n", "on disk", double(registry::size_of(database)) / mebibyte);
        questions = bench::questions_of(database, decided_alone + std::size_t(asked.seconds) * 20);
    }
    const bench::BareServer bare{bare_rows(asked)};
    measure_alone(asked, ports[0], head, questions);
    std::printf("%-34s %8.0f MiB, the most %.0f (goal 256)\n", "memory of the desk after these pages",
                servers[0]->mebibytes(), servers[0]->most_mebibytes());
    measure_rates(ports[0], bare.port(), head, questions);
    measure_load(asked, ports, head, questions);
    for (const auto& server : servers)
        std::printf("%-34s %8.0f MiB, the most %.0f (goal 256)\n", "memory of a desk after the load",
                    server->mebibytes(), server->most_mebibytes());
}

std::optional<Asked> read_arguments(int count, char** arguments)
{
    const std::string name = count > 1 ? arguments[1] : "";
    const auto size = std::ranges::find(demo::sizes, name, &demo::Size::name);
    if (size == demo::sizes.end()) return {};
    const std::string place = count > 2 ? arguments[2] : "bench_sizes." + name + "/radcert.db";
    Asked asked{*size, registry::RegisterPlace{place}, {}, {}};
    asked.folder = asked.place.is_file() ? asked.place.file().parent_path() : fs::path{"bench_sizes." + name};
    if (asked.folder.empty()) asked.folder = ".";
    asked.key_file = asked.place.is_file() ? asked.place.beside(".key") : asked.folder / "radcert.key";
    if (count > 3) asked.servers = std::max(1, std::atoi(arguments[3]));
    if (count > 4) asked.seconds = std::max(1, std::atoi(arguments[4]));
    if (count > 5) asked.reads = std::max(1.0, std::atof(arguments[5]));
    return asked;
}

} // namespace

int main(int count, char** arguments)
{
    const auto asked = read_arguments(count, arguments);
    if (!asked) {
        std::fprintf(stderr, "bench_sizes S|M|L [PLACE [SERVERS [SECONDS [READS]]]]\n");
        return 2;
    }
    try {
        std::setvbuf(stdout, nullptr, _IOLBF, 0);
        fs::create_directories(asked->folder);
        if (!fs::exists(asked->key_file)) {
            make(*asked);
            measure_verify(*asked);
        }
        measure_start(*asked);
        measure_desk(*asked);
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_sizes: %s\n", error.sentence().en.c_str());
        return 1;
    }
}
