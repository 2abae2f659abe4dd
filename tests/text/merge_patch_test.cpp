#include "text/merge_patch.h"

#include "tests/catch.h"
#include "tests/json.h"

// The examples of RFC 7396, Appendix A, one for one.

namespace {

struct Example {
    const char *target, *patch, *result;
};

constexpr Example examples[] = {
    {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
    {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
    {R"({"a":"b"})", R"({"a":null})", R"({})"},
    {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
    {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
    {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
    {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
    {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
    {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
    {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
    {R"({"a":"foo"})", R"(null)", R"(null)"},
    {R"({"a":"foo"})", R"("bar")", R"("bar")"},
    {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
    {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
    {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
};

} // namespace

TEST_CASE("a patch changes what it names and nothing else, as in RFC 7396", "[text]")
{
    for (const Example& each : examples) {
        CAPTURE(each.target, each.patch);
        radcert::text::JsonReader target, patch;
        const std::string merged =
            radcert::text::merge_patch(target.read(each.target), patch.read(each.patch));
        CHECK(radcert::tests::parsed(merged) == radcert::tests::parsed(each.result));
    }
}
