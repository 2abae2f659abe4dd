#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

struct sqlite3_file;

namespace radcert::faults {

/// One thing that a program did to its files.
struct Step {
    enum Kind : unsigned char {
        make,       ///< a file that was not there
        write,      ///< `bytes` at `at`
        truncate,   ///< to `at` bytes
        sync,       ///< the file, and the folder when the file was new to it
        remove,     ///< its name; durable with the next change of the folder that is
        acknowledge ///< commit number `at` came back; `bytes` is the kept checkpoint
    };
    Kind kind{};
    std::string file; ///< ending of the name: "", "-wal", "-journal"
    std::int64_t at{0};
    std::string bytes{};
};

/// Files by the ending of their names.
using Image = std::map<std::string, std::string>;

/// Takes SQLite's place at the disk while it lives: every change goes through to the files and is noted. The
/// shared memory beside a write-ahead log does not outlive a machine and is not noted.
class Recording {
public:
    /// @param file  the register whose files are watched; SQLite's default until this goes.
    explicit Recording(std::string file);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    void acknowledge(std::int64_t commit, std::string kept);
    std::vector<Step> steps() const;
};

/// What may stand on the disk after the power went, at every moment of a recording: what was synced, and of
/// the rest everything, nothing, or some of it, the last write torn where a sector ends.
class Disk {
public:
    explicit Disk(const Image& start);

    /// The next step happens.
    void take(const Step& step);

    enum class Loss : unsigned char { nothing, everything, some, torn };
    /// Whether the loss would differ from losing nothing.
    bool unsettled() const;
    Image after(Loss loss, std::mt19937& random) const;

private:
    /// A file as one thing, whatever name it has or had.
    struct Node {
        std::string synced;
        std::vector<const Step*> pending;
        bool new_to_folder{false};
    };
    struct Renaming {
        std::string name;
        std::shared_ptr<Node> node; ///< nothing: the name was removed
    };
    using Names = std::map<std::string, std::shared_ptr<Node>>;

    Names durable_, now_;
    std::vector<Renaming> renamings_; ///< not yet durable
};

} // namespace radcert::faults
