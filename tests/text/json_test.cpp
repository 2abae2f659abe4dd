#include "text/json.h"

#include <string>
#include <string_view>
#include <utility>

#include "tests/catch.h"
#include "tests/refusal.h"

using namespace radcert;
using namespace std::string_literals;
using tests::refusal_of;
using text::JsonKind;
using text::JsonReader;

namespace {

Error refused_text(const std::string& text)
{
    JsonReader reader;
    return refusal_of([&] { reader.read(text); });
}

} // namespace

TEST_CASE("a document is read into values, in the order of the text", "[text]")
{
    JsonReader reader;
    const auto& root = reader.read(R"({"b": [1, -2.5, "x\u00e9", true, null], "a": {}, "": []})");

    REQUIRE(root.kind == JsonKind::object);
    REQUIRE(root.object().size() == 3);
    CHECK(root.object()[0].key == "b");
    CHECK(root.object()[1].key == "a");
    CHECK(root.object()[2].key == "");
    CHECK(root.object()[1].value.object().empty());
    CHECK(root.object()[2].value.array().empty());

    const auto list = root.object()[0].value.array();
    REQUIRE(list.size() == 5);
    CHECK(list[0].kind == JsonKind::integer);
    CHECK(list[0].integer == 1);
    CHECK(list[1].kind == JsonKind::number);
    CHECK(list[1].number == -2.5);
    CHECK(list[2].string() == "xé");
    CHECK(list[3].boolean);
    CHECK(list[4].kind == JsonKind::null);
}

TEST_CASE("a single value is a document, white space and a byte order mark around it are nothing", "[text]")
{
    JsonReader reader;
    CHECK(reader.read("42").integer == 42);
    CHECK(reader.read(" \t\r\n\"x\" \n").string() == "x");
    CHECK(reader.read("null").kind == JsonKind::null);
    CHECK(reader.read("\tnull\n").kind == JsonKind::null);
    CHECK_FALSE(reader.read("false").boolean);
    CHECK(reader.read("true \r\n").boolean);
    CHECK(reader.read("\xEF\xBB\xBF{}").kind == JsonKind::object);
    CHECK(reader.read("\xEF\xBB\xBF[1]").array()[0].integer == 1);
}

TEST_CASE("numbers are read exactly or not at all", "[text]")
{
    JsonReader reader;
    CHECK(reader.read("9007199254740991").integer == 9007199254740991);
    CHECK(reader.read("-9007199254740991").integer == -9007199254740991);
    CHECK(reader.read("1.7976931348623157e308").number == 1.7976931348623157e308);
    CHECK(reader.read("0.1").number == 0.1);
    CHECK(reader.read("3.0").kind == JsonKind::number);

    const auto text = GENERATE(values<std::string>({"9007199254740992",
                                                    "9007199254740993",
                                                    "-9007199254740992",
                                                    "9223372036854775808",
                                                    "18446744073709551616",
                                                    "123456789012345678901234567890",
                                                    "1e400",
                                                    "-1e400",
                                                    "1.8e308",
                                                    "01",
                                                    "-01",
                                                    "+1",
                                                    "1.",
                                                    ".5",
                                                    "1e",
                                                    "1e+",
                                                    "0x10",
                                                    "1_000",
                                                    "NaN",
                                                    "Infinity",
                                                    "-Infinity",
                                                    "--1",
                                                    "-"}));
    CAPTURE(text);
    refused_text(text);
    refused_text("[" + text + "]");
    refused_text("{\"a\":" + text + "}");
}

TEST_CASE("words that only begin like JSON's are refused", "[text]")
{
    const auto word = GENERATE(values<std::string>({"nul", "n", "nulll", "null1", "nULL", "tru", "truex", "t",
                                                    "True", "fals", "falsey", "undefined", "'a'", "a"}));
    CAPTURE(word);
    refused_text(word);
    CHECK(refused_text("[" + word + "]").place().pointer == "/0");
    CHECK(refused_text("{\"a\":\n" + word + "}").place().line == 2);
}

