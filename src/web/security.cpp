#include "web/security.h"

#include "text/digest.h"

namespace radcert::web {

void add_security_headers(Response& response, bool secure, bool kept)
{
    response.set(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    response.set("x-content-type-options", "nosniff");
    response.set("x-frame-options", "DENY");
    response.set("referrer-policy", "no-referrer");
    response.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.set("cross-origin-opener-policy", "same-origin");
    response.set("cross-origin-resource-policy", "same-origin");
    response.set("cache-control", kept ? "public, max-age=31536000, immutable" : "no-store");
    if (secure) response.set("strict-transport-security", "max-age=31536000");
}

bool comes_from_here(const Request& request)
{
    const auto site = request.header("sec-fetch-site");
    const auto origin = request.header("origin");
    if (site && *site != "same-origin") return false;
    // Our own policy of no referrer makes the origin of a form "null" (Fetch standard, section 3.2).
    if (origin && *origin != "null") {
        const auto host = request.header("host");
        const std::string own = (request.secure ? "https://" : "http://") + std::string{host.value_or("")};
        return *origin == own;
    }
    return site.has_value();
}

std::string csrf_token(const std::string& session_token)
{
    return text::sha256_hex("radcert form v1\n" + session_token);
}

bool same_secret(std::string_view one, std::string_view other)
{
    unsigned char differs = one.size() == other.size() ? 0 : 1;
    for (std::size_t i = 0; i < one.size(); ++i)
        differs |= static_cast<unsigned char>(one[i] ^ (i < other.size() ? other[i] : '\0'));
    return differs == 0 && one.size() == other.size();
}

} // namespace radcert::web
