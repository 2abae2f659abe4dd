#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace radcert::papers {

/// A ZIP file from a stranger, in memory, opened for reading. What a spreadsheet never is, is refused on
/// opening: more than 1,000 entries or 200 MiB unpacked, names that differ only in capitals, absolute names,
/// "..", encryption.
class ZipArchive {
public:
    /// @param bytes  must outlive the archive.
    /// @throws Error  invalid_input.
    explicit ZipArchive(std::string_view bytes);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    /// The entry's place; empty where there is none. Capitals do not count (ECMA-376-2, 6.2.2.3).
    std::optional<std::size_t> find(std::string_view name) const;

    const std::string& name(std::size_t entry) const { return entries_[entry].name; }
    std::uint64_t declared_size(std::size_t entry) const { return entries_[entry].declared; }

    /// Unpacks an entry in blocks of at most 64 KiB. False from `take`: enough.
    /// @throws Error  invalid_input: damaged, or all entries together unpack to more than 200 MiB, whatever
    /// they declare.
    void read(std::size_t entry, const std::function<bool(std::string_view)>& take);

private:
    struct Entry {
        std::string name, lower_case;
        std::uint64_t declared{}, unpacked{};
    };
    struct Close {
        void operator()(zip* archive) const;
    };

    void add_entry(std::uint64_t index);
    void refuse_twins() const;
    void count(Entry& entry, std::uint64_t so_far);

    std::unique_ptr<zip, Close> zip_;
    std::vector<Entry> entries_;
    std::uint64_t declared_{}, unpacked_{};
};

} // namespace radcert::papers
