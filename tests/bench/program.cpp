// Speed of the whole program, measured from outside: `check --jsonl` on one core and on two, and `check FILE`
// from start to end beside a program that answers without rules (one_answer.cpp). `bench_program [LINES]
// [RUNS]`.
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "cli/files.h"
#include "demo/dossier_generator.h"
#include "rules/program.h"
#include "tests/bench/timing.h"

namespace {

using namespace radcert;
using bench::median;
using bench::quantile;
using bench::wall_seconds;

struct Measured {
    double wall{}; ///< seconds
    double processor{};
    long peak_kb{}; ///< largest resident memory
};

void open_as(const char* path, int flags, int descriptor)
{
    const int opened = ::open(path, flags, 0600);
    if (opened < 0 || ::dup2(opened, descriptor) < 0) _exit(126);
}

/// Runs a program once, its input from `in`, its output thrown away, on `cores` processors.
Measured run_once(std::vector<const char*> words, const char* in, int cores)
{
    words.push_back(nullptr);
    const double before = wall_seconds();
    const pid_t child = ::fork();
    if (child == 0) {
        cpu_set_t set;
        CPU_ZERO(&set);
        for (int i = 0; i < cores; ++i) CPU_SET(i, &set);
        sched_setaffinity(0, sizeof set, &set);
        open_as(in, O_RDONLY, STDIN_FILENO);
        open_as("/dev/null", O_WRONLY, STDOUT_FILENO);
        ::execv(words.front(), const_cast<char* const*>(words.data()));
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "bench_program: %s ended with status %d\n", words.front(), status);
        std::exit(1);
    }
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    };
    return {wall_seconds() - before, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss};
}

void stream(const std::string& file, std::size_t lines)
{
    std::vector<double> one, two;
    long small_peak = 0, peak = 0;
    for (int round = 0; round < 5; ++round) {
        const Measured single = run_once({RADCERT_PROGRAM, "check", "--jsonl"}, file.c_str(), 1);
        const Measured both = run_once({RADCERT_PROGRAM, "check", "--jsonl"}, file.c_str(), 2);
        one.push_back(double(lines) / single.wall);
        two.push_back(double(lines) / both.wall);
        peak = std::max(peak, both.peak_kb);
    }
    std::printf("check --jsonl, one core   %10.0f /s\n", median(one));
    std::printf("check --jsonl, two cores  %10.0f /s   %.2f x one core\n", median(two),
                median(two) / median(one));
    const std::string tenth = file + ".tenth";
    std::ifstream in{file};
    std::ofstream out{tenth};
    std::string line;
    for (std::size_t i = 0; i < lines / 10 && std::getline(in, line); ++i) out << line << '\n';
    out.close();
    small_peak = run_once({RADCERT_PROGRAM, "check", "--jsonl"}, tenth.c_str(), 2).peak_kb;
    std::printf("peak memory %ld KB for %zu lines, %ld KB for %zu lines\n", small_peak, lines / 10, peak,
                lines);
}

void single(const std::string& file, int runs)
{
    std::vector<double> ours, baseline;
    for (int i = 0; i < runs; ++i) {
        baseline.push_back(run_once({RADCERT_ONE_ANSWER, file.c_str()}, "/dev/null", 2).wall);
        ours.push_back(run_once({RADCERT_PROGRAM, "check", "--json", file.c_str()}, "/dev/null", 2).wall);
    }
    std::printf("check FILE  p50 %.2f ms  p99 %.2f ms; a program without rules p50 %.2f ms; ratio %.2f\n",
                median(ours) * 1e3, quantile(ours, 0.99) * 1e3, median(baseline) * 1e3,
                median(ours) / median(baseline));
}

void loading()
{
    std::vector<double> reading, compiling;
    for (int i = 0; i < 50; ++i) {
        const double start = wall_seconds();
        const rules::Rulebook book = cli::load_rulebook("", {});
        const double read = wall_seconds();
        const rules::Program program{book};
        compiling.push_back(wall_seconds() - read);
        reading.push_back(read - start);
    }
    std::printf("rulebook: read, checked, digested %.2f ms (first time %.2f ms); compiled %.3f ms\n",
                median(reading) * 1e3, reading.front() * 1e3, median(compiling) * 1e3);
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t lines = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 40'000;
    const int runs = argc > 2 ? std::atoi(argv[2]) : 200;
    const std::string folder = (std::filesystem::temp_directory_path() / "radcert-bench-XXXXXX").string();
    std::string made = folder;
    if (::mkdtemp(made.data()) == nullptr) return 1;
    const std::string all = made + "/all.jsonl", one = made + "/one.json";
    const demo::DossierGenerator generator;
    std::size_t bytes = 0;
    {
        std::ofstream out{all};
        for (std::size_t i = 0; i < lines; ++i) {
            const std::string dossier = generator.dossier(i);
            bytes += dossier.size() + 1;
            out << dossier << '\n';
        }
        std::ofstream{one} << generator.dossier(10);
    }
    std::printf("%zu dossiers of %zu bytes\n", lines, bytes / lines);
    loading();
    single(one, runs);
    stream(all, lines);
    std::filesystem::remove_all(made);
    return 0;
}
