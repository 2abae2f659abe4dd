#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/limits.h"
#include "web/message.h"

namespace radcert::web {

/// One line of the access log. It names a kind of request and nobody: no address of a person or a file, no
/// query, no peer.
struct AccessLine {
    std::string_view method; ///< "GET"; "-": the request was refused before it was read
    std::string_view route;  ///< the answer's header "x-radcert-route", which is not sent; may be empty
    int status{0};
    std::uint64_t bytes{0};             ///< of the answer, headers included
    std::chrono::microseconds taken{0}; ///< from the last byte of the request to the answer's being ready
    std::string_view trouble{};         ///< why the register could not be used; empty: it could
};

struct ServerOptions {
    std::string address{"127.0.0.1"}; ///< IPv4 or IPv6, of this machine
    std::uint16_t port{0};            ///< 0: any that is free
    /// Names that a request's Host may bear, with any port, beside the address itself and localhost: else any
    /// name that somebody points at this machine would do, and with it that somebody's pages.
    std::vector<std::string> hosts{};
    std::string proxy{};           ///< address of a proxy that is believed (web/forwarded.h); empty: none
    std::string tls_certificate{}; ///< PEM file, the chain in it; empty, as `tls_key`: no TLS
    std::string tls_key{};         ///< PEM file
    std::size_t workers{2};        ///< threads that answer
    ServerLimits limits{};
    MayUpload may_upload{};                       ///< asked in the thread of `run`
    std::function<void(const AccessLine&)> log{}; ///< called in the thread of `run`; quick, and never throws
};

/// What a server has done since it began, for /metrics.
struct ServerFigures {
    std::uint64_t open{0};     ///< connections at this moment
    std::uint64_t accepted{0}; ///< connections, those refused included
    std::uint64_t refused{0};  ///< connections closed because there were too many, or too much in them
    std::uint64_t rejected{0}; ///< requests that it answered itself: malformed, too large, late or many
    std::uint64_t timeouts{0}; ///< requests that did not arrive, or answers that were not taken, in time
    std::array<std::uint64_t, 4> answers{}; ///< 2xx, 3xx, 4xx, 5xx; the rejected are among them
};

/// An HTTP/1.1 server for those who mean well, which those who do not cannot stop.
///
/// One thread, that of `run`, reads and writes all sockets; `workers` threads make the answers. Each request
/// is read strictly (web/strictness.h) and within `ServerLimits`; what breaks either is answered in plain
/// text and the connection is closed. Connections are kept open otherwise, and are answered one request at a
/// time, in order. Bodies come as they were sent, never unpacked; one that does not state its length may be
/// `limits.body` long, whatever its type. A connection beyond `limits.connections` takes the place of one
/// that waits for the other side: for a header first, then for a body or for an answer's being taken, and the
/// longest of them; where every request is being answered, it is closed at once.
class Server {
public:
    /// Binds the port, reads the certificate and makes the answerers; connections wait until `run`.
    /// Has the whole process give memory blocks of 256 KiB and more back to the system at once.
    /// @param make  called once in each worker's thread, at the same time
    /// @throws Error invalid_input: the address, certificate or key cannot be used; unavailable: the port
    ///         cannot be had; and what `make` throws
    Server(ServerOptions options, const AnswerMaker& make);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const; ///< the one it listens on

    /// Serves until `stop`; once.
    void run();

    /// Ends `run`: nobody is let in any more, idle connections are closed, and requests under way have
    /// `limits.grace_time` to arrive and be answered. `run` waits for an answer that takes longer to be made,
    /// and does not send it. From any thread, at any time; not from a signal handler.
    void stop();

    /// From any thread.
    ServerFigures figures() const;

private:
    struct Sockets;
    std::unique_ptr<Sockets> sockets_;
};

/// Answers the one request that a text holds, as a server with these options would on a socket, and gives the
/// whole response as text: the same reader, checks and limits, without Date and Connection.
///
/// For `radcert http < request.txt`: in the request's header part, lines may end in LF alone, and where there
/// is a body but neither Content-Length nor Transfer-Encoding, everything after the empty line is the body.
/// A socket allows neither. What follows the request is not looked at.
///
/// @return a response in any case; 400 where the text ends before the request does
std::string answer_text(std::string_view request_text, const ServerOptions& options, const Answer& answer);

} // namespace radcert::web
