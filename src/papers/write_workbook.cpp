#include <xlsxwriter.h>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "domain/error.h"
#include "papers/cell_text.h"
#include "papers/workbooks.h"

namespace radcert::papers {
namespace {

using documents::SheetToWrite;
using Column = SheetToWrite::Column;

constexpr lxw_row_t last_row = 1'048'575;
constexpr const char* list_sheet_name = "danh_muc";

/// A nameless file in memory: what is in a workbook never lies on a disk that others read.
class MemoryFile {
public:
    MemoryFile() : descriptor_{memfd_create("workbook", MFD_CLOEXEC)}
    {
        if (descriptor_ < 0) refuse();
    }
    ~MemoryFile() { close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

    std::string bytes() const
    {
        const off_t size = lseek(descriptor_, 0, SEEK_END);
        std::string all(std::size_t(std::max<off_t>(size, 0)), '\0');
        for (std::size_t at = 0; at < all.size();) {
            const ssize_t got = pread(descriptor_, all.data() + at, all.size() - at, off_t(at));
            if (got <= 0) refuse();
            at += std::size_t(got);
        }
        return all;
    }

    [[noreturn]] static void refuse()
    {
        throw Error{Fault::unavailable,
                    {"không tạo được tệp bảng tính", "the workbook cannot be made"},
                    {"xem còn bộ nhớ và chỗ trong thư mục tạm không",
                     "see whether memory and the temporary folder have room"}};
    }

private:
    int descriptor_;
};

[[noreturn]] void refuse_sheet(const SheetToWrite& sheet, const Words& why)
{
    throw Error{Fault::invalid_input,
                {"không ghi được trang “" + sheet.name + "”: " + why.vi,
                 "sheet \"" + sheet.name + "\" cannot be written: " + why.en}};
}

/// The most that Excel shows of a message, which is 255 characters; three dots end what is cut.
std::string message(std::string_view text)
{
    constexpr std::size_t most = 255;
    std::size_t characters = 0, cut = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
        if (characters == most - 1) cut = at;
        if (++characters > most) return std::string{text.substr(0, cut)} + "…";
    }
    return std::string{text};
}

/// Whether the choices fit into the rule of the cell itself: 255 characters, and a comma would part them.
bool fits_rule(const std::vector<std::string>& choices)
{
    std::size_t size = choices.size() - 1;
    for (const std::string& choice : choices) {
        if (choice.find_first_of(",\"") != choice.npos) return false;
        size += choice.size(); // bytes: a little stricter than characters
    }
    return size <= 255;
}

/// A whole number or fraction that comes back as it was given: what does not (leading zeros, 20 digits) is
/// text.
std::optional<double> exact_number(const std::string& text)
{
    double value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    char digits[64];
    const auto written = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    if (written.ec != std::errc{} || std::string_view{digits, written.ptr} != text) return std::nullopt;
    return value;
}

class Book {
public:
    explicit Book(const std::string& path) : book_{workbook_new(path.c_str())}
    {
        if (book_ == nullptr) MemoryFile::refuse();
        lxw_doc_properties properties{};
        constexpr time_t always = 946'684'800; // 2000-01-01: the same sheets are the same bytes
        properties.created = always;
        workbook_set_properties(book_, &properties);
        text_ = workbook_add_format(book_);
        format_set_num_format(text_, "@");
        day_ = workbook_add_format(book_);
        format_set_num_format(day_, "dd/mm/yyyy");
        number_ = workbook_add_format(book_);
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_font_size(title_, 14);
        heading_ = workbook_add_format(book_);
        format_set_bold(heading_);
        format_set_text_wrap(heading_);
        format_set_align(heading_, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bottom(heading_, LXW_BORDER_THIN);
        format_set_bg_color(heading_, 0xE7EEF5);
    }
    ~Book()
    {
        if (book_ != nullptr) lxw_workbook_free(book_);
    }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    void add(const SheetToWrite& sheet)
    {
        if (workbook_validate_sheet_name(book_, sheet.name.c_str()) != LXW_NO_ERROR || sheet.name.empty())
            refuse_sheet(sheet, {"tên trang dài quá 31 ký tự, trùng, hoặc có ký tự []:*?/\\",
                                 "its name is longer than 31 characters, taken, or has one of []:*?/\\"});
        lxw_worksheet* const page = workbook_add_worksheet(book_, sheet.name.c_str());
        const lxw_row_t heading_row = sheet.title.empty() ? 0 : 1;
        if (sheet.rows.size() > last_row - heading_row)
            refuse_sheet(sheet, {"nhiều dòng hơn 1.048.576", "more rows than 1,048,576"});
        if (!sheet.title.empty()) put_text(sheet, page, 0, 0, sheet.title, title_);
        put_headings(sheet, page, heading_row);
        for (std::size_t row = 0; row < sheet.rows.size(); ++row)
            put_row(sheet, page, heading_row + 1 + lxw_row_t(row), sheet.rows[row]);
        const auto filled = lxw_row_t(sheet.rows.size());
        const lxw_row_t ruled = std::min<lxw_row_t>(
            heading_row + std::max<lxw_row_t>(filled, lxw_row_t(sheet.rows_with_choices)), last_row);
        if (ruled > heading_row) put_rules(sheet, page, heading_row + 1, ruled);
        if (sheet.columns.empty()) return;
        worksheet_freeze_panes(page, heading_row + 1, 0);
        worksheet_autofilter(page, heading_row, 0, std::max<lxw_row_t>(heading_row + filled, heading_row + 1),
                             lxw_col_t(sheet.columns.size() - 1));
    }

    void close()
    {
        put_lists();
        lxw_workbook* const book = std::exchange(book_, nullptr); // freed whether it succeeds or not
        if (workbook_close(book) != LXW_NO_ERROR) MemoryFile::refuse();
    }

private:
    lxw_format* format_of(Column::Kind kind) const
    {
        if (kind == Column::Kind::text) return text_;
        return kind == Column::Kind::day ? day_ : number_;
    }

    static void put_text(const SheetToWrite& sheet, lxw_worksheet* page, lxw_row_t row, lxw_col_t column,
                         const std::string& text, lxw_format* format)
    {
        if (!fits_cell(text))
            refuse_sheet(sheet, {"dòng " + std::to_string(row + 1) + ", cột " +
                                     documents::column_letters(column) + ": dài quá 32.767 ký tự",
                                 "row " + std::to_string(row + 1) + ", column " +
                                     documents::column_letters(column) + ": longer than 32,767 characters"});
        worksheet_write_string(page, row, column, escaped_cell_text(text).c_str(), format); // never a formula
    }

    void put_headings(const SheetToWrite& sheet, lxw_worksheet* page, lxw_row_t row)
    {
        for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
            const Column& column = sheet.columns[place];
            const auto at = lxw_col_t(place);
            worksheet_set_column(page, at, at, column.width, format_of(column.kind));
            put_text(sheet, page, row, at, column.heading, heading_);
        }
    }

