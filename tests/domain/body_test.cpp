#include "domain/body.h"

#include <string_view>

#include "tests/catch.h"

using namespace radcert;

TEST_CASE("a competent body is a province, VARANS or the ministry", "[domain]")
{
    CHECK(parse_body("varans") == Body{Body::Kind::varans});
    CHECK(parse_body("ministry") == Body{Body::Kind::ministry});
    CHECK(parse_body("province:01") == Body{Body::Kind::province, 1});
    CHECK(parse_body("province:96") == Body{Body::Kind::province, 96});

    const auto word =
        GENERATE(values<std::string_view>({"varans", "ministry", "province:01", "province:96"}));
    CHECK(to_word(*parse_body(word)) == word);
}

TEST_CASE("other words name no body", "[domain]")
{
    const auto word = GENERATE(values<std::string_view>(
        {"", "VARANS", "varans ", "province", "province:", "province:1", "province:001", "province: 1",
         "province:-1", "province:6a", "province:٦", "Province:66", "66", "ministry:01"}));
    CAPTURE(word);
    CHECK_FALSE(parse_body(word).has_value());
}

TEST_CASE("bodies have an order: provinces by code, then VARANS, then the ministry", "[domain]")
{
    const Body hanoi{Body::Kind::province, 1}, dak_lak{Body::Kind::province, 66};
    CHECK(hanoi < dak_lak);
    CHECK(dak_lak < Body{Body::Kind::varans});
    CHECK(Body{Body::Kind::varans} < Body{Body::Kind::ministry});
}
