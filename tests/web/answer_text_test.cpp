#include "tests/catch.h"
#include "tests/web/live_server.h"
#include "web/response_text.h"

using namespace radcert;
using tests::echo;
using web::answer_text;

namespace {

std::string asked(const std::string& request, const web::Answer& answer = echo)
{
    return answer_text(request, {}, answer);
}

} // namespace

TEST_CASE("a request in a file is answered with the whole response, the same on every day", "[web]")
{
    CHECK(asked("GET /a?b HTTP/1.1\nHost: localhost\n\n") == "HTTP/1.1 200 OK\r\n"
                                                             "content-type: text/plain\r\n"
                                                             "content-length: 11\r\n"
                                                             "\r\n"
                                                             "GET /a?b 0 ");
}

TEST_CASE("headers of an answer stand in the order in which they were added", "[web]")
{
    const std::string text = asked("GET / HTTP/1.1\nHost: localhost\n\n", [](const web::Request&) {
        web::Response response;
        response.add("zeta", "1");
        response.add("set-cookie", "a=1");
        response.add("x-radcert-route", "/");
        response.add("set-cookie", "b=2");
        response.add("date", "today");
        response.add("alpha", "2");
        return response;
    });
    CHECK(text == "HTTP/1.1 200 OK\r\n"
                  "zeta: 1\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nalpha: 2\r\ncontent-length: 0\r\n\r\n");
}

TEST_CASE("what follows the empty line is the body, unless the header says how long that is", "[web]")
{
    const std::string start = "POST / HTTP/1.1\nHost: localhost\n";
    CHECK_THAT(asked(start + "\na=1\nb=2"), Catch::EndsWith("POST / 7 a=1\nb=2"));
    CHECK_THAT(asked(start + "Content-Length: 3\n\na=1\n"), Catch::EndsWith("POST / 3 a=1"));
    CHECK_THAT(asked(start + "content-length : 3\n\na=1\n"), Catch::StartsWith("HTTP/1.1 400 "));
    CHECK_THAT(asked(start + "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n"),
               Catch::EndsWith("POST / 3 a=1"));
    CHECK_THAT(asked("\n" + start + "\na=1"), Catch::EndsWith("POST / 3 a=1"));
    CHECK_THAT(asked("POST / HTTP/1.1\r\nHost: localhost\r\n\r\na\r\n"), Catch::EndsWith("POST / 3 a\r\n"));
}

TEST_CASE("the text is refused what a socket is refused", "[web]")
{
    struct Row {
        const char* why;
        std::string request, status;
    };
    const std::string start = "POST / HTTP/1.1\nHost: localhost\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing", "", "400"},
        {"no empty line", "GET / HTTP/1.1\nHost: localhost\n", "400"},
        {"half a body", start + "Content-Length: 5\n\nhel", "400"},
        {"no Host", "GET / HTTP/1.1\n\n", "400"},
        {"another Host", "GET / HTTP/1.1\nHost: evil.example\n\n", "421"},
        {"a folded line", start + " a\n\n", "400"},
        {"a CR alone", start + "A: b\rc\n\n", "400"},
        {"another method", "BREW / HTTP/1.1\nHost: localhost\n\n", "501"},
        {"a large body", start + "\n" + std::string((1u << 20) + 1, ' '), "413"},
        {"a long chunk's head",
         start + "Transfer-Encoding: chunked\n\n1;" + std::string(100'000, 'a') + "\r\nx", "431"},
        {"a long line", start + "A: " + std::string(100'000, 'a') + "\n\n", "431"},
    }));
    CAPTURE(row.why);
    const std::string text = asked(row.request);
    CHECK_THAT(text, Catch::StartsWith("HTTP/1.1 " + row.status + " "));
    CHECK_THAT(text, Catch::Contains("\r\ncontent-type: text/plain; charset=utf-8\r\n"));
}

TEST_CASE("HEAD, and an answer that must not be sent, are treated as on a socket", "[web]")
{
    const std::string head = asked("HEAD /a HTTP/1.1\nHost: localhost\n\n");
    CHECK_THAT(head, Catch::EndsWith("content-length: 10\r\n\r\n"));
    const std::string injected = asked("GET / HTTP/1.1\nHost: localhost\n\n", [](const web::Request&) {
        return web::Response{.status = 302, .headers = {{"location", "/\r\nset-cookie: a"}}, .body = {}};
    });
    CHECK_THAT(injected, Catch::StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    CHECK_THAT(injected, !Catch::Contains("set-cookie"));
}

TEST_CASE("the date of an answer is written as RFC 9110 wants it", "[web]")
{
    CHECK(web::http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(web::http_date(784'111'777) == "Sun, 06 Nov 1994 08:49:37 GMT"); // its own example
    CHECK(web::http_date(1'740'700'799) == "Thu, 27 Feb 2025 23:59:59 GMT");
}
