#include "web/server.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <new>
#include <optional>
#include <set>
#include <utility>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/clock.h"
#include "web/forwarded.h"
#include "web/request_reader.h"
#include "web/response_text.h"
#include "web/strictness.h"
#include "web/tls.h"
#include "web/worker_pool.h"

namespace radcert::web {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Instant = std::chrono::steady_clock::time_point;

/// What a server counts, readable from any thread.
struct ServerCounts {
    std::atomic<std::uint64_t> open{0}, accepted{0}, refused{0}, rejected{0}, timeouts{0};
    std::array<std::atomic<std::uint64_t>, 4> answers{};
};

class Connection;

/// What the connections of one server share.
struct Hall {
    Hall(const ServerOptions& chosen, const AnswerMaker& make);
    /// Closes a connection to make room for others. @return false: there is none that may be closed
    bool close_one();

    const ServerOptions options;
    const std::vector<std::string> hosts;
    Holdings holdings;
    asio::io_context io{1};
    std::optional<asio::ssl::context> tls;
    std::set<std::shared_ptr<Connection>> connections;
    ServerCounts counts;
    bool stopping{false};
    std::function<void()> on_left; ///< a connection is gone
    WorkerPool pool;
};

/// One connection from its first byte to its last. Everything happens in the thread of `run`; it lives as
/// long as it stands among the hall's connections or something of its own is under way.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Hall& hall)
        : hall_{hall}, limits_{hall.options.limits}, socket_{std::move(socket)}, timer_{hall.io},
          reader_{limits_, hall.hosts, hall.options.may_upload, hall.holdings}
    {
        if (hall_.tls) tls_.emplace(socket_, *hall_.tls);
    }

    void start();
    void close();
    /// Whether it may be closed to make room: it is the other side that makes it wait.
    bool gives_way() const { return phase_ != Phase::answer; }
    /// The smallest gives way first: who has asked for nothing yet, and of those who has waited longest.
    std::pair<bool, Instant> claim() const
    {
        return {phase_ == Phase::body || phase_ == Phase::send, since_};
    }
    /// Whether nobody waits for anything.
    bool is_idle() const { return phase_ == Phase::linger || (phase_ == Phase::header && !reader_.begun()); }

private:
    enum class Phase : std::uint8_t { header, body, answer, send, linger, closed };

    template <class Use>
    void with_stream(Use use)
    {
        tls_ ? use(*tls_) : use(socket_);
    }
    void enter(Phase phase, std::chrono::milliseconds time);
    void on_deadline();
    void read();
    void on_read(error_code failed, std::size_t size);
    void proceed(RequestReader::Needs needs);
    void ask_to_continue();
    void answer();
    void reject(const Refusal& refusal, bool last);
    void send(Response response, bool last);
    void on_sent(error_code failed, std::size_t size);
    void linger();
    void drain();

    Hall& hall_;
    const ServerLimits& limits_;
    tcp::socket socket_;
    std::optional<asio::ssl::stream<tcp::socket&>> tls_;
    asio::steady_timer timer_;
    RequestReader reader_;
    Phase phase_{Phase::header};
    Instant since_{};  ///< when the phase began
    bool kept_{false}; ///< open after an answer, and no byte of the next request has come
    bool late_{false}; ///< the deadline has passed, and what is under way is being cancelled
    bool last_{false}; ///< the connection ends with the answer
    std::array<char, 4096> piece_{};
    Response response_;
    std::string head_, route_, trouble_;
    Instant asked_{};
    std::chrono::microseconds taken_{0};
};

void Connection::start()
{
    enter(Phase::header, limits_.header_time);
    if (!tls_) return read();
    tls_->async_handshake(asio::ssl::stream_base::server, [self = shared_from_this()](error_code failed) {
        failed ? self->close() : self->read();
    });
}

void Connection::close()
{
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    timer_.cancel();
    hall_.connections.erase(shared_from_this());
    hall_.counts.open = hall_.connections.size();
    error_code ignored;
    socket_.close(ignored);
    hall_.on_left();
}

void Connection::enter(Phase phase, std::chrono::milliseconds time)
{
    phase_ = phase;
    since_ = std::chrono::steady_clock::now();
    timer_.expires_after(time);
    timer_.async_wait([self = shared_from_this()](error_code cancelled) {
        if (!cancelled) self->on_deadline();
    });
}

