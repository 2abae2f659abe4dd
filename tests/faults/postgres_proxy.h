#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace radcert::faults {

/// Stands between a client of PostgreSQL's and its server, on Unix sockets, and cuts one connection when its
/// COMMIT comes by.
class PostgresProxy {
public:
    enum class Cut : unsigned char {
        none,
        before,  ///< COMMIT never arrives
        at_once, ///< COMMIT is sent, and both sides are closed
        late,    ///< the client is cut, and COMMIT arrives some time later
        answer,  ///< COMMIT is done, and its answer is lost
        torn     ///< the same, but for the first bytes of the answer
    };
    static constexpr int kinds = 5;

    /// @param folder  where clients connect, as `host` of an address
    /// @param server  where the server's socket lies
    PostgresProxy(const std::filesystem::path& folder, const std::filesystem::path& server);
    ~PostgresProxy();
    PostgresProxy(const PostgresProxy&) = delete;
    PostgresProxy& operator=(const PostgresProxy&) = delete;

    /// The next COMMIT is cut so. @param shut  and nobody comes in afterwards, until `open`
    void cut_next(Cut cut, std::chrono::milliseconds late = {}, bool shut = false);
    void open() { shut_ = false; }
    int cuts() const { return cuts_; }

private:
    class Pair;

    void accept_all();
    void pass_on(int client);
    void strike(Cut cut, Pair& pair, std::string_view bytes);

    std::filesystem::path server_;
    int door_;
    std::atomic<Cut> next_{Cut::none};
    std::atomic<std::chrono::milliseconds> late_{};
    std::atomic<bool> shuts_{false}, shut_{false}, ended_{false};
    std::atomic<int> cuts_{0};
    std::vector<std::jthread> pairs_;
    std::jthread doorkeeper_;
};

} // namespace radcert::faults
