#include "papers/cell_text.h"

namespace radcert::papers {
namespace {

constexpr std::size_t most_characters = 32'767;

int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// The character of an escape "_xHHHH_" at the beginning of `text`; -1 where there is none. Surrogates never
/// come from a program that writes UTF-8, and are left as they stand.
int escaped(std::string_view text)
{
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
    int code = 0;
    for (std::size_t at = 2; at < 6; ++at) {
        const int digit = hex_value(text[at]);
        if (digit < 0) return -1;
        code = code << 4 | digit;
    }
    return code >= 0xD800 && code <= 0xDFFF ? -1 : code;
}

void append_utf8(std::string& text, int code)
{
    if (code < 0x80) {
        text += char(code);
    } else if (code < 0x800) {
        text += char(0xC0 | code >> 6);
        text += char(0x80 | (code & 0x3F));
    } else {
        text += char(0xE0 | code >> 12);
        text += char(0x80 | (code >> 6 & 0x3F));
        text += char(0x80 | (code & 0x3F));
    }
}

bool is_shown(int code)
{
    return code >= 0x20 || code == '\t' || code == '\n';
}

} // namespace

bool fits_cell(std::string_view text)
{
    if (text.size() <= most_characters) return true;
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += byte >= 0xF0 ? 2 : (byte & 0xC0) != 0x80;
    }
    return units <= most_characters;
}

std::string resolved_cell_text(std::string_view text)
{
    if (text.find_first_of("_\r") == text.npos) return std::string{text};
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const int code = text[at] == '_' ? escaped(text.substr(at)) : -1;
        const bool line_end = code == '\r' || (code < 0 && text[at] == '\r');
        at += code < 0 ? 1 : 7;
        if (line_end) {
            const std::string_view rest = text.substr(at);
            if (!rest.starts_with('\n') && escaped(rest) != '\n') plain += '\n'; // CR LF is one line end
        } else if (code < 0) {
            plain += text[at - 1];
        } else if (is_shown(code)) {
            append_utf8(plain, code);
        } else {
            plain += ' ';
        }
    }
    return plain;
}

std::string escaped_cell_text(std::string_view text)
{
    std::string written;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '_' && escaped(text.substr(at)) >= 0)
            written += "_x005F_";
        else if (c == '\r')
            written += at + 1 < text.size() && text[at + 1] == '\n' ? "" : "\n";
        else
            written += is_shown(static_cast<unsigned char>(c)) ? c : ' ';
    }
    return written;
}

void CellText::begin()
{
    words_.clear();
    in_text_ = too_long_ = false;
    in_phonetic_ = 0;
}

void CellText::open(std::string_view element)
{
    if (element == "rPh") ++in_phonetic_;
    in_text_ = element == "t" && in_phonetic_ == 0;
}

void CellText::close(std::string_view element)
{
    if (element == "rPh") --in_phonetic_;
    in_text_ = false;
}

void CellText::text(std::string_view part)
{
    constexpr std::size_t longest_written = 7 * most_characters; // every character as an escape
    if (!in_text_ || too_long_) return;
    if (words_.size() + part.size() > longest_written)
        too_long_ = true;
    else
        words_ += part;
}

std::string CellText::result() const
{
    return resolved_cell_text(words_);
}

} // namespace radcert::papers
