#include "text/canonical_json.h"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"

using namespace radcert;
using tests::bytes_of;
using tests::files_in;
using tests::vectors;

namespace {

std::string canonical(const std::string& text)
{
    text::JsonReader reader;
    return text::canonical_json(reader.read(text));
}

std::string printed(double number)
{
    std::string text;
    text::append_json_number(text, number);
    return text;
}

} // namespace

TEST_CASE("the published vectors of RFC 8785 come out byte by byte", "[text]")
{
    for (const auto& file : files_in(vectors("json-canonicalization") / "input", "", ".json")) {
        CAPTURE(file.filename().string());
        const std::string expected = bytes_of(vectors("json-canonicalization") / "output" / file.filename());
        CHECK(canonical(bytes_of(file)) == expected);
        CHECK(canonical(expected) == expected);
    }
}

TEST_CASE("members stand in the order of their UTF-16 code units", "[text]")
{
    // RFC 8785 section 3.2.3. U+1F600 is two surrogates (D83D DE00), so it comes before U+FB33, unlike in
    // UTF-8.
    CHECK(canonical(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})") ==
          "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\uFB33\":3}");
    CHECK(canonical("{\"\uFB33\":1,\"\U0001F600\":2}") == "{\"\U0001F600\":2,\"\uFB33\":1}");
    CHECK(canonical("{\"a\uFFFD\":1,\"a\U0010FFFF\":2,\"a\uD7FF\":3}") ==
          "{\"a\uD7FF\":3,\"a\U0010FFFF\":2,\"a\uFFFD\":1}");
    CHECK(canonical(R"({"b":0,"a":0,"ab":0,"A":0,"":0})") == R"({"":0,"A":0,"a":0,"ab":0,"b":0})");
    CHECK(canonical(R"({"z":{"b":1,"a":[{"d":1,"c":2}]},"y":null})") ==
          R"({"y":null,"z":{"a":[{"c":2,"d":1}],"b":1}})");
}

TEST_CASE("strings keep every character and escape only what must be", "[text]")
{
    CHECK(canonical(R"("\u0041\/\u00e9\"\\\b\f\n\r\t\u000f\u001F\u007f")") ==
          "\"A/é\\\"\\\\\\b\\f\\n\\r\\t\\u000f\\u001f\x7f\"");
    CHECK(canonical("\"Nguyễn\"") == "\"Nguyễn\"");
    CHECK(canonical("\"e\u0302\"") != canonical("\"\u00ea\"")); // no Unicode normalisation
    CHECK(canonical("\"\u2028\u2029\"") == "\"\u2028\u2029\"");
}

TEST_CASE("what must be escaped is, wherever in a string it stands", "[text]")
{
    // Long strings are looked through eight bytes at a time.
    for (const char special : {'"', '\\', '\n', '\x01', '\x1f', ' ', '\x7f'}) {
        for (std::size_t length = 0; length < 20; ++length) {
            for (std::size_t at = 0; at <= length; ++at) {
                std::string string(length, '!'); // the lowest character that may stand before a quote
                string.insert(at, 1, special);
                string += "ễ" + string + "ễ";
                std::string written;
                text::append_json_string(written, string);
                if (written != nlohmann::json(string).dump()) FAIL(at << " of " << length << ": " << written);
            }
        }
    }
    SUCCEED();
}

TEST_CASE("numbers are printed as ECMAScript prints them", "[text]")
{
    struct Row {
        double number;
        std::string_view expected;
    };
    const auto row = GENERATE(values<Row>({
        {0.0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {10, "10"},
        {4.50, "4.5"},
        {0.1, "0.1"},
        {-0.5, "-0.5"},
        {2e-3, "0.002"},
        {0.000001, "0.000001"},
        {0.00000123, "0.00000123"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {1e-27, "1e-27"},
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e21, "1e+21"},
        {1.25e21, "1.25e+21"},
        {1E30, "1e+30"},
        {-1e100, "-1e+100"},
        {333333333.33333329, "333333333.3333333"},
        {9007199254740991.0, "9007199254740991"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
    }));
    CHECK(printed(row.number) == row.expected);
}

TEST_CASE("the numbers of RFC 8785 appendix B", "[text]")
{
    struct Row {
        std::uint64_t bits;
        std::string_view expected;
    };
    const auto row = GENERATE(values<Row>({
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    }));
    CHECK(printed(std::bit_cast<double>(row.bits)) == row.expected);
}

TEST_CASE("white space and the way a number was written leave no trace", "[text]")
{
    CHECK(canonical(" [ 1.0 , 1e0 , 10e-1,\n-0, -0.0, 1E2 , true,false , null ] ") ==
          "[1,1,1,0,0,100,true,false,null]");
    CHECK(canonical("{ }") == "{}");
    CHECK(canonical("[ [ ] , { } ]") == "[[],{}]");
}
