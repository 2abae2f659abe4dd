#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `report one-stop` and `report indicators`; the others stand in reports.cpp.
void add_one_stop_reports(Command& report, Settings& settings);

} // namespace radcert::cli
