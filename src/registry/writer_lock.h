#pragma once

#include <filesystem>

namespace radcert::registry {

/// Held by the one program that writes to a register. Gone when the program ends, however it ends.
class WriterLock {
public:
    /// Waits a second at most. @throws Error conflict: another program holds it; unavailable: no lock file
    /// can be made.
    explicit WriterLock(const std::filesystem::path& register_file);
    ~WriterLock();
    WriterLock(WriterLock&& other) noexcept : descriptor_{other.descriptor_} { other.descriptor_ = -1; }
    WriterLock& operator=(WriterLock&&) = delete;

private:
    int descriptor_;
};

/// Whether this process may write to the file or folder.
bool may_write(const std::filesystem::path& path);

} // namespace radcert::registry
