#include <atomic>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <optional>
#include <sqlite3.h>
#include <thread>

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/faults/desk.h"
#include "tests/faults/recording_disk.h"
#include "tests/files.h"
#include "tests/refusal.h"

// The power goes at any moment: every change that SQLite made to the disk is noted while the desk works, and
// from that the disks are made up that could be found afterwards. From each the register has to open and
// verify, with every commit that was acknowledged, and none by half.

using namespace radcert;
using namespace radcert::faults;

namespace {

constexpr const char* endings[] = {"", "-wal", "-journal"};

Image image_of(const Copy& copy)
{
    Image image;
    for (const char* const ending : endings) {
        const fs::path file = copy.file().string() + ending;
        if (fs::exists(file)) image[ending] = tests::bytes_of(file);
    }
    return image;
}

/// What the desk did, and what the disk was told.
struct History {
    Image start;
    std::string key, kept; ///< key file; checkpoint kept at the start
    std::vector<Step> steps;
    std::vector<Contents> contents; ///< after each commit, [0] before any
    bool schema_only{false};        ///< no journal yet, only schema files
};

fs::path kept_file(const Copy& copy)
{
    return registry::kept_checkpoint_file(copy.file());
}

/// Does the desk's work on a copy of the prepared register, writing and syncing as `pragma` has it.
class Work {
public:
    Work(const Prepared& prepared, const char* pragma)
        : copy_{prepared.copy_to(folder_.path() / "r")}, pragma_{pragma}
    {
        history_.start = image_of(copy_);
        history_.key = tests::bytes_of(copy_.key());
        history_.kept = tests::bytes_of(kept_file(copy_));
        history_.contents.push_back(contents_of(copy_));
        recording_.emplace(copy_.file().string());
    }

    /// A program that opens the register, does this much and ends.
    template <class Acts>
    void session(Acts acts)
    {
        Desk desk{copy_};
        desk.database().engine().execute(pragma_);
        acts(desk);
    }
    void committed()
    {
        history_.contents.push_back(contents_of(copy_));
        recording_->acknowledge(std::int64_t(history_.contents.size()) - 1,
                                tests::bytes_of(kept_file(copy_)));
    }
    History done()
    {
        history_.steps = recording_->steps();
        recording_.reset();
        return std::move(history_);
    }

private:
    Folder folder_;
    Copy copy_;
    const char* pragma_;
    std::optional<Recording> recording_;
    History history_;
};

/// Thirty and more commits: each act of the desk, alone in a program and many in one.
History desk_work(const Prepared& prepared, const char* pragma, int recorded)
{
    const auto dossiers = made_up_dossiers(6, 60);
    Work work{prepared, pragma};
    std::vector<std::string> applications;
    std::vector<std::int64_t> workers;
    const auto record = [&](Desk& desk, std::size_t dossier) {
        const auto made = desk.record(dossiers[dossier]);
        applications.push_back(made.application);
        workers.push_back(made.worker);
        work.committed();
    };
    for (std::size_t i = 0; i < 4; ++i) work.session([&](Desk& desk) { record(desk, i); });
    work.session([&](Desk& desk) {
        for (std::size_t i = 4; i < std::size_t(recorded); ++i) record(desk, i);
    });
    work.session([&](Desk& desk) {
        for (std::size_t i = 0; i < 6; ++i) {
            desk.screen(applications[i]);
            work.committed();
        }
        for (std::size_t i = 0; i < 5; ++i) {
            desk.decide(applications[i]);
            work.committed();
        }
    });
    std::vector<std::string> certificates;
    for (std::size_t i = 0; i < 4; ++i) {
        work.session([&](Desk& desk) {
            certificates.push_back(desk.issue(applications[i]));
            work.committed();
        });
    }
    work.session([&](Desk& desk) {
        for (std::size_t i = 0; i < 3; ++i) {
            desk.revoke(certificates[i]);
            work.committed();
        }
        desk.import({dossiers.begin() + 30, dossiers.begin() + 50});
        work.committed();
    });
    work.session([&](Desk& desk) {
        desk.erase(workers[4]);
        work.committed();
        record(desk, 20);
        desk.erase(workers[6]);
        work.committed();
        record(desk, 21);
    });
    return work.done();
}

/// A file that was marked as a register and has no table yet takes every schema file.
History migration()
{
    const Folder folder;
    const Copy copy{folder.path()};
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(copy.file().c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, "PRAGMA application_id=1380205394", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);

    History history;
    history.schema_only = true;
    history.start = image_of(copy);
    history.contents.emplace_back();
    {
        Recording recording{copy.file().string()};
        {
            const registry::Database database{copy.file(), registry::Access::write};
        }
        history.contents.push_back(contents_of(copy));
        recording.acknowledge(1, {});
        history.steps = recording.steps();
    }
    return history;
}

/// A disk that could be found, and what must stand on it.
struct CrashState {
    Image image;
    std::string kept;
    std::size_t acknowledged;
    std::string name;
};

struct Verdicts {
    long states{0}, lost{0}, half{0}, damaged{0}, ahead{0};
    std::vector<std::string> examples;
    long bad() const { return lost + half + damaged; }
};

/// Puts made-up disks into folders and opens the register on them.
class Checker {
public:
    explicit Checker(const History& history) : history_{history} {}