void Connection::on_deadline()
{
    // It may have been set anew, or be no longer of interest, after it passed and before this was called.
    if (timer_.expiry() > std::chrono::steady_clock::now() || phase_ == Phase::answer ||
        phase_ == Phase::closed)
        return;
    if (is_idle()) return close();
    ++hall_.counts.timeouts;
    if (phase_ == Phase::send) return close();
    late_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Connection::read()
{
    with_stream([this](auto& stream) {
        stream.async_read_some(asio::buffer(piece_),
                               [self = shared_from_this()](error_code failed, std::size_t size) {
                                   self->on_read(failed, size);
                               });
    });
}

void Connection::on_read(error_code failed, std::size_t size)
{
    if (phase_ == Phase::closed) return;
    if (late_) return reject({408, {"yêu cầu đến quá chậm", "the request came too slowly"}}, true);
    if (failed) return close();
    const auto needs = reader_.take({piece_.data(), size});
    while (hall_.holdings.headers > limits_.all_headers && hall_.close_one()) ++hall_.counts.refused;
    if (phase_ != Phase::closed) proceed(needs);
}

void Connection::proceed(RequestReader::Needs needs)
{
    const bool first_byte = kept_ && reader_.begun();
    if (first_byte) kept_ = false;
    switch (needs) {
    case RequestReader::Needs::header:
        if (first_byte) enter(Phase::header, limits_.header_time);
        return read();
    case RequestReader::Needs::body:
        if (phase_ == Phase::body) return read();
        enter(Phase::body, limits_.body_time);
        return reader_.is_asked_to_continue() ? ask_to_continue() : read();
    case RequestReader::Needs::nothing: return answer();
    case RequestReader::Needs::refused: return reject(reader_.refusal(), true);
    }
}

void Connection::ask_to_continue()
{
    static constexpr std::string_view go_on{"HTTP/1.1 100 Continue\r\n\r\n"};
    with_stream([this](auto& stream) {
        asio::async_write(stream, asio::buffer(go_on),
                          [self = shared_from_this()](error_code failed, std::size_t) {
                              failed ? self->close() : self->read();
                          });
    });
}

void Connection::answer()
{
    phase_ = Phase::answer;
    timer_.cancel();
    asked_ = std::chrono::steady_clock::now();
    Request request = reader_.request();
    request.secure = tls_.has_value();
    error_code ignored;
    const auto peer = socket_.remote_endpoint(ignored).address();
    request.peer = peer.is_v6() && peer.to_v6().is_v4_mapped()
                       ? make_address_v4(asio::ip::v4_mapped, peer.to_v6()).to_string()
                       : peer.to_string();
    believe_proxy(request, hall_.options.proxy);
    // The worker's thread must neither end the connection's life nor make it longer.
    auto done = [weak = weak_from_this(), executor = hall_.io.get_executor()](Response response) {
        asio::post(executor, [weak, response = std::move(response)]() mutable {
            const auto self = weak.lock();
            if (self && self->phase_ == Phase::answer)
                self->send(std::move(response), !self->reader_.keep_alive());
        });
    };
    if (!hall_.pool.offer({std::move(request), std::move(done)})) reject(too_busy(), !reader_.keep_alive());
}

void Connection::reject(const Refusal& refusal, bool last)
{
    late_ = false;
    if (phase_ != Phase::answer) asked_ = std::chrono::steady_clock::now();
    ++hall_.counts.rejected;
    Response response = refusal_response(refusal);
    if (refusal.status == 503) response.add("retry-after", "2");
    send(std::move(response), last);
}

void Connection::send(Response response, bool last)
{
    enter(Phase::send, limits_.answer_time);
    taken_ = std::chrono::duration_cast<std::chrono::microseconds>(since_ - asked_);
    last_ = last || hall_.stopping;
    route_ = take_note(response, route_header);
    trouble_ = take_note(response, trouble_header);
    response_ = can_be_sent(response) ? std::move(response) : failure_response();
    const Sending sending{reader_.head_asked(), last_, http_date(registry::system_seconds())};
    head_ = head_text(response_, sending);
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head_),
                                                  asio::buffer(body_text(response_, sending))};
    with_stream([&](auto& stream) {
        asio::async_write(stream, parts, [self = shared_from_this()](error_code failed, std::size_t size) {
            self->on_sent(failed, size);
        });
    });
}

void Connection::on_sent(error_code failed, std::size_t size)
{
    ++hall_.counts.answers[std::size_t(response_.status) / 100 - 2];
    if (hall_.options.log)
        hall_.options.log({reader_.method(), route_, response_.status, size, taken_, trouble_});
    response_ = {};
    if (phase_ == Phase::closed) return;
    if (failed) return close();
    if (last_) return linger();
    if (hall_.stopping) return close();
    kept_ = true;
    enter(Phase::header, limits_.idle_time);
    proceed(reader_.next());
}

/// A connection that is closed while bytes are on their way in is reset, and what was sent and not read yet
/// is lost: instead of a 413, its reader would see that the network failed. So what comes is thrown away a
/// while.
void Connection::linger()
{
    enter(Phase::linger, limits_.linger_time);
    const auto end = [self = shared_from_this()](error_code) {
        error_code ignored;
        self->socket_.shutdown(tcp::socket::shutdown_send, ignored);
        self->drain();
    };
    tls_ ? tls_->async_shutdown(end) : end({});
}

void Connection::drain()
{
    socket_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](error_code failed, std::size_t) {
                                failed ? self->close() : self->drain();
                            });
}

