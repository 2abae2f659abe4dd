#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace radcert::bench {

/// How a command of the program ended.
struct CommandRun {
    double seconds{}, processor{};
    double mebibytes{}; ///< the most that it held in memory
    std::string output;
};

/// The whole command, its standard output kept. Ends the benchmark where it fails.
CommandRun run_program(std::vector<std::string> words);

/// `radcert serve` in a process of its own, on a port of its choice; stopped when this goes.
class DeskProcess {
public:
    /// Returns when the register answers.
    /// @param with  --register and --key-file
    explicit DeskProcess(const std::vector<std::string>& with);
    ~DeskProcess();
    DeskProcess(const DeskProcess&) = delete;
    DeskProcess& operator=(const DeskProcess&) = delete;

    std::uint16_t port() const { return port_; }
    double start_seconds() const { return started_; } ///< from its start to its first answer
    double mebibytes() const { return memory("VmRSS:"); }
    double most_mebibytes() const { return memory("VmHWM:"); }

private:
    double memory(const std::string& line) const;

    int process_{-1}, said_{-1};
    std::uint16_t port_{};
    double started_{};
};

} // namespace radcert::bench
