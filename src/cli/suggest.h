#pragma once

#include <string>

#include "domain/words.h"

namespace CLI {
class App;
}

namespace radcert::cli {

/// "did you mean check?" for a command or option that is nearly one; empty when nothing is near, or `word` is
/// right.
/// @param command  the subcommand whose options are meant, where one was given.
std::string suggestion(const CLI::App& app, const std::string& word, const std::string& command,
                       Language language);

/// "radcert application paper --help": of the command that was typed, as far as there is one.
std::string help_of(const CLI::App& app, int argc, char** argv);

} // namespace radcert::cli
