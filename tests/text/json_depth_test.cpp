#include "text/json.h"

#include <chrono>
#include <string>
#include <string_view>

#include "tests/catch.h"
#include "tests/refusal.h"

using namespace radcert;
using tests::refusal_of;
using text::JsonReader;

namespace {

std::string repeated(std::string_view piece, int times)
{
    std::string text;
    text.reserve(piece.size() * std::size_t(times));
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

std::string nested_lists(int levels)
{
    return repeated("[", levels) + repeated("]", levels);
}
std::string nested_objects(int levels)
{
    return repeated("{\"a\":", levels - 1) + "{}" + repeated("}", levels - 1);
}

} // namespace

TEST_CASE("64 levels are read, 65 are too deep", "[text]")
{
    JsonReader reader;
    CHECK_NOTHROW(reader.read(nested_lists(64)));
    CHECK_NOTHROW(reader.read(nested_objects(64)));
    CHECK_NOTHROW(reader.read(repeated("[", 64) + "1" + repeated("]", 64)));
    CHECK_NOTHROW(reader.read("[" + nested_lists(63) + "," + nested_objects(63) + "]"));

    const auto text = GENERATE(nested_lists(65), nested_objects(65), "[0," + nested_lists(64) + "]",
                               "{\"a\":" + nested_lists(64) + "}");
    CAPTURE(text);
    const Error error = refusal_of([&] { reader.read(text); });
    CHECK_THAT(error.what(), Catch::Contains("nested deeper than 64 levels"));
    CHECK(error.sentence().vi == "lồng nhau quá 64 cấp");
}

TEST_CASE("brackets inside a string are no nesting", "[text]")
{
    JsonReader reader;
    const std::string text = "[\"" + repeated("[{", 1000) + "\\\"" + repeated("[", 100) + "\"]";
    CHECK(reader.read(text).array()[0].string().size() == 2101);
    CHECK_THAT(refusal_of([&] { reader.read(text + "x"); }).what(), Catch::Contains("after the end"));
}

TEST_CASE("many brackets that are not deep are not too deep", "[text]")
{
    JsonReader reader;
    CHECK(reader.read("[" + repeated("[[{}]],", 10'000) + "0]").array().size() == 10'001);
}

TEST_CASE("a bomb of a million brackets is refused for its depth, at once", "[text]")
{
    constexpr int levels = 1'000'000;
    struct Row {
        const char* why;
        std::string text;
    };
    const Row rows[] = {
        {"lists, unclosed", repeated("[", levels)},
        {"lists, closed", nested_lists(levels)},
        {"objects, unclosed", repeated("{\"a\":", levels)},
        {"objects, closed", nested_objects(levels)},
        {"lists and objects, unclosed", repeated("[{\"a\":", levels / 2)},
        {"on many lines", repeated("[\n", levels)},
    };
    JsonReader reader;
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto start = std::chrono::steady_clock::now();
        const Error error = refusal_of([&] { reader.read(row.text); });
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

        CHECK_THAT(error.what(), Catch::Contains("nested deeper than 64 levels"));
        // A few milliseconds; the bound leaves room for sanitizers and busy machines, not for recursion.
        CHECK(taken.count() < 20.0);
    }
    CHECK(reader.read("[[1]]").array().size() == 1);
}

TEST_CASE("the line of a nesting too deep is the line of its 65th bracket", "[text]")
{
    JsonReader reader;
    CHECK(refusal_of([&] { reader.read(repeated("[\n", 70)); }).place().line == 65);
    CHECK(refusal_of([&] { reader.read(repeated("[\n", 70) + repeated("]", 70)); }).place().line == 65);
}