    void check(const CrashState& state, const fs::path& folder, bool thoroughly)
    {
        fs::create_directories(folder);
        const Copy copy{folder};
        for (const auto& entry : fs::directory_iterator{folder}) fs::remove(entry.path());
        const auto put = [](const fs::path& file, const std::string& content) {
            std::ofstream{file, std::ios::binary} << content;
        };
        for (const auto& [ending, content] : state.image) put(copy.file().string() + ending, content);
        if (history_.schema_only) return note(state, check_schema(copy));
        put(copy.key(), history_.key);
        put(kept_file(copy), state.kept);

        if (const std::string trouble = trouble_in(copy, thoroughly); !trouble.empty()) {
            // Older than the checkpoint that was kept after it: an acknowledged commit is gone, and it is
            // noticed.
            const bool older = trouble.find("does not continue the signed checkpoint") != std::string::npos;
            return note(state, older ? &Verdicts::lost : &Verdicts::damaged, trouble);
        }
        const Contents found = contents_of(copy);
        const auto& after = history_.contents;
        for (std::size_t commit = 0; commit < after.size(); ++commit) {
            if (found != after[commit]) continue;
            if (commit < state.acknowledged) return note(state, &Verdicts::lost, "is older");
            return note(state, commit > state.acknowledged ? &Verdicts::ahead : nullptr, {});
        }
        note(state, &Verdicts::half, "is no commit's state");
    }

    const Verdicts& verdicts() const { return verdicts_; }

private:
    using Count = long Verdicts::*;

    Count check_schema(const Copy& copy)
    try {
        const registry::Database database{copy.file(), registry::Access::write};
        return contents_of(copy) == history_.contents.back() ? nullptr : &Verdicts::half;
    } catch (const Error&) {
        return &Verdicts::damaged;
    }

    void note(const CrashState& state, Count count, const std::string& what = "schema")
    {
        const std::lock_guard<std::mutex> alone{mutex_};
        ++verdicts_.states;
        if (count == nullptr) return;
        ++(verdicts_.*count);
        if (count != &Verdicts::ahead && verdicts_.examples.size() < 5)
            verdicts_.examples.push_back(state.name + ": " + what);
    }

    const History& history_;
    std::mutex mutex_;
    Verdicts verdicts_;
};

/// Goes through a recording and hands out about `wanted` states: first of the steps where something is
/// settled or said, then of the others.
class States {
public:
    States(const History& history, long wanted) : history_{history}, disk_{history.start}, kept_{history.kept}
    {
        long ends = 0, others = 0;
        for (const Step& step : history.steps) ++(settles(step) ? ends : others);
        const long moments = std::max(1L, wanted / per_moment);
        end_stride_ = std::max(1L, ends / moments);
        stride_ = moments <= ends ? others + 1 : std::max(1L, others / (moments - ends));
        rounds_ = std::max(1L, (wanted / (ends + others) - 2) / 2);
    }

    std::optional<CrashState> next()
    {
        const std::lock_guard<std::mutex> alone{mutex_};
        while (ready_.empty() && step_ < history_.steps.size()) go_on();
        if (ready_.empty()) return std::nullopt;
        const auto [loss, round] = ready_.back();
        ready_.pop_back();
        constexpr const char* words[] = {"nothing", "everything", "some", "torn"};
        return CrashState{disk_.after(loss, random_), kept_, acknowledged_,
                          "step " + std::to_string(step_) + ", lost: " + words[int(loss)]};
    }

private:
    static constexpr long per_moment = 4;

    static bool settles(const Step& step) { return step.kind != Step::write; }

