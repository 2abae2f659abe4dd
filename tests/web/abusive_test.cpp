#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <fstream>

#include "tests/catch.h"
#include "tests/web/live_server.h"

// Requests that are meant to exhaust the server. It runs in a process of its own, so that what it takes of
// memory can be told from what the test takes.

using namespace radcert;
using namespace std::chrono_literals;
using tests::RawAnswer;
using tests::RawClient;

namespace {

constexpr std::size_t MiB = 1u << 20;

web::ServerOptions besieged()
{
    return {.limits = {.header_time = 700ms,
                       .body_time = 700ms,
                       .answer_time = 700ms,
                       .idle_time = 3s,
                       .linger_time = 300ms},
            .may_upload = [](const web::Request&) { return false; }}; // of strangers, as `radcert serve` does
}

/// A server in a process of its own, killed at the end.
class ServerProcess {
public:
    ServerProcess()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
        process_ = ::fork();
        if (process_ == 0) serve(ends[1]);
        ::close(ends[1]);
        const bool known = ::read(ends[0], &port_, sizeof port_) == ssize_t(sizeof port_);
        ::close(ends[0]);
        if (!known) throw std::runtime_error{"no server"};
        for (int i = 0; i < 20; ++i) client().ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        baseline_ = peak();
    }
    ~ServerProcess()
    {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    RawClient client() const { return RawClient{port_}; }
    /// Bytes of memory at most since `forget_peak`.
    std::size_t peak() const
    {
        std::ifstream status{"/proc/" + std::to_string(process_) + "/status"};
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) << 10;
        return 0;
    }
    void forget_peak() const { std::ofstream{"/proc/" + std::to_string(process_) + "/clear_refs"} << "5"; }
    std::size_t baseline() const { return baseline_; }

private:
    [[noreturn]] static void serve(int to_parent)
    {
        rlimit files{};
        ::getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
        ::malloc_trim(0); // what the test has freed must not hide what the server takes
        web::Server server{besieged(), [] { return web::Answer{tests::echo}; }};
        const std::uint16_t port = server.port();
        if (::write(to_parent, &port, sizeof port) != ssize_t(sizeof port)) ::_exit(1);
        server.run();
        ::_exit(0);
    }

    pid_t process_{0};
    std::uint16_t port_{0};
    std::size_t baseline_{0};
};

using Statuses = std::vector<int>;

const std::string abusive_host = "Host: localhost\r\n";
const std::string abusive_get = "GET / HTTP/1.1\r\n" + abusive_host;
const std::string abusive_post = "POST / HTTP/1.1\r\n" + abusive_host;
const std::string chunked = abusive_post + "Transfer-Encoding: chunked\r\n\r\n";

std::string with_length(const std::string& length, const std::string& type = "application/json")
{
    return abusive_post + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
}

/// Sends the start, then the piece again and again until it is answered or that many are sent, then the end.
Statuses flood(ServerProcess& server, const std::string& start, const std::string& piece = {},
               std::size_t pieces = 0, const std::string& end = {})
{
    RawClient client = server.client();
    bool taken = client.send(start);
    for (std::size_t i = 0; taken && i < pieces; ++i) taken = client.send(piece);
    if (taken) client.send(end);
    return {client.answer().status};
}

/// A byte every while, until it is answered.
Statuses dribble(ServerProcess& server, const std::string& start)
{
    RawClient client = server.client();
    client.send(start);
    RawAnswer answer;
    for (int i = 0; i < 200 && answer.status == 0; ++i) {
        client.send("x");
        answer = client.answer(false, 20ms);
    }
    return {answer.status};
}

/// So many connections that send the start and no more; meanwhile somebody asks honestly. Its status.
Statuses hold(ServerProcess& server, std::size_t connections, const std::string& start)
{
    std::vector<RawClient> clients;
    for (std::size_t i = 0; i < connections; ++i) {
        clients.push_back(server.client());
        clients.back().send(start);
    }
    return {server.client().ask(abusive_get + "\r\n").status};
}

Statuses pipeline(ServerProcess& server, bool reads)
{
    constexpr std::size_t requests = 10'000;
    RawClient client = server.client();
    std::string all;
    for (std::size_t i = 0; i < requests; ++i) all += abusive_get + "\r\n";
    std::thread sender{[&] { client.send(all); }};
    Statuses statuses;
    for (std::size_t i = 0; reads && i < requests; ++i) {
        const int status = client.answer().status;
        if (statuses.empty() || statuses.back() != status) statuses.push_back(status);
    }
    sender.join();
    return statuses;
}

struct Abuse {
    const char* name;
    std::function<Statuses(ServerProcess&)> act;
    Statuses expected;
};

std::string gzip_bomb()
{
    // A stored start of a gzip stream; how it would go on does not matter to whoever does not unpack it.
    return std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10) + std::string(900'000, '\0');
}

