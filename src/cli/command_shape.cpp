#include "cli/command_shape.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace radcert::cli {

std::string english(const std::string& help)
{
    constexpr std::string_view between = " / ";
    const auto end = help.find(between);
    return end == std::string::npos ? help : help.substr(end + between.size());
}

bool names_file(const OptionShape& option)
{
    constexpr std::array<std::string_view, 10> types{"FILE",  "DIR", "PEM",    "BACKUP",  "REGISTER",
                                                     "PLACE", "KEY", "FOLDER", "DOSSIER", "SNAPSHOT"};
    return std::ranges::find(types, option.type) != types.end();
}

} // namespace radcert::cli
