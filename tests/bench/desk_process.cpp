#include "tests/bench/desk_process.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/timing.h"
#include "tests/web/raw_client.h"

namespace radcert::bench {
namespace {

struct Child {
    int process{-1}, out{-1};
};

[[noreturn]] void give_up(const std::string& what)
{
    std::fprintf(stderr, "%s\n", what.c_str());
    std::exit(1);
}

/// Starts the program; what it says on standard output comes out of a pipe.
Child start(std::vector<std::string> words)
{
    words.insert(words.begin(), RADCERT_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) give_up("there is no pipe");
    std::fflush(nullptr); // or the child would print it again
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // a benchmark that gives up leaves no desk behind
        ::dup2(pipe[1], STDOUT_FILENO);
        ::execv(RADCERT_PROGRAM, arguments.data());
        _exit(9);
    }
    ::close(pipe[1]);
    return {child, pipe[0]};
}

/// What comes until the end, or until the end of a line.
std::string read_from(int pipe, bool one_line)
{
    std::string text;
    std::array<char, 4'096> piece;
    while (!one_line || text.find('\n') == std::string::npos) {
        const ssize_t got = ::read(pipe, piece.data(), piece.size());
        if (got <= 0) break;
        text.append(piece.data(), std::size_t(got));
    }
    return text;
}

bool answers(std::uint16_t port)
{
    try {
        return tests::RawClient{port}.ask("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").status == 200;
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace

CommandRun run_program(std::vector<std::string> words)
{
    const double before = wall_seconds();
    const Child child = start(words);
    CommandRun run;
    run.output = read_from(child.out, false);
    ::close(child.out);
    int status = 0;
    rusage used{};
    ::wait4(child.process, &status, 0, &used);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        give_up("radcert " + words.at(0) + " failed: " + std::to_string(status) + "\n" + run.output);
    constexpr double kib_in_mib = 1'024;
    run.seconds = wall_seconds() - before;
    for (const timeval& time : {used.ru_utime, used.ru_stime})
        run.processor += double(time.tv_sec) + double(time.tv_usec) * 1e-6;
    run.mebibytes = double(used.ru_maxrss) / kib_in_mib;
    return run;
}

DeskProcess::DeskProcess(const std::vector<std::string>& with)
{
    std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0", "--quiet"};
    words.insert(words.end(), with.begin(), with.end());
    const double before = wall_seconds();
    const Child child = start(words);
    process_ = child.process;
    said_ = child.out;
    constexpr std::string_view begins = "http://127.0.0.1:";
    const std::string said = read_from(said_, true);
    const auto at = said.find(begins);
    if (at == std::string::npos) give_up("the desk does not start: " + said);
    port_ = std::uint16_t(std::atoi(said.c_str() + at + begins.size()));
    while (!answers(port_)) ::usleep(1'000);
    started_ = wall_seconds() - before;
}

DeskProcess::~DeskProcess()
{
    ::kill(process_, SIGTERM);
    int status = 0;
    ::waitpid(process_, &status, 0);
    ::close(said_);
}

double DeskProcess::memory(const std::string& line) const
{
    std::ifstream status{"/proc/" + std::to_string(process_) + "/status"};
    constexpr double kib_in_mib = 1'024;
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == line && status >> kib) return kib / kib_in_mib;
    }
    return 0;
}

} // namespace radcert::bench
