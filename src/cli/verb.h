#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "cli/commands.h"

namespace radcert::cli {

/// Adds a command that does `work`.
Command* add_command(Command& noun, const char* verb, const char* help, std::function<void()> work);

/// Adds a command whose work is a function of its options, which live as long as the command does.
///
///     auto [command, options] = add_verb(*noun, "show", "Xem / show", settings, show);
template <class Options>
std::pair<Command*, Options*> add_verb(Command& noun, const char* verb, const char* help,
                                       const Settings& settings,
                                       void (*work)(const Settings&, const Options&))
{
    auto options = std::make_shared<Options>();
    return {add_command(noun, verb, help, [&settings, options, work] { work(settings, *options); }),
            options.get()};
}

} // namespace radcert::cli
