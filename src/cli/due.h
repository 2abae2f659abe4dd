#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `application due` and `application desk`: clocks with their derivation; where a file stands and how it
/// came there.
void add_desk_page_commands(Command& application, Settings& settings);

} // namespace radcert::cli
