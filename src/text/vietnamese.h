#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace radcert::text {

/// `text` in Unicode normal form C, the one form that is stored and digested. Keyboards and old files write
/// "ễ" in one, two or three code points.
///
/// @param text  UTF-8 (`first_invalid_utf8`); each wrong byte becomes U+FFFD.
std::string nfc(std::string_view text);

/// `text` as it is looked for: without marks, in lower case, đ as d, letters and digits only, one space
/// between words. "Nguyễn Đức Thịnh" and "NGUYEN  DUC-THINH" are both "nguyen duc thinh", in whatever normal
/// form and with the tone wherever it was put. Invisible characters (soft hyphen, joiners) are left out.
std::string folded(std::string_view text);

/// The words of `folded(text)`.
std::vector<std::string> folded_words(std::string_view text);

/// `text` in capitals, as names stand on certificates: "Nguyễn Đức Thịnh" is "NGUYỄN ĐỨC THỊNH". Normal form
/// C.
std::string capitals(std::string_view text);

/// Bytes whose order (`memcmp`) is the order of names in a Vietnamese list: by given name, which is the last
/// word, then family name, the first, then what stands between. Vietnamese alphabet and tones
/// (CLDR `vi`); capitals do not count, so names in capitals stand among the others. Names that differ in no
/// more have the same key: add an identifier for an order that never changes.
///
/// The bytes depend on the version of the collation rules: do not compare keys from different builds.
std::string name_sort_key(std::string_view full_name);

/// The same for texts that are no names of people: in the order of their words as they are written.
std::string sort_key(std::string_view text);

} // namespace radcert::text
