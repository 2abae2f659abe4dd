#include "casework/import_cells.h"

#include <algorithm>

#include "casework/record_worker.h"
#include "registry/clean_text.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

using documents::SheetCell;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// "6,0E+09": a long number as a sheet shows it in a narrow column.
bool is_rounded(std::string_view text)
{
    const std::size_t e = text.find_first_of("eE");
    if (e == text.npos || e + 2 >= text.size() || (text[e + 1] != '+' && text[e + 1] != '-')) return false;
    const auto is_part = [](char c) { return is_digit(c) || c == ',' || c == '.'; };
    return std::ranges::all_of(text.substr(0, e), is_part) &&
           std::ranges::all_of(text.substr(e + 2), is_digit);
}

bool is_address(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != text.npos && at > 0 && text.find('.', at) != text.npos && text.back() != '.' &&
           text.find('@', at + 1) == text.npos && text.find_first_of(" \t,;") == text.npos;
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
Words some_names(const CodeList& list)
{
    constexpr std::size_t most = 5;
    Words names;
    std::size_t count = 0;
    for (const CodeList::Entry& entry : list) {
        if (++count > most) {
            names.vi += ", … (xem các ô chọn của mẫu nhập)";
            names.en += ", … (see the template's drop-downs)";
            break;
        }
        names.vi += (names.vi.empty() ? "" : ", ") + entry.name.vi;
        names.en += (names.en.empty() ? "" : ", ") + entry.name.en;
    }
    return names;
}

} // namespace

std::string trimmed(std::string_view text)
{
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    while (text.starts_with("\u00A0")) text.remove_prefix(2);
    while (text.ends_with("\u00A0")) text.remove_suffix(2);
    return std::string{text};
}

std::string as_written(std::string_view text)
{
    constexpr std::size_t most = 80;
    if (text.size() <= most) return "'" + std::string{text} + "'";
    std::size_t end = most;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end; // not within a letter
    return "'" + std::string{text.substr(0, end)} + "…'";
}

ImportCells::ImportCells(const Vocabulary& words, Date today) : words_{words}, today_{today} {}

/// Files say the same few words again and again, so each is folded once.
std::optional<std::string> ImportCells::find_word(const CodeList& list, const std::string& text)
{
    constexpr std::size_t most_kept = 10'000;
    const auto key = std::pair{&list, text};
    if (const auto known = known_words_.find(key); known != known_words_.end()) return known->second;
    if (known_words_.size() >= most_kept) known_words_.clear();
    return known_words_[key] = look_up(list, text);
}

CellReading ImportCells::read(const ImportColumn& column, const SheetCell& cell, const std::string& text)
{
    switch (column.rule) {
    case CellRule::day:
    case CellRule::end_day: return read_day(column, cell, text);
    case CellRule::word:
    case CellRule::status:
    case CellRule::paper:
    case CellRule::sex:
    case CellRule::truth: return read_word(column, text);
    case CellRule::birth_year: return read_birth_year(cell, text);
    case CellRule::words: return read_words(column, text);
    case CellRule::province: return read_province(text);
    case CellRule::text:
    case CellRule::name:
    case CellRule::identity:
    case CellRule::year_count: break;
    }
    return read_plain(column, cell, text);
}

CellReading ImportCells::read_day(const ImportColumn& column, const SheetCell& cell, const std::string& text)
{
    if (column.rule == CellRule::end_day && text::folded(text) == "khong thoi han")
        return std::string{"none"};
    std::optional<Date> day;
    if (cell.kind == SheetCell::Kind::day && text.size() == 10) day = cell.day;
    if (cell.kind == SheetCell::Kind::text) day = read_written_day(text);
    if (!day) {
        const bool year = text.size() == 4 && std::ranges::all_of(text, is_digit);
        Words why{" không phải một ngày có thật (ngày/tháng/năm)",
                  " is not a day that exists (day/month/year)"};
        if (year)
            why = {" chỉ có năm: ghi đủ ngày/tháng/năm, hoặc để trống",
                   " is a year only: write the day, or leave it blank"};
        if (year && column.key == "birth_date")
            why = {" chỉ có năm: ghi vào cột “Năm sinh”, để trống cột này",
                   " is a year only: write it in the column \"Năm sinh\", and leave this one blank"};
        return Words{as_written(text) + why.vi, as_written(text) + why.en};
    }
    constexpr int first_year = 1900;
    if (*day < date(first_year, 1, 1))
        return Words{"ngày " + to_dmy(*day) + " trước năm 1900",
                     "the day " + to_dmy(*day) + " lies before 1900"};
    if (column.rule == CellRule::day && column.key != "in_use_to" && *day > today_)
        return Words{"ngày " + to_dmy(*day) + " chưa đến", "the day " + to_dmy(*day) + " has not come"};
    return *day;
}

