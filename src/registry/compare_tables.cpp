#include "registry/compare_tables.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>

#include "registry/sql_error.h"
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
    Query rows{database, R"sql(
        SELECT name, pk
          FROM pragma_table_info(:table)
         ORDER BY cid
    )sql"};
    rows.bind(":table", table);
    Columns columns;
    std::vector<std::pair<std::int64_t, int>> key;
    while (rows.next()) {
        if (rows.integer(1) > 0) key.emplace_back(rows.integer(1), int(columns.names.size()));
        columns.names.emplace_back(rows.text(0));
    }
    std::ranges::sort(key);
    for (const auto& [place, column] : key) {
        columns.key.push_back(column);
        columns.order += (columns.order.empty() ? "\"" : ", \"") + columns.names[std::size_t(column)] + '"';
    }
    return columns;
}

/// The rows of a table in the order of its key. The names are the schema's own.
class Rows {
public:
    Rows(Database& database, const std::string& table, const Columns& columns) : database_{database}
    {
        const std::string sql = R"(SELECT * FROM ")" + table + R"(" ORDER BY )" + columns.order;
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v2(database.sql().getHandle(), sql.c_str(), -1, &made, nullptr), SQLITE_OK);
        statement_.reset(made);
        step();
    }
    void step()
    {
        const int answer = sqlite3_step(statement_.get());
        more_ = answer == SQLITE_ROW;
        if (!more_) check(answer, SQLITE_DONE);
    }
    bool more() const { return more_; }
    sqlite3_stmt* row() const { return statement_.get(); }

private:
    void check(int answer, int expected)
    {
        if (answer != expected)
            throw sql_error(SQLite::Exception{database_.sql().getHandle(), answer},
                            database_.file().string());
    }

    Database& database_;
    Statement statement_;
    bool more_{false};
};

std::string_view bytes_of(sqlite3_stmt* row, int column)
{
    const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    return {bytes, std::size_t(sqlite3_column_bytes(row, column))};
}

/// The order of SQLite's values: NULL, numbers, texts, blobs. Tables are STRICT, so a column has one type.
int compare(sqlite3_stmt* a, sqlite3_stmt* b, int column)
{
    const int type = sqlite3_column_type(a, column), other = sqlite3_column_type(b, column);
    const auto rank = [](int t) {
        return t == SQLITE_NULL ? 0 : t == SQLITE_TEXT ? 2 : t == SQLITE_BLOB ? 3 : 1;
    };
    if (type != other) return rank(type) != rank(other) ? rank(type) - rank(other) : type - other;
    switch (type) {
    case SQLITE_NULL: return 0;
    case SQLITE_INTEGER: {
        const auto x = sqlite3_column_int64(a, column), y = sqlite3_column_int64(b, column);
        return (x > y) - (x < y);
    }
    case SQLITE_FLOAT: {
        const double x = sqlite3_column_double(a, column), y = sqlite3_column_double(b, column);
        return (x > y) - (x < y);
    }
    default: return bytes_of(a, column).compare(bytes_of(b, column));
    }
}

std::string shown(sqlite3_stmt* row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: return "NULL";
    case SQLITE_BLOB: return "x'" + text::to_hex(bytes_of(row, column).substr(0, 24)) + "'";
    default: break;
    }
    const std::string_view text{reinterpret_cast<const char*>(sqlite3_column_text(row, column)),
                                std::size_t(sqlite3_column_bytes(row, column))};
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

    void add(const Rows& rows, const std::string& column, Words sentence)
    {
        std::string key;
        for (const int place : columns_.key)
            key += (key.empty() ? "" : ", ") + columns_.names[std::size_t(place)] + '=' +
                   shown(rows.row(), place);
        report_.add(table_, key, column, std::move(sentence));
    }

    const std::string& table_;
    Columns columns_;
    Rows said_, stood_;
    Report& report_;
};

} // namespace

std::vector<std::string> derived_tables(Database& database)
{
    Query rows{database, R"sql(
        SELECT name
          FROM sqlite_schema
         WHERE type = 'table'
           AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
           AND name NOT IN ('event', 'subject', 'payload', 'node', 'checkpoint', 'document', 'rulebook_text',
                            'schema_version')
         ORDER BY name
    )sql"};
    std::vector<std::string> tables;
    while (rows.next()) tables.emplace_back(rows.text(0));
    return tables;
}

void compare_table(Database& said, Database& stood, const std::string& table, Report& report)
{
    TableComparison{said, stood, table, report}.run();
}

} // namespace radcert::registry
