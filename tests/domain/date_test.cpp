#include "domain/date.h"

#include <array>
#include <string_view>

#include "tests/catch.h"

using namespace radcert;

TEST_CASE("a date is four, two and two digits of a day that exists", "[domain]")
{
    struct Row {
        std::string_view text;
        Date day;
    };
    const auto row = GENERATE(values<Row>({
        {"2025-07-01", date(2025, 7, 1)},
        {"2024-02-29", date(2024, 2, 29)},
        {"2000-02-29", date(2000, 2, 29)},
        {"0001-01-01", date(1, 1, 1)},
        {"9999-12-31", date(9999, 12, 31)},
    }));
    CAPTURE(row.text);
    CHECK(parse_date(row.text) == row.day);
    CHECK(to_iso(row.day) == row.text);
}

TEST_CASE("anything else is not a date", "[domain]")
{
    const auto text = GENERATE(values<std::string_view>({
        "",
        "2025",
        "2025-07",
        "2025-7-1",
        "2025-07-1",
        "2025-07-011",
        "25-07-01",
        "02025-07-01",
        "2025/07/01",
        "01-07-2025",
        "20250701",
        "2025-07-01T00:00:00Z",
        " 2025-07-01",
        "2025-07-01 ",
        "2025-07-01\n",
        "+025-07-01",
        "-025-07-01",
        "2025-+7-01",
        "2025- 7-01",
        "2025-0x-01",
        "２０25-07-01",             // full-width digits
        "\u0662\u0660\u0662\u0665", // Arabic digits, ten bytes less than one date
        "2025-07-\u0661",           // ten bytes: an Arabic digit one
        "2025\u20117-01",           // a hyphen that only looks like one
    }));
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
}

TEST_CASE("on paper days under 10 and the months 1 and 2 have a leading zero", "[domain]")
{
    struct Row {
        Date day;
        std::string_view text;
    };
    const auto row = GENERATE(values<Row>({
        {date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"},
        {date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"},
        {date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"},
        {date(2025, 12, 10), "ngày 10 tháng 12 năm 2025"},
    }));
    CHECK(long_date(row.day) == row.text);
}

TEST_CASE("a day that the calendar does not have is not a date", "[domain]")
{
    const auto text = GENERATE(values<std::string_view>({
        "2025-02-29",
        "1900-02-29",
        "2100-02-29",
        "2024-02-30",
        "2025-04-31",
        "2025-06-31",
        "2025-09-31",
        "2025-11-31",
        "2025-01-32",
        "2025-01-00",
        "2025-00-01",
        "2025-13-01",
        "0000-01-01",
    }));
    CAPTURE(text);
    CHECK_FALSE(parse_date(text).has_value());
}

TEST_CASE("a desk reads the day first", "[domain]")
{
    CHECK(to_dmy(date(2025, 7, 1)) == "01/07/2025");
    CHECK(to_dmy(date(1, 2, 3)) == "03/02/0001");

    std::string sentence{"ngày "};
    append_dmy(sentence, date(2026, 1, 31));
    CHECK(sentence == "ngày 31/01/2026");
}

TEST_CASE("months later is the same day number, or the last day of a shorter month", "[domain]")
{
    struct Row {
        Date from;
        int months;
        Date expected;
    };
    const auto row = GENERATE(values<Row>({
        {date(2025, 7, 1), 0, date(2025, 7, 1)},
        {date(2025, 1, 31), 1, date(2025, 2, 28)},
        {date(2024, 1, 31), 1, date(2024, 2, 29)},
        {date(2025, 3, 31), 1, date(2025, 4, 30)},
        {date(2025, 8, 31), 6, date(2026, 2, 28)},
        {date(2025, 12, 31), 2, date(2026, 2, 28)},
        {date(2024, 2, 29), 12, date(2025, 2, 28)},
        {date(2024, 2, 29), 48, date(2028, 2, 29)},
        {date(2025, 2, 28), 12, date(2026, 2, 28)}, // not the month's end
        {date(2007, 8, 12), 216, date(2025, 8, 12)},
        {date(2008, 2, 29), 216, date(2026, 2, 28)},
    }));
    CAPTURE(to_iso(row.from), row.months);
    CHECK(to_iso(plus_months(row.from, row.months)) == to_iso(row.expected));
}

TEST_CASE("one threshold day stands for counting months forward from every day", "[domain]")
{
    const auto months = GENERATE(0, 1, 6, 12, 36, 216);
    // What counts happens around the threshold: every target day, and each day of six weeks about it.
    for (Date target = date(1999, 1, 1); target < date(2033, 1, 1); target += std::chrono::days{1}) {
        const Date threshold = earliest_reaching(target, months);
        for (Date day = threshold - std::chrono::days{3}; day <= threshold + std::chrono::days{3};
             day += std::chrono::days{1}) {
            const bool forward = target <= plus_months(day, months);
            if (forward != (threshold <= day)) FAIL(to_iso(target) << " " << months << " " << to_iso(day));
        }
    }
    SUCCEED();
}

TEST_CASE("months later never runs backwards", "[domain]")
{
    // With the test above: outside the week about the threshold the comparison cannot change its answer.
    const auto months = GENERATE(0, 1, 6, 12, 36, 216);
    Date before = plus_months(date(1998, 12, 1), months);
    for (Date day = date(1998, 12, 2); day < date(2033, 2, 1); day += std::chrono::days{1}) {
        const Date after = plus_months(day, months);
        if (after < before) FAIL(to_iso(day) << " " << months);
        before = after;
    }
    SUCCEED();
}

TEST_CASE("a person is a year older on the day that a year later falls on", "[domain]")
{
    CHECK(full_years(date(2007, 5, 4), date(2025, 5, 3)) == 17);
    CHECK(full_years(date(2007, 5, 4), date(2025, 5, 4)) == 18);
    CHECK(full_years(date(2008, 2, 29), date(2026, 2, 27)) == 17);
    CHECK(full_years(date(2008, 2, 29), date(2026, 2, 28)) == 18); // as a rule that counts months has it
    CHECK(full_years(date(2025, 5, 4), date(2025, 5, 4)) == 0);
    CHECK(full_years(date(2025, 5, 4), date(2025, 5, 3)) == -1);
}
