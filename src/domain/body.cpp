#include "domain/body.h"

namespace radcert {

std::optional<Body> parse_body(std::string_view word)
{
    constexpr std::string_view prefix = "province:";
    if (word == "varans") return Body{Body::Kind::varans};
    if (word == "ministry") return Body{Body::Kind::ministry};
    if (word.size() != prefix.size() + 2 || !word.starts_with(prefix)) return std::nullopt;
    const char tens = word[prefix.size()], ones = word[prefix.size() + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
    return Body{Body::Kind::province, ProvinceCode((tens - '0') * 10 + (ones - '0'))};
}

std::string to_word(Body body)
{
    switch (body.kind) {
    case Body::Kind::varans: return "varans";
    case Body::Kind::ministry: return "ministry";
    case Body::Kind::province: break;
    }
    return "province:" + province_word(body.province);
}

} // namespace radcert
