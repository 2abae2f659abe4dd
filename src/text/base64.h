#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace radcert::text {

/// `bytes` in standard base 64 with padding (RFC 4648 section 4), on one line.
std::string to_base64(std::string_view bytes);

/// The bytes that `to_base64` wrote as `text`; empty where it would have written something else: another
/// letter, a line end, padding too short or too long, bits beyond the last byte that are not zero.
std::optional<std::string> from_base64(std::string_view text);

} // namespace radcert::text
