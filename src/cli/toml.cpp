#include "cli/toml.h"

#include <toml++/toml.h>

#include <algorithm>

#include "domain/error.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> toml_text(const toml::node& node)
{
    if (const auto* const text = node.as_string()) return text->get();
    if (const auto* const number = node.as_integer()) return std::to_string(number->get());
    if (const auto* const truth = node.as_boolean()) return truth->get() ? "true" : "false";
    return std::nullopt;
}

/// Texts with spaces between; empty where something else stands among them.
std::optional<std::string> toml_list(const toml::array& array)
{
    std::string list;
    for (const toml::node& each : array) {
        const auto* const text = each.as_string();
        if (text == nullptr) return std::nullopt;
        list += (list.empty() ? "" : " ") + text->get();
    }
    return list;
}

TomlSetting toml_setting(std::string_view key, const toml::node& node, const fs::path& file)
{
    const std::size_t line = node.source().begin.line;
    const auto value = node.is_array() ? toml_list(*node.as_array()) : toml_text(node);
    if (value) return {std::string{key}, *value, line};
    const std::string name = text::printable(key);
    throw Error{Fault::usage,
                {"khóa \"" + name + "\" phải là một chuỗi, một số, hoặc danh sách chuỗi",
                 "the key \"" + name + "\" takes a text, a number or a list of texts"},
                {"ví dụ: listen = \"127.0.0.1:8080\"", "such as: listen = \"127.0.0.1:8080\""},
                {file.string(), line}};
}

toml::table parse_toml(std::string_view content, const fs::path& file)
{
    try {
        return toml::parse(content, file.string());
    } catch (const toml::parse_error& error) {
        const std::string why = text::printable(error.description());
        throw Error{Fault::usage,
                    {"không phải TOML: " + why, "not TOML: " + why},
                    {"đặt giá trị trong ngoặc kép: khóa = \"giá trị\"", "quote the value: key = \"value\""},
                    {file.string(), error.source().begin.line}};
    }
}

} // namespace

std::vector<TomlSetting> read_toml(std::string_view content, const fs::path& file)
{
    std::vector<TomlSetting> settings;
    for (const auto& [key, node] : parse_toml(content, file))
        settings.push_back(toml_setting(key.str(), node, file));
    std::ranges::sort(settings, {}, &TomlSetting::line);
    return settings;
}

} // namespace radcert::cli
