#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// Adds `duplicates`, `same` and `distinct` to a noun whose records can look alike: "worker" or "facility".
/// What is asked is a list of work, so it knows no clocks: records as they are now.
void add_duplicates_commands(Command& noun, Settings& settings, const char* kind);

} // namespace radcert::cli
