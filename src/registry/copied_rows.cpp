#include "registry/copied_rows.h"

#include <bit>
#include <stdexcept>

namespace radcert::registry {
namespace {

// PostgreSQL's manual, COPY, "Binary Format": signature, flags, length of what else the header has; each row
// a count of 16 bits and its fields, each with its length before it; at the end a count of -1.
constexpr std::string_view header{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19}, trailer{"\377\377", 2};
constexpr std::size_t enough = 8 << 20; ///< bytes, after which they are sent

template <class Number>
void append_big_endian(std::string& out, Number number)
{
    for (int shift = int(sizeof number) * 8 - 8; shift >= 0; shift -= 8) out += char(number >> shift & 0xFF);
}

} // namespace

CopiedRows::CopiedRows(PostgresConnection& connection, std::string table, std::size_t columns)
    : connection_{connection}, table_{std::move(table)}, columns_{columns}
{
}

void CopiedRows::field(std::string_view bytes)
{
    if (gathered_.empty()) gathered_ = header;
    if (column_++ == 0) append_big_endian(gathered_, std::uint16_t(columns_));
    append_big_endian(gathered_, std::uint32_t(bytes.size()));
    gathered_ += bytes;
}

void CopiedRows::integer(std::int64_t value)
{
    std::string bytes;
    append_big_endian(bytes, std::uint64_t(value));
    field(bytes);
}

void CopiedRows::number(double value)
{
    integer(std::bit_cast<std::int64_t>(value));
}

void CopiedRows::nothing()
{
    constexpr std::uint32_t absent = ~std::uint32_t{0};
    field({});
    gathered_.resize(gathered_.size() - sizeof absent);
    append_big_endian(gathered_, absent);
}

void CopiedRows::end_row()
{
    if (column_ != columns_) throw std::logic_error{"a row of " + table_ + " has not all of its columns"};
    column_ = 0;
    if (gathered_.size() >= enough) finish();
}

void CopiedRows::finish()
{
    if (gathered_.empty()) return;
    gathered_ += trailer;
    connection_.copy("COPY \"" + table_ + "\" FROM STDIN (FORMAT binary)", gathered_);
    gathered_.clear();
}

} // namespace radcert::registry
