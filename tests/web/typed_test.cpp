#include "web/typed.h"

#include <string>

#include "tests/catch.h"

using namespace radcert;
using web::read_day;
using web::read_decimal;
using web::read_whole;

TEST_CASE("a day is read as a Vietnamese desk writes it, the day before the month", "[web]")
{
    const auto typed = GENERATE(values<std::string>(
        {"5/3/2026", "05/03/2026", "5-3-2026", "05-03-2026", "5.3.2026", "05.03.2026", "05032026",
         "2026-03-05", " 05/03/2026 ", "\t5/3/2026\r\n", "5/03/2026", "5-3.2026"}));
    CAPTURE(typed);
    CHECK(read_day(typed) == date(2026, 3, 5));
}

TEST_CASE("the last day of every month is a day, and the one after it is none", "[web]")
{
    CHECK(read_day("29/02/2024") == date(2024, 2, 29));
    CHECK(read_day("29022024") == date(2024, 2, 29));
    CHECK(read_day("31/12/2026") == date(2026, 12, 31));
    CHECK_FALSE(read_day("29/02/2026"));
    CHECK_FALSE(read_day("29022026"));
    CHECK_FALSE(read_day("2026-02-29"));
    CHECK_FALSE(read_day("31/04/2026"));
    CHECK_FALSE(read_day("32/01/2026"));
}

TEST_CASE("a month before a day is not taken for one", "[web]")
{
    CHECK_FALSE(read_day("03/25/2026"));
    CHECK_FALSE(read_day("2026/03/05"));
    CHECK_FALSE(read_day("20260305")); // the twentieth of the twenty-sixth month
}

TEST_CASE("a year of two digits is told from what is no day at all", "[web]")
{
    const auto open = GENERATE(values<std::string>({"5/3/26", "05-03-85", " 5.3.26 ", "050385", "29/02/24"}));
    CAPTURE(open);
    CHECK_FALSE(read_day(open));
    CHECK(web::lacks_century(open));
    const auto none = GENERATE(values<std::string>(
        {"", "26", "5/3/2026", "31/02/26", "2026-3-05", "5/3/2o", "99/99/99", "hôm nay"}));
    CAPTURE(none);
    CHECK_FALSE(web::lacks_century(none));
}

TEST_CASE("what is no day is refused, not guessed", "[web]")
{
    const auto typed = GENERATE(values<std::string>(
        {"",         " ",          "5/3",        "5/3/26",     "5/3/026",    "5/3/20266", "//",
         "5//2026",  "5/3/2026/1", "005/3/2026", "5/003/2026", "0/3/2026",   "5/0/2026",  "5/3/0000",
         "00000000", "-5/3/2026",  "+5/3/2026",  "5 3 2026",   "5/3/2o26",   "0503202",   "050320266",
         "hôm nay",  "2026-3-5",   "2026-03",    "5/3/2026x",  "99/99/9999", "٥/٣/٢٠٢٦"}));
    CAPTURE(typed);
    CHECK_FALSE(read_day(typed));
}

TEST_CASE("a whole number may have points between its thousands", "[web]")
{
    CHECK(read_whole("0") == 0);
    CHECK(read_whole(" 17 ") == 17);
    CHECK(read_whole("007") == 7);
    CHECK(read_whole("1234567") == 1'234'567);
    CHECK(read_whole("1.234.567") == 1'234'567);
    CHECK(read_whole("1.000") == 1'000);
    CHECK(read_whole("999999999999999") == 999'999'999'999'999);
}

TEST_CASE("points that part no thousands, and what is no whole number, are refused", "[web]")
{
    const auto typed = GENERATE(values<std::string>({"",
                                                     " ",
                                                     ".",
                                                     "1.",
                                                     ".5",
                                                     "1.2",
                                                     "1.23",
                                                     "1.2345",
                                                     "1234.567",
                                                     "1..000",
                                                     "1.000.",
                                                     "1,5",
                                                     "1 000",
                                                     "-1",
                                                     "+1",
                                                     "1e3",
                                                     "0x10",
                                                     "mười",
                                                     "12a",
                                                     "1000000000000000",
                                                     "99999999999999999999999999"}));
    CAPTURE(typed);
    CHECK_FALSE(read_whole(typed));
}

TEST_CASE("a decimal number has a comma, or a point where that is clear", "[web]")
{
    CHECK(read_decimal("12,5") == Approx(12.5));
    CHECK(read_decimal("12.5") == Approx(12.5));
    CHECK(read_decimal(" 0,05 ") == Approx(0.05));
    CHECK(read_decimal("7") == Approx(7));
    CHECK(read_decimal("1234") == Approx(1234));
    CHECK(read_decimal("1,234") == Approx(1.234)); // a comma parts no thousands here
    CHECK(read_decimal("1.25") == Approx(1.25));
    CHECK(read_decimal("1.2345") == Approx(1.2345));
    CHECK(read_decimal("-0,5") == Approx(-0.5));
}

TEST_CASE("a decimal number that could be two is neither", "[web]")
{
    const auto typed =
        GENERATE(values<std::string>({"1.234", "12.345", "1.234,5", "1,234.5", "1,2,3", "1.2.3"}));
    CAPTURE(typed);
    CHECK_FALSE(read_decimal(typed));
}

TEST_CASE("what is no decimal number is refused", "[web]")
{
    const auto typed =
        GENERATE(values<std::string>({"", " ", ",", "+1", "mSv", "1,2 mSv", "0x1p3", "1 2", "--1", "1-", "-",
                                      "inf", "-inf", "nan", "infinity", "1e3", "1E-2"}));
    CAPTURE(typed);
    CHECK_FALSE(read_decimal(typed));
}
