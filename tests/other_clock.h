#pragma once

#include <map>
#include <string>

namespace radcert::tests {

/// What a command needs in its environment to see another clock. `moment` is as libfaketime takes it:
/// "2026-01-01 00:00:00" (it stands), "@2026-01-01 00:00:00" (it goes on), "-1d", "+10y"; in UTC.
/// The library is loaded without its command `faketime`, which gives up where one that was killed left a
/// semaphore behind under the process number that this one got. Its files keep their true times, and waiting
/// ends though the clock stands.
inline std::map<std::string, std::string> other_clock(const std::string& moment)
{
    return {{"LD_PRELOAD", "/usr/$LIB/faketime/libfaketime.so.1"}, // $LIB is the loader's word
            {"FAKETIME", moment},
            {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
            {"NO_FAKE_STAT", "1"},
            {"TZ", "UTC"}};
}

} // namespace radcert::tests
