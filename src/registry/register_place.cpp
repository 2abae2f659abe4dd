#include "registry/register_place.h"

namespace radcert::registry {

namespace fs = std::filesystem;

namespace {

bool is_database(std::string_view text)
{
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

/// "radcert" of "postgresql://user:secret@host:5432/radcert?sslmode=require"; libpq's own default where it is
/// not named is the user's name, which is not known here.
std::string database_name(std::string_view address)
{
    address.remove_prefix(address.find("://") + 3);
    address = address.substr(0, address.find('?'));
    const auto slash = address.find('/');
    const std::string_view name = slash == std::string_view::npos ? "" : address.substr(slash + 1);
    return name.empty() ? "radcert" : std::string{name};
}

} // namespace

RegisterPlace::RegisterPlace(fs::path file) : file_{std::move(file)}
{
    if (!is_database(file_.native())) return;
    address_ = file_.native();
    file_ = database_name(address_) + ".pg";
}

RegisterPlace::RegisterPlace(std::string address, fs::path beside)
    : file_{std::move(beside)}, address_{std::move(address)}
{
}

std::string RegisterPlace::name() const
{
    if (is_file()) return file_.string();
    const auto begin = address_.find("://") + 3;
    const auto host = address_.find('@', begin);
    const auto secret = address_.find(':', begin);
    std::string shown = address_;
    if (host != std::string::npos && secret < host && host < address_.find_first_of("/?", begin))
        shown.replace(secret, host - secret, "");
    if (const auto at = shown.find("password="); at != std::string::npos)
        shown.replace(at + 9, std::min(shown.find('&', at), shown.size()) - at - 9, "…");
    return shown;
}

std::string RegisterPlace::full_name() const
{
    return is_file() ? fs::absolute(file_).string() : name();
}

bool RegisterPlace::may_exist() const
{
    std::error_code ignored;
    return !is_file() || fs::exists(file_, ignored);
}

fs::path RegisterPlace::beside(std::string_view ending) const
{
    return file_.string() + std::string{ending};
}

} // namespace radcert::registry
