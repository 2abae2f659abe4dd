#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `plan`: the least work, and the soonest day, to an eligible file; of a dossier, without a register.
void add_plan_command(Command& app, Settings& settings, int& status);
/// `application plan`: the same of a file that was filed.
void add_application_plan_command(Command& application, Settings& settings);
/// `worker plan`: the same before anything is filed.
void add_worker_plan_command(Command& worker, Settings& settings);

} // namespace radcert::cli
