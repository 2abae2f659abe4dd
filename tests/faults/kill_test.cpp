#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

#include "tests/catch.h"
#include "tests/faults/stage.h"
#include "tests/files.h"

// One act of the desk at a time, hit by a fault at every call that changes the disk. After each the register
// has to open, verify and hold the act whole or not at all; what the program acknowledged has to be there.

using namespace radcert;
using namespace radcert::faults;

namespace {

/// What an operation is when nothing goes wrong.
struct Undisturbed {
    long calls{0};
    Contents before, after;
};

struct Point {
    const Operation* operation;
    const Undisturbed* undisturbed;
    long at;
    std::string kind;
    bool from_on;

    std::string name() const
    {
        return operation->name + ", " + kind + (from_on ? " from call " : " at call ") + std::to_string(at);
    }
};

struct Counts {
    long points{0}, hit{0}, whole{0}, absent{0}, acknowledged{0}, refused{0}, continued{0};
};

/// Works through points on two processors, and gathers what went wrong.
class Trial {
public:
    explicit Trial(const Prepared& prepared) : prepared_{prepared} {}

    void run(const std::vector<Point>& points, void (Trial::*one)(const Point&, const fs::path&))
    {
        std::atomic<std::size_t> next{0};
        const auto work = [&](const fs::path& folder) {
            for (std::size_t i = next++; i < points.size(); i = next++) (this->*one)(points[i], folder);
        };
        std::thread second{work, folder_.path() / "b"};
        work(folder_.path() / "a");
        second.join();
    }

    void kill(const Point& point, const fs::path& folder)
    {
        const Copy copy = prepared_.copy_to(folder);
        const Ran ran = run_program(command_on(copy, point.operation->words), faults(point, folder));
        const bool hit = ran.signal == SIGKILL;
        if (!hit && ran.exit_status != 0) blame(point, "ended with " + said(ran));
        const bool whole = look(point, copy, !hit);
        if (hit && point.at % 5 == 0) go_on(point, copy, whole);
        count(hit, whole, !hit && ran.exit_status == 0);
    }

    void fail(const Point& point, const fs::path& folder)
    {
        const Copy copy = prepared_.copy_to(folder);
        const Ran ran = run_program(command_on(copy, point.operation->words), faults(point, folder));
        const bool hit = log_says_fault(folder);
        const bool acknowledged = ran.exit_status == 0;
        if (ran.signal != 0) blame(point, "died of signal " + std::to_string(ran.signal));
        if (!acknowledged && ran.exit_status != 9) blame(point, "ended with " + said(ran));
        if (!acknowledged && ran.err.find("radcert: error: ") == std::string::npos)
            blame(point, "said nothing clear: " + said(ran));
        const bool whole = look(point, copy, acknowledged);
        if (whole && ran.err.find("nothing was recorded") != std::string::npos)
            blame(point, "said that nothing was recorded, but it was: " + said(ran));
        // An act is durable or not when the sync of the log fails: nobody can know, and it may be done again.
        if (whole && !acknowledged && ran.err.find("recorded") == std::string::npos) unclear(point, ran);
        go_on(point, copy, whole);
        count(hit, whole, acknowledged);
    }

    const Counts& counts() const { return counts_; }
    const std::vector<std::string>& violations() const { return violations_; }
    const std::vector<std::string>& unclear() const { return unclear_; }

private:
    static Environment faults(const Point& point, const fs::path& folder)
    {
        return {{"RADCERT_OFFICER", "lan"},
                {"LD_PRELOAD", FAULT_SHIM},
                {"FAULT_AT", std::to_string(point.at)},
                {"FAULT_KIND", point.kind},
                {"FAULT_FROM", point.from_on ? "1" : ""},
                {"FAULT_LOG", folder / "calls"}};
    }
    static bool log_says_fault(const fs::path& folder)
    {
        return tests::bytes_of(folder / "calls").find("fault\n") != std::string::npos;
    }
    static std::string said(const Ran& ran)
    {
        return "status " + std::to_string(ran.exit_status) + ": " + ran.err;
    }

    void blame(const Point& point, const std::string& what)
    {
        const std::lock_guard<std::mutex> alone{mutex_};
        violations_.push_back(point.name() + ": " + what);
    }
    void unclear(const Point& point, const Ran& ran)
    {
        const std::lock_guard<std::mutex> alone{mutex_};
        unclear_.push_back(point.name() + ": " + said(ran));
    }
    void count(bool hit, bool whole, bool acknowledged)
    {
        const std::lock_guard<std::mutex> alone{mutex_};
        ++counts_.points;
        counts_.hit += hit;
        ++(whole ? counts_.whole : counts_.absent);
        ++(acknowledged ? counts_.acknowledged : counts_.refused);
    }

    /// Verifies the register; whether the act is there.
    bool look(const Point& point, const Copy& copy, bool acknowledged)
    {
        const bool thoroughly = long_run() || point.at % 4 == 0;
        if (const std::string trouble = trouble_in(copy, thoroughly); !trouble.empty()) {
            blame(point, trouble);
            return false;
        }
        const Contents found = contents_of(copy);
        const bool whole = found == point.undisturbed->after;
        if (!whole && found != point.undisturbed->before) blame(point, "is there by half");
        if (acknowledged && !whole) blame(point, "was acknowledged and is lost");
        return whole;
    }

