#pragma once

#include <string>
#include <vector>

#include "domain/words.h"

namespace CLI {
class App;
}

namespace radcert::cli {

/// What every command shares.
struct Settings {
    std::string language{"vi"};
    std::string rules; ///< folder of another rulebook than the installed one
    std::vector<std::string> overlays;

    Language spoken() const { return language == "en" ? Language::en : Language::vi; }
};

// Each noun binds its commands; a command stores its exit status in `status` when it was not 0.
void add_check_command(CLI::App& app, Settings& settings, int& status);
void add_rules_commands(CLI::App& app, Settings& settings, int& status);

/// Adds --rules, --overlay and --lang to a command.
void add_shared_options(CLI::App& command, Settings& settings);

} // namespace radcert::cli