    void go_on()
    {
        const Step& step = history_.steps[step_++];
        disk_.take(step);
        if (step.kind == Step::acknowledge) {
            acknowledged_ = std::size_t(step.at);
            kept_ = step.bytes;
        }
        // The moment before something is settled is the one at which most hangs in the air.
        const bool before = step_ < history_.steps.size() && settles(history_.steps[step_]);
        if (before || settles(step)) {
            if (++settled_ % end_stride_ != 0) return;
        } else if (++passed_ % stride_ != 0)
            return;
        ready_.emplace_back(Disk::Loss::nothing, 0);
        if (!disk_.unsettled()) return;
        ready_.emplace_back(Disk::Loss::everything, 0);
        for (int round = 0; round < rounds_; ++round) {
            ready_.emplace_back(Disk::Loss::some, round);
            ready_.emplace_back(Disk::Loss::torn, round);
        }
    }

    const History& history_;
    std::mutex mutex_;
    std::mt19937 random_{20260101};
    Disk disk_;
    std::string kept_;
    std::size_t step_{0}, acknowledged_{0};
    long end_stride_{1}, stride_{1}, rounds_{1}, settled_{0}, passed_{0};
    std::vector<std::pair<Disk::Loss, int>> ready_;
};

Verdicts lose_power(const char* what, const History& history, long wanted)
{
    const double since = seconds();
    const Folder folder;
    States states{history, wanted};
    Checker checker{history};
    std::atomic<long> number{0};
    const auto work = [&](const fs::path& at) {
        while (const auto state = states.next()) checker.check(*state, at, ++number % 20 == 0);
    };
    std::thread second{work, folder.path() / "b"};
    work(folder.path() / "a");
    second.join();
    const Verdicts& found = checker.verdicts();
    std::printf("power loss, %s: %zu commits, %zu steps of the disk, %ld states; acknowledged but lost %ld, "
                "half %ld, "
                "damaged %ld; one commit more than acknowledged %ld; %.1f s\n",
                what, history.contents.size() - 1, history.steps.size(), found.states, found.lost, found.half,
                found.damaged, found.ahead, seconds() - since);
    for (const std::string& example : found.examples) std::printf("  %s\n", example.c_str());
    return found;
}

const Prepared& prepared()
{
    static const Prepared once;
    return once;
}

} // namespace

TEST_CASE("after a loss of power every acknowledged commit is there and none by half", "[faults]")
{
    const History history = desk_work(prepared(), "PRAGMA synchronous=FULL", 12);
    REQUIRE(history.contents.size() > 30);

    const long least = long_run() ? 50'000 : sanitized ? 200 : 2'000;
    const Verdicts found = lose_power("as delivered", history, least + least / 10);

    CHECK(found.states >= least);
    CHECK(found.bad() == 0);
    CHECK(found.ahead > 0); // some commits were durable before they were acknowledged
}

TEST_CASE("a loss of power in the middle of a migration leaves a register that takes it again", "[faults]")
{
    const History history = migration();
    const Verdicts found = lose_power("migration", history, long_run() ? 4'000 : 250);
    CHECK(found.states >= 150);
    CHECK(found.bad() == 0);
}

TEST_CASE("the test of power loss notices a register that does not sync", "[faults]")
{
    const History off = desk_work(prepared(), "PRAGMA synchronous=OFF", 12);
    CHECK(lose_power("control, synchronous=OFF", off, long_run() ? 2'000 : 120).bad() > 0);
    const History normal = desk_work(prepared(), "PRAGMA synchronous=NORMAL", 12);
    CHECK(lose_power("control, synchronous=NORMAL", normal, long_run() ? 2'000 : 120).lost > 0);
}

TEST_CASE("a register older than the checkpoint kept beside it is refused, every time", "[faults]")
{
    const History history = desk_work(prepared(), "PRAGMA synchronous=FULL", 12);
    Disk disk{history.start};
    std::mt19937 random{1};
    const Folder folder;
    long refused = 0;
    Image before = history.start;
    for (const Step& step : history.steps) {
        disk.take(step);
        if (step.kind != Step::acknowledge) continue;
        const Copy copy{folder.path()};
        for (const auto& entry : fs::directory_iterator{copy.folder}) fs::remove(entry.path());
        for (const auto& [ending, content] : before)
            std::ofstream{copy.file().string() + ending, std::ios::binary} << content;
        std::ofstream{copy.key(), std::ios::binary} << history.key;
        std::ofstream{kept_file(copy), std::ios::binary} << step.bytes;
        const Error error = tests::refusal_of([&] { const Desk desk{copy}; });
        CHECK(error.fault() == Fault::integrity);
        CHECK(std::string{error.what()}.find("does not continue the signed checkpoint") != std::string::npos);
        ++refused;
        before = disk.after(Disk::Loss::nothing, random);
    }
    std::printf("older register beside a newer checkpoint: refused %ld of %zu\n", refused,
                history.contents.size() - 1);
    CHECK(refused == long(history.contents.size()) - 1);
}
