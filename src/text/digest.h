#pragma once

#include <array>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace radcert::text {

/// A SHA-256 digest as it is: 32 bytes.
using Digest = std::array<unsigned char, 32>;

/// SHA-256 (FIPS 180-4) of `bytes`. Allocates nothing.
Digest sha256(std::string_view bytes);

/// The same of `parts`, one after another and with nothing between them.
Digest sha256(std::initializer_list<std::string_view> parts);

/// The bytes of `digest`, to store, compare or digest again; they live as long as it does.
std::string_view view(const Digest& digest);

/// The digest that is these 32 bytes; empty for any other number of bytes.
std::optional<Digest> digest_from_bytes(std::string_view bytes);

/// Two lower-case hexadecimal digits a byte.
std::string to_hex(std::string_view bytes);
std::string to_hex(std::span<const unsigned char> bytes);

/// The digest that `to_hex` wrote; empty for anything but 64 lower-case hexadecimal digits.
std::optional<Digest> digest_from_hex(std::string_view hex);

/// SHA-256 (FIPS 180-4) of `bytes`, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same for bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    /// The digest of everything added; the object is used up.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace radcert::text
