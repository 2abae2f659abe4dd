#include "text/utf8.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using namespace radcert;
using namespace std::string_literals;
using text::display_width;
using text::first_invalid_utf8;
using text::printable;
using text::wrapped;

TEST_CASE("text stops being UTF-8 at its first wrong byte", "[text]")
{
    struct Row {
        std::string text;
        std::size_t at;
    };
    const auto row = GENERATE(values<Row>({
        {"", 0},
        {"abc", 3},
        {"Nguyễn", 8},
        {"\U0001F600", 4},
        {"a\0b"s, 3},
        {"\xFF", 0},
        {"ab\x80", 2},           // a continuation byte alone
        {"é\xC3", 2},            // cut off
        {"\xC0\xAF", 0},         // "/" written too long
        {"\xE0\x80\xAF", 0},     // longer still
        {"\xED\xA0\x80", 0},     // a surrogate
        {"\xF4\x90\x80\x80", 0}, // beyond U+10FFFF
        {"ab\xF0\x9F\x98", 2},   // three bytes of four
    }));
    CAPTURE(row.text);
    CHECK(first_invalid_utf8(row.text) == row.at);
}

TEST_CASE("a name is as wide as people see it, however its marks are coded", "[text]")
{
    struct Row {
        const char* why;
        std::string_view text;
        std::size_t columns;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing", "", 0},
        {"ASCII", "CT scanner", 10},
        {"composed", "Nguyễn Đức Thịnh", 16},
        {"decomposed", "Nguye\u0302\u0303n \u0110u\u031b\u0301c Thi\u0323nh", 16},
        {"composed capitals", "CHỨNG CHỈ", 9},
        {"decomposed capitals", "CHU\u031b\u0301NG CHI\u0309", 9},
        {"horn and tone", "trưởng phụ trách", 16},
        {"wide", "日本", 4},
        {"zero width", "a\u200bb", 2},
        {"a wrong byte", "a\xFF", 2},
    }));
    CAPTURE(row.why);
    CHECK(display_width(row.text) == row.columns);
}

TEST_CASE("lines break at spaces and hold no more columns than asked", "[text]")
{
    using Lines = std::vector<std::string>;
    CHECK(wrapped("", 10) == Lines{});
    CHECK(wrapped("   ", 10) == Lines{});
    CHECK(wrapped("một hai ba", 10) == Lines{"một hai ba"});
    CHECK(wrapped("một hai ba", 9) == Lines{"một hai", "ba"});
    CHECK(wrapped("một hai ba", 7) == Lines{"một hai", "ba"});
    CHECK(wrapped("một hai ba", 1) == Lines{"một", "hai", "ba"});
    CHECK(wrapped("  một   hai  ", 20) == Lines{"một hai"});
    CHECK(wrapped("a veryverylongword b", 6) == Lines{"a", "veryverylongword", "b"});
}

TEST_CASE("decomposed text breaks where composed text breaks", "[text]")
{
    const auto composed = wrapped("Kết quả xem xét hồ sơ", 12);
    const auto decomposed = wrapped("Kê\u0301t qua\u0309 xem xe\u0301t hồ sơ", 12);
    REQUIRE(composed.size() == decomposed.size());
    for (std::size_t i = 0; i < composed.size(); ++i) {
        CHECK(display_width(composed[i]) == display_width(decomposed[i]));
        CHECK(display_width(composed[i]) <= 12);
    }
}

TEST_CASE("no input drives the reader's terminal", "[text]")
{
    struct Row {
        const char* why;
        std::string text, expected;
    };
    const auto row = GENERATE(values<Row>({
        {"plain text stays", "Nguyễn Đức Thịnh, 30/4", "Nguyễn Đức Thịnh, 30/4"},
        {"an escape sequence", "\x1b[31mred", "\uFFFD[31mred"},
        {"a new title", "\x1b]0;x\x07", "\uFFFD]0;x\uFFFD"},
        {"line breaks and tabs", "a\r\nb\tc", "a\uFFFD\uFFFDb\uFFFDc"},
        {"NUL", "a\0b"s, "a\uFFFDb"},
        {"delete", "a\x7f", "a\uFFFD"},
        {"control characters of eight bits", "a\u009b31m", "a\uFFFD31m"},
        {"text turned round", "a\u202Eb\u2066c\u2069", "a\uFFFDb\uFFFDc\uFFFD"},
        {"a wrong byte",
         "a\xFF"
         "b",
         "a\uFFFDb"},
        {"marks of a decomposed name stay", "e\u0302\u0303", "e\u0302\u0303"},
    }));
    CAPTURE(row.why);
    CHECK(printable(row.text) == row.expected);
}
