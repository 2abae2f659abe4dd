#include "cli/trusted_keys.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/desk.h"
#include "cli/files.h"
#include "registry/clock.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "registry/signed_note.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

void read_keys(const std::string& named, std::vector<registry::VerifyingKey>& keys)
{
    std::error_code ignored;
    std::istringstream lines{named == "-" || fs::is_regular_file(named, ignored) ? read_file(named) : named};
    for (std::string line; std::getline(lines, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) keys.push_back(registry::parse_vkey(line));
    }
}

/// Whether one of the keys signed the register as it stands.
bool is_by_one_of(const std::vector<registry::VerifyingKey>& keys, registry::Database& database)
{
    const auto note = registry::find_checkpoint(database);
    const auto signed_by = [&](const registry::VerifyingKey& key) {
        try {
            registry::open_checkpoint(*note, key);
            return key.use == registry::KeyUse::checkpoint;
        } catch (const Error&) {
            return false;
        }
    };
    return note && std::ranges::any_of(keys, signed_by);
}

} // namespace

Trust load_trust(const Settings& settings, const std::vector<std::string>& named)
{
    Trust trust;
    for (const std::string& one : named) read_keys(one, trust.keys);
    std::error_code ignored;
    if (!settings.register_file.empty() || register_place(settings).may_exist())
        trust.database.emplace(open_register(settings));
    trust.today = day_in_vietnam(trust.database ? trust.database->now() : registry::system_time());
    if (!trust.database) return trust;
    if (named.empty()) {
        if (fs::exists(key_file(settings), ignored))
            trust.keys.push_back(registry::KeyFile::load(key_file(settings)).verifying());
    } else if (!is_by_one_of(trust.keys, *trust.database)) {
        trust.left_out = registry::load_register(*trust.database).origin;
        trust.database.reset();
    }
    return trust;
}

void add_trust_option(Command& command, std::vector<std::string>& named)
{
    command
        .add_option("--trust", named,
                    "Khóa kiểm tra của cơ quan cấp (radcert journal vkey), dòng hoặc tệp, '-'; chỉ tin các "
                    "khóa này / "
                    "verifier key of the issuing office, its line or a file; no other is trusted")
        ->type_name("VKEY")
        ->one_value_each();
}

} // namespace radcert::cli
