#include "domain/as_of.h"

#include <array>
#include <charconv>

namespace radcert {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;
constexpr std::int64_t vietnam = 7 * 3'600 * second;

std::int64_t floor_div(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Two digits at `at`; -1 when they are not there.
int two_digits(std::string_view text, std::size_t at)
{
    if (at + 2 > text.size()) return -1;
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data() + at, text.data() + at + 2, value);
    return failed == std::errc{} && end == text.data() + at + 2 ? value : -1;
}

/// "08:30" at `at`, in seconds; -1 when it is not a time of day.
std::int64_t hour_and_minute(std::string_view text, std::size_t at)
{
    const int hour = two_digits(text, at), minute = two_digits(text, at + 3);
    const bool good = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && text[at + 2] == ':';
    return good ? hour * 3'600 + minute * 60 : -1;
}

/// The offset from UTC at the end of `text`, which it takes away; empty when there is none.
std::optional<std::int64_t> take_offset(std::string_view& text)
{
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        return 0;
    }
    if (text.size() < 6) return std::nullopt;
    const char sign = text[text.size() - 6];
    const std::int64_t seconds = hour_and_minute(text, text.size() - 5);
    if ((sign != '+' && sign != '-') || seconds < 0) return std::nullopt;
    text.remove_suffix(6);
    return (sign == '+' ? seconds : -seconds) * second;
}

/// ".25" as microseconds; empty text is 0.
std::optional<std::int64_t> fraction(std::string_view text)
{
    if (text.empty()) return 0;
    if (text[0] != '.' || text.size() < 2 || text.size() > 7) return std::nullopt;
    std::array<char, 6> digits{'0', '0', '0', '0', '0', '0'};
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        digits[i - 1] = text[i];
    }
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

} // namespace

Timestamp timestamp(std::int64_t microseconds)
{
    const std::int64_t days = floor_div(microseconds, day);
    std::int64_t rest = microseconds - days * day;
    std::string text = to_iso(Date{std::chrono::days{days}}) + "T00:00:00.000000Z";
    const auto put = [&text](std::size_t at, std::int64_t value, int digits) {
        for (int i = digits - 1; i >= 0; --i, value /= 10) text[at + std::size_t(i)] = char('0' + value % 10);
    };
    put(20, rest % second, 6);
    rest /= second;
    put(17, rest % 60, 2);
    put(14, rest / 60 % 60, 2);
    put(11, rest / 3'600, 2);
    return {std::move(text)};
}

std::optional<Timestamp> parse_timestamp(std::string_view text)
{
    const auto on = parse_date(text.substr(0, 10));
    if (!on) return std::nullopt;
    const std::int64_t midnight = on->time_since_epoch().count() * day;
    if (text.size() == 10) return timestamp(midnight + day - vietnam - 1);
    if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
    text.remove_prefix(11);
    const auto offset = take_offset(text);
    if (!offset || text.size() < 8 || text[5] != ':') return std::nullopt;
    const std::int64_t clock = hour_and_minute(text, 0);
    const int seconds = two_digits(text, 6);
    const auto part = fraction(text.substr(8));
    if (clock < 0 || seconds < 0 || seconds > 59 || !part) return std::nullopt;
    return timestamp(midnight + (clock + seconds) * second + *part - *offset);
}

Date day_in_vietnam(const Timestamp& moment)
{
    const Date utc = *parse_date(std::string_view{moment.utc}.substr(0, 10));
    const bool next = two_digits(moment.utc, 11) >= 17;
    return next ? utc + std::chrono::days{1} : utc;
}

} // namespace radcert
