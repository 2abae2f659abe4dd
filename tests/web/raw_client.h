#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace radcert::tests {

/// One answer as it came.
struct RawAnswer {
    int status{0};    ///< 0: the connection was closed, or nothing came in time
    std::string head; ///< status line and header lines
    std::string body;
};

/// A client that knows nothing of HTTP but where an answer ends, and sends whatever it is given.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        sockaddr_in server{};
        server.sin_family = AF_INET;
        server.sin_port = htons(port);
        server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (socket_ < 0 || ::connect(socket_, reinterpret_cast<sockaddr*>(&server), sizeof server) != 0) {
            close();
            throw std::runtime_error{"cannot connect to the server under test"};
        }
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~RawClient() { close(); }
    RawClient(RawClient&& other) noexcept
        : socket_{std::exchange(other.socket_, -1)}, unread_{std::move(other.unread_)}
    {
    }
    RawClient& operator=(RawClient&&) = delete;

    void close()
    {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }

    /// @return false: the other side does not take it, or not within two seconds
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            pollfd waiting{socket_, POLLOUT, 0};
            if (::poll(&waiting, 1, 2'000) <= 0) return false;
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
            if (sent > 0) bytes.remove_prefix(std::size_t(sent));
        }
        return true;
    }

    /// The next answer, its length by its Content-Length. To HEAD there is no body.
    RawAnswer answer(bool to_head = false, std::chrono::milliseconds patience = std::chrono::seconds{5})
    {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!unread_.contains_head())
            if (!receive(until)) return {};
        RawAnswer answer;
        answer.head = unread_.take(unread_.text.find("\r\n\r\n") + 4);
        answer.status = std::atoi(answer.head.substr(9, 3).c_str());
        constexpr std::string_view length_is{"\r\ncontent-length: "};
        const auto at = answer.head.find(length_is);
        if (to_head || answer.status < 200 || at == answer.head.npos) return answer;
        const auto length = std::size_t(std::atoll(answer.head.c_str() + at + length_is.size()));
        while (unread_.text.size() < length)
            if (!receive(until)) return {};
        answer.body = unread_.take(length);
        return answer;
    }
    RawAnswer ask(std::string_view request)
    {
        send(request);
        return answer(request.starts_with("HEAD "));
    }

    /// Everything that comes until the other side closes, or the time is over.
    std::string rest(std::chrono::milliseconds patience = std::chrono::seconds{5})
    {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (receive(until)) {
        }
        return unread_.take(unread_.text.size());
    }
    /// Whether the other side closes in that time; what it sends before is thrown away.
    bool is_closed_within(std::chrono::milliseconds patience)
    {
        rest(patience);
        return closed_;
    }

private:
    struct Unread {
        std::string text;
        bool contains_head() const { return text.find("\r\n\r\n") != text.npos; }
        std::string take(std::size_t size)
        {
            std::string taken = text.substr(0, size);
            text.erase(0, size);
            return taken;
        }
    };

    bool receive(std::chrono::steady_clock::time_point until)
    {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, int(left.count())) <= 0) return false;
        std::array<char, 65'536> piece;
        const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
        closed_ = got <= 0;
        if (got > 0) unread_.text.append(piece.data(), std::size_t(got));
        return got > 0;
    }

    int socket_;
    Unread unread_;
    bool closed_{false};
};

} // namespace radcert::tests
