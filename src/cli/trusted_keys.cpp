#include "cli/trusted_keys.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <sstream>

#include "cli/desk.h"
#include "cli/files.h"
#include "registry/clock.h"
#include "registry/signed_note.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

void read_keys(const std::string& named, std::vector<registry::VerifyingKey>& keys)
{
    std::error_code ignored;
    std::istringstream lines{fs::is_regular_file(named, ignored) ? read_file(named) : named};
    for (std::string line; std::getline(lines, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) keys.push_back(registry::parse_vkey(line));
    }
}

} // namespace

Trust load_trust(const Settings& settings, const std::vector<std::string>& named)
{
    Trust trust;
    for (const std::string& one : named) read_keys(one, trust.keys);
    std::error_code ignored;
    if (!settings.register_file.empty() || fs::exists(register_file(settings), ignored)) {
        trust.database.emplace(open_register(settings));
        if (fs::exists(key_file(settings), ignored))
            trust.keys.push_back(registry::KeyFile::load(key_file(settings)).verifying());
    }
    trust.today = day_in_vietnam(trust.database ? trust.database->now() : registry::system_time());
    return trust;
}

void add_trust_option(CLI::App& command, std::vector<std::string>& named)
{
    command
        .add_option("--trust", named,
                    "Khóa kiểm tra của cơ quan cấp (radcert journal vkey), dòng hoặc tệp / "
                    "verifier key of the issuing office, its line or a file")
        ->type_name("VKEY")
        ->allow_extra_args(false);
}

} // namespace radcert::cli
