#include "cli/command.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>

namespace radcert::cli {
namespace {

/// "LANG:{vi,en}", as CLI11 writes the type of an option that takes one of some words.
void read_type(const std::string& type, OptionShape& shape)
{
    const auto open = type.find(":{"), close = type.rfind('}');
    shape.type = type.substr(0, std::min({open, type.find(":INT in"), type.find(":FLOAT in")}));
    if (open == std::string::npos || close == std::string::npos) return;
    std::istringstream words{type.substr(open + 2, close - open - 2)};
    for (std::string word; std::getline(words, word, ',');) shape.choices.push_back(word);
}

OptionShape shape_of(const CLI::Option& option)
{
    OptionShape shape;
    shape.positional = option.get_positional();
    for (const std::string& name : option.get_snames()) shape.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) shape.names.push_back("--" + name);
    if (shape.positional) shape.names = {option.get_name()};
    shape.help = option.get_description();
    shape.required = option.get_required();
    shape.many = option.get_expected_max() > 1;
    if (option.get_expected_max() > 0 && option.get_items_expected_max() > 0)
        read_type(option.get_type_name(), shape);
    return shape;
}

CommandShape shape_of(const CLI::App& app)
{
    CommandShape shape{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
    for (const CLI::Option* option : app.get_options())
        if (!option->get_group().empty()) shape.options.push_back(shape_of(*option));
    for (const CLI::App* command : app.get_subcommands({}))
        if (!command->get_group().empty()) shape.commands.push_back(shape_of(*command));
    return shape;
}

} // namespace

Option* Option::type_name(const std::string& name)
{
    option_.type_name(name);
    return this;
}

Option* Option::description(const std::string& help)
{
    option_.description(help);
    return this;
}

Option* Option::required(bool needed)
{
    option_.required(needed);
    return this;
}

Option* Option::one_of(const std::vector<std::string>& words)
{
    option_.check(CLI::IsMember(words));
    return this;
}

Option* Option::between(std::int64_t least, std::int64_t most)
{
    option_.check(CLI::Range(least, most));
    return this;
}

Option* Option::values(int count)
{
    option_.expected(count);
    return this;
}

Option* Option::one_value_each()
{
    option_.allow_extra_args(false);
    return this;
}

Option* Option::show_default()
{
    option_.capture_default_str();
    return this;
}

Option* Option::excludes(Option* other)
{
    option_.excludes(&other->option_);
    return this;
}

Option* Option::needs(Option* other)
{
    option_.needs(&other->option_);
    return this;
}

Option* Option::on_value(std::function<void(const std::string&)> work)
{
    option_.each(std::move(work));
    return this;
}

bool Option::given() const
{
    return option_.count() > 0;
}

Command* Command::add_subcommand(const std::string& name, const std::string& help)
{
    return commands_.emplace_back(std::make_unique<Command>(*app_.add_subcommand(name, help))).get();
}

Command* Command::require_subcommand()
{
    app_.require_subcommand(1);
    return this;
}

Command* Command::footer(const std::string& text)
{
    app_.footer(text);
    return this;
}

Command* Command::hide()
{
    app_.group("");
    return this;
}

Command* Command::callback(std::function<void()> work)
{
    app_.callback(std::move(work));
    return this;
}

Option* Command::keep(CLI::Option* option)
{
    return options_.emplace_back(std::make_unique<Option>(*option)).get();
}

Option* Command::add_option(const std::string& name, std::string& value, const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_option(const std::string& name, std::optional<std::string>& value,
                            const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_option(const std::string& name, std::vector<std::string>& value, const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_option(const std::string& name, int& value, const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_option(const std::string& name, std::int64_t& value, const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_option(const std::string& name, std::size_t& value, const std::string& help)
{
    return keep(app_.add_option(name, value, help));
}

Option* Command::add_flag(const std::string& name, bool& value, const std::string& help)
{
    return keep(app_.add_flag(name, value, help));
}

CommandShape Command::shape() const
{
    return shape_of(app_);
}

Option* Command::find_option(const std::string& name)
{
    CLI::Option* const wanted = app_.get_option_no_throw(name);
    const auto found = std::ranges::find_if(
        options_, [&](const std::unique_ptr<Option>& option) { return &option->option_ == wanted; });
    return found == options_.end() ? nullptr : found->get();
}

} // namespace radcert::cli