tcp::acceptor listen(asio::io_context& io, const ServerOptions& options)
{
    error_code failed;
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed)
        throw Error{Fault::invalid_input,
                    {"“" + options.address + "” không phải địa chỉ IP",
                     "\"" + options.address + "\" is not an IP address"},
                    {"ví dụ: 127.0.0.1, hoặc 0.0.0.0 cho mọi địa chỉ của máy",
                     "for example 127.0.0.1, or 0.0.0.0 for all addresses of the machine"}};
    const tcp::endpoint place{address, options.port};
    tcp::acceptor acceptor{io, place.protocol()};
    acceptor.set_option(tcp::acceptor::reuse_address{true}, failed);
    acceptor.bind(place, failed);
    if (!failed) acceptor.listen(tcp::acceptor::max_listen_connections, failed);
    if (!failed) return acceptor;
    const std::string name = options.address + ":" + std::to_string(options.port);
    const Words why = system_words(failed.value());
    throw Error{
        Fault::unavailable,
        {name + ": không mở được cổng (" + why.vi + ")", name + ": cannot be listened on (" + why.en + ")"},
        {"chọn cổng khác, hoặc dừng chương trình đang giữ cổng này",
         "choose another port, or stop the program that holds this one"}};
}

Hall::Hall(const ServerOptions& chosen, const AnswerMaker& make)
    : options{chosen}, hosts{allowed_hosts(chosen.address, chosen.hosts)},
      pool{chosen.workers, chosen.limits.waiting, make}
{
    if (!options.tls_certificate.empty() || !options.tls_key.empty())
        tls.emplace(tls_context(options.tls_certificate, options.tls_key).release());
}

bool Hall::close_one()
{
    std::shared_ptr<Connection> least;
    for (const auto& connection : connections)
        if (connection->gives_way() && (!least || connection->claim() < least->claim())) least = connection;
    if (least) least->close();
    return least != nullptr;
}

} // namespace

struct Server::Sockets {
    Sockets(const ServerOptions& options, const AnswerMaker& make)
        : hall{options, make}, acceptor{listen(hall.io, options)}, port{acceptor.local_endpoint().port()},
          timer{hall.io}, work{hall.io.get_executor()}
    {
        hall.on_left = [this] {
            if (hall.stopping && hall.connections.empty()) hall.io.stop();
        };
    }

    void accept();
    void on_accept(error_code failed, tcp::socket socket);
    void stop();

    Hall hall;
    tcp::acceptor acceptor;
    const std::uint16_t port;
    asio::steady_timer timer; ///< of a pause in accepting; at the end, of the grace
    asio::executor_work_guard<asio::io_context::executor_type> work;
};

void Server::Sockets::accept()
{
    acceptor.async_accept(
        [this](error_code failed, tcp::socket socket) { on_accept(failed, std::move(socket)); });
}

void Server::Sockets::on_accept(error_code failed, tcp::socket socket)
{
    if (hall.stopping) return;
    if (failed) { // no descriptor is left, or no memory: some connection will give one back
        timer.expires_after(std::chrono::milliseconds{100});
        return timer.async_wait([this](error_code cancelled) {
            if (!cancelled) accept();
        });
    }
    accept();
    ++hall.counts.accepted;
    if (hall.connections.size() >= hall.options.limits.connections) {
        ++hall.counts.refused;
        if (!hall.close_one()) return;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto connection = std::make_shared<Connection>(std::move(socket), hall);
    hall.connections.insert(connection);
    hall.counts.open = hall.connections.size();
    connection->start();
}

void Server::Sockets::stop()
{
    if (std::exchange(hall.stopping, true)) return;
    error_code ignored;
    acceptor.close(ignored);
    timer.expires_after(hall.options.limits.grace_time);
    timer.async_wait([this](error_code) { hall.io.stop(); });
    const auto connections = hall.connections;
    for (const auto& connection : connections)
        if (connection->is_idle()) connection->close();
    hall.on_left();
}

Server::Server(ServerOptions options, const AnswerMaker& make)
    : sockets_{std::make_unique<Sockets>(options, make)}
{
    // Else glibc, once a large body was freed, takes the next ones from its heap, and holes stay there for
    // ever.
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
}

Server::~Server() = default;

std::uint16_t Server::port() const
{
    return sockets_->port;
}

void Server::run()
{
    Hall& hall = sockets_->hall;
    sockets_->accept();
    for (bool ended = false; !ended;) {
        try {
            hall.io.run();
            ended = true;
        } catch (const std::bad_alloc&) { // costs the connection that wanted it: its deadline closes it
        }
    }
    hall.pool.end();
    const auto connections = hall.connections;
    for (const auto& connection : connections) connection->close();
}

void Server::stop()
{
    asio::post(sockets_->hall.io, [this] { sockets_->stop(); });
}

ServerFigures Server::figures() const
{
    const ServerCounts& counts = sockets_->hall.counts;
    ServerFigures figures{counts.open, counts.accepted, counts.refused, counts.rejected, counts.timeouts, {}};
    std::ranges::copy(counts.answers, figures.answers.begin());
    return figures;
}

} // namespace radcert::web
