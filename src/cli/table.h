#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/sheet.h"
#include "domain/words.h"

namespace radcert::cli {

struct Settings;

/// How a listing or a record is written: for the eye, for `cut` and `awk`, for programs.
enum class Format : unsigned char { terminal, tabs, json };

/// `json` where the user asked for it, else by where standard output goes.
Format output_format(bool json);

/// One value of a listing. Text, numbers and truth values convert by themselves; an empty optional is absent.
///
/// On a terminal an absent value is "-" and a truth value a word of the reader's language; in a pipe they are
/// nothing at all and "true" or "false"; in JSON null and true or false.
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
    std::string json() const;
    /// On one line and printable: tabs, line breaks and what could drive a terminal are replaced.
    std::string tabs() const;
    std::string terminal(Language language) const;
    /// As a spreadsheet takes it: what the eye reads, days as YYYY-MM-DD; absent where nothing is recorded.
    std::optional<std::string> sheet(Language language) const;

private:
    enum class Kind : unsigned char { absent, text, number, boolean, json };
    struct Truth {};

    Cell(bool value, Truth);

    Kind kind_{Kind::absent};
    std::string value_;
    std::optional<Words> shown_; ///< where the eye reads something else than `value_`
    std::string plain_;          ///< of JSON, in a pipe
};

/// What a column or a field is called: for programs (English, snake_case), and for people.
struct Column {
    std::string key;
    Words heading;
};

/// A listing. For the eye aligned columns with headings; in a pipe a line of keys and then lines of values,
/// tabs between; in JSON an array of objects.
///
///     Table table{{"id", {"Mã", "ID"}}, {"name", {"Họ và tên", "Name"}}};
///     table.row({"W-1", worker.full_name});
///     table.print(output_format(options.json), settings.spoken());
class Table {
public:
    Table(std::initializer_list<Column> columns) : columns_{columns} {}

    /// One cell for each column.
    void row(std::vector<Cell> cells);
    std::size_t size() const { return rows_.size(); }

    /// @param width  of the terminal. A line that would not fit has its widest columns shortened, "…" at the
    ///               end; the first column, which names the record, is always whole.
    std::string text(Format format, Language language, std::size_t width) const;
    /// Writes to standard output.
    /// @throws Error  as write_out.
    void print(Format format, Language language) const;
    /// The same, as the command was asked for it: --csv and --xlsx (see add_export_options) before --json.
    /// @throws Error  as write_out; unavailable: the workbook cannot be written.
    void print(const Settings& settings) const;

    /// For spreadsheets: headings in the reader's language; a column of numbers is one of numbers, a column
    /// of days one of days, everything else text.
    documents::SheetToWrite sheet(const std::string& name, Language language) const;

private:
    documents::SheetToWrite::Column sheet_column(std::size_t column, Language language) const;
    std::string aligned(Language language, std::size_t width) const;
    std::string tabbed() const;
    std::string json() const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// One record. For the eye "Label   value" lines, long values wrapped; in a pipe "key<TAB>value" lines; in
/// JSON one object.
class Record {
public:
    void field(std::string_view key, const Words& label, Cell value);

    std::string text(Format format, Language language, std::size_t width) const;
    /// Writes to standard output.
    /// @throws Error  as write_out.
    void print(Format format, Language language) const;

private:
    struct Field {
        Column column;
        Cell value;
    };

    std::string labelled(Language language, std::size_t width) const;

    std::vector<Field> fields_;
};

} // namespace radcert::cli
