#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace radcert::bench {

/// The rows of a register in bare SQLite: same tables and indexes, plain statements, no journal's work. What
/// the benchmarks compare with.
class RawRegister {
public:
    explicit RawRegister(const std::filesystem::path& file);
    ~RawRegister();
    RawRegister(const RawRegister&) = delete;
    RawRegister& operator=(const RawRegister&) = delete;

    /// Makes `to` with every row of `from`, in the order in which they were recorded.
    /// @return  seconds that the inserts and commits took
    static double copy_seconds(const std::filesystem::path& from, const std::filesystem::path& to);

    void scan_names(const std::string& words);
    void rows_of_worker(std::int64_t worker);
    void rows_of_facility(std::int64_t facility);
    void commit_one(int number);
    void read_journal();
    void read_statuses(); ///< of certificates

private:
    void read(const char* sql, std::int64_t number);

    sqlite3* handle_{};
    std::size_t read_{0};
};

} // namespace radcert::bench
