#include "casework/import_rows.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

using documents::SheetCell;

constexpr std::size_t most_problems = 10'000;
constexpr std::size_t rows_above = 20; ///< titles and letterhead, before the headings

/// Fields of the register are one line each: a line break or tab, with the blanks around it, is one space.
std::string on_one_line(std::string text)
{
    constexpr std::string_view breaks{"\n\r\t\v"}, blanks{" \n\r\t\v"};
    if (text.find_first_of(breaks) == text.npos) return text;
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(blanks, at), text.size());
        const std::string_view gap = std::string_view{text}.substr(at, end - at);
        line += gap.find_first_of(breaks) == gap.npos ? gap : " ";
        at = std::min(text.find_first_of(blanks, end), text.size());
        line.append(text, end, at - end);
    }
    return line;
}

/// How a heading is compared: without marks, and without the star of what must be there.
std::string heading_key(std::string_view heading)
{
    return text::folded(heading);
}

} // namespace

std::optional<std::string> ImportValues::text(std::string_view key) const
{
    const auto found = texts_.find(key);
    return found == texts_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Date> ImportValues::day(std::string_view key) const
{
    const auto found = days_.find(key);
    return found == days_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<bool> ImportValues::truth(std::string_view key) const
{
    const auto value = text(key);
    return value ? std::optional{*value == "1"} : std::nullopt;
}

std::optional<std::int64_t> ImportValues::whole(std::string_view key) const
{
    const auto value = text(key);
    return value ? std::optional<std::int64_t>{std::stoll(*value)}
                 : std::nullopt; // digits only, see read_plain
}

const std::string* ImportValues::written(std::string_view key) const
{
    const auto found = std::ranges::find(wrong_, key, &std::pair<std::string_view, std::string>::first);
    return found == wrong_.end() ? nullptr : &found->second;
}

std::vector<std::string> ImportValues::words(std::string_view key) const
{
    std::vector<std::string> all;
    const std::string joined = text(key).value_or("");
    for (std::size_t begin = 0; begin < joined.size();) {
        const std::size_t end = std::min(joined.find(';', begin), joined.size());
        all.push_back(joined.substr(begin, end - begin));
        begin = end + 1;
    }
    return all;
}

ImportRows::ImportRows(const ImportKind& kind, const Vocabulary& words, Date today)
    : kind_{kind}, words_{words}, cells_{words, today}
{
}

void ImportRows::keep(ImportProblem problem)
{
    ++problem_count_;
    if (problems_.size() < most_problems) problems_.push_back(std::move(problem));
}

ImportProblem ImportRows::said_of(std::size_t place, Words sentence) const
{
    const std::string heading = place < headings_.size() ? headings_[place].text : std::string{};
    return {tab_, row_, documents::column_letters(place), heading, std::move(sentence)};
}

void ImportRows::problem(std::size_t place, Words sentence)
{
    keep(said_of(place, std::move(sentence)));
}

void ImportRows::note(std::size_t place, Words sentence)
{
    ++note_count_;
    if (notes_.size() < most_problems) notes_.push_back(said_of(place, std::move(sentence)));
}

void ImportRows::refuse(std::string_view key, Words sentence)
{
    for (std::size_t place = 0; place < headings_.size(); ++place) {
        if (headings_[place].column != nullptr && headings_[place].column->key == key)
            return problem(place, std::move(sentence));
    }
    const auto column = std::ranges::find(sheet_->columns, key, &ImportColumn::key);
    keep({tab_, row_, {}, column == sheet_->columns.end() ? "" : column->heading.vi, std::move(sentence)});
}

Words ImportRows::shown(std::string_view key, const std::string& value) const
{
    const auto column = std::ranges::find(sheet_->columns, key, &ImportColumn::key);
    if (column == sheet_->columns.end()) return {value, value};
    if (column->rule == CellRule::paper || column->rule == CellRule::sex) {
        const auto& kinds = column->rule == CellRule::paper ? paper_kinds() : sexes();
        const auto kind = std::ranges::find(kinds, value, &std::pair<std::string_view, Words>::first);
        if (kind != kinds.end()) return kind->second;
    }
    if (column->list != nullptr) {
        const CodeList& list = words_.*column->list;
        if (const auto code = list.find(value)) return list.name(*code);
    }
    return {value, value};
}

void ImportRows::refuse_row(Words sentence)
{
    keep({tab_, row_, {}, {}, std::move(sentence)});
}

bool ImportRows::find_headings(const documents::SheetRow& row)
{
    const ImportSheet* best = nullptr;
    std::size_t most = 0;
    for (const ImportSheet& sheet : kind_.sheets) {
        std::size_t found = 0, required = 0, needed = 0;
        for (const ImportColumn& column : sheet.columns) {
            const bool there = std::ranges::any_of(row.cells, [&](const SheetCell& cell) {
                const std::string key = heading_key(cell.text);
                return !key.empty() &&
                       (key == heading_key(column.heading.vi) || key == heading_key(column.heading.en));
            });
            found += there;
            needed += column.required;
            required += there && column.required;
        }
        if (required == needed && found > most) {
            most = found;
            best = &sheet;
        }
    }
    if (best == nullptr) return false;
    sheet_ = best;
    headings_.clear();
    for (std::size_t place = 0; place < row.cells.size(); ++place) {
        Heading heading{nullptr, on_one_line(trimmed(row.cells[place].text))};
        const std::string key = heading_key(heading.text);
        for (const ImportColumn& column : best->columns) {
            if (key.empty() ||
                (key != heading_key(column.heading.vi) && key != heading_key(column.heading.en)))
                continue;
            heading.column = &column;
        }
        const bool twice =
            heading.column != nullptr && std::ranges::any_of(headings_, [&](const Heading& other) {
                return other.column == heading.column;
            });
        headings_.push_back(heading);
        if (twice) {
            headings_.back().column = nullptr;
            problem(place, {"cột này có hai lần", "this column is there twice"});
        } else if (heading.column == nullptr && !key.empty()) {
            problem(place, {"cột này không có trong mẫu nhập; bỏ cột hoặc sửa tên cột",
                            "the template has no such column; take it out or put its heading right"});
        }
    }
    return true;
}

std::optional<ImportValues> ImportRows::take(const std::string& tab, const documents::SheetRow& row)
{
    finish_row();
    if (!any_tab_ || tab != tab_) {
        if (any_tab_) finish();
        any_tab_ = true;
        tab_ = tab;
        sheet_ = nullptr;
        first_rows_ = 0;
    }
    row_ = row.number;
    if (sheet_ == nullptr) {
        if (!find_headings(row) && ++first_rows_ == rows_above) finish();
        return std::nullopt;
    }
    ImportValues values;
    values.sheet = sheet_;
    values.tab = tab_;
    values.row = row_;
    const std::size_t before = problem_count_;
    bool anything = false;
    for (std::size_t place = 0; place < row.cells.size(); ++place) {
        const SheetCell& cell = row.cells[place];
        if (!cell.merged && (cell.kind == SheetCell::Kind::blank || trimmed(cell.text).empty())) continue;
        anything = true;
        take_cell(place, cell, values);
    }
    if (!anything) return std::nullopt; // spaces only
    check_required(values);
    values.flawed = problem_count_ != before;
    return values;
}

/// Reads a cell that holds something, and keeps in mind where it is wrong.
void ImportRows::take_cell(std::size_t place, const SheetCell& cell, ImportValues& values)
{
    if (cell.merged) {
        problem(place, {"ô bị gộp: bỏ gộp và ghi giá trị cho từng dòng",
                        "merged cells: unmerge, and write each row's value"});
    } else if (read_cell(place, cell, values)) {
        return;
    }
    const ImportColumn* const column = place < headings_.size() ? headings_[place].column : nullptr;
    if (column != nullptr) values.put_wrong(column->key, trimmed(cell.text));
}

/// What was said of a row's cells and of the row as a whole stands in the order of the columns.
void ImportRows::finish_row()
{
    const auto by_column = [](const ImportProblem& a, const ImportProblem& b) {
        return std::pair{a.column.size(), std::string_view{a.column}} <
               std::pair{b.column.size(), std::string_view{b.column}};
    };
    std::stable_sort(problems_.begin() + std::ptrdiff_t(row_begin_), problems_.end(), by_column);
    row_begin_ = problems_.size();
}

void ImportRows::finish()
{
    finish_row();
    if (!any_tab_) finish_empty();
    if (sheet_ != nullptr || first_rows_ > rows_above) return;
    first_rows_ = rows_above + 1; // said once
    row_ = 0;
    headings_.clear();
    std::string required;
    for (const ImportColumn& column : kind_.sheets.back().columns)
        if (column.required) required += (required.empty() ? "" : ", ") + column.heading.vi;
    const std::string rows = std::to_string(rows_above);
    refuse_row({"trong " + rows + " dòng đầu không thấy dòng tiêu đề có các cột: " + required +
                    "; sửa tên cột theo mẫu nhập, hoặc chỉ đọc một trang khác của tệp",
                "the first " + rows + " rows hold no row of headings with the columns: " + required +
                    "; name the columns as the template does, or read another sheet of the file"});
}

void ImportRows::finish_empty()
{
    any_tab_ = true;
    first_rows_ = rows_above + 1;
    refuse_file({"tệp không có ô nào được điền: không có gì để nhập",
                 "no cell of the file is filled in: there is nothing to import"});
}

void ImportRows::check_required(const ImportValues& values)
{
    for (const ImportColumn& column : sheet_->columns)
        if (column.required && values.blank(column.key))
            refuse(column.key,
                   column.rule == CellRule::end_day
                       ? Words{"thiếu: ghi ngày, hoặc 'không thời hạn'",
                               "missing: write a day, or 'không thời hạn' (without end)"}
                       : Words{"thiếu: cột này phải có giá trị", "missing: this column must have a value"});
}

bool ImportRows::read_cell(std::size_t place, const SheetCell& cell, ImportValues& values)
{
    const ImportColumn* const column = place < headings_.size() ? headings_[place].column : nullptr;
    if (column == nullptr) {
        if (place >= headings_.size() || headings_[place].text.empty())
            problem(place, {"giá trị nằm ngoài các cột có tiêu đề",
                            "a value outside the columns that have headings"});
        return false;
    }
    if (cell.kind == SheetCell::Kind::error) {
        problem(place, {"ô có lỗi " + cell.text, "the cell holds the error " + cell.text});
        return false;
    }
    const std::string written = trimmed(cell.text), text = on_one_line(written);
    const CellReading reading = cells_.read(*column, cell, text);
    if (const Words* const trouble = std::get_if<Words>(&reading)) {
        refuse(column->key, *trouble);
        return false;
    }
    if (const Date* const day = std::get_if<Date>(&reading))
        values.put(column->key, *day);
    else
        values.put(column->key, std::get<std::string>(reading));
    if (text != written)
        note(place, {"ô có xuống dòng; đọc thành một dòng: " + as_written(text),
                     "a line break in the cell; read as one line: " + as_written(text)});
    return true;
}

} // namespace radcert::casework
