#include "web/entity_tag.h"

#include <algorithm>

#include "text/digest.h"

namespace radcert::web {
namespace {

constexpr std::size_t tag_letters = 32;

bool is_json(const Response& response)
{
    return std::ranges::any_of(response.headers, [](const Header& header) {
        return header.name == "content-type" && header.value.starts_with("application/json");
    });
}

} // namespace

std::string entity_tag(std::string_view body)
{
    return '"' + text::sha256_hex(body).substr(0, tag_letters) + '"';
}

bool names_tag(std::string_view header, std::string_view tag, Comparison comparison)
{
    constexpr std::string_view blanks{" \t"};
    while (!header.empty()) {
        std::string_view one = header.substr(0, header.find(','));
        header.remove_prefix(std::min(header.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(blanks)));
        one = one.substr(0, one.find_last_not_of(blanks) + 1);
        if (one == "*") return true;
        if (comparison == Comparison::weak && one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag) return true;
    }
    return false;
}

void add_entity_tag(const Request& request, Response& response)
{
    if (!is_safe(request.method) || response.status != 200 || !is_json(response)) return;
    const std::string tag = entity_tag(response.body);
    response.set("etag", tag);
    const auto known = request.header("if-none-match");
    if (!known || !names_tag(*known, tag, Comparison::weak)) return;
    response.status = 304;
    response.body.clear();
}

} // namespace radcert::web
