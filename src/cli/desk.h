#pragma once

#include "casework/rulebooks.h"
#include "cli/commands.h"
#include "domain/as_of.h"
#include "registry/writer.h"

namespace radcert::cli {

// What every command that opens a register begins with.

/// What an option says, else environment and configuration files; empty where nobody says anything.
std::string configured(const std::string& flag, std::string_view key);

/// The register and its keys: flag, environment, configuration file, else ./radcert.db; keys beside it in
/// FILE.key, or NAME.pg.key where it is PostgreSQL's database NAME.
registry::RegisterPlace register_place(const Settings& settings);
std::filesystem::path key_file(const Settings& settings);

/// @throws Error  as registry::Database.
registry::Database open_register(const Settings& settings);
registry::Writer open_writer(const Settings& settings);

/// Who acts: --as, RADCERT_OFFICER, or "officer" of a configuration file.
registry::Act act(const Settings& settings);

/// The two clocks of a question; today in Viet Nam and now when they are not given.
/// @throws Error  usage: not a day, not a moment.
AsOf as_of(registry::Database& database, const Settings& settings);

/// Reads the day of an option; empty when it was not given. @throws Error usage, naming the option.
std::optional<Date> day_option(const std::string& text, const char* option);

/// An option's text; empty when it was not given.
std::optional<std::string> text_option(const std::string& text);

/// "yes" or "no" of an option; empty when it was not given. @throws Error usage.
std::optional<bool> truth_option(const std::string& text, const char* option);

/// Says on standard error that nothing was recorded, when it was a dry run.
void say_dry_run(const Settings& settings);

} // namespace radcert::cli
