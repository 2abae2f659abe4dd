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

/// Runs `command` by a shell in which `radcert` is the program under test, in the folder of the transcripts'
/// files, with nothing in the environment but PATH and `environment`.
Ran run(const std::string& command, const std::map<std::string, std::string>& environment = {});

} // namespace radcert::test
