#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace radcert::registry {

// Passwords are kept as PHC strings: "$argon2id$v=19$m=19456,t=2,p=1$salt$hash" (Argon2id, RFC 9106).
//
// Source: OWASP Password Storage Cheat Sheet, "Argon2id": 19 MiB of memory, 2 passes, 1 lane, or stronger;
// reliability.md section 2.

constexpr std::uint64_t password_passes = 2;                  ///< t
constexpr std::uint64_t password_memory = 19 * 1'024 * 1'024; ///< m, in bytes

/// How many passwords are hashed at a time; whoever comes then waits. Bounds the memory that guesses take.
constexpr int most_hashes_at_once = 4;

class Randomness; // registry/randomness.h

/// The PHC string of a password, with a new random salt. A password is what it reads as: keyboards write "ễ"
/// in one, two or three code points, and each of them signs in. Takes about 50 ms and `password_memory`.
/// @throws Error  unavailable: there is no memory.
std::string hash_password(std::string_view password);
/// The same with a salt from elsewhere.
std::string hash_password(std::string_view password, Randomness& salt);

/// Whether it is the password that `hash_password` was given. Takes as long whatever the answer; false for a
/// string that is no PHC string of Argon2id.
bool verify_password(const std::string& phc, std::string_view password);

/// Whether a stored PHC string was made with less memory or fewer passes than `hash_password` takes now, or
/// is none.
bool is_weaker(const std::string& phc);

/// The PHC string of a password that nobody knows. Verify against it where a name is unknown, or has no
/// password, so that the answer takes as long as for a name that is known.
const std::string& nobodys_password();

} // namespace radcert::registry
