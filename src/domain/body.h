#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/vocabulary.h"

namespace radcert {

/// A body that may decide a certificate: a province, VARANS or the Ministry of Science and Technology.
struct Body {
    enum class Kind : std::uint8_t { province, varans, ministry };

    Kind kind{Kind::province};
    ProvinceCode province{}; ///< 0 unless `kind` is province

    friend auto operator<=>(const Body&, const Body&) = default;
};

/// Reads "province:66", "varans" or "ministry".
std::optional<Body> parse_body(std::string_view word);

std::string to_word(Body body);

} // namespace radcert
