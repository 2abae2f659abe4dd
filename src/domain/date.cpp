#include "domain/date.h"

namespace radcert {
namespace {

using std::chrono::year_month_day;

bool read_number(std::string_view digits, int& number)
{
    number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return false;
        number = number * 10 + (c - '0');
    }
    return true;
}

void write_number(char* to, int width, int number)
{
    for (int i = width - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

struct Parts {
    int year, month, day;
};

Parts parts_of(Date day)
{
    const year_month_day ymd{day};
    return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
}

} // namespace

std::optional<Date> parse_date(std::string_view text)
{
    int year = 0, month = 0, day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (!read_number(text.substr(0, 4), year) || !read_number(text.substr(5, 2), month) ||
        !read_number(text.substr(8, 2), day)) {
        return std::nullopt;
    }
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month(unsigned(month)),
                             std::chrono::day(unsigned(day))};
    if (year < 1 || !ymd.ok()) return std::nullopt;
    return Date{ymd};
}

std::string to_iso(Date day)
{
    const Parts parts = parts_of(day);
    std::string text = "0000-00-00";
    write_number(text.data(), 4, parts.year);
    write_number(text.data() + 5, 2, parts.month);
    write_number(text.data() + 8, 2, parts.day);
    return text;
}

void append_dmy(std::string& out, Date day)
{
    const Parts parts = parts_of(day);
    char text[10];
    write_number(text, 2, parts.day);
    text[2] = '/';
    write_number(text + 3, 2, parts.month);
    text[5] = '/';
    write_number(text + 6, 4, parts.year);
    out.append(text, sizeof text);
}

std::string to_dmy(Date day)
{
    std::string text;
    append_dmy(text, day);
    return text;
}

std::string long_date(Date day)
{
    const Parts parts = parts_of(day);
    const auto padded = [](int number, int below) {
        return (number < below ? "0" : "") + std::to_string(number);
    };
    return "ngày " + padded(parts.day, 10) + " tháng " + padded(parts.month, 3) + " năm " +
           std::to_string(parts.year);
}

Date date(int year, unsigned month, unsigned day)
{
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

Date plus_months(Date day, int months)
{
    const year_month_day start{day};
    const auto month = std::chrono::year_month{start.year(), start.month()} + std::chrono::months{months};
    const year_month_day same{month.year(), month.month(), start.day()};
    if (same.ok()) return Date{same};
    return Date{month.year() / month.month() / std::chrono::last};
}

int full_years(Date from, Date to)
{
    constexpr int months_of_year = 12;
    const int years = int(year_month_day{to}.year()) - int(year_month_day{from}.year());
    return plus_months(from, years * months_of_year) <= to ? years : years - 1;
}

Date earliest_reaching(Date target, int months)
{
    const year_month_day end{target};
    const auto month = std::chrono::year_month{end.year(), end.month()} - std::chrono::months{months};
    const year_month_day same{month.year(), month.month(), end.day()};
    if (same.ok()) return Date{same};
    // The month has no such day: even its last day ends before the target, so the first of the next month
    // does it.
    return Date{month.year() / month.month() / std::chrono::last} + std::chrono::days{1};
}

} // namespace radcert
