#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules impact`: for whom the answer would change if the register screened by another rulebook.
void add_rules_impact_command(Command& rules, Settings& settings);

} // namespace radcert::cli
