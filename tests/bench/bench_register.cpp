// Speed of a register, beside the same rows in bare SQLite in the same run: bulk load, search by name,
// history, a facility as of a past day, verification, export of revocations, one commit. `bench_register
// [--full | WORKERS]`; 2,000 workers unless told otherwise, `--full` is 100,000 workers, 250,000
// certificates, 2 million events. Prints medians and the 95th of 100, and ratios to the baseline.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "casework/found_register.h"
#include "casework/history.h"
#include "casework/prove_certificate.h"
#include "casework/record_worker.h"
#include "cli/files.h"
#include "demo/bulk_register.h"
#include "demo/random.h"
#include "domain/error.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/names.h"
#include "registry/verify.h"
#include "registry/workers.h"
#include "tests/bench/raw_register.h"
#include "tests/bench/timing.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;
using bench::RawRegister;

constexpr std::size_t full = 100'000;

struct Times {
    std::vector<double> seconds;

    template <class Work>
    void measure(Work work)
    {
        const double before = bench::wall_seconds();
        work();
        seconds.push_back(bench::wall_seconds() - before);
    }
};

void print(const char* what, const Times& ours, const Times& raw, double goal_ms)
{
    constexpr double p95 = 0.95, in_ms = 1'000;
    const double median = bench::median(ours.seconds) * in_ms,
                 high = bench::quantile(ours.seconds, p95) * in_ms;
    const double raw_median = bench::median(raw.seconds) * in_ms;
    std::printf("%-34s median %8.3f ms  p95 %8.3f ms", what, median, high);
    if (goal_ms > 0) std::printf("  (goal p95 < %3.0f)", goal_ms);
    std::printf("   raw SQLite median %8.3f ms: %.2f x\n", raw_median, median / raw_median);
}

