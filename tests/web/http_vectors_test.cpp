#include <iostream>
#include <regex>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/web/live_server.h"

// llhttp's own tests, as Markdown: a request in a block ```http and what its parser says of it in a block
// ```log.

using namespace radcert;
using tests::LiveServer;
using tests::RawClient;

namespace {

/// One request of a file.
struct Vector {
    std::string name;
    std::string type; ///< "request", "request-lenient-headers" ...
    std::string bytes;
    std::string log;

    int error() const ///< 0: it must be accepted
    {
        std::smatch found;
        return std::regex_search(log, found, std::regex{"error code=(\\d+)"}) ? std::stoi(found[1]) : 0;
    }
    bool is_complete() const { return log.find("message complete") != log.npos; }
    bool is_lenient() const { return type.find("lenient") != type.npos; }
};

/// What a block stands for: a line ends in CR LF but after a backslash, and \r, \n, \t, \f, \xHH are bytes.
std::string unescaped(std::string block)
{
    if (block.ends_with('\n')) block.pop_back();
    std::string bytes;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const char next = i + 1 < block.size() ? block[i + 1] : '\0';
        constexpr std::string_view letters{"rntf"}, meant{"\r\n\t\f"};
        const auto letter = letters.find(next);
        if (block[i] == '\n') {
            bytes += "\r\n";
        } else if (block[i] != '\\') {
            bytes += block[i];
        } else if (next == '\n') {
            ++i;
        } else if (next != '\0' && letter != letters.npos) {
            bytes += meant[letter], ++i;
        } else if (next == 'x') {
            bytes += char(std::stoi(block.substr(i + 2, 2), nullptr, 16)), i += 3;
        } else {
            bytes += block[i];
        }
    }
    return bytes;
}

std::vector<Vector> vectors_of(const std::filesystem::path& file)
{
    const std::string text = tests::bytes_of(file);
    const auto block = [&](std::string_view fence, std::size_t from) {
        const auto begin = text.find(fence, from) + fence.size();
        return text.substr(begin, text.find("```", begin) - begin);
    };
    std::vector<Vector> vectors;
    const std::regex type{"\"type\":\\s*\"([a-z-]+)\""};
    for (auto at = text.find("<!-- meta"); at != text.npos; at = text.find("<!-- meta", at + 1)) {
        const std::string meta = text.substr(at, text.find('\n', at) - at);
        const auto title = text.rfind("\n#", at) + 1;
        std::smatch found;
        if (meta.find("\"pause\"") != meta.npos || !std::regex_search(meta, found, type)) continue;
        vectors.push_back(
            {file.filename().string() + ": " + text.substr(title, text.find('\n', title) - title), found[1],
             unescaped(block("```http\n", at)), block("```log\n", at)});
    }
    return vectors;
}

std::vector<Vector> all_vectors()
{
    std::vector<Vector> all;
    for (const auto& file : tests::files_in(tests::vectors("http-requests"), "", ".md"))
        for (auto& vector : vectors_of(file)) all.push_back(std::move(vector));
    return all;
}

/// The same with a Host of this server, where it has none: so that what is tested is not only that.
std::string with_host(std::string bytes)
{
    std::string small = bytes;
    std::ranges::transform(small, small.begin(), [](unsigned char byte) { return char(std::tolower(byte)); });
    const auto end = bytes.find("\r\n", bytes.starts_with("\r\n") ? 2 : 0);
    if (small.find("\nhost:") == small.npos && end != bytes.npos) bytes.insert(end, "\r\nHost: localhost");
    return bytes;
}

/// The statuses of all answers, and whether the server then closed.
struct Outcome {
    std::vector<int> statuses;
    bool closed{false};

    long accepted() const
    {
        return std::ranges::count_if(statuses, [](int status) { return status / 100 == 2; });
    }
};

Outcome outcome_of(const LiveServer& server, const std::string& bytes)
{
    RawClient client = server.client();
    client.send(bytes);
    Outcome outcome;
    const bool head = bytes.starts_with("HEAD ");
    for (tests::RawAnswer answer = client.answer(head); answer.status != 0; answer = client.answer(head))
        outcome.statuses.push_back(answer.status);
    outcome.closed = client.is_closed_within(std::chrono::seconds{1});
    return outcome;
}

web::ServerOptions vector_options()
{
    web::ServerLimits limits = tests::quick_limits();
    limits.header_time = limits.body_time = limits.idle_time = std::chrono::milliseconds{200};
    return {.hosts = {"www.example.com", "example.com", "github.com", "0.0.0.0", "0.0.0.0=5000"},
            .limits = limits};
}

constexpr int data_after_close = 5, upgrade = 22; ///< llhttp's numbers

} // namespace

TEST_CASE("llhttp's requests that must fail are refused, with a Host of this server too", "[web]")
{
    LiveServer server{vector_options()};
    int failing = 0, refused = 0;
    for (const Vector& vector : all_vectors()) {
        const int error = vector.error();
        if (error == 0 || error == upgrade) continue; // an upgrade, which we do not take up, is no failure
        ++failing;
        for (const std::string& bytes : {vector.bytes, with_host(vector.bytes)}) {
            CAPTURE(vector.name, bytes);
            const Outcome outcome = outcome_of(server, bytes);
            CHECK(outcome.closed);
            // The request that says it is the last one is sound; what comes after it is not.
            CHECK(outcome.accepted() <= (error == data_after_close ? 1 : 0));
            CHECK(outcome.statuses.size() <= 1);
        }
        ++refused;
    }
    CHECK(failing >= 15);
    CHECK(refused == failing);
}

TEST_CASE("what llhttp accepts only when it is told to be lenient is refused", "[web]")
{
    LiveServer server{vector_options()};
    int tried = 0;
    for (const Vector& vector : all_vectors()) {
        if (!vector.is_lenient() || vector.type == "request-lenient-keep-alive") continue;
        CAPTURE(vector.name, vector.bytes);
        const Outcome outcome = outcome_of(server, with_host(vector.bytes));
        // Some begin with a sound request, and the second is the lenient one.
        const bool second = vector.log.find("reset") != vector.log.npos;
        CHECK(outcome.accepted() <= (second ? 1 : 0));
        CHECK(outcome.closed);
        ++tried;
    }
    CHECK(tried >= 10);
}

TEST_CASE("llhttp's sound requests are answered, or refused because this server does without", "[web]")
{
    LiveServer server{{.hosts = vector_options().hosts}};
    const std::regex ours{"^(\r\n)*(GET|HEAD|POST|PUT|PATCH|DELETE) /[!-~]* HTTP/1\\.[01]\r\n"};
    int answered = 0;
    for (const Vector& vector : all_vectors()) {
        if (vector.error() != 0 || vector.is_lenient() || !vector.is_complete()) continue;
        CAPTURE(vector.name, vector.bytes);
        const bool fragment = vector.bytes.find('#') < vector.bytes.find("\r\n");
        const bool is_ours = std::regex_search(vector.bytes, ours) && !fragment;
        const int status = server.client().ask(with_host(vector.bytes)).status;
        CHECK(status != 0);
        CHECK((status == 200) == is_ours);
        if (is_ours) ++answered;
    }
    CHECK(answered >= 15);
}
