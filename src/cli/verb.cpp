#include "cli/verb.h"

namespace radcert::cli {

Command* add_command(Command& noun, const char* verb, const char* help, std::function<void()> work)
{
    Command* const command = noun.add_subcommand(verb, help);
    command->callback(std::move(work));
    return command;
}

} // namespace radcert::cli
