#pragma once

#include <string>

#include "cli/command_shape.h"

namespace radcert::cli {

/// What bash needs to complete the words of `radcert`: nouns, verbs, options, and the values of those options
/// that take some words only; names of files where a file is wanted.
std::string bash_completion(const CommandShape& program);

} // namespace radcert::cli
