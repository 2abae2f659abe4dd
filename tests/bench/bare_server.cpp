#include "tests/bench/bare_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace radcert::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

/// Answers one connection's requests until it closes.
void serve(tcp::socket socket, const std::string& file)
{
    socket.set_option(tcp::no_delay{true});
    sqlite3* database = nullptr;
    sqlite3_stmt* query = nullptr;
    if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK ||
        sqlite3_prepare_v2(database, "SELECT name FROM facility WHERE facility = ?", -1, &query, nullptr) !=
            SQLITE_OK)
        std::abort();
    boost::beast::flat_buffer buffer;
    boost::beast::error_code error;
    while (true) {
        http::request<http::string_body> request;
        http::read(socket, buffer, request, error);
        if (error) break;
        http::response<http::string_body> response{http::status::ok, 11};
        response.keep_alive(true);
        response.set(http::field::content_type, "text/plain");
        sqlite3_reset(query);
        sqlite3_bind_int64(query, 1, std::atoll(std::string{request.target().substr(1)}.c_str()));
        if (sqlite3_step(query) == SQLITE_ROW)
            response.body() = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
        response.set("content-length", std::to_string(response.body().size())); // as the clients look for it
        http::write(socket, response, error);
        if (error) break;
    }
    sqlite3_finalize(query);
    sqlite3_close(database);
}

} // namespace

struct BareServer::State {
    asio::io_context context;
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    std::atomic<bool> done{false};
    std::thread accepting;
    std::vector<std::thread> connections;
};

BareServer::BareServer(const std::filesystem::path& file) : state_{std::make_unique<State>()}
{
    state_->accepting = std::thread{[state = state_.get(), name = file.string()] {
        while (true) {
            boost::beast::error_code error;
            tcp::socket socket{state->context};
            state->acceptor.accept(socket, error);
            if (error || state->done) return;
            state->connections.emplace_back(serve, std::move(socket), name);
        }
    }};
}

BareServer::~BareServer()
{
    state_->done = true;
    {
        asio::io_context context;
        tcp::socket last{context};
        boost::beast::error_code ignored;
        last.connect({asio::ip::address_v4::loopback(), port()}, ignored); // wakes the one that accepts
    }
    state_->accepting.join();
    for (std::thread& connection : state_->connections) connection.join();
}

std::uint16_t BareServer::port() const
{
    return state_->acceptor.local_endpoint().port();
}

} // namespace radcert::bench
