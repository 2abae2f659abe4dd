#pragma once

#include <string>

#include "domain/words.h"

namespace radcert::cli {

/// What was said, else what a person answers at the terminal.
/// @param option  that would have said it
/// @throws Error  usage: nobody said it, and there is no terminal to ask at, or no answer.
std::string ask_unless(const std::string& said, const char* option, const Words& question, Language language);

} // namespace radcert::cli
