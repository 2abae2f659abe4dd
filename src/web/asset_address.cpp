#include "web/asset_address.h"

#include <algorithm>
#include <map>

#include "text/digest.h"
#include "web/assets.h"

namespace radcert::web {
namespace {

constexpr std::size_t digest_letters = 16;

/// Digests of every file, made once.
const std::map<std::string_view, std::string>& digests()
{
    static const std::map<std::string_view, std::string> all = [] {
        std::map<std::string_view, std::string> made;
        for (const Asset& asset : assets())
            made[asset.name] = text::sha256_hex(asset.text).substr(0, digest_letters);
        return made;
    }();
    return all;
}

std::string type_of(std::string_view name)
{
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".png")) return "image/png";
    return "text/plain; charset=utf-8";
}

} // namespace

std::string asset_address(std::string_view name)
{
    const auto found = digests().find(name);
    return found == digests().end() ? std::string{} : "/assets/" + found->second + '/' + std::string{name};
}

Response asset_response(std::string_view digest, std::string_view name)
{
    const auto found = digests().find(name);
    if (found == digests().end() || found->second != digest || name.starts_with("templates/"))
        return {404, {{"content-type", "text/plain; charset=utf-8"}}, "not found\n"};
    const auto asset = std::ranges::find(assets(), name, &Asset::name);
    return {200, {{"content-type", type_of(name)}}, std::string{asset->text}};
}

} // namespace radcert::web
