#pragma once

#include <string>

namespace CLI {
class App;
}

namespace radcert::cli {

/// "did you mean check?" for a command or option that is nearly one; empty when nothing is near, or `word` is
/// right.
/// @param command  the subcommand whose options are meant, where one was given.
std::string suggestion(const CLI::App& app, const std::string& word, const std::string& command);

} // namespace radcert::cli
