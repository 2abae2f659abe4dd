#include "tests/faults/postgres_proxy.h"

#include <array>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace radcert::faults {
namespace {

constexpr int tick = 20; ///< milliseconds after which somebody looks whether it ended

sockaddr_un address_in(const std::filesystem::path& folder)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder / ".s.PGSQL.5432";
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error{"too long a path for a socket"};
    std::memcpy(address.sun_path, path.c_str(), path.size());
    return address;
}

/// A query that says COMMIT and nothing else, as PostgreSQL's protocol has it.
bool says_commit(std::string_view bytes)
{
    return bytes == std::string_view{"Q\0\0\0\x0b"
                                     "COMMIT\0",
                                     12};
}

bool is_readable(int socket)
{
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

} // namespace

/// The two sides of one connection.
class PostgresProxy::Pair {
public:
    Pair(int client, const sockaddr_un& at)
        : client_{client}, server_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        is_open_ = ::connect(server_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
    }
    ~Pair()
    {
        close_client();
        ::close(server_);
    }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    bool is_open() const { return is_open_; }
    void wait()
    {
        std::array<pollfd, 2> both{pollfd{client_, POLLIN, 0}, pollfd{server_, POLLIN, 0}};
        ::poll(both.data(), both.size(), tick);
    }
    std::string from_client() { return is_readable(client_) ? receive(client_) : std::string{}; }
    std::string from_server() { return is_readable(server_) ? receive(server_) : std::string{}; }
    void to_client(std::string_view bytes) { send(client_, bytes); }
    void to_server(std::string_view bytes) { send(server_, bytes); }
    void close_client()
    {
        if (client_ >= 0) ::close(std::exchange(client_, -1));
    }
    /// What the server answers to one query.
    std::string answer()
    {
        constexpr int patience = 10'000;
        pollfd waiting{server_, POLLIN, 0};
        return ::poll(&waiting, 1, patience) > 0 ? receive(server_) : std::string{};
    }

private:
    std::string receive(int from)
    {
        std::array<char, 65'536> piece{};
        const ssize_t got = ::recv(from, piece.data(), piece.size(), 0);
        is_open_ = is_open_ && got > 0;
        return got > 0 ? std::string{piece.data(), std::size_t(got)} : std::string{};
    }
    void send(int to, std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                is_open_ = false;
                return;
            }
            bytes.remove_prefix(std::size_t(sent));
        }
    }

    int client_, server_;
    bool is_open_{false};
};

PostgresProxy::PostgresProxy(const std::filesystem::path& folder, const std::filesystem::path& server)
    : server_{server}, door_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}
{
    const sockaddr_un at = address_in(folder);
    if (::bind(door_, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 || ::listen(door_, 16) != 0)
        throw std::runtime_error{"no socket for the proxy"};
    doorkeeper_ = std::jthread{[this] { accept_all(); }};
}

PostgresProxy::~PostgresProxy()
{
    ended_ = true;
    doorkeeper_.join();
    pairs_.clear();
    ::close(door_);
}

void PostgresProxy::cut_next(Cut cut, std::chrono::milliseconds late, bool shut)
{
    late_ = late;
    shuts_ = shut;
    next_ = cut;
}

void PostgresProxy::accept_all()
{
    while (!ended_) {
        pollfd waiting{door_, POLLIN, 0};
        if (::poll(&waiting, 1, tick) <= 0) continue;
        const int client = ::accept4(door_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        if (shut_)
            ::close(client);
        else
            pairs_.emplace_back([this, client] { pass_on(client); });
    }
}

void PostgresProxy::pass_on(int client)
{
    Pair pair{client, address_in(server_)};
    while (!ended_ && pair.is_open()) {
        pair.wait();
        const std::string asked = pair.from_client();
        const Cut cut = says_commit(asked) ? next_.exchange(Cut::none) : Cut::none;
        if (cut != Cut::none) return strike(cut, pair, asked);
        pair.to_server(asked);
        pair.to_client(pair.from_server());
    }
}

void PostgresProxy::strike(Cut cut, Pair& pair, std::string_view bytes)
{
    ++cuts_;
    shut_ = shuts_.load();
    if (cut == Cut::before) return;
    if (cut == Cut::late) {
        pair.close_client();
        std::this_thread::sleep_for(late_.load());
    }
    pair.to_server(bytes);
    if (cut == Cut::at_once) return;
    const std::string answer = pair.answer();
    constexpr std::size_t first_bytes = 5;
    if (cut == Cut::torn) pair.to_client(std::string_view{answer}.substr(0, first_bytes));
}

} // namespace radcert::faults
