#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace radcert::documents {

/// An archive of files that every tar reads: the "ustar" format of POSIX (IEEE Std 1003.1, pax, "ustar
/// Interchange Format"). Regular files only, readable by everybody, of nobody in particular: the same files
/// give the same bytes.
class TarWriter {
public:
    /// @param seconds  since 1970: when the files were made, as the archive tells it
    explicit TarWriter(std::int64_t seconds) : seconds_{seconds} {}

    /// @param name     where the file goes, with "/" between folders: relative, and without ".." in it
    /// @throws Error   invalid_input: no such name can be told, or the file has 8 GiB and more.
    void add(std::string_view name, std::string_view bytes);

    /// The archive with its end; nothing can be added after that.
    std::string take();

private:
    std::int64_t seconds_;
    std::string archive_;
};

/// The 512 bytes that stand before a file. @throws Error as TarWriter::add.
std::string tar_header(std::string_view name, std::uint64_t size, std::int64_t seconds);

} // namespace radcert::documents
