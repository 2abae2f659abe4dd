#include "text/vietnamese.h"

#include <algorithm>
#include <memory>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "domain/error.h"

namespace radcert::text {
namespace {

using Units = std::u16string; ///< UTF-16, in which ICU works

void expect(UErrorCode status)
{
    if (U_SUCCESS(status)) return;
    const std::string why = u_errorName(status);
    throw Error{Fault::unavailable,
                {"bảng chữ Unicode không dùng được: " + why, "the Unicode tables cannot be used: " + why},
                {"cài lại radcert", "install radcert again"}};
}

/// Calls `write(buffer, capacity, status)`, again with more room where ICU asks for it.
template <class Text, class Write>
void fill(Text& text, std::size_t guess, Write write)
{
    text.resize(guess);
    for (bool again = true; again;) {
        UErrorCode status = U_ZERO_ERROR;
        const auto needed = std::size_t(write(text.data(), int32_t(text.size()), status));
        again = status == U_BUFFER_OVERFLOW_ERROR;
        if (!again) expect(status);
        text.resize(needed);
    }
}

void to_units(std::string_view text, Units& units)
{
    fill(units, text.size(), [&](char16_t* to, int32_t room, UErrorCode& status) {
        int32_t length = 0;
        u_strFromUTF8WithSub(to, room, &length, text.data(), int32_t(text.size()), 0xFFFD, nullptr, &status);
        return length;
    });
}

/// The code point at `at`, which moves on; negative where the bytes are not UTF-8.
UChar32 take_code_point(std::string_view text, std::size_t& at)
{
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    UChar32 code = 0;
    U8_NEXT(bytes, at, text.size(), code);
    return code;
}

/// Whether every code point is below U+0300, where marks begin, or in U+1E00..U+1EFF, Latin with marks. All
/// of them stand in normal form C as they are, whatever comes next, and composed Vietnamese has no others.
bool is_plainly_composed(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0xCC) {
            ++at;
            continue;
        }
        const UChar32 code = take_code_point(text, at);
        if (code < 0x1E00 || code > 0x1EFF) return false;
    }
    return true;
}

bool is_d_with_stroke(UChar32 code)
{
    constexpr std::u32string_view look_alikes{U"\u0110\u0111\u00D0\u00F0\u0189\u0256"}; // Đđ Ðð Ɖɖ
    return look_alikes.find(char32_t(code)) != look_alikes.npos;
}

void append_utf8(std::string& text, UChar32 code)
{
    char bytes[U8_MAX_LENGTH];
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, code);
    text.append(bytes, size);
}

/// Appends one code point that has no decomposition. A space is held back until a letter follows it.
void append_folded(std::string& out, bool& space, UChar32 code)
{
    if ((U_MASK(u_charType(code)) & U_GC_M_MASK) != 0) return;
    if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;
    if (!u_isalnum(code)) {
        space = true;
        return;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    append_utf8(out, is_d_with_stroke(code) ? UChar32{'d'} : u_foldCase(code, U_FOLD_CASE_DEFAULT));
}

void append_decomposed(std::string& out, bool& space, UChar32 code)
{
    static const UNormalizer2* const nfd = [] {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2* normalizer = unorm2_getNFDInstance(&status);
        expect(status);
        return normalizer;
    }();
    char16_t units[32]; // Unicode promises that no decomposition is longer than 18
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = unorm2_getDecomposition(nfd, code, units, std::size(units), &status);
    expect(status);
    if (size < 0) return append_folded(out, space, code);
    for (int32_t at = 0; at < size;) {
        UChar32 part = 0;
        U16_NEXT(units, at, size, part);
        append_folded(out, space, part);
    }
}

using Collator = std::unique_ptr<UCollator, decltype(&ucol_close)>;

/// Letters and tones count, capitals do not. Used by every thread: nothing changes it once it is open.
const UCollator* collator()
{
    static const Collator vietnamese = [] {
        UErrorCode status = U_ZERO_ERROR;
        Collator opened{ucol_open("vi", &status), ucol_close};
        expect(status);
        if (status == U_USING_DEFAULT_WARNING) expect(U_MISSING_RESOURCE_ERROR);
        ucol_setAttribute(opened.get(), UCOL_STRENGTH, UCOL_SECONDARY, &status);
        ucol_setAttribute(opened.get(), UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
        expect(status);
        return opened;
    }();
    return vietnamese.get();
}

/// Appends the sort key of `words`. ICU ends it with the only NUL in it, so keys that follow one another are
/// compared one after another.
void append_sort_key(std::string& key, std::u16string_view words)
{
    unsigned char bytes[256];
    const auto length = int32_t(words.size());
    const auto size = std::size_t(ucol_getSortKey(collator(), words.data(), length, bytes, sizeof bytes));
    if (size <= sizeof bytes) {
        key.append(reinterpret_cast<const char*>(bytes), size);
        return;
    }
    std::string longer(size, '\0');
    ucol_getSortKey(collator(), words.data(), length, reinterpret_cast<uint8_t*>(longer.data()),
                    int32_t(size));
    key += longer;
}

/// Takes the spaces off both ends of `text`.
std::u16string_view trimmed(std::u16string_view text)
{
    while (!text.empty() && u_isUWhiteSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && u_isUWhiteSpace(text.back())) text.remove_suffix(1);
    return text;
}

} // namespace

std::string nfc(std::string_view text)
{
    if (is_plainly_composed(text)) return std::string{text};
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* composer = unorm2_getNFCInstance(&status);
    Units units, composed;
    to_units(text, units);
    if (unorm2_isNormalized(composer, units.data(), int32_t(units.size()), &status)) return std::string{text};
    expect(status);
    fill(composed, units.size(), [&](char16_t* to, int32_t room, UErrorCode& failed) {
        return unorm2_normalize(composer, units.data(), int32_t(units.size()), to, room, &failed);
    });
    std::string result;
    fill(result, 3 * composed.size(), [&](char* to, int32_t room, UErrorCode& failed) {
        int32_t length = 0;
        u_strToUTF8(to, room, &length, composed.data(), int32_t(composed.size()), &failed);
        return length;
    });
    return result;
}

std::string folded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 code = take_code_point(text, at);
        if (code < 0)
            space = true;
        else
            append_decomposed(out, space, code);
    }
    return out;
}

std::vector<std::string> folded_words(std::string_view text)
{
    const std::string all = folded(text);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = std::min(all.find(' ', begin), all.size());
        words.push_back(all.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

std::string capitals(std::string_view text)
{
    const std::string normal = nfc(text);
    std::string out;
    for (std::size_t at = 0; at < normal.size();) {
        const UChar32 letter = take_code_point(normal, at);
        append_utf8(out, letter < 0 ? UChar32{0xFFFD} : u_toupper(letter));
    }
    return out;
}

std::string name_sort_key(std::string_view full_name)
{
    Units units;
    to_units(full_name, units);
    std::u16string_view name = trimmed(units);
    const auto is_space = [](char16_t unit) { return u_isUWhiteSpace(unit); };

    const auto given = std::find_if(name.rbegin(), name.rend(), is_space).base();
    const auto family = std::find_if(name.begin(), given, is_space);
    std::string key;
    key.reserve(8 * units.size());
    append_sort_key(key, {given, name.end()});
    append_sort_key(key, trimmed({name.begin(), family}));
    append_sort_key(key, trimmed({family, given}));
    return key;
}

std::string sort_key(std::string_view text)
{
    Units units;
    to_units(text, units);
    std::string key;
    key.reserve(8 * units.size());
    append_sort_key(key, trimmed(units));
    return key;
}

} // namespace radcert::text
