#include "cli/configuration.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "cli/files.h"
#include "cli/toml.h"
#include "domain/error.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

using Keys = decltype(Configuration::keys);

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The user's folder of configurations; empty where there is none. The XDG rules ignore a relative one.
fs::path user_folder()
{
    const fs::path named = environment("XDG_CONFIG_HOME");
    if (named.is_absolute()) return named;
    const fs::path home = environment("HOME");
    return home.is_absolute() ? home / ".config" : fs::path{};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Keys::const_iterator place_of(std::string_view key)
{
    return std::ranges::find(Configuration::keys, key, &Configuration::Key::name);
}

/// Every key, with ", " between.
std::string key_names()
{
    std::string names;
    for (const Configuration::Key& key : Configuration::keys)
        names += (names.empty() ? "" : ", ") + std::string{key.name};
    return names;
}

[[noreturn]] void refuse(const Place& place, Words sentence)
{
    const std::string names = key_names(), value = place.file.ends_with(".toml") ? "\"" : "";
    throw Error{Fault::usage,
                std::move(sentence),
                {"viết mỗi dòng khóa = " + value + "giá trị" + value + "; các khóa: " + names,
                 "write a line as key = " + value + "value" + value + "; the keys are: " + names},
                place};
}

/// @throws Error  usage: there is no such key, or nothing is said of it.
std::size_t read_key(std::string_view key, std::string_view value, const Place& place)
{
    const std::string name = text::printable(key);
    const auto found = place_of(key);
    if (found == Configuration::keys.end())
        refuse(place, {"không có khóa \"" + name + "\"", "there is no key \"" + name + "\""});
    if (value.empty())
        refuse(place, {"khóa \"" + name + "\" không có giá trị", "the key \"" + name + "\" has no value"});
    return std::size_t(found - Configuration::keys.begin());
}

struct Line {
    std::size_t key; ///< place in `Configuration::keys`
    std::string_view value;
};

/// @throws Error  usage: no setting stands in the line.
Line read_line(std::string_view line, const Place& place)
{
    const std::string shown = text::printable(line);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        refuse(place, {"không phải \"khóa = giá trị\": " + shown, "not \"key = value\": " + shown});
    }
    const std::string_view value = trimmed(line.substr(equals + 1));
    return {read_key(trimmed(line.substr(0, equals)), value, place), value};
}

} // namespace

std::vector<fs::path> configuration_files()
{
    std::vector<fs::path> files{"./radcert.conf"};
    if (const fs::path user = user_folder(); !user.empty()) files.push_back(user / "radcert/radcert.conf");
    files.emplace_back(system_configuration);
    return files;
}

Configuration::Configuration(const std::vector<fs::path>& files)
{
    for (const fs::path& file : files) read(file);
}

void Configuration::read(const fs::path& file)
{
    std::error_code failed;
    if (!fs::exists(fs::status(file, failed))) return;
    const std::string content = read_file(file.string());
    if (file.extension() == ".toml")
        read_table(file, content);
    else
        read_lines(file, content);
}

void Configuration::keep(std::size_t key, std::string_view value, const fs::path& file, std::size_t line)
{
    if (!settings_[key]) settings_[key] = {std::string{value}, file.string() + ':' + std::to_string(line)};
}

void Configuration::read_table(const fs::path& file, std::string_view content)
{
    for (const TomlSetting& said : read_toml(content, file))
        keep(read_key(said.key, said.value, {file.string(), said.line}), said.value, file, said.line);
}

void Configuration::read_lines(const fs::path& file, std::string_view content)
{
    std::array<std::size_t, keys.size()> stated_on{}; // line of this file; 0: nowhere yet
    std::string_view rest = content;
    if (constexpr std::string_view mark = "\xEF\xBB\xBF"; rest.starts_with(mark))
        rest.remove_prefix(mark.size()); // what a Windows editor puts first
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty() || line.starts_with('#')) continue;
        const Place place{file.string(), number};
        const auto [key, value] = read_line(line, place);
        if (std::size_t& before = stated_on[key]; before == 0) {
            before = number;
        } else {
            const std::string name{keys[key].name};
            const std::string where = std::to_string(before);
            refuse(place, {"khóa \"" + name + "\" đã ghi ở dòng " + where,
                           "the key \"" + name + "\" stands in line " + where + " already"});
        }
        keep(key, value, file, number);
    }
}

std::optional<Setting> Configuration::find(std::string_view key) const
{
    const auto found = place_of(key);
    assert(found != keys.end());
    const std::string variable{found->variable};
    if (const auto value = environment(variable.c_str()); !value.empty())
        return Setting{std::string{value}, variable};
    return settings_[std::size_t(found - keys.begin())];
}

} // namespace radcert::cli
