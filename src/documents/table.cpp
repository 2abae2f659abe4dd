#include "documents/table.h"

#include <algorithm>
#include <cassert>

#include "domain/date.h"
#include "text/canonical_json.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace radcert::documents {
namespace {

// Characters of a spreadsheet's column.
constexpr std::size_t sheet_gap = 2; ///< what a column is wider than its text
constexpr std::size_t narrowest_sheet_column = 8, widest_sheet_column = 60;

std::string one_line(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text::printable(text);
}

/// A day or a moment that the eye reads as "05/03/2026" or "05/03/2026 14:20", written as a spreadsheet takes
/// it in any language, whichever way the cell was made; any other text as it is.
std::string with_iso_day(const std::string& value, const std::string& shown)
{
    constexpr std::size_t year = 6, iso_day = 10, month = 3; // "05/03/2026", "2026-03-05"
    if (value.size() < iso_day || shown.size() < iso_day || !parse_date(value.substr(0, iso_day)))
        return shown;
    const auto day =
        parse_date(shown.substr(year, 4) + '-' + shown.substr(month, 2) + '-' + shown.substr(0, 2));
    const bool slashes = shown[month - 1] == '/' && shown[year - 1] == '/';
    return day && slashes ? to_iso(*day) + shown.substr(iso_day) : shown;
}

} // namespace

Cell::Cell(double number) : kind_{Kind::number}
{
    text::append_json_number(value_, number);
}

Cell::Cell(bool value, Truth)
    : kind_{Kind::boolean}, value_{value ? "true" : "false"},
      shown_{value ? Words{"có", "yes"} : Words{"không", "no"}}
{
}

Cell Cell::coded(std::string_view word, const Words& name)
{
    Cell cell{word};
    cell.shown_ = name;
    return cell;
}

Cell Cell::raw_json(std::string json, std::string shown)
{
    const Words same{shown, shown};
    return raw_json(std::move(json), std::move(shown), same);
}

Cell Cell::raw_json(std::string json, std::string shown, const Words& name)
{
    Cell cell{std::move(json)};
    cell.kind_ = Kind::json;
    cell.plain_ = std::move(shown);
    cell.shown_ = name;
    return cell;
}

std::string Cell::json() const
{
    if (kind_ == Kind::absent) return "null";
    if (kind_ != Kind::text) return value_;
    std::string quoted;
    text::append_json_string(quoted, value_);
    return quoted;
}

std::string Cell::line() const
{
    return one_line(kind_ == Kind::json ? plain_ : value_);
}

std::string Cell::shown(Language language) const
{
    if (absent()) return "-";
    if (!shown_ && kind_ == Kind::text)
        if (const auto day = parse_date(value_)) return to_dmy(*day);
    if (kind_ == Kind::number && language == Language::vi) {
        std::string comma = value_;
        std::ranges::replace(comma, '.', ',');
        return comma;
    }
    return one_line(shown_ ? shown_->in(language) : value_);
}

std::optional<std::string> Cell::sheet(Language language) const
{
    if (absent()) return std::nullopt;
    const std::string text = one_line(shown_ ? shown_->in(language) : value_);
    return shown_ ? with_iso_day(value_, text) : text;
}

void Table::row(std::vector<Cell> cells)
{
    assert(cells.size() == columns_.size());
    rows_.push_back(std::move(cells));
}

std::string Table::json() const
{
    std::string out;
    text::JsonWriter writer{out};
    writer.open_array();
    for (const auto& row : rows_) {
        writer.open_object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            writer.key(columns_[i].key);
            writer.raw(row[i].json());
        }
        writer.close_object();
    }
    writer.close_array();
    return out;
}

SheetToWrite::Column Table::sheet_column(std::size_t column, Language language) const
{
    using Kind = SheetToWrite::Column::Kind;
    SheetToWrite::Column made;
    made.heading = columns_[column].heading.in(language);
    bool numbers = true, days = true, any = false;
    std::size_t widest = text::display_width(made.heading);
    for (const auto& row : rows_) {
        const auto cell = row[column].sheet(language);
        if (!cell) continue;
        any = true;
        numbers = numbers && row[column].is_number();
        days = days && !row[column].is_number() && parse_date(*cell);
        widest = std::max(widest, text::display_width(*cell));
    }
    if (any && numbers) made.kind = Kind::number;
    if (any && days) made.kind = Kind::day;
    made.width = double(std::clamp(widest + sheet_gap, narrowest_sheet_column, widest_sheet_column));
    return made;
}

SheetToWrite Table::sheet(const std::string& name, Language language) const
{
    SheetToWrite sheet;
    sheet.name = name;
    for (std::size_t i = 0; i < columns_.size(); ++i) sheet.columns.push_back(sheet_column(i, language));
    for (const auto& row : rows_) {
        auto& cells = sheet.rows.emplace_back();
        for (const Cell& cell : row) cells.push_back(cell.sheet(language));
    }
    return sheet;
}

void Record::field(std::string_view key, const Words& label, Cell value)
{
    fields_.push_back({{std::string{key}, label}, std::move(value)});
}

std::string Record::json() const
{
    std::string out;
    text::JsonWriter writer{out};
    writer.open_object();
    for (const Field& field : fields_) {
        writer.key(field.column.key);
        writer.raw(field.value.json());
    }
    writer.close_object();
    return out;
}

} // namespace radcert::documents
