#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/web/raw_client.h"

namespace radcert::bench {

/// Somebody's session: what a browser sends with every request and every form.
struct Session {
    std::string cookie, csrf;
};
Session sign_in(std::uint16_t port, const std::string& code, const std::string& password);

/// What GET answers, to whoever is signed in, or to nobody. Ends the benchmark where it is not 200.
tests::RawAnswer get(tests::RawClient& client, const Session& session, const std::string& target);
/// Sends a form. Ends the benchmark where the act was not done.
void post(tests::RawClient& client, const Session& session, const std::string& target, std::string body);

/// One kind of work under load, and how long each piece took.
struct LoadKind {
    std::string name;
    double per_second{};
    /// The n-th piece, by one of the connections to each server.
    std::function<void(tests::RawClient&, std::size_t)> work{};
    std::vector<double> milliseconds{};
};

/// So many pieces of every kind a second, spread over the servers; each has its moment, so that a slow answer
/// delays none, and its time counts from there.
void load(const std::vector<std::uint16_t>& ports, std::vector<LoadKind>& kinds, int seconds);

/// Pieces a second, of as many as the connections to one server get done.
double at_most(std::uint16_t port, const std::function<void(tests::RawClient&, std::size_t)>& work);

/// Milliseconds of `count` pieces, one after another.
std::vector<double> one_by_one(std::uint16_t port, std::size_t count,
                               const std::function<void(tests::RawClient&, std::size_t)>& work);

/// "name   requests  p50  p95  p99"
void print_times(const std::string& name, const std::vector<double>& milliseconds, const std::string& goal);

} // namespace radcert::bench
