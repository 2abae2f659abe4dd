#include "registry/randomness.h"

#include <algorithm>
#include <sodium.h>

#include "text/digest.h"

namespace radcert::registry {
namespace {

/// The operating system's.
class SystemRandomness final : public Randomness {
public:
    void fill(unsigned char* bytes, std::size_t count) override
    {
        start_sodium();
        randombytes_buf(bytes, count);
    }
};

} // namespace

Randomness& system_randomness()
{
    static SystemRandomness system;
    return system;
}

std::string Randomness::bytes(std::size_t count)
{
    std::string made(count, '\0');
    fill(reinterpret_cast<unsigned char*>(made.data()), count);
    return made;
}

Key Randomness::key()
{
    Key made;
    fill(made.data(), Key::size);
    return made;
}

SeededRandomness::SeededRandomness(std::uint64_t seed)
{
    start_sodium();
    const auto digest = text::sha256("radcert made-up register " + std::to_string(seed));
    std::ranges::copy(digest, key_.data());
}

void SeededRandomness::fill(unsigned char* bytes, std::size_t count)
{
    constexpr std::size_t block = 64;
    constexpr std::array<unsigned char, crypto_stream_chacha20_ietf_NONCEBYTES> nonce{};
    while (count > 0) {
        if (used_ == ready_.size()) {
            ready_.fill(0);
            crypto_stream_chacha20_ietf_xor_ic(ready_.data(), ready_.data(), ready_.size(), nonce.data(),
                                               next_block_, key_.data());
            next_block_ += std::uint32_t(ready_.size() / block);
            used_ = 0;
        }
        const std::size_t taken = std::min(count, ready_.size() - used_);
        std::copy_n(ready_.begin() + std::ptrdiff_t(used_), taken, bytes);
        used_ += taken;
        bytes += taken;
        count -= taken;
    }
}

} // namespace radcert::registry
