#pragma once

#include <cstddef>
#include <string>

namespace radcert::cli {

/// A file opened for reading; "-" is standard input.
class InputFile {
public:
    /// @throws Error  not_found or unavailable, naming the file.
    explicit InputFile(const std::string& path);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    /// Appends what one read gives, at most `most` bytes. False at the end of the file.
    /// @throws Error  unavailable, naming the file.
    bool append_to(std::string& text, std::size_t most);

    /// Size in bytes where the system knows it; 0 for a pipe.
    std::size_t size() const;

private:
    std::string path_;
    int descriptor_;
};

} // namespace radcert::cli
