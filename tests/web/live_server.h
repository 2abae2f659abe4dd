#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/web/raw_client.h"
#include "web/server.h"

namespace radcert::tests {

/// Says back what it was asked: "POST /a?b 5 hello". /large answers with 4 MB.
inline web::Response echo(const web::Request& request)
{
    web::Response response;
    response.add("content-type", "text/plain");
    response.add("x-radcert-route", "/echo");
    response.body = std::string{word(request.method)} + " " + request.target + " " +
                    std::to_string(request.body.size()) + " " + request.body.substr(0, 100);
    if (request.target == "/large") response.body.assign(4'000'000, 'x');
    return response;
}

/// Limits with times of which a test can wait for several.
inline web::ServerLimits quick_limits()
{
    using std::chrono::milliseconds;
    return {.header_time = milliseconds{300},
            .body_time = milliseconds{300},
            .answer_time = milliseconds{300},
            .idle_time = milliseconds{300},
            .linger_time = milliseconds{200},
            .grace_time = milliseconds{1000}};
}

/// A server in a thread of its own, stopped at the end.
class LiveServer {
public:
    explicit LiveServer(web::ServerOptions options = {}, const web::Answer& answer = echo)
        : server_{logged(std::move(options)), [answer] { return answer; }}, thread_{[this] { server_.run(); }}
    {
    }
    ~LiveServer() { stop(); }

    void stop()
    {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }
    std::uint16_t port() const { return server_.port(); }
    RawClient client() const { return RawClient{port()}; }
    web::ServerFigures figures() const { return server_.figures(); }

    /// "GET /echo 200", a line for each answer that was sent.
    std::vector<std::string> log()
    {
        const std::lock_guard lock{mutex_};
        return log_;
    }

private:
    web::ServerOptions logged(web::ServerOptions options)
    {
        options.log = [this](const web::AccessLine& line) {
            const std::lock_guard lock{mutex_};
            log_.push_back(std::string{line.method} + " " + std::string{line.route} + " " +
                           std::to_string(line.status));
        };
        return options;
    }

    std::mutex mutex_;
    std::vector<std::string> log_;
    web::Server server_;
    std::thread thread_;
};

} // namespace radcert::tests