    /// The desk goes on: the act is done again where it is absent, else another one.
    void go_on(const Point& point, const Copy& copy, bool whole)
    {
        const Command other{"halt", "--reason", "thử nghiệm"};
        const Ran again = run_program(command_on(copy, whole ? other : point.operation->words),
                                      {{"RADCERT_OFFICER", "lan"}});
        if (again.exit_status != 0) blame(point, "cannot go on: " + said(again));
        if (const std::string trouble = trouble_in(copy); !trouble.empty())
            blame(point, "afterwards " + trouble);
        if (!whole && contents_of(copy) != point.undisturbed->after) blame(point, "done again, it differs");
        const std::lock_guard<std::mutex> alone{mutex_};
        ++counts_.continued;
    }

    const Prepared& prepared_;
    Folder folder_;
    std::mutex mutex_;
    Counts counts_;
    std::vector<std::string> violations_, unclear_;
};

/// Runs it once without a fault, and counts its calls.
Undisturbed undisturbed(const Prepared& prepared, const Operation& operation)
{
    const Folder folder;
    const Copy copy = prepared.copy_to(folder.path() / "r");
    Undisturbed found;
    found.before = contents_of(copy);
    const Ran ran = run_program(
        command_on(copy, operation.words),
        {{"RADCERT_OFFICER", "lan"}, {"LD_PRELOAD", FAULT_SHIM}, {"FAULT_LOG", folder.path() / "calls"}});
    INFO(operation.name << ": " << ran.err);
    REQUIRE(ran.exit_status == 0);
    REQUIRE(trouble_in(copy) == "");
    found.after = contents_of(copy);
    REQUIRE(found.after != found.before);
    const std::string calls = tests::bytes_of(folder.path() / "calls");
    found.calls = std::ranges::count(calls, '\n');
    return found;
}

/// Every call, and the one after the last; of very many the first, the last and some between.
std::vector<long> moments(long calls, long most)
{
    std::vector<long> chosen;
    const long ends = most / 3, stride = std::max(1L, (calls - 2 * ends) / std::max(1L, most - 2 * ends));
    for (long n = 1; n <= calls + 1; ++n) {
        const bool end = n <= ends || n > calls + 1 - ends;
        if (calls < most || long_run() || end || n % stride == 0) chosen.push_back(n);
    }
    return chosen;
}

struct Acts {
    Prepared prepared;
    std::vector<Operation> acts = operations(prepared);
    std::vector<Undisturbed> plain;

    Acts()
    {
        for (const Operation& act : acts) plain.push_back(undisturbed(prepared, act));
    }
};

Acts& desk()
{
    static Acts shared;
    return shared;
}

void print(const char* what, const Trial& trial, double since)
{
    const Counts& n = trial.counts();
    std::printf(
        "%s: %ld points, %ld hit; afterwards the act was whole %ld times, absent %ld; acknowledged %ld, not "
        "%ld; gone on after %ld; %zu violations; %.1f s\n",
        what, n.points, n.hit, n.whole, n.absent, n.acknowledged, n.refused, n.continued,
        trial.violations().size(), seconds() - since);
    std::size_t shown = 0;
    for (const std::string& violation : trial.violations())
        if (shown++ < 20) std::printf("  %s\n", violation.c_str());
}

bool left_out()
{
    if (!sanitized) return false;
    std::puts(
        "left out: the address sanitizer has to be loaded before anything else, and so has the fault shim");
    return true;
}

} // namespace

TEST_CASE("killed before any write, sync, truncation or renaming, an act is whole or absent", "[faults]")
{
    if (left_out()) return;
    const double since = seconds();
    Trial trial{desk().prepared};
    std::vector<Point> points;
    for (std::size_t i = 0; i < desk().acts.size(); ++i) {
        const Operation& act = desk().acts[i];
        const Undisturbed& plain = desk().plain[i];
        const auto chosen = moments(plain.calls, plain.calls > 200 ? 40 : 120);
        std::printf("kill %s: %ld calls, %zu points\n", act.name.c_str(), plain.calls, chosen.size());
        for (const long at : chosen) points.push_back({&act, &plain, at, "kill", false});
    }
    trial.run(points, &Trial::kill);
    print("kill", trial, since);
    CHECK(trial.violations().empty());
    CHECK(trial.counts().hit > long(desk().acts.size()) * 10);
    CHECK(trial.counts().whole > 0);
    CHECK(trial.counts().absent > 0);
}

TEST_CASE("an error of the disk at any call is told, and leaves an act whole or absent", "[faults]")
{
    if (left_out()) return;
    const double since = seconds();
    Trial trial{desk().prepared};
    std::vector<Point> points;
    std::size_t turn = 0;
    for (std::size_t i = 0; i < desk().acts.size(); ++i) {
        const Operation& act = desk().acts[i];
        const Undisturbed& plain = desk().plain[i];
        for (const long at : moments(plain.calls, 20)) {
            // The long run tries all four everywhere, the short one each in its turn.
            for (std::size_t way = 0; way < 4; ++way) {
                if (!long_run() && way != turn % 4) continue;
                points.push_back({&act, &plain, at, way % 2 == 0 ? "EIO" : "ENOSPC", way / 2 == 1});
            }
            ++turn;
        }
    }
    trial.run(points, &Trial::fail);
    print("errors", trial, since);
    CHECK(trial.violations().empty());
    std::printf("  durable, but not acknowledged and not said so: %zu\n", trial.unclear().size());
    std::size_t shown = 0;
    for (const std::string& line : trial.unclear())
        if (shown++ < 6) std::printf("  %s\n", line.c_str());
}
