#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::cli {

/// A key of a TOML file, and what it is set to.
struct TomlSetting {
    std::string key;
    std::string value; ///< a text, a number, true or false; a list of texts with spaces between
    std::size_t line;
};

/// Reads TOML without tables, in the order of lines.
/// @throws Error  usage, with the line: it is not TOML, or a key holds something else.
std::vector<TomlSetting> read_toml(std::string_view content, const std::filesystem::path& file);

} // namespace radcert::cli
