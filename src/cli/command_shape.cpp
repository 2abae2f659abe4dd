#include "cli/command_shape.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace radcert::cli {

namespace {

/// "degree: văn bằng / degree (level, field)" of a list keeps its word, which is what is typed.
std::string english_line(const std::string& line, bool of_list)
{
    constexpr std::string_view between = " / ", colon = ": ";
    const auto end = line.find(between);
    if (end == std::string::npos) return line;
    const auto word = of_list ? line.find(colon) : std::string::npos;
    return (word < end ? line.substr(0, word + colon.size()) : "") + line.substr(end + between.size());
}

} // namespace

std::string english(const std::string& help)
{
    std::istringstream lines{help};
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        const bool first = text.empty();
        text += (first ? "" : "\n") + english_line(line, !first);
    }
    return text;
}

bool names_file(const OptionShape& option)
{
    constexpr std::array<std::string_view, 10> types{"FILE",  "DIR", "PEM",    "BACKUP",  "REGISTER",
                                                     "PLACE", "KEY", "FOLDER", "DOSSIER", "SNAPSHOT"};
    return std::ranges::find(types, option.type) != types.end();
}

} // namespace radcert::cli