    void put_row(const SheetToWrite& sheet, lxw_worksheet* page, lxw_row_t row,
                 const std::vector<std::optional<std::string>>& values)
    {
        for (std::size_t place = 0; place < std::min(values.size(), sheet.columns.size()); ++place) {
            if (!values[place] || values[place]->empty()) continue;
            const Column::Kind kind = sheet.columns[place].kind;
            const auto at = lxw_col_t(place);
            const std::string& value = *values[place];
            const auto day = kind == Column::Kind::day ? parse_date(value) : std::nullopt;
            const auto number = kind == Column::Kind::number ? exact_number(value) : std::nullopt;
            if (day && *day >= date(1900, 3, 1)) // before that Excel's calendar has a day too many
                worksheet_write_number(page, row, at, double((*day - date(1899, 12, 30)).count()), day_);
            else if (number)
                worksheet_write_number(page, row, at, *number, number_);
            else
                put_text(sheet, page, row, at, day ? to_dmy(*day) : value, text_);
        }
    }

    void put_rules(const SheetToWrite& sheet, lxw_worksheet* page, lxw_row_t first, lxw_row_t last)
    {
        for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
            const Column& column = sheet.columns[place];
            if (!column.choices.empty() || !column.hint.empty())
                put_rule(column, page, lxw_col_t(place), first, last);
        }
    }

    void put_rule(const Column& column, lxw_worksheet* page, lxw_col_t at, lxw_row_t first, lxw_row_t last)
    {
        lxw_data_validation rule{};
        std::string hint = message(column.hint), formula;
        std::string trouble = "Chọn một giá trị trong danh sách, hoặc để trống.";
        std::vector<char*> choices;
        rule.validate = LXW_VALIDATION_TYPE_ANY;
        rule.show_input = LXW_VALIDATION_ON;
        rule.ignore_blank = LXW_VALIDATION_ON;
        if (!hint.empty()) rule.input_message = hint.data();
        if (!column.choices.empty()) {
            rule.error_message = trouble.data();
            rule.dropdown = LXW_VALIDATION_ON;
            rule.show_error = LXW_VALIDATION_ON;
            rule.validate = LXW_VALIDATION_TYPE_LIST;
            if (fits_rule(column.choices)) {
                for (const std::string& choice : column.choices)
                    choices.push_back(const_cast<char*>(choice.c_str())); // copied, not changed
                choices.push_back(nullptr);
                rule.value_list = choices.data();
            } else {
                formula = list_formula(column.choices);
                rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
                rule.value_formula = formula.data();
            }
        }
        if (worksheet_data_validation_range(page, first, at, last, at, &rule) != LXW_NO_ERROR)
            throw Error{Fault::invalid_input,
                        {"danh sách chọn của cột “" + column.heading + "” không ghi được",
                         "the choices of column \"" + column.heading + "\" cannot be written"}};
    }

    /// Where the hidden sheet holds these choices; the same choices stand there once.
    std::string list_formula(const std::vector<std::string>& choices)
    {
        const auto [list, added] = lists_.try_emplace(choices, lists_.size());
        const std::string letters = documents::column_letters(list->second);
        return std::string{"="} + list_sheet_name + "!$" + letters + "$1:$" + letters + "$" +
               std::to_string(choices.size());
    }

    void put_lists()
    {
        if (lists_.empty()) return;
        const SheetToWrite place{.name = list_sheet_name, .title = {}, .columns = {}, .rows = {}};
        lxw_worksheet* const page = workbook_add_worksheet(book_, list_sheet_name);
        if (page == nullptr) refuse_sheet(place, {"tên trang này dành riêng", "its name is reserved"});
        for (const auto& [choices, column] : lists_)
            for (std::size_t row = 0; row < choices.size(); ++row)
                put_text(place, page, lxw_row_t(row), lxw_col_t(column), choices[row], text_);
        worksheet_hide(page);
    }

    lxw_workbook* book_;
    lxw_format *text_{}, *day_{}, *number_{}, *title_{}, *heading_{};
    std::map<std::vector<std::string>, std::size_t> lists_; ///< choices: column of the hidden sheet
};

} // namespace

std::string write_workbook(const std::vector<SheetToWrite>& sheets)
{
    const MemoryFile file;
    Book book{file.path()};
    for (const SheetToWrite& sheet : sheets) book.add(sheet);
    book.close();
    return file.bytes();
}

} // namespace radcert::papers
