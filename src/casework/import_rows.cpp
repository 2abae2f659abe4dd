#include "casework/import_rows.h"

#include <algorithm>
#include <charconv>

#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

using documents::SheetCell;
using Kind = SheetCell::Kind;

constexpr std::size_t most_problems = 10'000;

std::string trimmed(std::string_view text)
{
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    while (text.starts_with("\u00A0")) text.remove_prefix(2);
    while (text.ends_with("\u00A0")) text.remove_suffix(2);
    return std::string{text};
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// "5/3/2025", "05-03-2025", "2025-03-05".
std::optional<Date> read_written_day(const std::string& text)
{
    if (const auto day = parse_date(text)) return day;
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '/' || c == '-' || c == '.')
            parts.emplace_back();
        else if (is_digit(c))
            parts.back() += c;
        else
            return std::nullopt;
    }
    if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
    for (std::string* part : {&parts[0], &parts[1]}) {
        if (part->empty() || part->size() > 2) return std::nullopt;
        part->insert(0, 2 - part->size(), '0');
    }
    return parse_date(parts[2] + "-" + parts[1] + "-" + parts[0]);
}

std::optional<std::string> look_up(const CodeList& list, const std::string& text)
{
    const std::string folded = radcert::text::folded(text);
    for (const CodeList::Entry& entry : list) {
        if (entry.word == text || radcert::text::folded(entry.name.vi) == folded ||
            radcert::text::folded(entry.name.en) == folded)
            return entry.word;
    }
    return std::nullopt;
}

/// At most a handful of names, so that a message stays one line.
std::string some_names(const CodeList& list)
{
    std::string names;
    std::size_t count = 0;
    for (const CodeList::Entry& entry : list) {
        if (++count > 5) return names + ", …";
        names += (names.empty() ? "" : ", ") + entry.name.vi;
    }
    return names;
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
    : kind_{kind}, words_{words}, today_{today}
{
}

void ImportRows::keep(ImportProblem problem)
{
    ++problem_count_;
    if (problems_.size() < most_problems) problems_.push_back(std::move(problem));
}

void ImportRows::problem(std::size_t place, Words sentence)
{
    const std::string heading = place < headings_.size() ? headings_[place].text : std::string{};
    keep({tab_, row_, documents::column_letters(place), heading, std::move(sentence)});
}

void ImportRows::refuse(std::string_view key, Words sentence)
{
    for (std::size_t place = 0; place < headings_.size(); ++place) {
        if (headings_[place].column != nullptr && headings_[place].column->key == key)
            return problem(place, std::move(sentence));
    }
    refuse_row(std::move(sentence)); // a column that the file does not have
}

/// Files say the same few words again and again, so each is folded once.
std::optional<std::string> ImportRows::find_word(const CodeList& list, const std::string& text)
{
    constexpr std::size_t most_kept = 10'000;
    const auto key = std::pair{&list, text};
    if (const auto known = known_words_.find(key); known != known_words_.end()) return known->second;
    if (known_words_.size() >= most_kept) known_words_.clear();
    return known_words_[key] = look_up(list, text);
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
        Heading heading{nullptr, trimmed(row.cells[place].text)};
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
    constexpr std::size_t rows_above = 20;
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
        if (cell.merged) {
            problem(place, {"ô bị gộp: bỏ gộp và ghi giá trị cho từng dòng",
                            "merged cells: unmerge, and write each row's value"});
            anything = true;
        } else if (cell.kind != Kind::blank && !trimmed(cell.text).empty()) {
            anything = true;
            read_cell(place, cell, values);
        }
    }
    if (!anything) return std::nullopt; // spaces only
    if (problem_count_ == before) check_required(values);
    values.flawed = problem_count_ != before;
    return values;
}

void ImportRows::finish()
{
    if (sheet_ != nullptr || !any_tab_) return;
    sheet_ = nullptr;
    std::string required;
    for (const ImportColumn& column : kind_.sheets.back().columns)
        if (column.required) required += (required.empty() ? "" : ", ") + column.heading.vi;
    row_ = 0;
    headings_.clear();
    if (first_rows_ > 20) return;
    first_rows_ = 21; // said once
    refuse_row({"không thấy dòng tiêu đề có các cột: " + required,
                "no row of headings with the columns: " + required});
}

void ImportRows::check_required(const ImportValues& values)
{
    for (const ImportColumn& column : sheet_->columns)
        if (column.required && !values.has(column.key))
            refuse(column.key, {"thiếu: cột này phải có giá trị", "missing: this column must have a value"});
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
    if (cell.kind == Kind::error) {
        problem(place, {"ô có lỗi " + cell.text, "the cell holds the error " + cell.text});
        return false;
    }
    const std::string text = trimmed(cell.text);
    switch (column->rule) {
    case CellRule::day:
    case CellRule::end_day: return read_day(*column, cell, values);
    case CellRule::word:
    case CellRule::status:
    case CellRule::paper:
    case CellRule::truth: return read_word(*column, text, values);
    case CellRule::words: return read_words(*column, text, values);
    case CellRule::province: return read_province(*column, text, values);
    case CellRule::text:
    case CellRule::name:
    case CellRule::identity:
    case CellRule::year_count: break;
    }
    return read_plain(*column, cell, text, values);
}

