#pragma once

#include <mutex>

#include "registry/web_store.h"

namespace SQLite {
class Database;
}

namespace radcert::registry {

// What the files of the web store share. Moments are microseconds since 1970.

struct WebStore::State {
    State(const std::filesystem::path& at, Clock time);
    ~State();

    /// Does one thing with the file, alone.
    template <class Work>
    auto ask(Work work)
    {
        const std::lock_guard lock{mutex};
        try {
            return work(*sql, now());
        } catch (...) {
            refuse();
            throw; // not reached
        }
    }

    std::int64_t now() const;
    /// Says in the words of the desk what was caught.
    [[noreturn]] void refuse() const;

    std::filesystem::path file;
    Clock clock;
    std::mutex mutex;
    std::unique_ptr<SQLite::Database> sql;
    std::string salt; ///< of the throttles' keys
};

constexpr std::int64_t store_second = 1'000'000;

constexpr std::int64_t in_store(std::chrono::seconds time)
{
    return time.count() * store_second;
}

/// 32 random bytes in base64url (RFC 4648 section 5), without padding.
std::string make_secret_token();

} // namespace radcert::registry
