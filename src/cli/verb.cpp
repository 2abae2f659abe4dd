#include "cli/verb.h"

#include <CLI/CLI.hpp>

namespace radcert::cli {

CLI::App* add_command(CLI::App& noun, const char* verb, const char* help, std::function<void()> work)
{
    CLI::App* const command = noun.add_subcommand(verb, help);
    command->callback(std::move(work));
    return command;
}

} // namespace radcert::cli
