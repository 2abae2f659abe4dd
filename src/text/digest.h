#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace radcert::text {

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
