#pragma once

#include "casework/rulebooks.h"
#include "cli/commands.h"

namespace radcert::cli {

/// The installed rulebook, or the one of --rules, with the overlays of --overlay.
casework::RulebookFiles rulebook_to_adopt(const Settings& settings);

/// adopt and adopted of the rulebook.
void add_adopt_commands(Command& rules, Settings& settings);

} // namespace radcert::cli
