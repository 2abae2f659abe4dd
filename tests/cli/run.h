#pragma once

#include <map>
#include <string>

namespace radcert::test {

/// What a command said and how it ended.
struct Ran {
    std::string out; ///< standard output
    std::string err; ///< standard error
    int exit_status{-1};
};

/// Where a command runs: by a shell in which `radcert` is the program under test, with nothing in the
/// environment but PATH and `environment`.
struct Place {
    std::map<std::string, std::string> environment{};
    std::string folder{"tests/transcripts/files"};
    std::string
        moment{}; ///< UTC, "2026-11-21 01:30:00": the clock stands still there; empty: the system's clock
};

Ran run_at(const std::string& command, const Place& place);
/// In the folder of the transcripts' files.
Ran run(const std::string& command, const std::map<std::string, std::string>& environment = {});

/// What differs from run to run, or with every row of law, is not what transcripts are about: digests, random
/// references, keys, signatures and one-time links.
std::string without_random(std::string text);

} // namespace radcert::test
