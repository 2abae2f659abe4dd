#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules sweep`: every certificate that was issued here, judged again.
void add_rules_sweep_command(Command& rules, Settings& settings, int& status);

} // namespace radcert::cli
