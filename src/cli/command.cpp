#include "cli/command.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace radcert::cli {

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

Option* Command::find_option(const std::string& name)
{
    CLI::Option* const wanted = app_.get_option_no_throw(name);
    const auto found = std::ranges::find_if(
        options_, [&](const std::unique_ptr<Option>& option) { return &option->option_ == wanted; });
    return found == options_.end() ? nullptr : found->get();
}

} // namespace radcert::cli
