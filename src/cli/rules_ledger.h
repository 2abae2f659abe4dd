#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `rules ledger`: what people judged and overrode, by clause, officer, office and province.
void add_rules_ledger_command(Command& rules, Settings& settings);

} // namespace radcert::cli
