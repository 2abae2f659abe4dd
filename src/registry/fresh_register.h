#pragma once

#include <filesystem>

namespace radcert::registry {

/// A register's file that is made under another name beside its place, and gets its own when it is whole;
/// what belongs to it (log, lock, kept checkpoint) comes along or goes.
class FreshRegister {
public:
    /// Removes what an interrupted one of the same name left.
    /// @param ending  of the other name, ".founding"
    FreshRegister(std::filesystem::path place, const char* ending);
    ~FreshRegister(); ///< removes it, unless it was kept
    FreshRegister(const FreshRegister&) = delete;
    FreshRegister& operator=(const FreshRegister&) = delete;

    const std::filesystem::path& file() const { return fresh_; }
    /// Gives it its name, its kept checkpoint first where it has one; durable when this returns. Nobody may
    /// have it open. @throws Error unavailable, std::filesystem::filesystem_error.
    void keep();

private:
    void remove() const;

    std::filesystem::path place_, fresh_;
};

} // namespace radcert::registry
