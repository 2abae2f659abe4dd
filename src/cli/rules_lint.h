#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules lint`: gaps, contradictions and dead rows of a rulebook, each with a file that shows it.
void add_rules_lint_command(Command& rules, Settings& settings, int& status);

} // namespace radcert::cli
