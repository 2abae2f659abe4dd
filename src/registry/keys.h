#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace radcert::registry {

class Randomness; // registry/randomness.h

/// The operating system's random numbers, fit for keys and salts.
Randomness& system_randomness();

/// libsodium picks the fastest code for this processor once, before anything is sealed or signed.
/// @throws Error  unavailable: the operating system gives no random numbers.
void start_sodium();

/// 32 secret bytes for encryption. Wiped from memory when it goes.
class Key {
public:
    static constexpr std::size_t size = 32;

    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    unsigned char* data() { return bytes_.data(); }
    const unsigned char* data() const { return bytes_.data(); }
    std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), size}; }

private:
    std::array<unsigned char, size> bytes_{};
};

/// The key that is these 32 bytes; empty for any other number of bytes.
std::optional<Key> key_from_bytes(std::string_view bytes);

/// From the operating system's random numbers.
Key random_key();
std::string random_bytes(std::size_t count);

/// What a signature by a key says (the signature type of C2SP signed-note). The same Ed25519 key has another
/// key id for each use, so one cannot be taken for the other.
enum class KeyUse : unsigned char {
    checkpoint = 0x01, ///< the log's own: these are my first entries
    cosignature = 0x04 ///< a witness: at that time these were the first entries of the log
};

/// An Ed25519 public key (RFC 8032) by its name.
struct VerifyingKey {
    std::string name; ///< a log's is its origin, such as "radcert.example/register"
    KeyUse use{KeyUse::checkpoint};
    std::array<unsigned char, 32> point{};

    friend bool operator==(const VerifyingKey&, const VerifyingKey&) = default;
};

/// Whether `signature`, 64 bytes, is the one of `message` by `key`. False for anything else; throws nothing.
bool verify(const VerifyingKey& key, std::string_view message, std::string_view signature);

/// An Ed25519 private key. Wiped from memory when it goes.
class SigningKey {
public:
    /// @param seed  the private key of RFC 8032 section 5.1.5.
    explicit SigningKey(const Key& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey();

    const std::array<unsigned char, 32>& point() const { return point_; }
    /// The signature, 64 bytes; the same message always has the same.
    std::string sign(std::string_view message) const;

private:
    std::array<unsigned char, 64> secret_{};
    std::array<unsigned char, 32> point_{};
};

/// A text that only the holder of its key can read, and that nobody can change unseen.
struct Sealed {
    std::string nonce; ///< 24 random bytes
    std::string bytes; ///< the text encrypted, and 16 bytes more
};

/// Encrypts `plain` under `key` with XChaCha20-Poly1305 and a new nonce, into `sealed`, whose memory it
/// uses again.
///
/// @param bound  what the text belongs to, such as the number of its row. It is not stored, but `open` needs
///               the same: a text that was moved to another row does not open.
void seal(const Key& key, std::string_view plain, std::string_view bound, Sealed& sealed,
          Randomness& randomness = system_randomness());

/// Opens what `seal` made into `plain`, whose memory it uses again. False where the key, the nonce, a byte or
/// `bound` is another one; `plain` is then of no use.
[[nodiscard]] bool open(const Key& key, std::string_view nonce, std::string_view bytes,
                        std::string_view bound, std::string& plain);

/// The same for a box: the nonce, then the bytes, as tables keep them.
[[nodiscard]] bool open_box(const Key& key, std::string_view box, std::string_view bound, std::string& plain);

/// `key` sealed under `wrapping`, nonce and all: 72 bytes. `bound` is as for `seal`.
std::string wrap(const Key& wrapping, const Key& key, std::string_view bound,
                 Randomness& randomness = system_randomness());

/// The key that `wrap` made the bytes of; empty where `open` would be false.
std::optional<Key> unwrap(const Key& wrapping, std::string_view wrapped, std::string_view bound);

/// The file beside a register without which it can be read, in part, but not written: the log's signing key,
/// and the key under which the keys of persons are wrapped. Never stored in the register or its backup.
class KeyFile {
public:
    /// Makes new keys in a new file that only its owner may read (mode 0600). The file and its name are on
    /// disk when this returns.
    /// @param origin  name of the log and of its key: no white space, no "+" (C2SP signed-note).
    /// @throws Error  conflict: there is such a file already. invalid_input: `origin` is no name.
    ///                unavailable: it cannot be written.
    static KeyFile create(const std::filesystem::path& path, std::string_view origin,
                          Randomness& randomness = system_randomness());

    /// @throws Error  unavailable: there is no such file, or it cannot be read. integrity: it is damaged.
    static KeyFile load(const std::filesystem::path& path);

    const std::string& origin() const { return origin_; }
    const SigningKey& signing() const { return signing_; }
    const Key& wrapping() const { return wrapping_; }
    VerifyingKey verifying(KeyUse use = KeyUse::checkpoint) const;

private:
    KeyFile(std::string_view origin, const Key& seed, const Key& wrapping);

    std::string origin_;
    SigningKey signing_;
    Key wrapping_;
};

/// Whether `name` may name a key: UTF-8, not empty, without white space, control characters and "+".
bool is_key_name(std::string_view name);

} // namespace radcert::registry
