#include <algorithm>
#include <vector>

#include "documents/credential.h"

namespace radcert::documents {
namespace {

constexpr std::string_view alphabet{"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"};
constexpr std::string_view ed25519_public{"\xED\x01"}; // multicodec
constexpr std::string_view did_prefix{"did:key:"};

/// Digits of a number, least first, after it was multiplied by `factor` and `more` was added.
void multiply_add(std::vector<unsigned>& digits, unsigned base, unsigned factor, unsigned more)
{
    for (unsigned& digit : digits) {
        const unsigned value = digit * factor + more;
        digit = value % base;
        more = value / base;
    }
    for (; more > 0; more /= base) digits.push_back(more % base);
}

} // namespace

std::string to_base58(std::string_view bytes)
{
    const std::size_t zeros = std::min(bytes.find_first_not_of('\0'), bytes.size());
    std::vector<unsigned> digits;
    for (const char byte : bytes.substr(zeros))
        multiply_add(digits, 58, 256, static_cast<unsigned char>(byte));
    std::string text(zeros, alphabet.front());
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) text += alphabet[*digit];
    return text;
}

std::optional<std::string> from_base58(std::string_view text)
{
    const std::size_t zeros = std::min(text.find_first_not_of(alphabet.front()), text.size());
    std::vector<unsigned> digits;
    for (const char letter : text.substr(zeros)) {
        const std::size_t value = alphabet.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        multiply_add(digits, 256, 58, unsigned(value));
    }
    std::string bytes(zeros, '\0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) bytes += static_cast<char>(*digit);
    return bytes;
}

std::string multikey(const PublicPoint& point)
{
    std::string bytes{ed25519_public};
    bytes.append(point.begin(), point.end());
    return 'z' + to_base58(bytes);
}

std::optional<PublicPoint> point_of_multikey(std::string_view text)
{
    if (!text.starts_with('z') || text.size() > 100) return std::nullopt;
    const auto bytes = from_base58(text.substr(1));
    PublicPoint point{};
    if (!bytes || bytes->size() != ed25519_public.size() + point.size() ||
        !bytes->starts_with(ed25519_public))
        return std::nullopt;
    std::copy(bytes->begin() + std::ptrdiff_t(ed25519_public.size()), bytes->end(), point.begin());
    return point;
}

std::string did_key(const PublicPoint& point)
{
    return std::string{did_prefix} + multikey(point);
}

std::string key_url(const PublicPoint& point)
{
    return did_key(point) + '#' + multikey(point);
}

std::optional<PublicPoint> point_of_did_key(std::string_view text)
{
    if (!text.starts_with(did_prefix)) return std::nullopt;
    const auto point = point_of_multikey(text.substr(did_prefix.size(), text.find('#') - did_prefix.size()));
    if (!point || (text != did_key(*point) && text != key_url(*point))) return std::nullopt;
    return point;
}

} // namespace radcert::documents
