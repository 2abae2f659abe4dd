#pragma once

#include "cli/commands.h"
#include "rules/rulebook.h"

namespace radcert::cli {

/// `rules diff`: in what two rulebooks differ, in words.
void add_rules_diff_command(Command& rules, Settings& settings);

/// A rulebook that a person named: a folder, or "in-use" for the one that the register screens by.
rules::Rulebook named_rulebook(const Settings& settings, const std::string& name);

} // namespace radcert::cli
