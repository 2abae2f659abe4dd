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

/// Host and database, and no more: who else writes what into an address, and how, is hard to foresee.
std::string RegisterPlace::name() const
{
    if (is_file()) return file_.string();
    const std::string hidden = "postgresql://…";
    const auto question = address_.find('?');
    if (question != std::string::npos && address_.find('@', question) != std::string::npos) return hidden;
    std::string shown = address_.substr(address_.find("://") + 3);
    shown.resize(std::min(shown.find('?'), shown.size()));
    if (const auto at = shown.rfind('@'); at != std::string::npos) shown.erase(0, at + 1);
    return "postgresql://" + shown;
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

RegisterPlace RegisterPlace::in_schema(std::string_view ending) const
{
    RegisterPlace place = *this;
    place.schema_ending_ = ending;
    place.file_ = beside("." + std::string{ending.substr(ending.find_first_not_of('_'))});
    return place;
}

fs::path RegisterPlace::beside(std::string_view ending) const
{
    return file_.string() + std::string{ending};
}

} // namespace radcert::registry