bool ImportRows::read_day(const ImportColumn& column, const SheetCell& cell, ImportValues& values)
{
    const std::string text = trimmed(cell.text);
    if (column.rule == CellRule::end_day && text::folded(text) == "khong thoi han") {
        values.put(column.key, std::string{"none"});
        return true;
    }
    std::optional<Date> day;
    if (cell.kind == Kind::day && text.size() == 10) day = cell.day;
    if (cell.kind == Kind::text) day = read_written_day(text);
    if (!day) {
        const bool year = text.size() == 4 && std::ranges::all_of(text, is_digit);
        refuse(column.key, {year ? "'" + text + "' chỉ có năm: ghi đủ ngày/tháng/năm, hoặc để trống"
                                 : "'" + text + "' không phải một ngày có thật (ngày/tháng/năm)",
                            year ? "'" + text + "' is a year only: write the day, or leave it blank"
                                 : "'" + text + "' is not a day that exists (day/month/year)"});
        return false;
    }
    constexpr int first_year = 1900;
    if (*day < date(first_year, 1, 1)) {
        refuse(column.key,
               {"ngày " + to_dmy(*day) + " trước năm 1900", "the day " + to_dmy(*day) + " lies before 1900"});
        return false;
    }
    if (column.rule == CellRule::day && column.key != "in_use_to" && *day > today_) {
        refuse(column.key,
               {"ngày " + to_dmy(*day) + " chưa đến", "the day " + to_dmy(*day) + " has not come"});
        return false;
    }
    values.put(column.key, *day);
    return true;
}

bool ImportRows::read_word(const ImportColumn& column, const std::string& text, ImportValues& values)
{
    std::optional<std::string> word;
    std::string expected;
    if (column.rule == CellRule::truth) {
        const std::string folded = text::folded(text);
        if (folded == "co" || folded == "true" || folded == "yes") word = "1";
        if (folded == "khong" || folded == "false" || folded == "no") word = "0";
        expected = "có, không";
    } else if (column.rule == CellRule::paper) {
        for (const auto& [kind, name] : paper_kinds()) {
            if (kind == text || text::folded(name.vi) == text::folded(text)) word = kind;
            expected += (expected.empty() ? "" : ", ") + name.vi;
        }
    } else {
        word = find_word(words_.*column.list, text);
        expected = some_names(words_.*column.list);
    }
    if (!word) {
        refuse(column.key, {"'" + text + "' không có trong danh mục: " + expected,
                            "'" + text + "' is not in the list: " + expected});
        return false;
    }
    values.put(column.key, std::move(*word));
    return true;
}

bool ImportRows::read_words(const ImportColumn& column, const std::string& text, ImportValues& values)
{
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        const std::string part = trimmed(std::string_view{text}.substr(begin, end - begin));
        begin = end + 1;
        if (part.empty()) continue;
        const auto word = find_word(words_.*column.list, part);
        if (!word) {
            refuse(column.key, {"'" + part + "' không có trong danh mục: " + some_names(words_.*column.list),
                                "'" + part + "' is not in the list: " + some_names(words_.*column.list)});
            return false;
        }
        all.push_back(*word);
    }
    std::ranges::sort(all);
    const auto [twice, last] = std::ranges::unique(all);
    all.erase(twice, last);
    std::string joined;
    for (const std::string& word : all) joined += (joined.empty() ? "" : ";") + word;
    values.put(column.key, std::move(joined));
    return true;
}

bool ImportRows::read_province(const ImportColumn& column, const std::string& text, ImportValues& values)
{
    const std::string folded = text::folded(text);
    for (const Province& province : words_.provinces) {
        if (province.from > today_ || (province.to && *province.to < today_)) continue;
        const std::string code = province_word(province.code), name = text::folded(province.name);
        if (folded != code && folded != name && folded != code + " " + name) continue;
        values.put(column.key, code);
        return true;
    }
    refuse(column.key, {"'" + text + "' không phải tỉnh hiện nay (mã hai số hoặc tên)",
                        "'" + text + "' is no province of today (two digits or name)"});
    return false;
}

bool ImportRows::read_plain(const ImportColumn& column, const SheetCell& cell, std::string text,
                            ImportValues& values)
{
    const auto wrong = [&](Words sentence) {
        refuse(column.key, std::move(sentence));
        return false;
    };
    if (cell.kind == Kind::day || cell.kind == Kind::truth)
        return wrong({"'" + text + "' là ngày hoặc đúng/sai, không phải chữ",
                      "'" + text + "' is a day or a truth value, no text"});
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            return wrong({"có xuống dòng hoặc ký tự điều khiển trong ô",
                          "a line break or control character in the cell"});
    }
    switch (column.rule) {
    case CellRule::name:
        if (std::ranges::any_of(text, is_digit) || cell.kind != Kind::text)
            return wrong({"'" + text + "' không phải tên người", "'" + text + "' is not a person's name"});
        break;
    case CellRule::year_count:
        if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit))
            return wrong({"'" + text + "' không phải số nguyên", "'" + text + "' is not a whole number"});
        break;
    case CellRule::identity:
        if (cell.kind == Kind::number && text.find_first_not_of("0123456789") != text.npos)
            return wrong({"'" + text + "' là số lẻ hoặc số âm; đổi cột sang kiểu Văn bản",
                          "'" + text + "' is a fraction or negative; make the column one of text"});
        break;
    default:
        if (cell.kind == Kind::number)
            return wrong({"'" + text + "' là số, không phải chữ", "'" + text + "' is a number, no text"});
        break;
    }
    values.put(column.key, std::move(text));
    return true;
}

} // namespace radcert::casework
