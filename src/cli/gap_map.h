#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules coverage`: where the law speaks and where it is silent.
void add_gap_map_command(Command& rules, Settings& settings);

} // namespace radcert::cli
