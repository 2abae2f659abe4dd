#include "papers/number_formats.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace radcert::papers {
namespace {

using documents::SheetCell;

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// The letters of the first section that say how to show the number: what is quoted, escaped, padded or in
/// brackets says nothing.
std::string speaking_letters(std::string_view code)
{
    std::string letters;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        const char next = at + 1 < code.size() ? code[at + 1] : '\0';
        if (c == '[' && std::string_view{"hHmMsS"}.find(next) != std::string_view::npos)
            letters += 'h'; // "[h]:mm": hours that have passed
        if (c == '\\' || c == '_' || c == '*')
            ++at;
        else if (c == '"' || c == '[')
            at = std::min(code.find(c == '"' ? '"' : ']', at + 1), code.size());
        else
            letters += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
    return letters;
}

/// `value` with as few digits as give it back, never with an exponent below 10^21.
std::string shortest(std::string_view written, double value)
{
    const bool whole = !written.empty() && written.size() <= 20 && std::ranges::all_of(written, is_digit);
    if (whole && (written.size() == 1 || written[0] != '0')) return std::string{written};
    char digits[64];
    const auto format = std::abs(value) < 1e21 && (value == 0 || std::abs(value) >= 1e-9)
                            ? std::chars_format::fixed
                            : std::chars_format::scientific;
    const auto end = std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value, format).ptr;
    return {digits, end};
}

std::string two(long value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string time_of_day(long second)
{
    const std::string minutes = two(second / 3600) + ':' + two(second / 60 % 60);
    return second % 60 == 0 ? minutes : minutes + ':' + two(second % 60);
}

/// The calendar day with this number; the 1900 base counts a 29 February 1900 as 60.
std::optional<Date> day_of(long serial, bool base_1904)
{
    constexpr long last_day = 2'958'465; // 9999-12-31
    if (serial < (base_1904 ? 0 : 1) || serial > last_day - (base_1904 ? 1462 : 0)) return std::nullopt;
    if (base_1904) return date(1904, 1, 1) + std::chrono::days{serial};
    return date(1899, 12, serial < 60 ? 31 : 30) + std::chrono::days{serial};
}

SheetCell day_cell(double value, bool base_1904, SheetCell number)
{
    constexpr long day_seconds = 86'400;
    if (!(value >= 0 && value < 3e6)) return number;
    const long seconds = std::lround(value * double(day_seconds));
    const long serial = seconds / day_seconds, second = seconds % day_seconds;
    const std::string time = second == 0 ? "" : ' ' + time_of_day(second);
    if (serial == 60 && !base_1904) return {SheetCell::Kind::text, "29/02/1900" + time};
    const auto day = day_of(serial, base_1904);
    if (!day || (serial == 0 && second != 0)) return number; // a time of day and no day
    return {SheetCell::Kind::day, to_dmy(*day) + time, *day};
}

} // namespace

bool shows_days(std::string_view format_code)
{
    const std::string letters = speaking_letters(format_code);
    if (letters.find("general") != letters.npos) return false;
    if (letters.find_first_of("yd") != letters.npos) return true;
    return letters.find('m') != letters.npos && letters.find_first_of("hs0#") == letters.npos;
}

bool shows_days(unsigned format)
{
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 ||
           (format >= 50 && format <= 54) || format == 57 || format == 58;
}

std::optional<SheetCell> number_cell(std::string_view written, bool day, bool base_1904)
{
    double value = 0;
    if (written.starts_with('+')) written.remove_prefix(1);
    const auto [end, trouble] = std::from_chars(written.data(), written.data() + written.size(), value);
    if (trouble != std::errc{} || end != written.data() + written.size() || !std::isfinite(value))
        return std::nullopt;
    SheetCell number{SheetCell::Kind::number, shortest(written, value)};
    return day ? day_cell(value, base_1904, std::move(number)) : number;
}

} // namespace radcert::papers
