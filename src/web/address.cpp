#include "web/address.h"

#include <algorithm>

#include "text/utf8.h"

namespace radcert::web {
namespace {

constexpr std::size_t most_parameters = 1'000;

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

int hex_digit(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

enum class Within { path, query, form };

/// Whether a control character may stand there: line ends where "+" is a space.
bool may_hold(Within place, char control)
{
    if (place == Within::form) return control != '\0';
    return place == Within::query && (control == '\r' || control == '\n' || control == '\t');
}

std::optional<std::string> decoded(std::string_view text, Within place)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char letter = text[i];
        if (letter == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            letter = char(high * 16 + low);
            i += 2;
        } else if (place != Within::path && letter == '+') {
            letter = ' ';
        }
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte == 0x7f || byte < 0x20) && !may_hold(place, letter)) return std::nullopt;
        out += letter;
    }
    if (text::first_invalid_utf8(out) != out.size()) return std::nullopt;
    return out;
}

std::optional<Parameters> parse_pairs(std::string_view text, Within place)
{
    Parameters parameters;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decoded(pair.substr(0, equals), Within::query);
        auto value = decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), place);
        if (!name || !value || parameters.pairs().size() == most_parameters) return std::nullopt;
        parameters.add(std::move(*name), std::move(*value));
    }
    return parameters;
}

} // namespace

std::optional<std::string> Parameters::find(std::string_view name) const
{
    const auto found = std::ranges::find(pairs_, name, &Pair::first);
    if (found == pairs_.end() || is_blank(found->second)) return std::nullopt;
    return found->second;
}

std::vector<std::string> Parameters::all(std::string_view name) const
{
    std::vector<std::string> values;
    for (const auto& [key, value] : pairs_) {
        if (key == name && !is_blank(value)) values.push_back(value);
    }
    return values;
}

bool Parameters::has(std::string_view name) const
{
    return std::ranges::find(pairs_, name, &Pair::first) != pairs_.end();
}

std::string Parameters::text() const
{
    std::string out;
    for (const auto& [name, value] : pairs_) {
        if (value.empty()) continue;
        if (!out.empty()) out += '&';
        out += escaped(name) + '=' + escaped(value);
    }
    return out;
}

Parameters Parameters::with(std::string_view name, std::string value) const
{
    Parameters changed;
    for (const auto& pair : pairs_) {
        if (pair.first != name) changed.pairs_.push_back(pair);
    }
    if (!value.empty()) changed.add(std::string{name}, std::move(value));
    return changed;
}

std::optional<Parameters> parse_parameters(std::string_view text)
{
    return parse_pairs(text, Within::query);
}

std::optional<Parameters> parse_form(std::string_view text)
{
    return parse_pairs(text, Within::form);
}

std::optional<Address> parse_address(std::string_view target)
{
    if (!target.starts_with('/')) return std::nullopt;
    Address address;
    const auto mark = target.find('?');
    std::string_view path = target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/'));
        const bool last = segment.size() == path.size();
        path.remove_prefix(std::min(path.size(), segment.size() + 1));
        auto text = decoded(segment, Within::path);
        if (!text || text->empty() || *text == "." || *text == "..") return std::nullopt;
        if (!last && path.empty()) return std::nullopt; // "/workers/" is not "/workers"
        address.segments.push_back(std::move(*text));
    }
    if (mark != std::string_view::npos) {
        auto query = parse_parameters(target.substr(mark + 1));
        if (!query) return std::nullopt;
        address.query = std::move(*query);
    }
    return address;
}

std::string escaped(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' ||
                           letter == '_' || letter == '~';
        if (plain) {
            out += letter;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string address(std::initializer_list<std::string_view> segments, const Parameters& query)
{
    std::string out;
    for (const auto segment : segments) out += '/' + escaped(segment);
    if (out.empty()) out = "/";
    const std::string text = query.text();
    return text.empty() ? out : out + '?' + text;
}

bool is_own_address(std::string_view text)
{
    return text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\") &&
           std::ranges::none_of(text, [](char letter) {
               return static_cast<unsigned char>(letter) <= 0x20 || letter == '\\' || letter == 0x7f;
           });
}

} // namespace radcert::web
