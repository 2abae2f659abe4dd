#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "domain/dossier.h"
#include "rules/columns.h"
#include "rules/rulebook.h"

namespace radcert::rules {

/// Three values: no, may be, yes. Their order lets "and" be the smaller and "or" the greater of two.
enum class Tri : std::uint8_t { no, maybe, yes };

inline Tri operator&(Tri a, Tri b)
{
    return a < b ? a : b;
}
inline Tri operator|(Tri a, Tri b)
{
    return a > b ? a : b;
}
inline Tri operator!(Tri a)
{
    return Tri(2 - int(a));
}
inline Tri tri(bool value)
{
    return value ? Tri::yes : Tri::no;
}

/// A cell that the dossier does not record.
constexpr std::int64_t not_recorded = std::numeric_limits<std::int64_t>::min();

/// One list of evidence as the engine reads it: a row for each record, a 64-bit cell for each column.
struct FactTable {
    bool laid_out{false};
    bool recorded{false};
    std::uint8_t width{0};
    std::uint32_t rows{0};
    std::uint32_t first_cell{0};
    std::uint32_t first_row{0}; ///< into `in_file`
};

/// A dossier laid out for screening: codes, days, numbers and truth values, all as 64-bit cells in one array.
/// A list is laid out when a check first looks at it. Beginning again reuses the memory, so a warm engine
/// allocates nothing.
class Facts {
public:
    /// @param dossier  must outlive what is asked of it.
    /// @param texts    the words that rules compare free text with; a text cell holds its place there, or the
    ///                 size of `texts` for any other text.
    void begin(const Dossier& dossier, std::span<const std::string> texts);

    const FactTable& table(List list)
    {
        FactTable& table = tables_[std::size_t(list)];
        if (!table.laid_out) lay_out(list);
        return table;
    }
    std::int64_t cell(const FactTable& table, std::uint32_t row, std::uint8_t column) const
    {
        return cells_[table.first_cell + row * table.width + column];
    }
    /// Whether the record is dated so that it lies in the file.
    Tri in_file(const FactTable& table, std::uint32_t row) const { return in_file_[table.first_row + row]; }
    std::int64_t single(Fact fact) const { return single_[std::size_t(fact)]; }

    std::int64_t filed_on{};
    std::int64_t closed_on{};
    DeviceSet devices{};

private:
    void lay_out(List list);
    template <class Records, class... Cells>
    void lay_out(List list, const Records& records, Cells... cells);

    const Dossier* dossier_{nullptr};
    std::span<const std::string> texts_;
    std::array<FactTable, list_count> tables_{};
    std::array<std::int64_t, fact_count> single_{};
    std::vector<std::int64_t> cells_;
    std::vector<Tri> in_file_;
};

} // namespace radcert::rules
