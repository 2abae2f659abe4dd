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

/// What the package installs for the whole machine; it lies below everybody's own files.
constexpr const char* system_configuration = "/etc/radcert/config.toml";

/// The files that may hold settings, the nearest first: ./radcert.conf, then radcert/radcert.conf in
/// $XDG_CONFIG_HOME (else ~/.config), then the one of the machine.
std::vector<std::filesystem::path> configuration_files();

/// What the environment and the configuration files say. A flag goes before both, and is its command's own
/// matter.
///
/// A file whose name ends in .toml is TOML; any other holds lines "key = value": spaces around both are
/// dropped, blank lines and lines that start with # are skipped. So are files that do not exist or stand in a
/// folder that may not be entered. What a value means is not looked at here: a path is as it was written, "~"
/// and relative ones included.
class Configuration {
public:
    struct Key {
        std::string_view name;     ///< in files
        std::string_view variable; ///< of the environment
    };
    static constexpr std::array<Key, 13> keys{{
        {"register", "RADCERT_REGISTER"},
        {"key_file", "RADCERT_KEY_FILE"},
        {"officer", "RADCERT_OFFICER"},
        {"lang", "RADCERT_LANG"},
        {"rules", "RADCERT_RULES"},
        {"authority", "RADCERT_AUTHORITY"},             ///< init
        {"listen", "RADCERT_LISTEN"},                   ///< serve, and the links that it is asked for
        {"host", "RADCERT_HOST"},                       ///< several with spaces between
        {"behind_proxy", "RADCERT_BEHIND_PROXY"},       ///< serve
        {"tls_certificate", "RADCERT_TLS_CERTIFICATE"}, ///< serve
        {"tls_key", "RADCERT_TLS_KEY"},                 ///< serve
        {"outbox", "RADCERT_OUTBOX"},                   ///< serve
        {"service", "RADCERT_SERVICE"}                  ///< the unit of systemd that serves the register
    }};

    /// Reads the files, the nearest first: the first that states a key has it.
    /// @throws Error  usage, with file and line: an unknown key, one stated twice in a file, a line that is
    ///                not "key = value", a text that is not TOML; unavailable: a file that is there cannot be
    ///                read.
    explicit Configuration(const std::vector<std::filesystem::path>& files = configuration_files());

    /// The environment's value, else the nearest file's; a variable that is empty says nothing.
    /// @param key  one of `keys`.
    std::optional<Setting> find(std::string_view key) const;

private:
    void read(const std::filesystem::path& file);
    void read_lines(const std::filesystem::path& file, std::string_view content);
    void read_table(const std::filesystem::path& file, std::string_view content);
    /// Keeps what is said first.
    void keep(std::size_t key, std::string_view value, const std::filesystem::path& file, std::size_t line);

    std::array<std::optional<Setting>, keys.size()> settings_; ///< by key, from the files
};

} // namespace radcert::cli
