#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "registry/keys.h"

namespace radcert::registry {

/// Where keys, salts, nonces and references come from.
class Randomness {
public:
    Randomness() = default;
    virtual ~Randomness() = default;
    Randomness(const Randomness&) = delete;
    Randomness& operator=(const Randomness&) = delete;

    virtual void fill(unsigned char* bytes, std::size_t count) = 0;

    std::string bytes(std::size_t count);
    Key key();
};

/// The same bytes for the same seed, on every machine (ChaCha20): a register of made-up people can be made a
/// second time to the byte. For no other register: whoever knows the seed knows every key.
class SeededRandomness final : public Randomness {
public:
    explicit SeededRandomness(std::uint64_t seed);

    void fill(unsigned char* bytes, std::size_t count) override;

private:
    Key key_;
    std::uint32_t next_block_{0};
    std::array<unsigned char, 4'096> ready_{};
    std::size_t used_{ready_.size()};
};

} // namespace radcert::registry
