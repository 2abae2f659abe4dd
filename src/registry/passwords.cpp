#include "registry/passwords.h"

#include <array>
#include <charconv>
#include <semaphore>
#include <sodium.h>

#include "domain/error.h"
#include "registry/keys.h"
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

} // namespace

std::string hash_password(std::string_view password)
{
    random_bytes(1); // starts libsodium
    const std::string typed = text::nfc(password);
    std::array<char, crypto_pwhash_STRBYTES> phc{};
    const HashingPlace place;
    const int failed = crypto_pwhash_str_alg(phc.data(), typed.data(), typed.size(), password_passes,
                                             std::size_t(password_memory), crypto_pwhash_ALG_ARGON2ID13);
    if (failed == 0) return phc.data();
    throw Error{Fault::unavailable,
                {"không đủ bộ nhớ để băm mật khẩu", "there is not enough memory to hash a password"},
                {"đợi một chút rồi làm lại", "wait a moment, then do it again"}};
}

bool verify_password(const std::string& phc, std::string_view password)
{
    random_bytes(1); // starts libsodium
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
