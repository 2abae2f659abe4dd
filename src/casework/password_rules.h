#pragma once

#include <string_view>

#include "domain/words.h"

namespace radcert::casework {

constexpr std::size_t fewest_password_characters = 8; ///< Unicode code points
constexpr std::size_t most_password_bytes = 256; ///< so that hashing stays cheap; 64 characters always fit

/// Why somebody may not have this password, as a sentence for that person; empty: fine.
///
/// Length, and that it is not easily guessed; nothing of the kind "one capital, one digit". Easily guessed
/// are, whatever capitals, marks, digits and signs stand around them: a few hundred common words
/// (password_words.cpp, of our own making: passwords in Vietnamese and English, names, places, the office's
/// words), the person's own code and name, runs ("abcdefgh", "98765432", "qwertyui") and repetitions
/// ("aaaaaaaa", "abcabcabc").
///
/// This is not the published list of the 3,000 commonest passwords that reliability.md section 2 asks for: no
/// such list may be relied on to be installed. What it refuses overlaps with that list and is not the same.
///
/// @param code  of the officer
/// @param name  full name of the officer; may be empty
///
/// Source: NIST SP 800-63B section 5.1.1.2; reliability.md section 2.
Words trouble_of_password(std::string_view password, std::string_view code, std::string_view name);

} // namespace radcert::casework