TEST_CASE("a refusal names the line and the JSON pointer", "[text]")
{
    struct Row {
        const char* why;
        std::string text;
        std::size_t line;
        std::string pointer;
        std::string says;
    };
    const auto row = GENERATE(values<Row>({
        {"no content", "", 1, "", "no content"},
        {"only white space", " \n ", 1, "", "no content"},
        {"a missing colon", "{\n\"a\": 1,\n\"b\" 2\n}", 3, "", "expected a colon"},
        {"a missing comma", "{\n\"a\": 1\n\"b\": 2\n}", 3, "", "expected a comma or }"},
        {"a comma too many in an object", "{\n\"a\": 1,\n}", 3, "", "expected a field name"},
        {"a comma too many in a list", "[1,\n2,\n]", 3, "/2", "expected a value"},
        {"a key without quotes", "{\n a: 1}", 2, "", "expected a field name"},
        {"the wrong bracket", "{\"a\":\n[1}", 2, "/a/1", "expected a comma or ]"},
        {"cut off", "{\"a\": [1,\n2,\n3", 3, "", "ends too early"},
        {"cut off inside a string", "{\n\n\"a\": \"x", 3, "", "not closed"},
        {"a line break in a string", "{\n\"a\": \"x,\n\"b\": 1}", 2, "", "closing quote"},
        {"a raw control character", "[\n\"a\x01\"]", 2, "", "control character"},
        {"content after the end", "{\"a\":1}\n\n x", 3, "", "after the end"},
        {"a second document", "{}\n{}", 2, "", "after the end"},
        {"a bracket too many", "[1]]", 1, "", "after the end"},
        {"a number too large", "{\"doses\":[\n1,\n1e400]}", 3, "/doses/1", "number"},
        {"an integer that no double holds", "{\"a\":\n9007199254740993}", 2, "/a", "number"},
        {"a key twice", "{\"a\":1,\n\"b\":2,\n\"a\":3}", 3, "/a", "twice"},
        {"a key twice, once escaped", "{\"x\":{\"a\":1,\n\"\\u0061\":2}}", 2, "/x/a", "twice"},
        {"an escaped NUL", "{\"a\":\n\"x\\u0000y\"}", 2, "/a", "NUL"},
        {"an escaped NUL in a key", "{\n\"a\\u0000\":1}", 2, "", "NUL"},
        {"an unknown escape", "[\n\"\\x41\"]", 2, "/0", "escape"},
        {"half a surrogate pair", "[0,\n\"\\ud800\"]", 2, "/1", "surrogate"},
        {"the second half alone", "[0,\n\"\\udc00\"]", 2, "/1", "surrogate"},
        {"halves in the wrong order", "[0,\n\"\\udd1e\\ud834\"]", 2, "/1", "surrogate"},
        {"half a surrogate pair in a key", "{\n\"\\ud800\":1}", 2, "", "surrogate"},
        {"keys that need escaping in a pointer", "{\"a/b\":{\"~c\":\nnul}}", 2, "/a~1b/~0c",
         "expected a value"},
        {"bytes that are not UTF-8", "{\"a\":\n\"\xFF\"}", 2, "", "UTF-8"},
        {"UTF-8 written too long", "[\n\n\"\xC0\xAF\"]", 3, "", "UTF-8"},
        {"a surrogate in UTF-8", "[\n\"\xED\xA0\x80\"]", 2, "", "UTF-8"},
        {"beyond U+10FFFF", "[\"\xF4\x90\x80\x80\"]", 1, "", "UTF-8"},
        {"after a byte order mark", "\xEF\xBB\xBF{\n\"a\":\nnul}", 3, "/a", "expected a value"},
        {"two byte order marks", "\xEF\xBB\xBF\xEF\xBB\xBF{}", 1, "", "expected a value"},
    }));
    CAPTURE(row.why, row.text);
    const Error error = refused_text(row.text);
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().line == row.line);
    CHECK(error.place().pointer == row.pointer);
    CHECK(error.place().file.empty()); // the caller's to add
    CHECK_THAT(error.what(), Catch::Contains(row.says));
}

TEST_CASE("a raw NUL byte is refused wherever it stands", "[text]")
{
    const auto text = GENERATE(values<std::string>(
        {"\0"s, "{\0}"s, "[1\0]"s, "\"\0\""s, "{\"a\0\":1}"s, "[1]\0"s, "\0[1]"s, "[nul\0]"s, "[1,\0 2]"s}));
    CAPTURE(text.size());
    refused_text(text);
}

TEST_CASE("a key that stands twice is found among many", "[text]")
{
    const auto members = GENERATE(2, 23, 24, 25, 26, 1000);
    std::string text = "{\n";
    for (int i = 0; i < members; ++i)
        text += "\"key" + std::to_string(i) + "\": " + std::to_string(i) + ",\n";
    const auto again = GENERATE(values<std::string>({"key0", "\\u006bey1"}));
    CAPTURE(members, again);

    JsonReader reader;
    CHECK(reader.read(text + "\"last\": 0}").object().size() == std::size_t(members) + 1);

    const Error error = refusal_of([&] { reader.read(text + "\"" + again + "\": 0}"); });
    CHECK(error.place().line == std::size_t(members) + 2);
    CHECK(error.place().pointer == (again == "key0" ? "/key0" : "/key1"));
}

TEST_CASE("the same key in different objects, or in another case, is no duplicate", "[text]")
{
    JsonReader reader;
    CHECK(reader.read(R"([{"a":{"a":1}},{"a":2,"A":3,"a ":4}])").array().size() == 2);
}

TEST_CASE("one reader serves many texts, refused ones between them", "[text]")
{
    JsonReader reader;
    for (int i = 0; i < 200; ++i) {
        const std::string long_text =
            "[\"" + std::string(std::size_t(i) * 700, 'x') + "\", {\"n\": [1, [2, {}]]}]";
        CHECK(reader.read(long_text).array()[0].string().size() == std::size_t(i) * 700);
        refusal_of([&] { reader.read("[{\"a\":[1,2,{\"b\":nul"); });
        CHECK(reader.read("{\"n\":" + std::to_string(i) + "}").object()[0].value.integer == i);
    }
    JsonReader moved{std::move(reader)};
    CHECK(moved.read("[7]").array()[0].integer == 7);
}

TEST_CASE("values know the line they stand on", "[text]")
{
    JsonReader reader;
    const auto& root = reader.read("{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ]\n}");
    CHECK(reader.line_of(root.offset) == 1);
    CHECK(reader.line_of(root.object()[0].value.offset) == 2);
    CHECK(reader.line_of(root.object()[1].value.offset) == 3);
    CHECK(reader.line_of(root.object()[1].value.array()[0].offset) == 4);
    CHECK(reader.line_of(1'000'000) == 6);
}

TEST_CASE("a text of more than 64 MiB is refused before it is read", "[text]")
{
    const std::string text(text::longest_text + 1, ' ');
    const Error error = refused_text(text);
    CHECK_THAT(error.what(), Catch::Contains("64 MiB"));
    CHECK_THAT(error.hint().en, Catch::Contains("--jsonl"));
}
