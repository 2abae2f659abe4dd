#include "documents/typed_statement.h"

#include <algorithm>

#include "documents/encodings.h"
#include "documents/statement.h"
#include "domain/error.h"

namespace radcert::documents {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view white{" \t\r\n"}, breaks{"\r\n"};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(white);
    return first == text.npos ? ""sv : text.substr(first, text.find_last_not_of(white) + 1 - first);
}

/// Small ASCII letters, without zero bytes.
std::string searchable(std::string_view text)
{
    std::string small;
    for (const char c : text) {
        if (c != '\0') small += c >= 'A' && c <= 'Z' ? char(c + 0x20) : c;
    }
    return small;
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

struct Unbroken {
    std::string text;
    std::size_t in_name{0}; ///< breaks inside the facility's name
};

/// `statement` without its line breaks. The facility's name is the one value that holds spaces: of the breaks
/// inside it, bit n of `spaces` says whether a space stands for the n-th.
Unbroken unbroken(std::string_view statement, unsigned spaces)
{
    Unbroken made;
    bool in_string = false, in_name = false, escaped = false;
    for (std::size_t at = 0; at < statement.size();) {
        const std::size_t end = std::min(statement.find_first_not_of(white, at), statement.size());
        const std::string_view gap = statement.substr(at, end - at);
        if (gap.find_first_of(breaks) == gap.npos) {
            made.text += gap;
        } else if (in_name) {
            const bool by_space = (spaces >> std::min<std::size_t>(made.in_name++, 31) & 1) != 0;
            std::ranges::copy_if(by_space ? " "sv : gap, std::back_inserter(made.text),
                                 [](char c) { return breaks.find(c) == breaks.npos; });
        }
        if (end == statement.size()) break;
        if (statement[end] == '"' && !escaped) {
            in_string = !in_string;
            in_name = in_string && made.text.ends_with("\"f\":");
        }
        made.text += statement[end];
        escaped = in_string && !escaped && statement[end] == '\\';
        at = end + 1;
    }
    return made;
}

} // namespace

std::string plain_text(std::string_view bytes)
{
    constexpr std::string_view utf8_mark{"\xEF\xBB\xBF"};
    if (bytes.starts_with(utf8_mark)) return std::string{bytes.substr(utf8_mark.size())};
    const bool little = bytes.starts_with("\xFF\xFE") || bytes.starts_with("R\0A\0"sv);
    const bool big = bytes.starts_with("\xFE\xFF") || bytes.starts_with("\0R\0A"sv);
    if (!little && !big) return std::string{bytes};
    try {
        return to_utf8(bytes, little ? Encoding::utf16_le : Encoding::utf16_be);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid_input) throw;
        return std::string{bytes}; // cut off, or no text: what claims to be a statement fails as one
    }
}

bool claims_to_be_statement(std::string_view text)
{
    return has_any(searchable(text), {"radcert1."});
}

bool claims_to_be_credential(std::string_view json)
{
    return has_any(searchable(json), {"radcert1.", "verifiablecredential", "credentialsubject"});
}

std::vector<std::string> statements_in(std::string_view text)
{
    std::vector<std::string> found;
    std::size_t from = text.npos;
    const auto take = [&](std::size_t end) {
        if (from != text.npos) found.emplace_back(trimmed(text.substr(from, end - from)));
    };
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t first = std::min(text.find_first_not_of(white, line), text.size());
        if (looks_like_statement(text.substr(first))) {
            if (from == text.npos && !trimmed(text.substr(0, first)).empty()) break; // something in front
            take(first);
            from = first;
        }
        const std::size_t end = text.find_first_of(breaks, first);
        line = end == text.npos ? text.size() : end + 1;
    }
    take(text.size());
    if (found.empty()) found.emplace_back(trimmed(text));
    return found;
}

std::vector<std::string> statement_readings(std::string_view statement)
{
    constexpr std::size_t most = 5; // breaks whose every combination is tried
    Unbroken bare = unbroken(statement, 0);
    std::vector<std::string> readings{std::move(bare.text)};
    if (bare.in_name > most) readings.push_back(unbroken(statement, ~0u).text);
    if (bare.in_name == 0 || bare.in_name > most) return readings;
    for (unsigned spaces = (1u << bare.in_name) - 1; spaces > 0; --spaces)
        readings.push_back(unbroken(statement, spaces).text);
    return readings;
}

} // namespace radcert::documents
