#include "text/canonical_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace radcert::text {
namespace {

/// Whether a character cannot stand as it is inside a JSON string.
constexpr bool must_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/// Eight characters at once: a byte's high bit comes out set where the byte is below 0x20, '"' or '\\'. A
/// byte of a multi-byte character has its high bit set already and is left out.
bool needs_escaping(std::string_view string)
{
    constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    std::size_t i = 0;
    for (; i + 8 <= string.size(); i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, string.data() + i, 8);
        const std::uint64_t quote = eight ^ (ones * '"'), backslash = eight ^ (ones * '\\');
        const std::uint64_t found = (eight - ones * 0x20) | (quote - ones) | (backslash - ones);
        if ((found & ~eight & highs) != 0) return true;
    }
    for (; i < string.size(); ++i) {
        if (must_escape(static_cast<unsigned char>(string[i]))) return true;
    }
    return false;
}

void append_escaped(std::string& out, unsigned char c)
{
    constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
        out += "\\u00";
        out += hex[c >> 4];
        out += hex[c & 15];
    }
}

/// Order of the UTF-16 code units, read from UTF-8. It differs from the order of bytes only where a character
/// beyond U+FFFF (lead byte F0 and up, surrogates D800 to DFFF) meets one of U+E000 to U+FFFF (lead byte EE
/// or EF).
bool before_in_utf16(std::string_view a, std::string_view b)
{
    const auto [at_a, at_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (at_a == a.end() || at_b == b.end()) return a.size() < b.size();
    const auto lead_a = static_cast<unsigned char>(*at_a), lead_b = static_cast<unsigned char>(*at_b);
    const bool beyond_a = lead_a >= 0xF0, beyond_b = lead_b >= 0xF0;
    if (beyond_a != beyond_b) {
        if (beyond_a && lead_b >= 0xEE) return true;
        if (beyond_b && lead_a >= 0xEE) return false;
    }
    return lead_a < lead_b;
}

void append_object(std::string& out, const JsonValue& value)
{
    const auto members = value.object();
    std::array<const JsonMember*, 16> few;
    std::vector<const JsonMember*> many(members.size() > few.size() ? members.size() : 0);
    const std::span sorted{many.empty() ? few.data() : many.data(), members.size()};
    std::ranges::transform(members, sorted.begin(), [](const JsonMember& member) { return &member; });
    std::ranges::sort(sorted, before_in_utf16, &JsonMember::key);
    out += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0) out += ',';
        append_json_string(out, sorted[i]->key);
        out += ':';
        append_canonical(out, sorted[i]->value);
    }
    out += '}';
}

} // namespace

void append_json_string(std::string& out, std::string_view string)
{
    if (!needs_escaping(string)) {
        const std::size_t at =
            out.size(); // one growth instead of three: digests and answers are mostly strings
        out.resize(at + string.size() + 2);
        out[at] = out.back() = '"';
        string.copy(out.data() + at + 1, string.size());
        return;
    }
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < string.size(); ++i) {
        const auto c = static_cast<unsigned char>(string[i]);
        if (!must_escape(c)) continue;
        out.append(string.data() + from, i - from);
        append_escaped(out, c);
        from = i + 1;
    }
    out.append(string.data() + from, string.size() - from);
    out += '"';
}

void append_json_number(std::string& out, double number)
{
    if (number == 0) {
        out += '0'; // also for -0
        return;
    }
    // The shortest digits that read back as the same double, as "d.ddde±xx"; ECMAScript only places them
    // otherwise.
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number),
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view text{buffer.data(), std::size_t(end - buffer.data())};
    const std::size_t e = text.find('e');
    std::string digits{text.substr(0, 1)};
    if (e > 1) digits += text.substr(2, e - 2);
    int exponent = 0;
    const std::size_t sign = text[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(text.data() + sign, text.data() + text.size(), exponent);

    const int count = int(digits.size()), point = exponent + 1; // value = 0.digits * 10^point
    if (number < 0) out += '-';
    if (point > 21 || point <= -6) {
        out += digits[0];
        if (count > 1) out.append(".").append(digits, 1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    } else if (point <= 0) {
        out.append("0.").append(std::size_t(-point), '0').append(digits);
    } else if (count <= point) {
        out.append(digits).append(std::size_t(point - count), '0');
    } else {
        out.append(digits, 0, std::size_t(point)).append(".").append(digits, std::size_t(point));
    }
}

void append_canonical(std::string& out, const JsonValue& value)
{
    switch (value.kind) {
    case JsonKind::null: out += "null"; return;
    case JsonKind::boolean: out += value.boolean ? "true" : "false"; return;
    case JsonKind::integer: out += std::to_string(value.integer); return;
    case JsonKind::number: append_json_number(out, value.number); return;
    case JsonKind::string: append_json_string(out, value.string()); return;
    case JsonKind::object: append_object(out, value); return;
    case JsonKind::array:
        out += '[';
        for (std::size_t i = 0; i < value.size; ++i) {
            if (i > 0) out += ',';
            append_canonical(out, value.elements[i]);
        }
        out += ']';
    }
}

std::string canonical_json(const JsonValue& value)
{
    std::string out;
    append_canonical(out, value);
    return out;
}

} // namespace radcert::text