void load(registry::Writer& writer, std::int64_t& micros, std::size_t workers, const fs::path& folder)
{
    constexpr std::int64_t minute = 60'000'000;
    const double before = bench::wall_seconds(), worked = bench::processor_seconds();
    const demo::BulkCounts made = demo::fill_in_bulk(writer, {workers, 1, 5'000}, [&] { micros += minute; });
    const double seconds = bench::wall_seconds() - before, cpu = bench::processor_seconds() - worked;
    std::printf("%lld facilities, %lld workers, %lld certificates, %lld events, %lld records\n",
                static_cast<long long>(made.facilities), static_cast<long long>(made.workers),
                static_cast<long long>(made.certificates), static_cast<long long>(made.events),
                static_cast<long long>(made.records));
    const double raw = RawRegister::copy_seconds(folder / "radcert.db", folder / "raw.db");
    std::printf(
        "%-34s %8.0f events/s (%.0f a second of processor; goal 30000)   raw SQLite, same rows: %.2f x "
        "the time\n",
        "bulk load", double(made.events) / seconds, double(made.events) / cpu, seconds / raw);
}

/// Frequent and rare words, with and without marks, in any order, beginnings of words.
void search(registry::Database& database, RawRegister& raw)
{
    const char* const asked[] = {
        "nguyen",      "Nguyễn",      "thinh duc nguyen", "Đức Thịnh",   "thi",  "lan thi", "Trác",
        "khoi",        "mẫn",         "do thi hang",      "yen ho",      "văn",  "v n",     "nguy th",
        "Đinh Gia Vỹ", "ly kim oanh", "khong ai ten vay", "thuc nguyen", "doan", "hoang"};
    Times ours, bare;
    constexpr int rounds = 10;
    constexpr std::size_t page = 50;
    for (int round = 0; round < rounds; ++round) {
        for (const char* const words : asked) {
            ours.measure([&] { registry::find_workers_by_name(database, words, newest_event, page); });
            bare.measure([&] { raw.scan_names(words); });
        }
    }
    print("name search, 20 kinds of question", ours, bare, 100);
}

void histories(registry::Database& database, RawRegister& raw, std::size_t workers)
{
    Times ours, bare;
    demo::Random random{7};
    for (int i = 0; i < 200; ++i) {
        const std::int64_t worker = random.between(1, int(workers));
        ours.measure([&] { casework::worker_history(database, worker); });
        bare.measure([&] { raw.rows_of_worker(worker); });
    }
    print("history of one worker", ours, bare, 20);
}

void facilities(registry::Database& database, RawRegister& raw, std::size_t count)
{
    Times ours, bare;
    demo::Random random{8};
    const EventNumber then = registry::journal_size(database) * 3 / 4;
    const AsOf past{date(2022, 7, 1), then};
    for (int i = 0; i < 200; ++i) {
        const std::int64_t facility = random.between(1, int(count));
        ours.measure([&] {
            const registry::ReadScope one_state{database};
            registry::equipment_of(database, facility, past.in_force, past.known_by);
            registry::posts_at(database, facility, past);
            registry::appointments_at(database, facility, past);
            registry::CertificateFilter held;
            held.facility = facility;
            held.in_force = past.in_force;
            for (const auto& certificate :
                 registry::list_certificates(database, held, past.known_by, 1'000)) {
                registry::status_on(certificate, registry::statuses_of(database, certificate, past.known_by),
                                    past.in_force);
            }
        });
        bare.measure([&] { raw.rows_of_facility(facility); });
    }
    print("one facility as of 2022-07-01", ours, bare, 50);
}

void commits(registry::Writer& writer, std::int64_t& micros, RawRegister& raw)
{
    Times ours, bare;
    for (int i = 0; i < 100; ++i) {
        micros += 1'000'000;
        ours.measure([&] {
            registry::WriteScope write{writer, {"lan", {}, "bench", false}};
            registry::Worker worker;
            worker.full_name = "Nguyễn Thị Thử Nghiệm";
            casework::record_worker(write, worker, {});
            write.commit();
        });
        bare.measure([&] { raw.commit_one(i); });
    }
    print("one act, committed", ours, bare, 0);
}

/// The snapshot of a day on which nearly every certificate still counts, and the bare reading of what it is
/// made from.
void export_revocations(const fs::path& file, const registry::KeyFile& keys, RawRegister& raw)
{
    registry::Database database{file, registry::Access::read};
    Times ours, bare;
    std::string bytes;
    for (int i = 0; i < 10; ++i) {
        ours.measure([&] { bytes = casework::export_revocations(database, keys, 7); });
        bare.measure([&] { raw.read_statuses(); });
    }
    print("revocations export", ours, bare, 0);
    std::uint64_t listed = 0;
    for (const std::uint64_t count : documents::read_revocations(bytes).head.counts) listed += count;
    std::printf("%-34s %zu bytes, %llu papers that no longer stand\n", "", bytes.size(),
                static_cast<unsigned long long>(listed));
}

void verify(const fs::path& file, const registry::KeyFile& keys, RawRegister& raw)
{
    registry::Database database{file, registry::Access::read};
    const double before = bench::wall_seconds(), worked = bench::processor_seconds();
    registry::Depth depth;
    depth.read_data = true;
    const auto report = registry::verify_register(database, keys.verifying(), &keys, depth);
    const double seconds = bench::wall_seconds() - before, cpu = bench::processor_seconds() - worked;
    Times bare;
    bare.measure([&] { raw.read_journal(); });
    std::printf(
        "%-34s %8.0f events/s of one core, %.0f/s on the wall (goal 300000)   raw SQLite reading: %.2f x "
        "the time; %s\n",
        "journal verify --read-data", double(report.events) / cpu, double(report.events) / seconds,
        seconds / bare.seconds.front(), report.clean() ? "clean" : "PROBLEMS FOUND");
}

int run(std::size_t workers)
{
    const fs::path folder = fs::temp_directory_path() / ("bench_register." + std::to_string(workers));
    fs::remove_all(folder);
    fs::create_directories(folder);
    const fs::path file = folder / "radcert.db", key_file = folder / "radcert.db.key";
    std::int64_t micros = 1'700'000'000'000'000;
    const registry::Clock clock = [&micros] { return timestamp(micros); };
    casework::found_register({file,
                              key_file,
                              "province:66",
                              {},
                              {},
                              "lan",
                              "Nguyễn Thị Lan",
                              {cli::rulebook_files(cli::rulebook_folder("")), {}}},
                             clock);
    {
        registry::Writer writer{registry::Database{file, registry::Access::write, clock},
                                registry::KeyFile::load(key_file)};
        load(writer, micros, workers, folder);
        RawRegister raw{folder / "raw.db"};
        search(writer.database(), raw);
        histories(writer.database(), raw, workers);
        facilities(writer.database(), raw, workers / 10);
        commits(writer, micros, raw);
    }
    RawRegister raw{folder / "raw.db"};
    export_revocations(file, registry::KeyFile::load(key_file), raw);
    verify(file, registry::KeyFile::load(key_file), raw);
    fs::remove_all(folder);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string asked = argc > 1 ? argv[1] : "2000";
    const std::size_t workers =
        asked == "--full" ? full : std::size_t(std::strtoul(asked.c_str(), nullptr, 10));
    try {
        return run(std::max<std::size_t>(workers, 100));
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_register: error: %s\n", error.what());
        return 1;
    }
}
