#pragma once

#include <string>
#include <vector>

namespace radcert::cli {

// The tree of commands as plain values, for what is made from it: completions and manual pages.

struct OptionShape {
    std::vector<std::string> names;   ///< "-h", "--help"; of an argument that stands by itself: "dossier"
    std::string help;                 ///< "Việt / English"
    std::string type;                 ///< "FILE"; empty where it takes no value
    std::vector<std::string> choices; ///< the only values that it takes; empty: any
    bool positional{false};
    bool required{false};
    bool many{false};
};

struct CommandShape {
    std::string name, help;
    std::string footer; ///< examples
    std::vector<OptionShape> options;
    std::vector<CommandShape> commands; ///< without those that the help does not show
};

/// The English half of a help text, line by line: "bring an older register up".
std::string english(const std::string& help);

/// Whether the value of an option is the name of a file or folder.
bool names_file(const OptionShape& option);

} // namespace radcert::cli
