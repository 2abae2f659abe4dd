#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::documents {

/// How the bytes of a text file stand for letters. TCVN3 ("ABC" fonts: .VnTime) is the upper half of TCVN
/// 5712, so that one serves both; a small letter with a mark in a capitals font (.VnTimeH) was meant as a
/// capital, which the bytes do not tell. VNI are the VNI-Windows fonts (VNI-Times).
enum class Encoding : unsigned char { utf8, utf16_le, utf16_be, cp1258, viscii, tcvn5712, vni };

/// "utf-8", "utf-16le", "utf-16be", "cp1258", "viscii", "tcvn3", "vni": the word of an option.
std::string_view word_of(Encoding encoding);
/// Reads such a word; also "tcvn", "tcvn5712", "abc", "windows-1258", in any case. Empty where it is none.
std::optional<Encoding> parse_encoding(std::string_view word);

/// One way to read a file's bytes.
struct EncodingCandidate {
    Encoding encoding{};
    bool certain{false};              ///< a byte order mark, or UTF-8 throughout: the bytes say so themselves
    bool hinted{false};               ///< a statistical guesser (uchardet) says so too
    std::size_t words{0};             ///< common Vietnamese words in it, read this way
    std::vector<std::string> preview; ///< lines with Vietnamese letters, read this way; at most 3
};

/// What `bytes` could be, best first. Exactly one where one is certain; empty for bytes that are no text
/// known here (UTF-16 without byte order mark among them). Nothing is chosen: where none is certain, a person
/// looks at the previews.
std::vector<EncodingCandidate> candidates(std::string_view bytes);

/// `bytes` as UTF-8 in normal form C, without byte order mark.
/// @throws Error  invalid_input: a byte that the encoding does not have, with its line;
///                unavailable: the system's iconv lacks the encoding.
std::string to_utf8(std::string_view bytes, Encoding encoding);

} // namespace radcert::documents
