#include "web/forwarded.h"

#include "tests/catch.h"

using namespace radcert;

namespace {

web::Request request_from(const std::string& peer, std::vector<web::Header> headers)
{
    web::Request request;
    request.peer = peer;
    request.headers = std::move(headers);
    return request;
}

} // namespace

TEST_CASE("the proxy in front says who asks, and whether the way to it is TLS", "[web]")
{
    web::Request request = request_from(
        "127.0.0.1", {{"x-forwarded-for", "203.0.113.9, 198.51.100.4"}, {"x-forwarded-proto", "https"}});
    web::believe_proxy(request, "127.0.0.1");
    CHECK(request.peer == "198.51.100.4"); // what stands before it was said by whoever asks
    CHECK(request.secure);
}

TEST_CASE("nobody else is believed", "[web]")
{
    const std::string proxy = GENERATE("", "127.0.0.1");
    web::Request request =
        request_from("203.0.113.9", {{"x-forwarded-for", "198.51.100.4"}, {"x-forwarded-proto", "https"}});
    web::believe_proxy(request, proxy);
    CHECK(request.peer == "203.0.113.9");
    CHECK_FALSE(request.secure);
}

TEST_CASE("a proxy that names no address is taken for who asks", "[web]")
{
    web::Request request = request_from("127.0.0.1", {{"x-forwarded-for", "198.51.100.4, unknown"}});
    web::believe_proxy(request, "127.0.0.1");
    CHECK(request.peer == "127.0.0.1");
    CHECK_FALSE(request.secure);
}

TEST_CASE("an address is written in one way, whoever writes it", "[web]")
{
    CHECK(web::read_address("127.0.0.1") == "127.0.0.1");
    CHECK(web::read_address("0:0:0:0:0:0:0:1") == "::1");
    CHECK(web::read_address("2001:DB8::1") == "2001:db8::1");
    CHECK(web::read_address("::ffff:192.0.2.7") == "192.0.2.7");
    for (const char* const none : {"", "localhost", "127.0.0.1:8080", "127.1", "2001:db8::/32"})
        CHECK_FALSE(web::read_address(none));
}

TEST_CASE("an address of IPv6 is throttled with its neighbours", "[web]")
{
    CHECK(web::network_of("2001:db8:1:2::1") == web::network_of("2001:db8:1:2:ffff::9"));
    CHECK(web::network_of("2001:db8:1:2::1") != web::network_of("2001:db8:1:3::1"));
    CHECK(web::network_of("192.0.2.1") == "192.0.2.1");
}
