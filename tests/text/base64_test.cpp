#include "text/base64.h"

#include "tests/catch.h"

using radcert::text::from_base64;
using radcert::text::to_base64;

TEST_CASE("base 64 agrees with the vectors of RFC 4648 section 10", "[text]")
{
    struct Row {
        std::string_view bytes, text;
    };
    const auto row = GENERATE(values<Row>({
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    }));
    CHECK(to_base64(row.bytes) == row.text);
    CHECK(from_base64(row.text) == row.bytes);
}

TEST_CASE("every byte comes back from base 64, wherever it stands", "[text]")
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    for (std::size_t cut = 0; cut < 4; ++cut) {
        const std::string bytes = all.substr(cut, all.size() - 2 * cut);
        CHECK(from_base64(to_base64(bytes)) == bytes);
    }
    CHECK(to_base64("\xFB\xFF\xBF") == "+/+/");
}

TEST_CASE("base 64 has one text for the same bytes and every other text is refused", "[text]")
{
    const auto text = GENERATE(values<std::string_view>({
        "Zg",         // no padding
        "Zg=",        // too little of it
        "Zg===",      // too much
        "Zm9v====",   // padding with nothing to pad
        "====",       // and nothing else
        "Z===",       // less than a byte
        "Zh==",       // bits beyond the last byte
        "Zm9=",       // the same in two bytes
        "Zg==Zg==",   // padding in the middle
        "Z=g=",       // the same inside a group
        "Zm9v\n",     // a line end
        "Zm9v Zm9v",  // white space
        "-_-_",       // the alphabet for URLs
        "Zm9\xC3",    // not ASCII
        "Zm9v\nZm9v", // wrapped as in mail
    }));
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
}

TEST_CASE("every text of four letters that is read is written the same", "[text]")
{
    constexpr std::string_view sample{"AQgwZ/+=9a"};
    int read = 0;
    for (const char a : sample)
        for (const char b : sample)
            for (const char c : sample)
                for (const char d : sample) {
                    const std::string text{a, b, c, d};
                    const auto bytes = from_base64(text);
                    if (!bytes) continue;
                    ++read;
                    REQUIRE(to_base64(*bytes) == text);
                }
    CHECK(read > 5000);
}
