#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_shape.h"

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace radcert::cli {

// What a noun says of its commands, with CLI11's names where it has them. CLI11 is a header whose functions
// every including file compiles anew, three times the work of the file itself; so one file includes it.

/// An option, a flag or an argument of a command.
class Option {
public:
    explicit Option(CLI::Option& option) : option_{option} {}
    Option(const Option&) = delete;
    Option& operator=(const Option&) = delete;

    Option* type_name(const std::string& name); ///< as the help shows its value: "FILE"
    Option* description(const std::string& help);
    Option* required(bool needed = true);
    Option* one_of(const std::vector<std::string>& words);
    Option* between(std::int64_t least, std::int64_t most);
    Option* values(int count); ///< exactly so many, one after another
    Option* one_value_each();  ///< of a list: "--overlay A --overlay B"; it does not swallow what follows
    Option* show_default();    ///< in the help
    Option* excludes(Option* other);
    Option* needs(Option* other);
    Option* on_value(std::function<void(const std::string&)> work);

    bool given() const;

private:
    friend class Command;
    CLI::Option& option_;
};

/// A command, or a noun whose commands stand below it. It keeps its options and commands: pointers to them
/// live as long as it does, and what an option is read into has to live until the work is done.
class Command {
public:
    explicit Command(CLI::App& app) : app_{app} {}
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    Command* add_subcommand(const std::string& name, const std::string& help);
    Command* require_subcommand();
    Command* footer(const std::string& text);
    Command* hide(); ///< not in the help
    Command* callback(std::function<void()> work);

    /// @param name  "--second", or "worker" for an argument that stands by itself
    Option* add_option(const std::string& name, std::string& value, const std::string& help = {});
    Option* add_option(const std::string& name, std::optional<std::string>& value,
                       const std::string& help = {});
    Option* add_option(const std::string& name, std::vector<std::string>& value,
                       const std::string& help = {});
    Option* add_option(const std::string& name, int& value, const std::string& help = {});
    Option* add_option(const std::string& name, std::int64_t& value, const std::string& help = {});
    Option* add_option(const std::string& name, std::size_t& value, const std::string& help = {});
    Option* add_flag(const std::string& name, bool& value, const std::string& help = {});
    /// nullptr where there is none of that name.
    Option* find_option(const std::string& name);
    /// What it says of itself and of the commands below it.
    CommandShape shape() const;

private:
    Option* keep(CLI::Option* option);

    CLI::App& app_;
    std::vector<std::unique_ptr<Option>> options_;
    std::vector<std::unique_ptr<Command>> commands_;
};

} // namespace radcert::cli
