#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/sheet.h"
#include "domain/words.h"

namespace radcert::documents {

// Listings and records as plain values. Every door shows the same ones, each in its own way.

/// One value of a listing. Text, numbers and truth values convert by themselves; an empty optional is absent.
///
/// For the eye an absent value is "-" and a truth value a word of the reader's language; on a line for
/// programs they are nothing at all and "true" or "false"; in JSON null and true or false.
class Cell {
public:
    Cell() = default;
    Cell(std::nullopt_t) {}
    Cell(const char* text) : Cell{std::string{text}} {}
    Cell(std::string_view text) : Cell{std::string{text}} {}
    Cell(std::string text) : kind_{Kind::text}, value_{std::move(text)} {}
    template <std::integral T>
        requires(!std::same_as<T, char> && !std::same_as<T, bool>)
    Cell(T number) : kind_{Kind::number}, value_{std::to_string(number)}
    {
    }
    Cell(double number);
    Cell(std::same_as<bool> auto value) : Cell{value, Truth{}} {} // or any pointer would be a truth value
    template <class T>
    Cell(const std::optional<T>& value) : Cell{value ? Cell{*value} : Cell{}}
    {
    }

    /// A word of a closed list: `word` for programs, its name for the eye.
    static Cell coded(std::string_view word, const Words& name);
    /// JSON as it stands, e.g. an array; `shown` elsewhere.
    static Cell raw_json(std::string json, std::string shown);
    /// The same with something else for the eye.
    static Cell raw_json(std::string json, std::string shown, const Words& name);

    bool absent() const { return kind_ == Kind::absent; }
    bool is_number() const { return kind_ == Kind::number; }
    /// The value as programs know it: a code and not its name, a day as YYYY-MM-DD, JSON as it stands; empty
    /// where it is absent.
    const std::string& word() const { return value_; }
    std::string json() const;
    /// The value for programs that read lines. On one line and printable: tabs, line breaks and what could
    /// drive a terminal are replaced.
    std::string line() const;
    /// What the eye reads: names, days as DD/MM/YYYY, a decimal comma in Vietnamese. On one line and
    /// printable too.
    std::string shown(Language language) const;
    /// As a spreadsheet takes it: what the eye reads, days as YYYY-MM-DD, moments as YYYY-MM-DD HH:MM; absent
    /// where nothing is recorded.
    std::optional<std::string> sheet(Language language) const;

private:
    enum class Kind : unsigned char { absent, text, number, boolean, json };
    struct Truth {};

    Cell(bool value, Truth);

    Kind kind_{Kind::absent};
    std::string value_;
    std::optional<Words> shown_; ///< where the eye reads something else than `value_`
    std::string plain_;          ///< of JSON, on a line
};

/// What a column or a field is called: for programs (English, snake_case), and for people.
struct Column {
    std::string key;
    Words heading;
};

/// A listing.
///
///     Table table{{"id", {"Mã", "ID"}}, {"name", {"Họ và tên", "Name"}}};
///     table.row({"W-1", worker.full_name});
class Table {
public:
    Table(std::initializer_list<Column> columns) : columns_{columns} {}
    explicit Table(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// One more column, before there is any row.
    void column(Column column) { columns_.push_back(std::move(column)); }
    /// One cell for each column.
    void row(std::vector<Cell> cells);

    const std::vector<Column>& columns() const { return columns_; }
    const std::vector<std::vector<Cell>>& rows() const { return rows_; }
    std::size_t size() const { return rows_.size(); }

    /// An array of objects, without white space.
    std::string json() const;
    /// For spreadsheets: headings in the reader's language; a column of numbers is one of numbers, a column
    /// of days one of days, everything else text.
    SheetToWrite sheet(const std::string& name, Language language) const;

private:
    SheetToWrite::Column sheet_column(std::size_t column, Language language) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// One record: its fields in the order in which they are shown.
class Record {
public:
    struct Field {
        Column column;
        Cell value;
    };

    void field(std::string_view key, const Words& label, Cell value);

    const std::vector<Field>& fields() const { return fields_; }

    /// One object, without white space.
    std::string json() const;

private:
    std::vector<Field> fields_;
};

} // namespace radcert::documents
