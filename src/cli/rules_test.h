#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules test`: plays the worked cases, says how far they reach, and makes mistakes on purpose to see which
/// would go unnoticed.
void add_rules_test_command(Command& rules, Settings& settings, int& status);

} // namespace radcert::cli
