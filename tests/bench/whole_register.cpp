// What walks a whole register, as whole commands: `rules impact` over people with certificates, `rules sweep`
// over certificates with planted irregularities. `bench_whole_register [--full | WORKERS CERTIFICATES]`;
// 20,000 of each unless told otherwise, `--full` is 1,000,000 workers and 250,000 certificates and takes some
// minutes to fill its registers. Prints wall seconds, the most memory, and the ratio to asking one by one;
// exits 1 where an impact is not what asking one by one tells, or a sweep misses or invents something.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "casework/eligibility.h"
#include "casework/found_register.h"
#include "cli/files.h"
#include "cli/output.h"
#include "demo/bulk_files.h"
#include "demo/random.h"
#include "registry/offices.h"
#include "rules/screen.h"
#include "tests/bench/timing.h"
#include "text/json.h"
#include "text/read_dossier.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;

const Date asked_on = date(2024, 9, 2);

using Planted = std::multiset<std::pair<std::string, std::string>>; ///< certificate, kind

void fill(const fs::path& folder, const demo::BulkFilesOptions& options)
{
    fs::create_directories(folder);
    casework::Founding founding;
    founding.place = folder / "radcert.db";
    founding.key_file = folder / "radcert.db.key";
    founding.authority = "province:66";
    founding.officer = demo::officers[0].code;
    founding.officer_name = demo::officers[0].name;
    founding.rules.files = cli::rulebook_files(cli::rulebook_folder({}));
    casework::found_register(founding);
    registry::Writer writer{registry::Database{founding.place, registry::Access::write},
                            registry::KeyFile::load(founding.key_file)};
    casework::Rulebooks rulebooks;
    const std::string digest = rulebooks.in_force(writer.database()).book.digest;
    std::string planted;
    for (const auto& each : demo::fill_with_files(writer, digest, options))
        planted += each.certificate + ' ' + std::string{word(each.kind)} + '\n';
    cli::save_file(folder / "planted", planted);
}

/// Fills a register in a process of its own: what the measured one holds is counted from the fork.
Planted filled(const fs::path& folder, const demo::BulkFilesOptions& options)
{
    const double before = bench::wall_seconds();
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        try {
            fill(folder, options);
            _exit(0);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            _exit(1);
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) std::exit(1);
    std::printf("filled with %zu workers in %.0f s, %.0f MiB\n", options.workers,
                bench::wall_seconds() - before, double(fs::file_size(folder / "radcert.db")) / (1 << 20));
    Planted planted;
    std::istringstream lines{cli::read_file(folder / "planted")};
    std::string certificate, kind;
    while (lines >> certificate >> kind) planted.emplace(certificate, kind);
    return planted;
}

struct Run {
    double seconds{}, first_seconds{}; ///< the first reads from disk what the system does not hold any more
    double mebibytes{};                ///< the most that it held
    std::string output;
};

/// The whole command, its standard output kept.
Run run_once(const std::vector<std::string>& arguments, const fs::path& output)
{
    const double before = bench::wall_seconds();
    std::fflush(nullptr); // or the child would print it again
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> words;
        for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        if (std::freopen(output.c_str(), "w", stdout) == nullptr) _exit(9);
        execv(RADCERT_PROGRAM, words.data());
        _exit(9);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    constexpr double kib_in_mib = 1'024;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 99;
    if (code != 0 && code != 7) std::exit((std::fprintf(stderr, "the command failed: %d\n", code), 1));
    const double seconds = bench::wall_seconds() - before;
    return {seconds, seconds, double(used.ru_maxrss) / kib_in_mib, cli::read_file(output)};
}

Run run(const std::vector<std::string>& arguments, const fs::path& output)
{
    const double first = run_once(arguments, output).seconds;
    Run again = run_once(arguments, output);
    again.first_seconds = first;
    return again;
}

/// The shipped rulebook with health forms of three months instead of six.
fs::path stricter_rulebook(const fs::path& folder)
{
    fs::copy(cli::rulebook_folder({}), folder, fs::copy_options::recursive);
    const fs::path file = folder / "government/decree-142-2020.json";
    std::string text = cli::read_file(file);
    const std::string was = R"({"months": 6})", is = R"({"months": 3})";
    text.replace(text.find(was, text.find(R"("id": "B-HEALTH-1")")), was.size(), is);
    cli::save_file(file, text);
    return folder;
}

