#pragma once

#include <mutex>

#include "registry/database.h"
#include "registry/web_store.h"

namespace radcert::registry {

// What the files of the web store share. Moments are microseconds since 1970.

/// A damaged store is no damaged register: says what to do about it.
void refuse_damaged(const Error& error, const RegisterPlace& store);

struct WebStore::State {
    State(const RegisterPlace& at, Clock time);

    /// Does one thing with the store, alone.
    template <class Work>
    auto ask(Work work)
    {
        const std::lock_guard lock{mutex};
        try {
            return work(stored, now());
        } catch (const Error& error) {
            refuse_damaged(error, stored.place());
            throw;
        }
    }

    std::int64_t now() const;

    std::mutex mutex;
    Database stored;
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
