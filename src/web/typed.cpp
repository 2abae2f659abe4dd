#include "web/typed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "domain/error.h"

namespace radcert::web {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

std::optional<int> number_of(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::optional<Date> day_of(int year, int month, int day)
{
    if (year < 1 || year > 9'999 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day named{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                                            std::chrono::day{unsigned(day)}};
    if (!named.ok()) return std::nullopt;
    return Date{named};
}

} // namespace

std::optional<Date> read_day(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (const auto iso = parse_date(text)) return iso;
    if (text.size() == 8 && std::ranges::all_of(text, is_digit))
        return day_of(*number_of(text.substr(4)), *number_of(text.substr(2, 2)),
                      *number_of(text.substr(0, 2)));
    std::array<int, 3> parts{};
    std::size_t part = 0, start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != '/' && text[i] != '-' && text[i] != '.') continue;
        const std::string_view digits = text.substr(start, i - start);
        const std::size_t most = part == 2 ? 4 : 2;
        if (part == 3 || digits.empty() || digits.size() > most || !std::ranges::all_of(digits, is_digit))
            return std::nullopt;
        if (part == 2 && digits.size() != 4) return std::nullopt; // "26" could be 1926
        parts[part++] = *number_of(digits);
        start = i + 1;
    }
    if (part != 3) return std::nullopt;
    return day_of(parts[2], parts[1], parts[0]);
}

bool lacks_century(std::string_view typed)
{
    constexpr std::size_t two = 2;
    const std::string_view text = trimmed(typed);
    if (text.size() < two) return false;
    const std::string_view before = text.substr(0, text.size() - two), year = text.substr(text.size() - two);
    const auto in = [&](const char* century) {
        return read_day(std::string{before}.append(century).append(year)).has_value();
    };
    return std::ranges::all_of(year, is_digit) && (in("20") || in("19"));
}

std::optional<std::int64_t> read_number(std::string_view text, std::int64_t (*parse)(std::string_view))
{
    try {
        return parse(text);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<std::int64_t> read_whole(std::string_view typed)
{
    std::string digits;
    const std::string_view text = trimmed(typed);
    std::size_t since_point = 0;
    bool pointed = false;
    for (const char letter : text) {
        if (letter == '.') {
            if (digits.empty() || (pointed && since_point != 3) || (!pointed && digits.size() > 3))
                return std::nullopt;
            pointed = true;
            since_point = 0;
        } else if (is_digit(letter)) {
            digits += letter;
            ++since_point;
        } else {
            return std::nullopt;
        }
    }
    if (digits.empty() || digits.size() > 15 || (pointed && since_point != 3)) return std::nullopt;
    return std::stoll(digits);
}

std::optional<double> read_decimal(std::string_view typed)
{
    std::string text{trimmed(typed)};
    const auto comma = text.find(','), point = text.find('.');
    if (comma != std::string::npos && point != std::string::npos) return std::nullopt;
    if (comma != std::string::npos) text[comma] = '.';
    if (point != std::string::npos && text.size() - point == 4)
        return std::nullopt; // 1.234 is a thousand, or not
    const bool plain =
        text.find_first_not_of("0123456789.", text.starts_with('-') ? 1 : 0) == std::string::npos;
    if (!plain) return std::nullopt; // from_chars knows "inf", "nan" and "1e3"
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

} // namespace radcert::web
