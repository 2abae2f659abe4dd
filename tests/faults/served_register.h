#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "registry/register_place.h"
#include "tests/faults/stage.h"

namespace radcert::faults {

/// A certificate as its desk would show it in the form that corrects it.
struct IssuedCertificate {
    std::string number, worker, facility, role;
    std::vector<std::string> equipment_types;
};

/// A register that servers of the program serve to a desk: in a file, or under tests/on_postgres in a
/// database. Certificates without end, applications that were granted and no more, applications to screen,
/// and an account of a head for each clerk.
class ServedRegister {
public:
    ServedRegister(std::size_t certificates, std::size_t granted, std::size_t to_screen, int clerks);
    ~ServedRegister();
    ServedRegister(const ServedRegister&) = delete;
    ServedRegister& operator=(const ServedRegister&) = delete;

    static constexpr const char* password = "mùa mưa ở Buôn Đôn";
    static constexpr const char* second = "minh"; ///< whose password it is, too
    static std::string clerk(int number) { return "can-bo-" + std::to_string(number); }

    const fs::path& folder() const { return folder_.path(); }
    const registry::RegisterPlace& place() const { return place_; }
    fs::path key() const { return place_.beside(".key"); }
    /// The program on this register, in English.
    Command command(Command words) const;

    std::vector<IssuedCertificate> certificates;
    std::vector<std::string> granted, to_screen;

private:
    void fill(std::size_t certificate_count, std::size_t granted_count, std::size_t to_screen_count,
              int clerks);

    Folder folder_;
    registry::RegisterPlace place_;
};

/// `radcert serve` in a process of its own.
class ServerProcess {
public:
    explicit ServerProcess(const ServedRegister& served) : served_{served} {}
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    void start();  ///< returns when it answers; where it ends at once, as without its database, tries again
    void kill();   ///< SIGKILL
    void pause();  ///< SIGSTOP
    void resume(); ///< SIGCONT
    Ran stop();    ///< SIGTERM; it ends what it is at
    /// Where it answers; 0: it does not.
    std::uint16_t port() const { return port_; }
    /// Whether it ended though nobody told it to; what it said is printed.
    bool died();

private:
    bool has_ended() const;

    const ServedRegister& served_;
    Started process_;
    std::atomic<std::uint16_t> port_{0};
};

} // namespace radcert::faults
