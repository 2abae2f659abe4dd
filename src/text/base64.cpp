#include "text/base64.h"

#include <array>
#include <cstdint>

namespace radcert::text {
namespace {

constexpr std::string_view letters{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};

/// Six bits for each letter; 64 for a byte that is no letter.
constexpr std::array<unsigned char, 256> values_of_letters()
{
    std::array<unsigned char, 256> values{};
    values.fill(64);
    for (unsigned char value = 0; value < 64; ++value)
        values[static_cast<unsigned char>(letters[value])] = value;
    return values;
}

constexpr auto values = values_of_letters();

void append_byte(std::string& bytes, std::uint32_t group, int shift)
{
    bytes += static_cast<char>(group >> shift & 0xFF);
}

/// How many "=" end `text`, two at most.
std::size_t padding_of(std::string_view text)
{
    if (text.ends_with("==")) return 2;
    return text.ends_with('=') ? 1 : 0;
}

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view three = bytes.substr(at, 3);
        std::uint32_t group = 0;
        for (std::size_t byte = 0; byte < three.size(); ++byte)
            group |= std::uint32_t{static_cast<unsigned char>(three[byte])} << (16 - 8 * byte);
        for (std::size_t letter = 0; letter < 4; ++letter)
            text += letter <= three.size() ? letters[group >> (18 - 6 * letter) & 63] : '=';
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    const std::size_t padding = padding_of(text);
    text.remove_suffix(padding);

    std::string bytes;
    bytes.reserve((text.size() + 3) / 4 * 3);
    std::uint32_t group = 0;
    int bits = 0;
    for (const char letter : text) {
        const unsigned value = values[static_cast<unsigned char>(letter)];
        if (value > 63) return std::nullopt;
        group = group << 6 | value;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        append_byte(bytes, group, bits);
    }
    const std::uint32_t left_over = group & ((1u << bits) - 1);
    return left_over == 0 ? std::optional{std::move(bytes)} : std::nullopt;
}

} // namespace radcert::text
