#include "web/address.h"

#include "tests/catch.h"

using namespace radcert;
using web::address;
using web::escaped;
using web::is_own_address;
using web::Parameters;
using web::parse_address;
using web::parse_form;
using web::parse_parameters;

namespace {

using Segments = std::vector<std::string>;

Segments segments_of(std::string_view target)
{
    const auto read = parse_address(target);
    REQUIRE(read);
    return read->segments;
}

} // namespace

TEST_CASE("an address is taken apart into what its segments say", "[web]")
{
    CHECK(segments_of("/").empty());
    CHECK(segments_of("/workers") == Segments{"workers"});
    CHECK(segments_of("/workers/W-17/evidence") == Segments{"workers", "W-17", "evidence"});
    CHECK(segments_of("/a+b") == Segments{"a+b"}); // a plus is a blank in forms only
    CHECK(segments_of("/c%C6%A1%20s%E1%BB%9F") == Segments{"cơ sở"});
    CHECK(segments_of("/workers?q=a/b?c") == Segments{"workers"});
}

TEST_CASE("a number with a stroke is one segment", "[web]")
{
    CHECK(segments_of("/certificates/12%2FCC") == Segments{"certificates", "12/CC"});
    CHECK(address({"certificates", "12/CC"}) == "/certificates/12%2FCC");
}

TEST_CASE("what is no address of ours is none", "[web]")
{
    const auto target = GENERATE(values<std::string>({"",          "workers",   "http://example.test/",
                                                      "//workers", "/workers/", "/workers//W-17",
                                                      "/.",        "/..",       "/a/../b",
                                                      "/a/./b",    "/%2e%2e",   "/%2E/b",
                                                      "/a%",       "/a%4",      "/a%4g",
                                                      "/a%zz",     "/a%00b",    "/a%0Ab",
                                                      "/a%0d%0ab", "/a%7f",     "/a\tb",
                                                      "/%ff",      "/%C3%28",   "/%ED%A0%80",
                                                      "/%C0%AF",   "/a?q=%",    "/a?q=%00",
                                                      "/a?q=%FF",  "*"}));
    CAPTURE(target);
    CHECK_FALSE(parse_address(target));
}

TEST_CASE("parts that look like dots are names as others", "[web]")
{
    CHECK(segments_of("/...") == Segments{"..."});
    CHECK(segments_of("/.well-known") == Segments{".well-known"});
    CHECK(segments_of("/workers.json") == Segments{"workers.json"});
}

TEST_CASE("parameters are read in their order, blanks as blanks", "[web]")
{
    const auto read = parse_parameters("q=duc+thinh&role=operator&role=safety_officer&empty=&flag&=x&q2=%2B");
    REQUIRE(read);
    CHECK(read->find("q") == "duc thinh");
    CHECK(read->all("role") == Segments{"operator", "safety_officer"});
    CHECK(read->find("role") == "operator");
    CHECK_FALSE(read->find("empty"));
    CHECK(read->has("empty"));
    CHECK(read->has("flag"));
    CHECK_FALSE(read->has("other"));
    CHECK(read->find("q2") == "+");
}

TEST_CASE("a value of nothing but blanks is none", "[web]")
{
    const auto read = parse_parameters("a=+&b=%09&c=%0D%0A&d=+x+");
    REQUIRE(read);
    CHECK_FALSE(read->find("a"));
    CHECK_FALSE(read->find("b"));
    CHECK_FALSE(read->find("c"));
    CHECK(read->all("a").empty());
    CHECK(read->find("d") == " x "); // a field of several lines keeps them
}

TEST_CASE("lines may stand in a form's value and other control characters, but for NUL", "[web]")
{
    const auto read = parse_form("note=a%0D%0Ab%1Bc+d");
    REQUIRE(read);
    CHECK(read->find("note") == "a\r\nb\033c d"); // whoever reads the field refuses it, by its name
    CHECK_FALSE(parse_form("note=a%00b"));
    CHECK_FALSE(parse_form("note%1B=a"));
    CHECK_FALSE(parse_form("note=%FF"));
}

TEST_CASE("lines may stand in a query's value, other control characters may not", "[web]")
{
    CHECK(parse_parameters("note=a%0D%0Ab"));
    CHECK_FALSE(parse_parameters("note=a%00b"));
    CHECK_FALSE(parse_parameters("note=a%1Bb"));
    CHECK_FALSE(parse_parameters("note=%FF"));
    CHECK_FALSE(parse_parameters("%=a"));
}

TEST_CASE("a thousand parameters are read, one more is too many", "[web]")
{
    std::string many;
    for (int i = 0; i < 1'000; ++i) many += "a=1&";
    REQUIRE(parse_parameters(many));
    CHECK(parse_parameters(many)->pairs().size() == 1'000);
    CHECK_FALSE(parse_parameters(many + "a=1"));
}

TEST_CASE("an address is read back as it was made, whatever stands in it", "[web]")
{
    const auto part = GENERATE(values<std::string>({"W-17", "12/CC", "cơ sở", "a b", "a+b", "a%2Fb", "a?b#c",
                                                    "<&\"'>", "...", "a=b&c=d", "100%", "日本"}));
    CAPTURE(part);
    const std::string made = address({"workers", part}, {{"q", part}, {"none", ""}});
    const auto read = parse_address(made);
    REQUIRE(read);
    CHECK(read->segments == Segments{"workers", part});
    CHECK(read->query.find("q") == part);
    CHECK_FALSE(read->query.has("none"));
    CHECK(is_own_address(made));
}

TEST_CASE("nothing but letters, digits and four signs goes unescaped", "[web]")
{
    CHECK(escaped("Az09-._~") == "Az09-._~");
    CHECK(escaped("/?#&=+ %\"<>'") == "%2F%3F%23%26%3D%2B%20%25%22%3C%3E%27");
    CHECK(escaped("đ") == "%C4%91");
    CHECK(address({}) == "/");
    CHECK(address({}, {{"a", "1"}}) == "/?a=1");
}

TEST_CASE("a question is changed in one place", "[web]")
{
    const Parameters asked{{"q", "thinh"}, {"from", "50"}, {"province", "66"}};
    CHECK(asked.with("from", "100").text() == "q=thinh&province=66&from=100");
    CHECK(asked.with("from", "").text() == "q=thinh&province=66");
    CHECK(asked.with("role", "operator").text() == "q=thinh&from=50&province=66&role=operator");
    CHECK(asked.text() == "q=thinh&from=50&province=66");
}

TEST_CASE("one is sent on within this program only", "[web]")
{
    CHECK(is_own_address("/"));
    CHECK(is_own_address("/workers?q=a%20b"));
    const auto elsewhere = GENERATE(
        values<std::string>({"", "workers", "//example.test", "/\\example.test", "http://example.test",
                             "javascript:alert(1)", "/a b", "/a\r\nSet-Cookie: x", "/a\\b", " /a"}));
    CAPTURE(elsewhere);
    CHECK_FALSE(is_own_address(elsewhere));
}
