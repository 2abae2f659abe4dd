// The low-level functions, not EVP: EVP loads OpenSSL's providers first, which costs more than a whole
// `check`.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "text/digest.h"

#include <algorithm>
#include <openssl/sha.h>

namespace radcert::text {
namespace {

constexpr std::string_view hex_digits{"0123456789abcdef"};

/// What a hexadecimal digit stands for; above 15 where `digit` is none.
unsigned value_of(char digit)
{
    return unsigned(std::min(hex_digits.find(digit), hex_digits.size()));
}

} // namespace

Digest sha256(std::string_view bytes)
{
    return sha256({bytes});
}

Digest sha256(std::initializer_list<std::string_view> parts)
{
    SHA256_CTX context;
    SHA256_Init(&context);
    for (const std::string_view part : parts) SHA256_Update(&context, part.data(), part.size());
    Digest digest;
    SHA256_Final(digest.data(), &context);
    return digest;
}

std::string_view view(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::optional<Digest> digest_from_bytes(std::string_view bytes)
{
    Digest digest;
    if (bytes.size() != digest.size()) return std::nullopt;
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

std::string to_hex(std::string_view bytes)
{
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char byte : bytes) {
        text += hex_digits[static_cast<unsigned char>(byte) >> 4];
        text += hex_digits[byte & 15];
    }
    return text;
}

std::string to_hex(std::span<const unsigned char> bytes)
{
    return to_hex(std::string_view{reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<Digest> digest_from_hex(std::string_view hex)
{
    Digest digest;
    if (hex.size() != 2 * digest.size()) return std::nullopt;
    for (std::size_t at = 0; at < digest.size(); ++at) {
        const unsigned high = value_of(hex[2 * at]);
        const unsigned low = value_of(hex[2 * at + 1]);
        if (high > 15 || low > 15) return std::nullopt;
        digest[at] = static_cast<unsigned char>(high << 4 | low);
    }
    return digest;
}

struct Sha256::State {
    SHA256_CTX context;
};

Sha256::Sha256() : state_{std::make_unique<State>()}
{
    SHA256_Init(&state_->context);
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

std::string Sha256::hex()
{
    Digest digest;
    SHA256_Final(digest.data(), &state_->context);
    return to_hex(digest);
}

std::string sha256_hex(std::string_view bytes)
{
    return to_hex(sha256(bytes));
}

} // namespace radcert::text