std::vector<Abuse> abuses()
{
    const std::string chunk = "100000\r\n" + std::string(MiB, 'x') + "\r\n";
    const std::string upload = "multipart/form-data; boundary=b", bomb = gzip_bomb();
    std::string ranges = "Range: bytes=0-0", parameters = "GET /?a=1";
    for (int i = 1; i < 1'200; ++i) ranges += "," + std::to_string(i) + "-" + std::to_string(i);
    for (int i = 0; i < 100'000; ++i) parameters += "&a=1";
    return {
        {"a header line of 1 MB",
         [](auto& s) { return flood(s, abusive_get + "A: " + std::string(MiB, 'a')); },
         {431}},
        {"a header line without end",
         [](auto& s) { return flood(s, abusive_get + "A: ", std::string(MiB, 'a'), 64); },
         {431}},
        {"20,000 header lines",
         [](auto& s) { return flood(s, abusive_get, "A: b\r\n", 20'000, "\r\n"); },
         {431}},
        {"a chunked body of 400 MB",
         [=](auto& s) { return flood(s, chunked, chunk, 400, "0\r\n\r\n"); },
         {413}},
        {"a body that says it is huge",
         [](auto& s) { return flood(s, with_length("999999999999999999")); },
         {413}},
        {"a length beyond 64 bits",
         [](auto& s) { return flood(s, with_length("18446744073709551617")); },
         {413}},
        {"a negative length", [](auto& s) { return flood(s, with_length("-1")); }, {400}},
        {"a JSON body of 1 MiB and a byte",
         [](auto& s) { return flood(s, with_length("1048577"), std::string(MiB + 1, ' '), 1); },
         {413}},
        {"an upload of 20 MiB and a byte",
         [=](auto& s) { return flood(s, with_length("20971521", upload), std::string(MiB, ' '), 20, " "); },
         {413}},
        {"100 uploads of 1 MB that do not end",
         [=](auto& s) { return hold(s, 100, with_length("1048576", upload) + std::string(1'000'000, 'x')); },
         {200}},
        {"an upload of 20 MiB by a stranger",
         [=](auto& s) { return flood(s, with_length("20971520", upload), std::string(MiB, ' '), 20); },
         {413}},
        {"a header byte by byte", [](auto& s) { return dribble(s, abusive_get + "A: "); }, {408}},
        {"a body byte by byte", [](auto& s) { return dribble(s, with_length("1000000")); }, {408}},
        {"1,200 ranges", [=](auto& s) { return flood(s, abusive_get + ranges + "\r\n\r\n"); }, {200}},
        {"a gzip bomb",
         [=](auto& s) {
             return flood(s, abusive_post + "Content-Encoding: gzip\r\nContent-Length: " +
                                 std::to_string(bomb.size()) + "\r\n\r\n" + bomb);
         },
         {200}},
        {"64 idle connections", [](auto& s) { return hold(s, 64, ""); }, {200}},
        {"1,000 half-open connections",
         [](auto& s) { return hold(s, 1'000, "GET / HTTP/1.1\r\nHo"); },
         {200}},
        {"1,000 headers of 15 KB that do not end",
         [](auto& s) { return hold(s, 1'000, abusive_get + "A: " + std::string(15'000, 'a')); },
         {200}},
        {"1,000 bodies that do not come",
         [](auto& s) { return hold(s, 1'000, with_length("1048576")); },
         {200}},
        {"100 bodies of 1 MB that do not end",
         [](auto& s) { return hold(s, 100, with_length("1048576") + std::string(1'000'000, 'x')); },
         {200}},
        {"10,000 requests at once", [](auto& s) { return pipeline(s, true); }, {200}},
        {"10,000 requests, and the answers not read", [](auto& s) { return pipeline(s, false); }, {}},
        {"a chunk extension of 1 MB",
         [](auto& s) { return flood(s, chunked + "1;a=" + std::string(MiB, 'a') + "\r\nx\r\n0\r\n\r\n"); },
         {431}},
        {"a trailer without end",
         [](auto& s) { return flood(s, chunked + "0\r\n", "A: b\r\n", 100'000); },
         {431}},
        {"a chunk size beyond 64 bits",
         [](auto& s) { return flood(s, chunked + "FFFFFFFFFFFFFFFFF\r\n", std::string(MiB, 'x'), 4); },
         {400}},
        {"100,000 parameters",
         [=](auto& s) { return flood(s, parameters + " HTTP/1.1\r\n" + abusive_host + "\r\n"); },
         {414}},
        {"a megabyte of NULs", [](auto& s) { return flood(s, std::string(MiB, '\0')); }, {400}},
    };
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t allowed_growth = 4096 * MiB; // the sanitizer keeps what is freed
#else
constexpr std::size_t allowed_growth = 16 * MiB;
#endif

} // namespace

TEST_CASE("no abuse takes 16 MiB of the server's memory or keeps it from honest requests", "[web]")
{
    ServerProcess server;
    REQUIRE(server.baseline() > 0);
    for (const Abuse& abuse : abuses()) {
        CAPTURE(abuse.name);
        server.forget_peak();
        CHECK(abuse.act(server) == abuse.expected);
        const auto began = std::chrono::steady_clock::now();
        CHECK(server.client().ask(abusive_get + "\r\n").body == "GET / 0 ");
        CHECK(std::chrono::steady_clock::now() - began < 2s);
        CHECK(server.peak() / 1024 <= (server.baseline() + allowed_growth) / 1024); // in KiB
    }
}
