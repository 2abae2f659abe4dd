#include "registry/compare_tables.h"

#include <algorithm>
#include <array>

#include "text/canonical_json.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

struct Columns {
    std::vector<std::string> names;
    std::vector<int> key; ///< places of the primary key's columns, in its order
    std::string order;    ///< "a", "b"
};

Columns columns_of(Database& database, const std::string& table)
{
    Columns columns;
    std::vector<std::pair<int, int>> key;
    for (const TableColumn& column : database.engine().columns(table)) {
        if (column.key > 0) key.emplace_back(column.key, int(columns.names.size()));
        columns.names.push_back(column.name);
    }
    std::ranges::sort(key);
    for (const auto& [place, column] : key) {
        columns.key.push_back(column);
        columns.order += (columns.order.empty() ? "\"" : ", \"") + columns.names[std::size_t(column)] + '"';
    }
    return columns;
}

/// The rows of a table in the order of its key. The names are the schema's own.
class TableRows {
public:
    TableRows(Database& database, const std::string& table, const Columns& columns)
        : statement_{database.engine().prepare(
              (R"(SELECT * FROM ")" + table + R"(" ORDER BY )" + columns.order).c_str(), Rows::many)}
    {
        step();
    }
    void step() { more_ = statement_->next(); }
    bool more() const { return more_; }
    const Statement& row() const { return *statement_; }

private:
    std::unique_ptr<Statement> statement_;
    bool more_{false};
};

/// The order of SQLite's values: NULL, numbers, texts, bytes. A column has one kind, or nothing.
int compare(const Statement& a, const Statement& b, int column)
{
    const Holds held = a.holds(column), other = b.holds(column);
    if (held != other) return int(held) - int(other);
    switch (held) {
    case Holds::nothing: return 0;
    case Holds::integer: {
        const auto x = a.integer(column), y = b.integer(column);
        return (x > y) - (x < y);
    }
    case Holds::number: {
        const double x = a.number(column), y = b.number(column);
        return (x > y) - (x < y);
    }
    default: return a.bytes(column).compare(b.bytes(column));
    }
}

std::string number_text(double number)
{
    std::string text;
    text::append_json_number(text, number);
    return text;
}

std::string shown(const Statement& row, int column)
{
    switch (row.holds(column)) {
    case Holds::nothing: return "NULL";
    case Holds::integer: return '\'' + std::to_string(row.integer(column)) + '\'';
    case Holds::number: return '\'' + number_text(row.number(column)) + '\'';
    case Holds::bytes: return "x'" + text::to_hex(row.bytes(column).substr(0, 24)) + "'";
    default: break;
    }
    const std::string_view text = row.bytes(column);
    constexpr std::size_t most = 120;
    std::size_t cut = std::min(text.size(), most);
    while (cut < text.size() && cut > 0 && (text[cut] & 0xC0) == 0x80) --cut;
    return '\'' + std::string{text.substr(0, cut)} + (cut < text.size() ? "…'" : "'");
}

class TableComparison {
public:
    TableComparison(Database& said, Database& stood, const std::string& table, Report& report)
        : table_{table}, columns_{columns_of(said, table)}, said_{said, table, columns_},
          stood_{stood, table, columns_}, report_{report}
    {
    }

    void run()
    {
        while (said_.more() || stood_.more()) {
            const int order = !said_.more() ? 1 : !stood_.more() ? -1 : compare_keys();
            if (order < 0)
                add(said_, "", {"thiếu: nhật ký có dòng này", "missing: the journal has this row"});
            else if (order > 0)
                add(stood_, "", {"thừa: nhật ký không có dòng này", "extra: the journal has no such row"});
            else
                compare_row();
            ++report_.rows;
            if (order <= 0) said_.step();
            if (order >= 0) stood_.step();
        }
    }

private:
    int compare_keys() const
    {
        for (const int column : columns_.key) {
            if (const int order = compare(said_.row(), stood_.row(), column)) return order;
        }
        return 0;
    }

    void compare_row()
    {
        for (std::size_t i = 0; i < columns_.names.size(); ++i) {
            if (compare(said_.row(), stood_.row(), int(i)) == 0) continue;
            const std::string journal = shown(said_.row(), int(i)), found = shown(stood_.row(), int(i));
            add(stood_, columns_.names[i],
                {"nhật ký nói " + journal + ", sổ ghi " + found,
                 "the journal says " + journal + ", the table " + found});
        }
    }

    void add(const TableRows& rows, const std::string& column, Words sentence)
    {
        std::string key;
        for (const int place : columns_.key)
            key += (key.empty() ? "" : ", ") + columns_.names[std::size_t(place)] + '=' +
                   shown(rows.row(), place);
        report_.add(table_, key, column, std::move(sentence));
    }

    const std::string& table_;
    Columns columns_;
    TableRows said_, stood_;
    Report& report_;
};

} // namespace

std::vector<std::string> derived_tables(Database& database)
{
    constexpr std::array enduring{"event",      "subject",  "payload",       "node",
                                  "checkpoint", "document", "rulebook_text", "schema_version"};
    std::vector<std::string> tables = database.engine().tables();
    std::erase_if(tables, [&](const std::string& table) { return std::ranges::count(enduring, table) > 0; });
    return tables;
}

void compare_table(Database& said, Database& stood, const std::string& table, Report& report)
{
    TableComparison{said, stood, table, report}.run();
}

} // namespace radcert::registry
