#include "registry/clock.h"

#include <chrono>

namespace radcert::registry {

namespace {

std::int64_t microseconds()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

} // namespace

Timestamp system_time()
{
    return timestamp(microseconds());
}

std::int64_t system_seconds()
{
    return microseconds() / 1'000'000;
}

} // namespace radcert::registry
