#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace radcert::bench {

/// The least that a web look-up can be: Boost.Beast, a thread for each connection, one prepared SQLite
/// statement by primary key, and the row's name as the body. What the desk is measured against.
class BareServer {
public:
    /// @param file  a register; "GET /17" answers with the name of facility 17
    explicit BareServer(const std::filesystem::path& file);
    ~BareServer();
    BareServer(const BareServer&) = delete;
    BareServer& operator=(const BareServer&) = delete;

    std::uint16_t port() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace radcert::bench
