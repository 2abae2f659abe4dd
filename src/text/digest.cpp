// The low-level functions, not EVP: EVP loads OpenSSL's providers first, which costs more than a whole
// `check`.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "text/digest.h"

#include <openssl/sha.h>

namespace radcert::text {

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
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_Final(digest, &state_->context);
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * sizeof digest);
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes)
{
    Sha256 sha256;
    sha256.add(bytes);
    return sha256.hex();
}

} // namespace radcert::text
