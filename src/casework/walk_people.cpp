#include "casework/walk_people.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace radcert::casework {
namespace {

/// Small enough to share out evenly and to show progress, large enough that opening a range costs nothing.
constexpr std::int64_t workers_in_range = 2'000;

/// The ranges that are still to be walked, and the first thing that went wrong.
class WalkState {
public:
    WalkState(const Walk& walk, std::int64_t last) : walk_{walk}, last_{last} {}

    /// The first worker of a range that nobody has; 0: there is none left.
    std::int64_t take_range()
    {
        const std::int64_t first = next_.fetch_add(workers_in_range);
        return first > last_ || failed_ ? 0 : first;
    }

    void range_done()
    {
        const std::lock_guard one{mutex_};
        done_ = std::min(done_ + workers_in_range, last_);
        if (walk_.progress) walk_.progress(std::size_t(done_), std::size_t(last_));
    }

    void failed(std::exception_ptr what)
    {
        const std::lock_guard one{mutex_};
        if (!first_failure_) first_failure_ = std::move(what);
        failed_ = true;
    }

    void rethrow() const
    {
        if (first_failure_) std::rethrow_exception(first_failure_);
    }

private:
    const Walk& walk_;
    const std::int64_t last_;
    std::atomic<std::int64_t> next_{1};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::int64_t done_{0};
    std::exception_ptr first_failure_;
};

void walk_ranges(const Walk& walk, WalkState& state, PersonVisitor& visitor)
{
    try {
        registry::Database database{walk.place, registry::Access::read};
        registry::PersonScan scan{database, walk.known_by, walk.parts};
        while (const std::int64_t first = state.take_range()) {
            scan.open(first, first + workers_in_range - 1);
            while (const registry::PersonFile* person = scan.next()) visitor.visit(*person, scan.cases());
            state.range_done();
        }
    } catch (...) {
        state.failed(std::current_exception());
    }
}

} // namespace

std::size_t walkers()
{
    return std::max(1u, std::thread::hardware_concurrency());
}

void walk_people(const Walk& walk, const std::vector<PersonVisitor*>& visitors)
{
    std::int64_t last = 0;
    {
        registry::Database database{walk.place, registry::Access::read};
        last = registry::last_worker(database);
    }
    WalkState state{walk, last};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < visitors.size(); ++i)
            threads.emplace_back(walk_ranges, std::cref(walk), std::ref(state), std::ref(*visitors[i]));
        walk_ranges(walk, state, *visitors.front());
    }
    state.rethrow();
}

} // namespace radcert::casework