/// Numbers of the certificates that flip, of every hundredth worker.
std::set<std::string> asked_one_by_one(const fs::path& file, const rules::Program& before,
                                       const rules::Program& after, double& seconds_each)
{
    registry::Database database{file, registry::Access::read};
    const Vocabulary& words = before.book.vocabulary;
    rules::Screener was{before}, is{after};
    text::JsonReader reader;
    std::set<std::string> flips;
    const double start = bench::wall_seconds();
    std::size_t asked = 0;
    constexpr std::int64_t one_in = 100;
    for (std::int64_t worker = one_in; worker <= registry::last_worker(database); worker += one_in) {
        for (const auto& held : registry::certificates_of(database, worker)) {
            if (registry::status_on(held, registry::statuses_of(database, held), asked_on) != "in_force")
                continue;
            ++asked;
            const std::string text = casework::eligibility_dossier(
                database, words, {worker, held.role, held.equipment_types, held.facility},
                {asked_on, newest_event});
            const Dossier dossier = text::read_dossier(reader, text, words);
            if (was.screen(dossier).verdict != is.screen(dossier).verdict) flips.insert(held.certificate);
        }
    }
    seconds_each = (bench::wall_seconds() - start) / double(std::max<std::size_t>(asked, 1));
    return flips;
}

bool measure_impact(const fs::path& folder, std::size_t workers)
{
    const fs::path file = folder / "impact" / "radcert.db";
    filled(file.parent_path(), {workers, 1, 5'000, false, 0});
    const fs::path draft = stricter_rulebook(folder / "draft");
    const Run measured = run({"radcert", "rules", "impact", "--register", file, "--to", draft, "--on",
                              to_iso(asked_on), "--certificates", "--json"},
                             folder / "impact.json");
    const rules::Rulebook was = cli::load_rulebook({}, {}), is = cli::load_rulebook(draft, {});
    const rules::Program before{was}, after{is};
    double each = 0;
    const auto expected = asked_one_by_one(file, before, after, each);

    text::JsonReader reader;
    const text::Field root{reader, reader.read(measured.output)};
    std::size_t flips = 0, asked = 0;
    std::set<std::string> sampled;
    root.at("flips").each_element([&](const text::Field& flip) {
        ++flips;
        const std::string worker{flip.at("worker").as_string()};
        if (worker.ends_with("00")) sampled.emplace(flip.at("number").as_string());
    });
    root.at("counts").each_element(
        [&](const text::Field& count) { asked += std::size_t(count.at("count").as_integer(0, INT64_MAX)); });
    const bool same = sampled == expected;
    std::printf(
        "impact: %zu workers, %zu asked, %zu flip   %.2f s (goal 10), first %.2f s   %.0f MiB (goal 1024)\n",
        workers, asked, flips, measured.seconds, measured.first_seconds, measured.mebibytes);
    std::printf("        one by one of 1 %%: %zu flips, %s; %.0f us each: %.1f x the time\n", expected.size(),
                same ? "the same" : "NOT the same", each * 1e6, each * double(asked) / measured.seconds);
    return same;
}

bool measure_sweep(const fs::path& folder, std::size_t certificates)
{
    const fs::path file = folder / "sweep" / "radcert.db";
    const Planted planted = filled(file.parent_path(), {certificates, 2, 5'000, true, 1'000});
    const Run measured =
        run({"radcert", "rules", "sweep", "--register", file, "--json"}, folder / "sweep.json");
    Planted found;
    text::JsonReader reader;
    const text::Field root{reader, reader.read(measured.output)};
    root.each_element([&](const text::Field& finding) {
        found.insert({std::string{finding.at("certificate").as_string()},
                      std::string{finding.at("kind").as_string()}});
    });
    std::printf(
        "sweep:  %zu certificates   %.2f s (goal 10), first %.2f s   %.0f MiB   %zu planted, %zu found: %s\n",
        certificates, measured.seconds, measured.first_seconds, measured.mebibytes, planted.size(),
        found.size(), planted == found ? "all of them and no other" : "NOT the same");
    return planted == found;
}

std::size_t number(const char* text)
{
    return std::size_t(std::strtoull(text, nullptr, 10));
}

} // namespace

int main(int count, char** arguments)
{
    std::size_t workers = 20'000, certificates = 20'000;
    if (count == 2 && std::string{arguments[1]} == "--full") {
        workers = 1'000'000;
        certificates = 250'000;
    } else if (count == 3) {
        workers = number(arguments[1]);
        certificates = number(arguments[2]);
    }
    std::string folder = (fs::temp_directory_path() / "radcert-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 9;
    try {
        const bool impact = measure_impact(folder, workers), sweep = measure_sweep(folder, certificates);
        fs::remove_all(folder);
        return impact && sweep ? 0 : 1;
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.sentence().en.c_str());
        fs::remove_all(folder);
        return 1;
    }
}
