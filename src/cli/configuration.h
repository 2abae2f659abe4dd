#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::cli {

/// A value, as it was written, and where: "RADCERT_REGISTER", or "./radcert.conf:3".
struct Setting {
    std::string value;
    std::string origin;

    friend bool operator==(const Setting&, const Setting&) = default;
};

/// The files that may hold settings, the nearest first: ./radcert.conf, then radcert/radcert.conf in
/// $XDG_CONFIG_HOME (else ~/.config), then /etc/radcert/radcert.conf.
std::vector<std::filesystem::path> configuration_files();

/// What the environment and the configuration files say. A flag goes before both, and is its command's own
/// matter.
///
/// A file holds lines "key = value"; spaces around both are dropped, blank lines and lines that start with #
/// are skipped. So are files that do not exist or stand in a folder that may not be entered. What a value
/// means is not looked at here: a path is as it was written, "~" and relative ones included.
class Configuration {
public:
    struct Key {
        std::string_view name;     ///< in files
        std::string_view variable; ///< of the environment
    };
    static constexpr std::array<Key, 5> keys{{{"register", "RADCERT_REGISTER"},
                                              {"key_file", "RADCERT_KEY_FILE"},
                                              {"officer", "RADCERT_OFFICER"},
                                              {"lang", "RADCERT_LANG"},
                                              {"rules", "RADCERT_RULES"}}};

    /// Reads the files, the nearest first: the first that states a key has it.
    /// @throws Error  usage, with file and line: an unknown key, one stated twice in a file, a line that is
    ///                not "key = value"; unavailable: a file that is there cannot be read.
    explicit Configuration(const std::vector<std::filesystem::path>& files = configuration_files());

    /// The environment's value, else the nearest file's; a variable that is empty says nothing.
    /// @param key  one of `keys`.
    std::optional<Setting> find(std::string_view key) const;

private:
    void read(const std::filesystem::path& file);

    std::array<std::optional<Setting>, keys.size()> settings_; ///< by key, from the files
};

} // namespace radcert::cli
