#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/date.h"

namespace radcert::documents {

// Tables as offices send them to each other, XLSX or CSV, as plain values.

/// What a cell holds. A formula is its last result; nothing is evaluated.
struct SheetCell {
    enum class Kind : unsigned char { blank, text, number, day, truth, error };
    Kind kind{Kind::blank};
    std::string
        text{}; ///< as a person reads it: a number in its shortest form with a dot, a day as DD/MM/YYYY
    Date day{}; ///< for `day`
    bool merged{false}; ///< covered by a merged range, but not its first cell
};

struct SheetRow {
    std::uint32_t number{}; ///< as the program that made the file counts: 1 is the first
    std::vector<SheetCell> cells{};
};

struct Sheet {
    std::string name;
    std::vector<SheetRow> rows; ///< rows that hold anything, in order
};

inline constexpr std::uint32_t most_rows = 1'048'576, most_columns = 16'384; ///< of a sheet, as in Excel

/// "A", "Z", "AA": a column as people name it; 0 is "A".
std::string column_letters(std::size_t column);

/// A sheet to be written.
struct SheetToWrite {
    struct Column {
        std::string heading;
        double width{16};                   ///< characters
        std::vector<std::string> choices{}; ///< drop-down; empty: anything
        std::string hint{};                 ///< shown when the cell is chosen; may be empty
        enum class Kind : unsigned char { text, number, day } kind{Kind::text};
    };
    std::string name;
    std::string title; ///< a line above the headings; empty: headings stand in row 1
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<std::string>>> rows; ///< days as YYYY-MM-DD; empty optional: blank
    std::size_t rows_with_choices{0}; ///< how many rows below the headings offer the drop-downs
};

} // namespace radcert::documents