CellReading ImportCells::read_word(const ImportColumn& column, const std::string& text)
{
    std::optional<std::string> word;
    Words expected;
    if (column.rule == CellRule::truth) {
        const std::string folded = text::folded(text);
        if (folded == "co" || folded == "true" || folded == "yes") word = "1";
        if (folded == "khong" || folded == "false" || folded == "no") word = "0";
        expected = {"có, không", "có, không (yes, no)"};
    } else if (column.rule == CellRule::paper || column.rule == CellRule::sex) {
        const std::string folded = text::folded(text);
        for (const auto& [own, name] : column.rule == CellRule::paper ? paper_kinds() : sexes()) {
            // "căn cước (12 số)" is chosen from the drop-down, "căn cước" is typed
            const std::string short_name = text::folded(name.vi.substr(0, name.vi.find('(')));
            if (own == folded || text::folded(name.vi) == folded || short_name == folded ||
                text::folded(name.en) == folded || (own == "cccd" && folded == "can cuoc cong dan"))
                word = own;
            expected.vi += (expected.vi.empty() ? "" : ", ") + name.vi;
            expected.en += (expected.en.empty() ? "" : ", ") + name.en;
        }
    } else {
        word = find_word(words_.*column.list, text);
        if (!word) expected = some_names(words_.*column.list);
    }
    if (word) return *word;
    return Words{as_written(text) + " không có trong danh mục: " + expected.vi,
                 as_written(text) + " is not in the list: " + expected.en};
}

CellReading ImportCells::read_words(const ImportColumn& column, const std::string& text)
{
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        const std::string part = trimmed(std::string_view{text}.substr(begin, end - begin));
        begin = end + 1;
        if (part.empty()) continue;
        const auto word = find_word(words_.*column.list, part);
        if (!word) {
            const Words expected = some_names(words_.*column.list);
            return Words{as_written(part) + " không có trong danh mục: " + expected.vi,
                         as_written(part) + " is not in the list: " + expected.en};
        }
        all.push_back(*word);
    }
    std::ranges::sort(all);
    const auto [twice, last] = std::ranges::unique(all);
    all.erase(twice, last);
    std::string joined;
    for (const std::string& word : all) joined += (joined.empty() ? "" : ";") + word;
    return joined;
}

CellReading ImportCells::read_birth_year(const SheetCell& cell, const std::string& text)
{
    constexpr std::string_view first{"1900"};
    const std::string last = std::to_string(birth_year_of(today_));
    const bool year = text.size() == 4 && std::ranges::all_of(text, is_digit);
    if (year && text >= first && text <= last) return text;
    const bool day = cell.kind == SheetCell::Kind::day || read_written_day(text);
    return Words{as_written(text) + (day ? " là cả ngày: ghi vào cột “Ngày sinh”, để trống cột này"
                                         : " không phải một năm sinh (bốn chữ số, từ 1900 đến " + last + ")"),
                 as_written(text) + (day ? " is a whole day: write it in the column \"Ngày sinh\", and "
                                           "leave this one blank"
                                         : " is no birth year (four digits, from 1900 to " + last + ")")};
}

CellReading ImportCells::read_province(const std::string& text)
{
    const std::string folded = text::folded(text);
    for (const Province& province : words_.provinces) {
        if (province.from > today_ || (province.to && *province.to < today_)) continue;
        const std::string code = province_word(province.code), name = text::folded(province.name);
        if (folded != code && folded != name && folded != code + " " + name) continue;
        return code;
    }
    return Words{as_written(text) + " không phải tỉnh hiện nay (mã hai số hoặc tên)",
                 as_written(text) + " is no province of today (two digits or name)"};
}

CellReading ImportCells::read_plain(const ImportColumn& column, const SheetCell& cell,
                                    const std::string& text)
{
    if (cell.kind == SheetCell::Kind::day || cell.kind == SheetCell::Kind::truth)
        return Words{as_written(text) + " là ngày hoặc đúng/sai, không phải chữ",
                     as_written(text) + " is a day or a truth value, no text"};
    if (const Words trouble = registry::trouble_of_text(text); !trouble.empty())
        return Words{"chữ trong ô " + trouble.vi + ": xóa ô rồi gõ lại",
                     "the cell's text " + trouble.en + ": clear the cell and type it again"};
    switch (column.rule) {
    case CellRule::name:
        if (Words trouble = trouble_of_name(text); !trouble.empty()) return trouble;
        break;
    case CellRule::year_count:
        if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit))
            return Words{as_written(text) + " không phải số nguyên",
                         as_written(text) + " is not a whole number"};
        break;
    case CellRule::identity:
        if (is_rounded(text))
            return Words{
                as_written(text) + " là số đã bị bảng tính rút gọn: đổi cột sang kiểu Văn bản, gõ lại đủ số",
                as_written(text) + " is a number that the sheet cut short: make the column one of text, "
                                   "type it whole"};
        if (cell.kind == SheetCell::Kind::number && text.find_first_not_of("0123456789") != text.npos)
            return Words{as_written(text) + " là số lẻ hoặc số âm; đổi cột sang kiểu Văn bản",
                         as_written(text) + " is a fraction or negative; make the column one of text"};
        break;
    default:
        if (column.key == "email" && !is_address(text))
            return Words{as_written(text) + " không phải địa chỉ thư điện tử",
                         as_written(text) + " is no e-mail address"};
        if (cell.kind == SheetCell::Kind::number)
            return Words{as_written(text) + " là số, không phải chữ",
                         as_written(text) + " is a number, no text"};
        break;
    }
    return text;
}

} // namespace radcert::casework
