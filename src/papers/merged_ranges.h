#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "documents/sheet.h"
#include "papers/zip_archive.h"

namespace radcert::papers {

/// A cell's place: row from 1, column from 0.
struct CellPlace {
    std::uint32_t row{}, column{};
};

/// Reads "C12"; empty where it is no cell of a sheet.
std::optional<CellPlace> parse_place(std::string_view reference);

/// The merged ranges of a sheet, asked row by row from the top.
class MergedRanges {
public:
    /// They stand behind the cells, so the part is read for them first; a part that nowhere says "mergeCell"
    /// is only looked through.
    static MergedRanges of(ZipArchive& archive, std::size_t entry);

    /// Marks the cells of `row` that a range covers. Rows must come in ascending order. Covered cells beyond
    /// the row's last are added, where the range is not absurdly wide.
    void mark(documents::SheetRow& row);

private:
    struct Range {
        CellPlace first, last;
    };
    friend class MergeListener;

    std::vector<Range> ranges_; ///< by first row
    std::vector<Range> open_;   ///< those that the last row asked for may lie in
    std::size_t next_{0};
};

} // namespace radcert::papers
