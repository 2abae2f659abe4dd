#include "text/utf8.h"

#include <utf8proc.h>

namespace radcert::text {
namespace {

/// The next code point of `text` from `at`, which moves on; -1 where the bytes are not UTF-8 (one byte is
/// skipped).
utf8proc_int32_t next_code_point(std::string_view text, std::size_t& at)
{
    utf8proc_int32_t code = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const auto taken = utf8proc_iterate(bytes, utf8proc_ssize_t(text.size() - at), &code);
    at += taken > 0 ? std::size_t(taken) : 1;
    return taken > 0 ? code : -1;
}

} // namespace

std::size_t first_invalid_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        if (next_code_point(text, at) < 0) return before;
    }
    return text.size();
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto code = next_code_point(text, at);
        width += code < 0 ? 1 : std::size_t(utf8proc_charwidth(code));
    }
    return width;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns)
{
    std::vector<std::string> lines;
    std::size_t width = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        const std::size_t needed = display_width(word);
        if (lines.empty() || width + 1 + needed > columns) {
            lines.emplace_back(word);
            width = needed;
        } else {
            lines.back().append(" ").append(word);
            width += 1 + needed;
        }
    }
    return lines;
}

std::string printable(std::string_view text)
{
    std::string safe;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        const auto code = next_code_point(text, at);
        const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) ||
                             (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        if (control)
            safe += "\xEF\xBF\xBD";
        else
            safe.append(text.substr(before, at - before));
    }
    return safe;
}

} // namespace radcert::text
