#pragma once

#include <chrono>
#include <cstddef>

namespace radcert::web {

/// What one connection, and all of them together, may take from the server: bytes, numbers and time. Every
/// time is a total and not a pause, so that a byte now and then keeps nothing open.
struct ServerLimits {
    std::size_t header{16u << 10};     ///< bytes of a request line with its header lines; 431, or 414
    std::size_t header_lines{100};     ///< 431
    std::size_t target{8u << 10};      ///< bytes; 414
    std::size_t body{1u << 20};        ///< bytes of a body; 413
    std::size_t upload{20u << 20};     ///< bytes of such a body as `ServerOptions::may_upload` speaks of; 413
    std::size_t all_headers{8u << 20}; ///< bytes of all headers being read; some connection is closed
    std::size_t all_bodies{8u << 20};  ///< bytes of all bodies that are held, uploads apart; 503
    std::size_t all_uploads{64u << 20}; ///< bytes of all bodies that may be longer than `body`; 503
    std::size_t connections{1000};      ///< open at one moment, 6 KB each, 90 KB with TLS; some one is closed
    std::size_t waiting{256};           ///< requests that wait for a worker, one at least; 503

    /// For a header: from the connection's start, or from its first byte.
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds body_time{60'000};   ///< for a body, from the end of the header
    std::chrono::milliseconds answer_time{60'000}; ///< for taking an answer
    std::chrono::milliseconds idle_time{60'000};   ///< between an answer and the next request's first byte
    std::chrono::milliseconds linger_time{2'000};  ///< for the other side to read a last answer and close
    std::chrono::milliseconds grace_time{10'000};  ///< for requests under way when the server is stopped
};

} // namespace radcert::web
