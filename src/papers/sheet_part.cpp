#include "papers/sheet_part.h"

#include <algorithm>
#include <charconv>

#include "domain/error.h"
#include "papers/cell_text.h"
#include "papers/merged_ranges.h"
#include "papers/number_formats.h"
#include "papers/xml.h"

namespace radcert::papers {
namespace {

using documents::SheetCell;
using documents::SheetRow;

std::optional<std::size_t> index_of(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool holds_anything(const SheetRow& row)
{
    return std::ranges::any_of(row.cells,
                               [](const SheetCell& cell) { return cell.kind != SheetCell::Kind::blank; });
}

/// Hears the cells of a sheet and hands over one row after another.
class SheetListener : public XmlListener {
public:
    SheetListener(const WorkbookParts& parts, const std::string& name, std::function<void(SheetRow&)> take)
        : parts_{parts}, name_{name}, take_{std::move(take)}
    {
    }

    void open(std::string_view element, const XmlAttributes& attributes) override
    {
        if (element == "sheetData") {
            in_data_ = true;
        } else if (!in_data_) {
            return;
        } else if (element == "row") {
            open_row(attributes["r"]);
        } else if (element == "c") {
            open_cell(attributes);
        } else if (element == "v") {
            in_value_ = true;
        } else if (element == "is") {
            words_.begin();
        } else {
            words_.open(element);
        }
    }

    void close(std::string_view element) override
    {
        if (element == "sheetData")
            in_data_ = false; // the rest is still read: the archive's checksum comes last
        if (!in_data_) return;
        if (element == "row")
            take_(row_);
        else if (element == "c")
            close_cell();
        else if (element == "v")
            in_value_ = false;
        else
            words_.close(element);
    }

    void text(std::string_view part) override
    {
        if (!in_value_) return words_.text(part);
        if (value_.size() + part.size() > most_value_bytes) refuse_long();
        value_ += part;
    }

private:
    [[noreturn]] void refuse(const Words& why) const
    {
        const std::string row = std::to_string(row_.number), column = documents::column_letters(column_);
        throw Error{Fault::invalid_input,
                    {"trang “" + name_ + "”, dòng " + row + ", cột " + column + ": " + why.vi,
                     "sheet \"" + name_ + "\", row " + row + ", column " + column + ": " + why.en},
                    {"mở tệp bằng Excel hoặc LibreOffice, sửa ô đó rồi lưu lại",
                     "open the file in Excel or LibreOffice, put that cell right and save it again"},
                    {.file = {}, .line = row_.number}};
    }

    [[noreturn]] void refuse_long() const
    {
        refuse({"chữ trong ô dài quá 32.767 ký tự", "the text is longer than 32,767 characters"});
    }

    void open_row(std::string_view number)
    {
        const auto stated = number.empty() ? std::optional<std::size_t>{row_.number + 1} : index_of(number);
        column_ = 0;
        next_column_ = 0;
        row_.cells.clear();
        if (!stated || *stated == 0 || *stated > documents::most_rows)
            refuse({"số thứ tự dòng “" + std::string{number} + "” không có thật, tối đa 1.048.576",
                    "the row number \"" + std::string{number} + "\" does not exist; the last is 1,048,576"});
        row_.number = std::uint32_t(*stated);
    }

    void open_cell(const XmlAttributes& attributes)
    {
        const std::string_view reference = attributes["r"];
        column_ = next_column_;
        if (!reference.empty()) {
            const auto place = parse_place(reference);
            if (!place || place->row != row_.number)
                refuse({"địa chỉ ô “" + std::string{reference} + "” không thuộc dòng này",
                        "the cell's address \"" + std::string{reference} + "\" is not of this row"});
            column_ = place->column;
        }
        if (column_ >= documents::most_columns) refuse({"quá 16.384 cột", "more than 16,384 columns"});
        next_column_ = column_ + 1;
        type_ = attributes["t"];
        style_ = attributes["s"];
        value_.clear();
        words_.begin();
    }

    void close_cell()
    {
        SheetCell cell = read_cell();
        if (!fits_cell(cell.text)) refuse_long();
        if (cell.text.empty()) return; // formatted, and nothing in it
        if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
        SheetCell& place = row_.cells[column_];
        if (place.kind != SheetCell::Kind::blank)
            refuse({"ô này có hai lần trong tệp", "the file states this cell twice"});
        place = std::move(cell);
    }

    SheetCell read_cell() const
    {
        if (type_ == "inlineStr") {
            if (words_.too_long()) refuse_long();
            return text_cell(words_.result());
        }
        if (value_.empty()) return {};
        if (type_ == "s") return shared_text();
        if (type_ == "str") return text_cell(resolved_cell_text(value_));
        if (type_ == "b") return truth();
        if (type_ == "e") return {SheetCell::Kind::error, resolved_cell_text(value_)};
        if (type_ == "d") return iso_day();
        return number();
    }

    static SheetCell text_cell(std::string text)
    {
        if (text.empty()) return {};
        return {SheetCell::Kind::text, std::move(text)};
    }

    SheetCell shared_text() const
    {
        const auto index = index_of(value_);
        if (!index || *index >= parts_.shared_texts())
            refuse(
                {"chữ dùng chung số " + value_ + " không có", "its shared text " + value_ + " is missing"});
        return text_cell(std::string{parts_.shared_text(*index)});
    }

    SheetCell truth() const
    {
        if (value_ != "0" && value_ != "1")
            refuse(
                {"giá trị đúng/sai “" + value_ + "” không đọc được", "\"" + value_ + "\" is no truth value"});
        return {SheetCell::Kind::truth, value_ == "1" ? "TRUE" : "FALSE"};
    }

    SheetCell iso_day() const
    {
        const auto day = parse_date(std::string_view{value_}.substr(0, 10));
        if (!day)
            refuse({"ngày “" + value_ + "” không có thật", "\"" + value_ + "\" is not a day that exists"});
        const std::string_view time = std::string_view{value_}.substr(10);
        const bool midnight = time.find_first_not_of("T0:.Z") == time.npos;
        return {SheetCell::Kind::day, to_dmy(*day) + (midnight ? "" : ' ' + std::string{time.substr(1)}),
                *day};
    }

    SheetCell number() const
    {
        const auto style = style_.empty() ? std::optional<std::size_t>{0} : index_of(style_);
        const bool day = style && *style < parts_.style_shows_days.size() && parts_.style_shows_days[*style];
        auto cell = number_cell(value_, day, parts_.base_1904);
        if (!cell) refuse({"số “" + value_ + "” không đọc được", "\"" + value_ + "\" is not a number"});
        return std::move(*cell);
    }

    static constexpr std::size_t most_value_bytes = 7 * 32'767; ///< every character an escape

    const WorkbookParts& parts_;
    const std::string& name_;
    std::function<void(SheetRow&)> take_;
    SheetRow row_;
    std::uint32_t column_{0}, next_column_{0};
    std::string type_, style_, value_;
    CellText words_;
    bool in_data_{false}, in_value_{false};
};

[[noreturn]] void refuse_order(const std::string& sheet, std::uint32_t row, bool twice)
{
    const std::string at = std::to_string(row);
    throw Error{
        Fault::invalid_input,
        {"trang “" + sheet + "”, dòng " + at + (twice ? ": có hai lần trong tệp" : ": đứng sai thứ tự"),
         "sheet \"" + sheet + "\", row " + at + (twice ? ": stated twice" : ": out of order")},
        {"mở tệp bằng Excel hoặc LibreOffice và lưu lại",
         "open the file in Excel or LibreOffice and save it again"},
        {.file = {}, .line = row}};
}

} // namespace

bool read_sheet(ZipArchive& archive, const WorkbookParts& parts, const WorkbookParts::Sheet& sheet,
                const std::function<bool(SheetRow&)>& take)
{
    constexpr std::uint64_t small_part = 8u << 20;
    MergedRanges merged = MergedRanges::of(archive, sheet.entry);
    std::uint32_t last = 0;
    bool wants_more = true;
    const auto hand_over = [&](SheetRow& row) {
        if (row.number <= last) refuse_order(sheet.name, row.number, row.number == last);
        last = row.number;
        merged.mark(row);
        if (holds_anything(row)) wants_more = take(row);
        if (!wants_more) throw HeardEnough{};
    };
    std::vector<SheetRow> kept;
    const bool keep = archive.declared_size(sheet.entry) <= small_part;
    SheetListener listener{parts, sheet.name, [&](SheetRow& row) {
                               if (keep)
                                   kept.push_back(std::move(row)), row.cells.clear();
                               else
                                   hand_over(row);
                           }};
    read_xml(archive, sheet.entry, listener);
    std::ranges::stable_sort(kept, {}, &SheetRow::number);
    try {
        for (SheetRow& row : kept) hand_over(row);
    } catch (const HeardEnough&) {
    }
    return wants_more;
}

} // namespace radcert::papers
