#include <map>

#include "tests/catch.h"
#include "tests/web/live_server.h"

using namespace radcert;
using tests::LiveServer;
using tests::RawAnswer;
using tests::RawClient;

namespace {

LiveServer& office_server()
{
    static LiveServer server{{.hosts = {"Office.Example"}}};
    return server;
}

std::string many(std::size_t times, const std::string& text)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

const std::string host = "Host: localhost\r\n";

} // namespace

TEST_CASE("a request that could be read in two ways is refused, and its connection closed", "[web]")
{
    struct Row {
        const char* why;
        int status;
        std::string request;
    };
    const std::string get = "GET / HTTP/1.1\r\n", post = "POST / HTTP/1.1\r\n" + host;
    const auto row = GENERATE_COPY(values<Row>({
        {"no Host", 400, get + "\r\n"},
        {"no Host in HTTP/1.0", 400, "GET / HTTP/1.0\r\n\r\n"},
        {"two Hosts", 400, get + host + host + "\r\n"},
        {"an empty Host", 421, get + "Host:\r\n\r\n"},
        {"a Host of somebody else", 421, get + "Host: evil.example\r\n\r\n"},
        {"a Host with something after it", 421, get + "Host: localhost, evil.example\r\n\r\n"},
        {"a Host with a port that is none", 421, get + "Host: localhost:80x\r\n\r\n"},
        {"a Host with a user before it", 421, get + "Host: a@localhost\r\n\r\n"},
        {"a folded line", 400, get + host + "A: b\r\n c\r\n\r\n"},
        {"a line folded with a tab", 400, get + host + "A: b\r\n\tc\r\n\r\n"},
        {"a first line that begins with a space", 400, get + " " + host + "\r\n"},
        {"lines that end in LF", 400, "GET / HTTP/1.1\nHost: localhost\n\n"},
        {"one line that ends in LF", 400, get + "A: b\n" + host + "\r\n"},
        {"a CR in a value", 400, get + host + "A: b\rc\r\n\r\n"},
        {"a CR in a name", 400, get + host + "A\r: b\r\n\r\n"},
        {"two CRs", 400, get + host + "A: b\r\r\n\r\n"},
        {"NUL in a value", 400, get + host + std::string("A: b\0c\r\n\r\n", 10)},
        {"NUL in the target", 400, std::string("GET /\0 HTTP/1.1\r\n", 17) + host + "\r\n"},
        {"a control character in a value", 400, get + host + "A: b\x01\r\n\r\n"},
        {"a DEL in a value", 400, get + host + "A: b\x7F\r\n\r\n"},
        {"a space before the colon", 400, get + "Host : localhost\r\n\r\n"},
        {"a tab before the colon", 400, get + host + "Content-Length\t: 5\r\n\r\nhello"},
        {"no colon", 400, get + host + "nonsense\r\n\r\n"},
        {"no name", 400, get + host + ": b\r\n\r\n"},
        {"a name with brackets", 400, get + host + "A[]: b\r\n\r\n"},
        {"a name beyond ASCII", 400, get + host + "\xC4\x90: b\r\n\r\n"},
        {"length and encoding", 400,
         post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"encoding and length", 400,
         post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        {"two lengths", 400, post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
        {"the same length twice", 400, post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"},
        {"a list of lengths", 400, post + "Content-Length: 5, 5\r\n\r\nhello"},
        {"a length with a sign", 400, post + "Content-Length: +5\r\n\r\nhello"},
        {"a negative length", 400, post + "Content-Length: -5\r\n\r\nhello"},
        {"a length in base sixteen", 400, post + "Content-Length: 0x5\r\n\r\nhello"},
        {"an empty length", 400, post + "Content-Length:\r\n\r\n"},
        {"a length with a space in it", 400, post + "Content-Length: 5 5\r\n\r\nhello"},
        {"a length past counting", 413, post + "Content-Length: 18446744073709551621\r\n\r\nhello"},
        {"two encodings in one line", 501, post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
        {"two encodings in two lines", 400,
         post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"},
        {"another encoding", 501, post + "Transfer-Encoding: gzip\r\n\r\n"},
        {"almost the known encoding", 501, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {"an encoding in HTTP/1.0", 400,
         "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"another expectation", 417, post + "Expect: 200-ok\r\nContent-Length: 5\r\n\r\nhello"},
    }));
    CAPTURE(row.why);
    RawClient client = office_server().client();
    const RawAnswer answer = client.ask(row.request);
    CHECK(answer.status == row.status);
    CHECK_THAT(answer.head, Catch::Contains("\r\nconnection: close\r\n"));
    CHECK_THAT(answer.head, Catch::Contains("\r\ncontent-type: text/plain; charset=utf-8\r\n"));
    CHECK(answer.body.find('\n') + 1 < answer.body.size()); // in both languages
    CHECK(client.is_closed_within(std::chrono::seconds{2}));
}

TEST_CASE("a request line that is not for this server is refused", "[web]")
{
    struct Row {
        const char* line;
        int status;
    };
    const auto row = GENERATE(values<Row>({
        {"BREW / HTTP/1.1", 501},
        {"get / HTTP/1.1", 501},
        {"OPTIONS / HTTP/1.1", 501},
        {"TRACE / HTTP/1.1", 501},
        {"CONNECT / HTTP/1.1", 501},
        {"CONNECT localhost:443 HTTP/1.1", 400},
        {"OPTIONS * HTTP/1.1", 400},
        {"GET * HTTP/1.1", 400},
        {"GET http://localhost/ HTTP/1.1", 400},
        {"GET localhost:80 HTTP/1.1", 400},
        {"GET index.html HTTP/1.1", 400},
        {"GET /a#b HTTP/1.1", 400},
        {"GET /\xC4\x91 HTTP/1.1", 400},
        {"GET /a b HTTP/1.1", 400},
        {"GET  / HTTP/1.1", 400},
        {"GET /  HTTP/1.1", 400},
        {"GET\t/ HTTP/1.1", 400},
        {" GET / HTTP/1.1", 400},
        {"GET / HTTP/1.1 ", 400},
        {"GET /", 400},
        {"GET", 400},
        {"G[T / HTTP/1.1", 400},
        {"GET / http/1.1", 400},
        {"GET / HTTP/1", 400},
        {"GET / HTTP/01.1", 400},
        {"GET / HTTP/1.2", 505},
        {"GET / HTTP/2.0", 505},
        {"GET / HTTP/0.9", 505},
        {"PRI * HTTP/2.0", 505},
    }));
    CAPTURE(row.line);
    RawClient client = office_server().client();
    CHECK(client.ask(row.line + ("\r\n" + host) + "\r\n").status == row.status);
    CHECK(client.is_closed_within(std::chrono::seconds{2}));
}

TEST_CASE("a name that the server bears is a Host, with any port and in any letters", "[web]")
{
    const auto name =
        GENERATE(values<std::string>({"localhost", "LocalHost:1", "127.0.0.1", "127.0.0.1:8080",
                                      "office.example", "OFFICE.EXAMPLE:443", " localhost\t", "localhost:"}));
    CAPTURE(name);
    CHECK(office_server().client().ask("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status == 200);
}

TEST_CASE("what is too large is refused at its limit and taken below it", "[web]")
{
    struct Row {
        const char* why;
        int status;
        std::string request;
    };
    const auto with_length = [](std::size_t length, const std::string& type) {
        return "POST / HTTP/1.1\r\n" + host + "Content-Type: " + type +
               "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
    };
    const std::string upload = "multipart/form-data; boundary=b", get = "GET / HTTP/1.1\r\n" + host;
    const auto row = GENERATE_COPY(values<Row>({
        {"target of 8 KiB", 200, "GET /" + many(8191, "a") + " HTTP/1.1\r\n" + host + "\r\n"},
        {"target of one byte more", 414, "GET /" + many(8192, "a") + " HTTP/1.1\r\n" + host + "\r\n"},
        {"a request line without end", 414, "GET /" + many(20'000, "a")},
        {"a hundred header lines", 200, get + many(99, "A: b\r\n") + "\r\n"},
        {"one header line more", 431, get + many(100, "A: b\r\n") + "\r\n"},
        {"a header of 16 KiB", 200, get + "A: " + many((16u << 10) - get.size() - 7, "b") + "\r\n\r\n"},
        {"one byte more", 431, get + "A: " + many((16u << 10) - get.size() - 6, "b") + "\r\n\r\n"},
        {"a header without end", 431, get + many(20'000, "A: b\r\n")},
        {"a body of 1 MiB", 200, with_length(1u << 20, "application/json") + many(1u << 20, " ")},
        {"one byte more, and none of it sent", 413, with_length((1u << 20) + 1, "application/json")},
        {"an upload of 20 MiB", 200, with_length(20u << 20, upload) + std::string(20u << 20, ' ')},
        {"its type in other letters", 200,
         with_length(2u << 20, "Multipart/Form-Data; boundary=b") + std::string(2u << 20, ' ')},
        {"an upload of one byte more", 413, with_length((20u << 20) + 1, upload)},
    }));
    CAPTURE(row.why);
    CHECK(office_server().client().ask(row.request).status == row.status);
}

TEST_CASE("a chunked body is counted as it comes, whatever its type", "[web]")
{
    const auto type = GENERATE(values<std::string>({"application/json", "multipart/form-data; boundary=b"}));
    const std::string start =
        "POST / HTTP/1.1\r\n" + host + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "10000\r\n" + many(65'536, "x") + "\r\n"; // 16 of them are 1 MiB
    const RawAnswer whole = office_server().client().ask(start + many(16, chunk) + "0\r\n\r\n");
    CHECK(whole.status == 200);
    CHECK_THAT(whole.body, Catch::StartsWith("POST / 1048576 xxx"));
    CHECK(office_server().client().ask(start + many(16, chunk) + "1\r\nx\r\n0\r\n\r\n").status == 413);
    CHECK(office_server().client().ask(start + "100001\r\nx").status == 413); // said, not even sent
}

TEST_CASE("a chunked body that is not one is refused", "[web]")
{
    const auto body = GENERATE(values<std::string>({
        "-1\r\nx\r\n0\r\n\r\n",
        "+1\r\nx\r\n0\r\n\r\n",
        "0x1\r\nx\r\n0\r\n\r\n",
        " 1\r\nx\r\n0\r\n\r\n",
        "1 \r\nx\r\n0\r\n\r\n",
        "1\r\nxy\r\n0\r\n\r\n",
        "1\r\nx0\r\n\r\n",
        "g\r\nx\r\n0\r\n\r\n",
        "\r\nx\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n",
        "1;\x01\r\nx\r\n0\r\n\r\n",
        "1;\nxx\r\n0\r\n\r\n",
        "0\r\nnonsense\r\n\r\n",
    }));
    CAPTURE(body);
    RawClient client = office_server().client();
    const RawAnswer answer =
        client.ask("POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n" + body);
    CHECK((answer.status == 400 || answer.status == 413));
    CHECK(client.is_closed_within(std::chrono::seconds{2}));
}

TEST_CASE("a trailer adds nothing to the header", "[web]")
{
    std::map<std::string, std::string> headers;
    LiveServer server{{}, [&](const web::Request& request) {
                          for (const auto& header : request.headers) headers[header.name] = header.value;
                          return web::Response{.status = 200, .headers = {}, .body = request.body};
                      }};
    const RawAnswer answer =
        server.client().ask("POST / HTTP/1.1\r\n" + host +
                            "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nCookie: s=1\r\n\r\n");
    CHECK(answer.body == "hello");
    CHECK(headers.contains("host"));
    CHECK_FALSE(headers.contains("cookie"));
}
