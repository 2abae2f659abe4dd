#include "registry/passwords.h"

#include <array>
#include <charconv>
#include <semaphore>
#include <sodium.h>

#include "domain/error.h"
#include "registry/randomness.h"
#include "text/base64.h"
#include "text/vietnamese.h"

namespace radcert::registry {
namespace {

/// A place among those who hash at the same time.
class HashingPlace {
public:
    HashingPlace() { places().acquire(); }
    ~HashingPlace() { places().release(); }
    HashingPlace(const HashingPlace&) = delete;
    HashingPlace& operator=(const HashingPlace&) = delete;

private:
    static std::counting_semaphore<most_hashes_at_once>& places()
    {
        static std::counting_semaphore<most_hashes_at_once> all{most_hashes_at_once};
        return all;
    }
};

/// The number after `name`, such as "m=", which it takes away with the number; 0 where there is none.
std::uint64_t take_number(std::string_view& text, std::string_view name)
{
    if (!text.starts_with(name)) return 0;
    text.remove_prefix(name.size());
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(std::size_t(end - text.data()));
    return failed == std::errc{} ? number : 0;
}

/// As PHC strings have it: base 64 without "=".
template <std::size_t count>
std::string unpadded(const std::array<unsigned char, count>& bytes)
{
    std::string written = text::to_base64({reinterpret_cast<const char*>(bytes.data()), count});
    written.resize(written.find_last_not_of('=') + 1);
    return written;
}

} // namespace

std::string hash_password(std::string_view password)
{
    return hash_password(password, system_randomness());
}

std::string hash_password(std::string_view password, Randomness& salt)
{
    start_sodium();
    const std::string typed = text::nfc(password);
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salted{};
    salt.fill(salted.data(), salted.size());
    std::array<unsigned char, 32> hash{}; // as long as libsodium's own strings have it
    const HashingPlace place;
    const int failed =
        crypto_pwhash(hash.data(), hash.size(), typed.data(), typed.size(), salted.data(), password_passes,
                      std::size_t(password_memory), crypto_pwhash_ALG_ARGON2ID13);
    if (failed == 0) {
        return std::string{crypto_pwhash_argon2id_STRPREFIX} +
               "v=19$m=" + std::to_string(password_memory / 1'024) + ",t=" + std::to_string(password_passes) +
               ",p=1$" + unpadded(salted) + '$' + unpadded(hash);
    }
    throw Error{Fault::unavailable,
                {"không đủ bộ nhớ để băm mật khẩu", "there is not enough memory to hash a password"},
                {"đợi một chút rồi làm lại", "wait a moment, then do it again"}};
}

bool verify_password(const std::string& phc, std::string_view password)
{
    start_sodium();
    if (!phc.starts_with(crypto_pwhash_argon2id_STRPREFIX)) return false;
    const std::string typed = text::nfc(password);
    const HashingPlace place;
    return crypto_pwhash_str_verify(phc.c_str(), typed.data(), typed.size()) == 0;
}

bool is_weaker(const std::string& phc)
{
    const auto memory = std::size_t(password_memory);
    if (!phc.starts_with(crypto_pwhash_argon2id_STRPREFIX)) return true;
    switch (crypto_pwhash_str_needs_rehash(phc.c_str(), password_passes, memory)) {
    case 0: return false;
    case 1: break;        // made with other figures, which may be greater ones
    default: return true; // no PHC string
    }
    std::string_view rest = phc;
    rest.remove_prefix(rest.find("$m=") + 1);
    const std::uint64_t kibibytes = take_number(rest, "m="), passes = take_number(rest, ",t=");
    return kibibytes * 1'024 < password_memory || passes < password_passes;
}

const std::string& nobodys_password()
{
    static const std::string phc = hash_password(text::to_base64(random_bytes(32)));
    return phc;
}

} // namespace radcert::registry
