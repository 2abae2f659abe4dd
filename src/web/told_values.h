#pragma once

#include <string>
#include <string_view>

namespace radcert::web {

// What pages about a record's past share: how values look that nobody reads as they are kept.

/// SHA-256 in hexadecimal digits.
inline bool is_digest(std::string_view text)
{
    constexpr std::size_t digits = 64;
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "0a1b2c3d4e5f…": enough to tell digests apart by eye.
inline std::string brief_digest(std::string_view digest)
{
    constexpr std::size_t told = 12;
    return std::string{digest.substr(0, told)} + "…";
}

/// Whether a field of a record holds the code of an officer.
inline bool names_officer(std::string_view field)
{
    return field == "by_officer" || field == "decided_by" || field == "second";
}

} // namespace radcert::web
