#include "web/server.h"

#include <atomic>
#include <future>
#include <regex>

#include "domain/error.h"
#include "tests/refusal.h"
#include "tests/web/live_server.h"

using namespace radcert;
using namespace std::chrono_literals;
using tests::LiveServer;
using tests::RawAnswer;
using tests::RawClient;

namespace {

const std::string get_from = "GET /a?b=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string last_get = "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

std::string post_to(const std::string& body, const std::string& more = {})
{
    return "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           more + "\r\n" + body;
}

constexpr auto settled = 200ms; ///< what was sent has been read by then

/// Whether it is so, now or within three seconds.
template <class Condition>
bool comes_true(Condition condition)
{
    const auto until = std::chrono::steady_clock::now() + 3s;
    while (!condition() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(1ms);
    return condition();
}

/// An answerer that keeps everybody waiting until it is told to go on.
class Gate {
public:
    web::Answer answer()
    {
        return [this](const web::Request& request) {
            ++entered;
            opened_.wait();
            return tests::echo(request);
        };
    }
    void open() { open_.set_value(); }
    bool is_reached_by(int requests) const
    {
        return comes_true([&] { return entered == requests; });
    }

    std::atomic<int> entered{0};

private:
    std::promise<void> open_;
    std::shared_future<void> opened_{open_.get_future()};
};

} // namespace

TEST_CASE("a connection is kept open for the next request, and closed when that is asked for", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    CHECK(client.ask(get_from).body == "GET /a?b=1 0 ");
    CHECK(client.ask(post_to("hello")).body == "POST /a 5 hello");
    CHECK(client.ask("\r\n" + get_from).body == "GET /a?b=1 0 "); // some send a line end after a body
    const RawAnswer last = client.ask(last_get);
    CHECK(last.body == "GET /last 0 ");
    CHECK_THAT(last.head, Catch::Contains("\r\nconnection: close\r\n"));
    CHECK(client.is_closed_within(2s));
    CHECK(server.figures().accepted == 1);
}

TEST_CASE("HTTP/1.0 is answered once", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    const RawAnswer answer =
        client.ask("GET / HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
    CHECK_THAT(answer.head, Catch::StartsWith("HTTP/1.1 200 OK\r\n"));
    CHECK_THAT(answer.head, Catch::Contains("\r\nconnection: close\r\n"));
    CHECK(client.is_closed_within(2s));
}

TEST_CASE("what comes after a last request is not read", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    client.send(last_get + get_from);
    CHECK(client.answer().status == 200);
    CHECK(client.rest() == "");
}

TEST_CASE("requests that are sent at once are answered in their order", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    std::string all;
    for (int i = 0; i < 50; ++i)
        all +=
            "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + post_to(std::to_string(i));
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        CHECK(client.answer().body == "GET /" + std::to_string(i) + " 0 ");
        CHECK_THAT(client.answer().body, Catch::EndsWith(" " + std::to_string(i)));
    }
}

TEST_CASE("an answer tells its date and length, and not who made it", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    const RawAnswer answer = client.ask(get_from);
    const std::regex date{"\r\ndate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z][a-z] \\d{4} "
                          "\\d\\d:\\d\\d:\\d\\d GMT\r\n"};
    CHECK(std::regex_search(answer.head, date));
    CHECK_THAT(answer.head, Catch::Contains("\r\ncontent-length: 13\r\n"));
    CHECK_THAT(answer.head, !Catch::Contains("server:"));
    CHECK_THAT(answer.head, !Catch::Contains("x-radcert-route"));
    CHECK_THAT(answer.head, !Catch::Contains("connection:"));

    const RawAnswer head = client.ask("HEAD /a?b=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK_THAT(head.head, Catch::Contains("\r\ncontent-length: 14\r\n")); // "HEAD" is a letter longer
    CHECK(client.ask(get_from).status == 200);                            // and no body stood between
}

TEST_CASE("HEAD is refused without a body", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    const std::string all = client.rest();
    CHECK_THAT(all, Catch::StartsWith("HTTP/1.1 421 "));
    CHECK_THAT(all, Catch::EndsWith("\r\n\r\n"));
}

TEST_CASE("an answer of 204 or 304 has no body and no length", "[web]")
{
    const int status = GENERATE(204, 304);
    LiveServer server{{}, [=](const web::Request&) {
                          return web::Response{.status = status, .headers = {}, .body = "unwanted"};
                      }};
    RawClient client = server.client();
    for (int i = 0; i < 2; ++i) {
        const RawAnswer answer = client.ask(get_from);
        CHECK(answer.status == status);
        CHECK_THAT(answer.head, !Catch::Contains("content-length"));
    }
}

TEST_CASE("an answer with a line end in a header is not sent", "[web]")
{
    struct Row {
        std::string name, value;
        int status;
    };
    const auto row = GENERATE(values<Row>({
        {"location", "/a\r\nset-cookie: s=1", 500},
        {"location", "/a\nset-cookie: s=1", 500},
        {"location", "/a\r", 500},
        {"location", std::string("/a\0b", 4), 500},
        {"set-cookie: s=1\r\nlocation", "/a", 500},
        {"location ", "/a", 500},
        {"", "/a", 500},
        {"location", "/Hồ-sơ", 200},
        {"content-length", "0", 200},
        {"transfer-encoding", "chunked", 200},
    }));
    CAPTURE(row.name, row.value);
    LiveServer server{{}, [&](const web::Request& request) {
                          web::Response response = tests::echo(request);
                          response.add(row.name, row.value);
                          return response;
                      }};
    const RawAnswer answer = server.client().ask(get_from);
    CHECK(answer.status == row.status);
    CHECK_THAT(answer.head, !Catch::Contains("set-cookie"));
    CHECK_THAT(answer.head, !Catch::Contains("transfer-encoding"));
    CHECK(answer.body.size() > 5);
    const std::string_view head{answer.head};
    CHECK(head.find("content-length") == head.rfind("content-length"));
    server.stop();
    CHECK(server.log() == std::vector{"GET /echo " + std::to_string(row.status)});
}

TEST_CASE("a status that ends no request is not sent", "[web]")
{
    const int status = GENERATE(0, 100, 101, 199, 600, -200);
    LiveServer server{
        {}, [=](const web::Request&) { return web::Response{.status = status, .headers = {}, .body = {}}; }};
    CHECK(server.client().ask(get_from).status == 500);
}

TEST_CASE("an answerer that throws costs one page and no server", "[web]")
{
    LiveServer server{{}, [](const web::Request& request) -> web::Response {
                          if (request.method == web::Method::post) throw std::runtime_error{"no"};
                          return tests::echo(request);
                      }};
    RawClient client = server.client();
    CHECK(client.ask(post_to("")).status == 500);
    CHECK(client.ask(get_from).status == 200);
}

TEST_CASE("who holds a body back until it is wanted, is asked for it or told no", "[web]")
{
    LiveServer server;
    const std::string start =
        "POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-Continue\r\nContent-Length: ";
    RawClient client = server.client();
    CHECK(client.ask(start + "5\r\n\r\n").status == 100);
    CHECK(client.ask("hello").body == "POST /a 5 hello");
    CHECK(client.ask(start + "5\r\n\r\nhello").body == "POST /a 5 hello"); // it did not hold it back
    CHECK(client.ask(start + "5000000\r\n\r\n").status == 413);
}

TEST_CASE("an upgrade is not taken up", "[web]")
{
    LiveServer server;
    RawClient client = server.client();
    CHECK(client.ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
              .status == 200);
    CHECK(client.ask(get_from).status == 200);
}

TEST_CASE("the request says what was sent and from where", "[web]")
{
    web::Request seen;
    LiveServer server{{}, [&](const web::Request& request) {
                          seen = request;
                          return web::Response{};
                      }};
    server.client().ask(post_to("{}", "X-A:  one \r\nx-a: two\r\nX-Name: \xC4\x90\r\n"));
    CHECK(seen.method == web::Method::post);
    CHECK(seen.target == "/a");
    CHECK(seen.header("x-a") == "one");
    CHECK(seen.header("x-name") == "\xC4\x90");
    CHECK(seen.header("host") == "localhost");
    CHECK(seen.body == "{}");
    CHECK(seen.peer == "127.0.0.1");
    CHECK_FALSE(seen.secure);
}

TEST_CASE("the log and the figures say what was done, and nobody's name", "[web]")
{
    LiveServer server;
    server.client().ask("GET /workers/W-17?name=Th%E1%BB%8Bnh HTTP/1.1\r\nHost: localhost\r\n\r\n");
    server.client().ask("GET /workers/W-17 HTTP/1.1\r\n\r\n");
    server.client().ask(post_to(std::string(2'000'000, ' ')));
    server.stop();
    CHECK(server.log() == std::vector<std::string>{"GET /echo 200", "-  400", "POST  413"});
    const web::ServerFigures figures = server.figures();
    CHECK(figures.accepted == 3);
    CHECK(figures.open == 0);
    CHECK(figures.rejected == 2);
    CHECK(figures.answers == std::array<std::uint64_t, 4>{1, 0, 2, 0});
}

TEST_CASE("a header or a body that takes too long in all is given up, however busily it comes", "[web]")
{
    struct Row {
        const char* why;
        std::string start;
    };
    const auto row = GENERATE(values<Row>({
        {"header", "GET / HTTP/1.1\r\nA: "},
        {"body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"},
        {"chunked body", "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n"},
        {"next header", get_from + "GET / HTTP/1.1\r\nA: "},
    }));
    CAPTURE(row.why);
    LiveServer server{{.limits = tests::quick_limits()}};
    RawClient client = server.client();
    client.send(row.start);
    if (row.start.starts_with(get_from)) CHECK(client.answer().status == 200);
    const auto began = std::chrono::steady_clock::now();
    RawAnswer answer;
    while (answer.status == 0 && std::chrono::steady_clock::now() < began + 3s) {
        client.send("x");
        answer = client.answer(false, 20ms);
    }
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(answer.status == 408);
    CHECK(took > 200ms);
    CHECK(took < 3s);
    CHECK(client.is_closed_within(2s));
    CHECK(server.figures().timeouts == 1);
}

TEST_CASE("a connection on which nothing is asked is closed without a word", "[web]")
{
    LiveServer server{{.limits = tests::quick_limits()}};
    RawClient fresh = server.client(), kept = server.client();
    CHECK(kept.ask(get_from).status == 200);
    CHECK(kept.rest(2s) == "");
    CHECK(fresh.rest(2s) == "");
    CHECK(server.figures().open == 0);
    CHECK(server.figures().timeouts == 0);
}

TEST_CASE("an answer that is not taken is given up", "[web]")
{
    LiveServer server{{.limits = tests::quick_limits()}};
    RawClient client = server.client();
    for (int i = 0; i < 5; ++i) client.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(comes_true([&] { return server.figures().timeouts == 1 && server.figures().open == 0; }));
}

TEST_CASE("twenty who dribble do not stop the others", "[web]")
{
    LiveServer server{{.limits = {}}};
    std::vector<RawClient> slow;
    for (int i = 0; i < 20; ++i) slow.push_back(server.client());
    for (int round = 0; round < 10; ++round) {
        for (RawClient& client : slow) client.send(round == 0 ? "GET / HTTP/1.1\r\n" : "A: b\r\n");
        const auto began = std::chrono::steady_clock::now();
        CHECK(server.client().ask(get_from).status == 200);
        CHECK(std::chrono::steady_clock::now() - began < 1s);
    }
}

TEST_CASE("beyond the limit of connections, who asks nothing gives way to who asks", "[web]")
{
    Gate gate;
    LiveServer server{{.workers = 3, .limits = {.connections = 3}}, gate.answer()};
    RawClient silent = server.client(), half = server.client(), asking = server.client();
    half.send("GET / HTTP/1.1\r\n");
    asking.send(get_from);
    REQUIRE(gate.is_reached_by(1));
    RawClient second = server.client(), third = server.client();
    CHECK(silent.is_closed_within(2s));
    CHECK(half.is_closed_within(2s));
    second.send(get_from), third.send(get_from);
    REQUIRE(gate.is_reached_by(3));
    RawClient surplus = server.client();
    CHECK(surplus.is_closed_within(2s)); // everybody else is being answered
    gate.open();
    CHECK(asking.answer().status == 200);
    CHECK(second.answer().status == 200);
    CHECK(third.answer().status == 200);
    CHECK(server.figures().refused == 3);
}

TEST_CASE("a server that has too much to do says so at once", "[web]")
{
    Gate gate;
    LiveServer server{{.workers = 1, .limits = {.waiting = 1}}, gate.answer()};
    RawClient answered = server.client(), waiting = server.client(), surplus = server.client();
    answered.send(get_from);
    REQUIRE(gate.is_reached_by(1));
    waiting.send(get_from);
    std::this_thread::sleep_for(settled);
    const RawAnswer busy = surplus.ask(get_from);
    CHECK(busy.status == 503);
    CHECK_THAT(busy.head, Catch::Contains("\r\nretry-after: 2\r\n"));
    CHECK_THAT(busy.head, !Catch::Contains("connection: close")); // it may try again on the same one
    gate.open();
    CHECK(answered.answer().status == 200);
    CHECK(waiting.answer().status == 200);
    CHECK(surplus.ask(get_from).status == 200);
}

TEST_CASE("all bodies together have a limit, and what is answered is no longer counted", "[web]")
{
    LiveServer server{{.limits = {.all_bodies = 100'000, .linger_time = 200ms}}};
    RawClient one = server.client(), other = server.client();
    one.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n" +
             std::string(59'999, 'x'));
    std::this_thread::sleep_for(settled);
    CHECK(other.ask(post_to(std::string(60'000, 'x'))).status == 503);
    CHECK(one.ask("x").status == 200);
    for (int i = 0; i < 5; ++i) CHECK(one.ask(post_to(std::string(60'000, 'x'))).status == 200);
    one.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n" +
             std::string(59'999, 'x'));
    one.close(); // and who goes away leaves nothing behind
    std::this_thread::sleep_for(settled);
    CHECK(server.client().ask(post_to(std::string(90'000, 'x'))).status == 200);
}

TEST_CASE("a large file is taken from whom the server is told to trust, and from nobody else", "[web]")
{
    LiveServer server{
        {.limits = {.body = 1'000, .linger_time = 200ms}, .may_upload = [](const web::Request& request) {
             if (request.target == "/torn") throw std::runtime_error{"nobody can tell"};
             return request.header("cookie").has_value();
         }}};
    const auto send = [&](const std::string& target, const std::string& cookie, std::size_t size) {
        return server.client().ask("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                                   "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                                   std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
    };
    const std::string cookie = "Cookie: a=b\r\n";
    CHECK(send("/", cookie, 50'000).status == 200);
    CHECK(send("/", "", 1'000).status == 200);
    CHECK(send("/", "", 1'001).status == 413);
    CHECK(send("/torn", cookie, 50'000).status == 503);
    CHECK(send("/", cookie, 50'000).status == 200);
}

TEST_CASE("a server that is stopped answers what was asked, and lets nobody in", "[web]")
{
    Gate gate;
    LiveServer server{{.limits = {.linger_time = 100ms}}, gate.answer()};
    RawClient idle = server.client(), asking = server.client(), sending = server.client();
    asking.send(get_from);
    sending.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhel");
    REQUIRE(gate.is_reached_by(1));
    std::this_thread::sleep_for(settled);
    std::thread stopper{[&] { server.stop(); }};
    CHECK(idle.is_closed_within(2s));
    CHECK_THROWS(server.client());
    sending.send("lo");
    gate.open();
    const RawAnswer answer = asking.answer();
    CHECK(answer.status == 200);
    CHECK_THAT(answer.head, Catch::Contains("\r\nconnection: close\r\n"));
    CHECK(sending.answer().body == "POST /a 5 hello");
    stopper.join();
    CHECK(server.figures().open == 0);
}

TEST_CASE("a server that is stopped does not wait for who dawdles", "[web]")
{
    LiveServer server{{.limits = {.grace_time = 300ms}}};
    RawClient client = server.client();
    client.send("GET / HTTP/1.1\r\n");
    std::this_thread::sleep_for(settled);
    const auto began = std::chrono::steady_clock::now();
    server.stop();
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(took > 200ms);
    CHECK(took < 2s);
    CHECK(client.rest() == "");
}

TEST_CASE("a server that was stopped before it ran does not run", "[web]")
{
    web::Server server{{}, [] { return web::Answer{tests::echo}; }};
    server.stop();
    server.run();
    CHECK(server.figures().accepted == 0);
}

TEST_CASE("each worker has an answerer of its own, made and used in its thread", "[web]")
{
    std::atomic<int> made{0}, strange{0};
    web::Server server{{.workers = 3}, [&] {
                           ++made;
                           return web::Answer{
                               [&, own = std::this_thread::get_id()](const web::Request& request) {
                                   if (std::this_thread::get_id() != own) ++strange;
                                   return tests::echo(request);
                               }};
                       }};
    std::thread thread{[&] { server.run(); }};
    for (int i = 0; i < 20; ++i) CHECK(RawClient{server.port()}.ask(get_from).status == 200);
    server.stop();
    thread.join();
    CHECK(made == 3);
    CHECK(strange == 0);
}

TEST_CASE("a server that cannot serve says why before it begins", "[web]")
{
    const auto make = [] { return web::Answer{tests::echo}; };
    const web::Server first{{}, make};
    const Error taken = tests::refusal_of([&] { web::Server{{.port = first.port()}, make}; });
    CHECK(taken.fault() == Fault::unavailable);
    CHECK_THAT(taken.what(), Catch::StartsWith("127.0.0.1:" + std::to_string(first.port())));
    CHECK(tests::refusal_of([&] { web::Server{{.address = "office"}, make}; }).fault() ==
          Fault::invalid_input);
    const Error maker = tests::refusal_of([&] {
        web::Server{{},
                    []() -> web::Answer { throw Error{Fault::not_found, {"không có sổ", "no register"}}; }};
    });
    CHECK(maker.fault() == Fault::not_found);
}
