#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// screen, judge, unjudge, decide and replay of an application.
void add_screening_commands(Command& application, Settings& settings);

} // namespace radcert::cli
