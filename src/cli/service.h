#pragma once

#include "cli/commands.h"
#include "domain/words.h"

namespace radcert::cli {

/// Starts the service that the configuration names beside the register that was just made, where systemd runs
/// here and root asks. Says what came of it, or what to do next. Throws nothing: the register is made.
Words start_service(const Settings& settings);

} // namespace radcert::cli
