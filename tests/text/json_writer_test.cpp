#include "text/json_writer.h"

#include <string>

#include "tests/catch.h"

using namespace radcert;
using text::indented;
using text::JsonWriter;

TEST_CASE("commas and quotes stand where JSON wants them", "[text]")
{
    std::string out;
    JsonWriter json{out};
    json.open_object();
    json.member("name", "Nguyễn \"Đức\"\n");
    json.key("list");
    json.open_array();
    json.number(1);
    json.null();
    json.boolean(false);
    json.open_object();
    json.close_object();
    json.open_array();
    json.close_array();
    json.string("x");
    json.close_array();
    json.key("raw");
    json.raw("[1,2]");
    json.member("last", "");
    json.close_object();

    CHECK(out == R"({"name":"Nguyễn \"Đức\"\n","list":[1,null,false,{},[],"x"],"raw":[1,2],"last":""})");
}

TEST_CASE("indented JSON has one member a line", "[text]")
{
    CHECK(indented(R"({"a":[1,{"b":"x, {y}: \"z\"\\"},[],{}],"c":null})") == R"({
  "a": [
    1,
    {
      "b": "x, {y}: \"z\"\\"
    },
    [],
    {}
  ],
  "c": null
})");
    CHECK(indented("{}") == "{}");
    CHECK(indented("[]") == "[]");
    CHECK(indented("\"[1,2]\"") == "\"[1,2]\"");
    CHECK(indented("[[[]]]") == "[\n  [\n    []\n  ]\n]");
}
