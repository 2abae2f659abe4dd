#include "registry/verify_leaf.h"

#include <charconv>

namespace radcert::registry {
namespace {

/// Takes `"name":"` ... up to the closing quote; the word may not be empty.
bool take_word(std::string_view& rest, std::string_view opening, std::string_view& word)
{
    if (!rest.starts_with(opening)) return false;
    rest.remove_prefix(opening.size());
    const std::size_t size = rest.find('"');
    if (size == 0 || size == std::string_view::npos) return false;
    word = rest.substr(0, size);
    rest.remove_prefix(size + 1);
    return true;
}

bool is_moment(std::string_view at)
{
    constexpr std::string_view shape{"0000-00-00T00:00:00.000000Z"};
    if (at.size() != shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool fits = shape[i] == '0' ? at[i] >= '0' && at[i] <= '9' : at[i] == shape[i];
        if (!fits) return false;
    }
    return true;
}

bool is_hex(std::string_view word)
{
    for (const char c : word) {
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

} // namespace

bool read_leaf(EventNumber number, std::string_view leaf, LeafView& view)
{
    std::string_view rest = leaf;
    if (!take_word(rest, R"({"action":")", view.action) || !take_word(rest, R"(,"actor":")", view.actor) ||
        !take_word(rest, R"(,"at":")", view.at) || !take_word(rest, R"(,"commit":")", view.commit) ||
        !take_word(rest, R"(,"door":")", view.door))
        return false;

    constexpr std::string_view opening{R"(,"hash":"sha256","seq":)"};
    if (!rest.starts_with(opening)) return false;
    rest.remove_prefix(opening.size());
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string_view expected{digits.data(), std::size_t(end - digits.data())};
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());

    return take_word(rest, R"(,"subject":")", view.subject) && rest == R"(,"v":1})" && is_moment(view.at) &&
           view.subject.size() == 32 && is_hex(view.subject) && view.commit.size() == 44;
}

std::array<char, 44> commitment(const text::Digest& digest)
{
    constexpr const char* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<char, 44> text{};
    const auto four = [&](std::size_t at, unsigned bits) {
        for (std::size_t i = 0; i < 4; ++i) text[at + i] = letters[bits >> (18 - 6 * i) & 63];
    };
    for (std::size_t i = 0; i < 10; ++i)
        four(4 * i, unsigned(digest[3 * i]) << 16 | unsigned(digest[3 * i + 1]) << 8 | digest[3 * i + 2]);
    four(40, unsigned(digest[30]) << 16 | unsigned(digest[31]) << 8);
    text[43] = '=';
    return text;
}

} // namespace radcert::registry
