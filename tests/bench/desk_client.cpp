#include "tests/bench/desk_client.h"

#include <atomic>
#include <cmath>
#include <cstdio>
#include <thread>

#include "tests/bench/timing.h"
#include "web/address.h"
#include "web/sign_in.h"

namespace radcert::bench {
namespace {

using tests::RawAnswer;
using tests::RawClient;

constexpr std::size_t clients_of_each = 8; ///< servers

std::string head(const std::string& method, const std::string& target, const Session& session)
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n" +
           (session.cookie.empty() ? "" : "Cookie: " + session.cookie + "\r\n");
}

RawAnswer send_form(RawClient& client, const Session& session, const std::string& target,
                    const std::string& body)
{
    client.send(head("POST", target, session) + "Content-Type: application/x-www-form-urlencoded\r\n" +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.answer();
}

[[noreturn]] void give_up(const std::string& target, const RawAnswer& answer)
{
    const auto said = std::min(answer.body.find("class=\"notice"), answer.body.size());
    std::fprintf(stderr, "%s answered %d\n%s\n", target.c_str(), answer.status,
                 answer.body.substr(said, 2'000).c_str());
    std::exit(1);
}

/// One piece of work at its moment.
struct Piece {
    double due{}; ///< seconds from the beginning
    std::size_t kind{}, number{};
};

std::vector<Piece> pieces_of(const std::vector<LoadKind>& kinds, int seconds)
{
    std::vector<Piece> pieces;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const auto count = std::size_t(kinds[kind].per_second * seconds);
        for (std::size_t n = 0; n < count; ++n) // kinds do not begin at one moment
            pieces.push_back(
                {(double(n) + double(kind) / double(kinds.size())) / kinds[kind].per_second, kind, n});
    }
    std::ranges::sort(pieces, {}, &Piece::due);
    return pieces;
}

} // namespace

Session sign_in(std::uint16_t port, const std::string& code, const std::string& password)
{
    RawClient client{port};
    const RawAnswer answer =
        send_form(client, {}, "/sign-in", web::Parameters{{"code", code}, {"password", password}}.text());
    const auto at = answer.head.find(std::string{web::session_cookie} + '=');
    if (at == std::string::npos) give_up("/sign-in", answer);
    Session session{answer.head.substr(at, answer.head.find(';', at) - at), {}};
    const RawAnswer page = get(client, session, "/account");
    constexpr std::string_view begins = "name=\"csrf\" value=\"";
    const auto token = page.body.find(begins);
    if (token == std::string::npos) give_up("/account", page);
    const auto from = token + begins.size();
    session.csrf = page.body.substr(from, page.body.find('"', from) - from);
    return session;
}

RawAnswer get(RawClient& client, const Session& session, const std::string& target)
{
    client.send(head("GET", target, session) + "\r\n");
    RawAnswer answer = client.answer(false, std::chrono::seconds{30});
    if (answer.status != 200) give_up(target, answer);
    return answer;
}

void post(RawClient& client, const Session& session, const std::string& target, std::string body)
{
    body += "&csrf=" + session.csrf;
    const RawAnswer answer = send_form(client, session, target, body);
    if (answer.status != 303) give_up(target, answer);
}

void load(const std::vector<std::uint16_t>& ports, std::vector<LoadKind>& kinds, int seconds)
{
    const std::size_t clients = clients_of_each * ports.size();
    const std::vector<Piece> pieces = pieces_of(kinds, seconds);
    std::vector<std::vector<std::pair<std::size_t, double>>> taken(clients);
    std::atomic<std::size_t> next{0};
    const double begin = wall_seconds();
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < clients; ++t) {
        threads.emplace_back([&, t] {
            RawClient client{ports[t % ports.size()]};
            for (std::size_t i = next++; i < pieces.size(); i = next++) {
                const Piece& piece = pieces[i];
                const double due = begin + piece.due;
                while (wall_seconds() < due) ::usleep(200);
                kinds[piece.kind].work(client, piece.number);
                taken[t].emplace_back(piece.kind, (wall_seconds() - due) * 1e3);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& client : taken)
        for (const auto& [kind, milliseconds] : client) kinds[kind].milliseconds.push_back(milliseconds);
}

double at_most(std::uint16_t port, const std::function<void(RawClient&, std::size_t)>& work)
{
    constexpr double lasts = 2;
    std::atomic<std::size_t> next{0};
    const double begin = wall_seconds();
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < clients_of_each; ++t) {
            threads.emplace_back([&] {
                RawClient client{port};
                while (wall_seconds() < begin + lasts) work(client, next++);
            });
        }
    }
    return double(next) / (wall_seconds() - begin);
}

std::vector<double> one_by_one(std::uint16_t port, std::size_t count,
                               const std::function<void(RawClient&, std::size_t)>& work)
{
    RawClient client{port};
    std::vector<double> milliseconds;
    for (std::size_t i = 0; i < count; ++i) {
        const double before = wall_seconds();
        work(client, i);
        milliseconds.push_back((wall_seconds() - before) * 1e3);
    }
    return milliseconds;
}

void print_times(const std::string& name, const std::vector<double>& milliseconds, const std::string& goal)
{
    if (milliseconds.empty()) return;
    std::printf("%-34s %6zu   p50 %7.2f ms   p95 %7.2f ms   p99 %7.2f ms   %s\n", name.c_str(),
                milliseconds.size(), median(milliseconds), quantile(milliseconds, 0.95),
                quantile(milliseconds, 0.99), goal.c_str());
}

} // namespace radcert::bench
