#include "documents/csv.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <exception>

#include "domain/error.h"

namespace radcert::documents {
namespace {

constexpr std::string_view byte_order_mark{"\xEF\xBB\xBF"}, dangerous{"=+-@\t\r\n"};
constexpr std::size_t longest_field = 64u << 10;

bool would_be_formula(std::string_view text)
{
    const std::size_t first = text.find_first_not_of('\'');
    return first != text.npos && dangerous.find(text[first]) != dangerous.npos;
}

/// "-5", "-0,5", "-1.25"
bool is_number(std::string_view text)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t mark = std::min(text.find_first_of(".,"), text.size());
    const std::string_view whole = text.substr(0, mark), rest = text.substr(std::min(mark + 1, text.size()));
    return !whole.empty() && (mark == text.size() || !rest.empty()) && std::ranges::all_of(whole, is_digit) &&
           std::ranges::all_of(rest, is_digit);
}

/// Line and column, both from 1, of the byte `at`. A line ends with CRLF, LF or CR.
std::pair<std::size_t, std::size_t> line_and_column(std::string_view text, std::size_t at)
{
    std::size_t line = 1, begin = 0;
    for (std::size_t byte = 0; byte < at; ++byte) {
        const bool ends =
            text[byte] == '\n' || (text[byte] == '\r' && (byte + 1 >= text.size() || text[byte + 1] != '\n'));
        if (!ends) continue;
        ++line;
        begin = byte + 1;
    }
    std::size_t column = 1;
    for (std::size_t byte = begin; byte < at; ++byte)
        column += (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
    return {line, column};
}

/// libcsv with the place of every field, so that trouble has one. It is fed up to each byte that may end a
/// field: only there does it call back.
class Reader {
public:
    Reader(std::string_view text, char delimiter, const std::function<bool(const SheetRow&)>& take)
        : text_{text}, take_{take}
    {
        csv_init(&parser_, CSV_REPALL_NL);
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
        csv_set_space_func(&parser_, [](unsigned char) { return 0; }); // blanks are part of a field
        ends_ = {delimiter, '\n', '\r'};
    }
    ~Reader() { csv_free(&parser_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void read(std::size_t from)
    {
        field_begins_ = at_ = from;
        while (at_ < text_.size() && wants_more_) {
            const std::size_t stop = std::min(
                text_.find_first_of(std::string_view{ends_.data(), ends_.size()}, at_), text_.size() - 1);
            feed(stop + 1);
        }
        if (!wants_more_) return;
        at_end_ = true;
        csv_fini(&parser_, on_field, on_record, this);
        rethrow();
    }

private:
    [[noreturn]] void refuse(std::size_t at, const Words& why) const
    {
        const auto [line, column] = line_and_column(text_, at);
        const std::string vi = "dòng " + std::to_string(line) + ", ký tự thứ " + std::to_string(column);
        const std::string en = "line " + std::to_string(line) + ", character " + std::to_string(column);
        throw Error{Fault::invalid_input,
                    {vi + ": " + why.vi, en + ": " + why.en},
                    {"sửa dòng đó, hoặc mở bằng Excel và lưu lại dạng .xlsx",
                     "put that line right, or open it in Excel and save it as .xlsx"},
                    {.file = {}, .line = line}};
    }

    void feed(std::size_t end)
    {
        const std::string_view piece = text_.substr(at_, end - at_);
        if (const std::size_t nul = piece.find('\0'); nul != piece.npos)
            refuse(at_ + nul,
                   {"có ký tự NUL, tệp không phải văn bản", "a NUL character: this is no text file"});
        at_ = end;
        csv_parse(&parser_, piece.data(), piece.size(), on_field, on_record, this);
        rethrow();
        if (parser_.entry_pos > longest_field) refuse_long();
    }

    [[noreturn]] void refuse_long() const
    {
        refuse(field_begins_, {"một ô dài quá 64 KiB", "a field is longer than 64 KiB"});
    }

    /// libcsv reads on where a quoted field goes on behind its closing mark; that is refused. A mark inside a
    /// field that does not begin with one (16°50'36"S) is a mark.
    void check_quotes() const
    {
        const std::size_t end = at_end_ ? text_.size() : at_ - 1;
        if (field_begins_ >= end || text_[field_begins_] != '"') return;
        for (std::size_t at = field_begins_ + 1;; at += 2) {
            at = text_.find('"', at);
            if (at == text_.npos || at >= end)
                refuse(field_begins_, {"dấu ngoặc kép mở ở đây không được đóng",
                                       "the quotation mark that opens here is never closed"});
            if (at + 1 == end) return;
            if (text_[at + 1] != '"')
                refuse(at + 1, {"có chữ sau dấu ngoặc kép đóng", "text behind a closing quotation mark"});
        }
    }

    void field(std::string_view value)
    {
        check_quotes();
        if (value.size() > longest_field) refuse_long();
        if (row_.cells.size() >= most_columns)
            refuse(field_begins_, {"quá 16.384 cột", "more than 16,384 columns"});
        field_begins_ = at_;
        if (value.empty()) {
            row_.cells.emplace_back();
            return;
        }
        if (value.starts_with('\'') && would_be_formula(value)) value.remove_prefix(1);
        row_.cells.push_back({SheetCell::Kind::text, std::string{value}});
        anything_ = true;
    }

    void record(int end)
    {
        const bool second_half =
            end == '\n' && at_ >= 2 && text_[at_ - 2] == '\r' && row_.cells.empty() && last_end_ == at_ - 1;
        last_end_ = at_;
        field_begins_ = at_;
        if (second_half) return;
        if (++row_.number > most_rows) refuse(at_ - 1, {"quá 1.048.576 dòng", "more than 1,048,576 rows"});
        if (anything_) wants_more_ = take_(row_);
        anything_ = false;
        row_.cells.clear();
    }

    void rethrow()
    {
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    }

    template <class Work>
    void guarded(Work work)
    {
        if (thrown_ || !wants_more_) return;
        try {
            work();
        } catch (...) {
            thrown_ = std::current_exception();
        }
    }

    static void on_field(void* value, std::size_t size, void* reader)
    {
        auto& self = *static_cast<Reader*>(reader);
        self.guarded([&] { self.field({static_cast<const char*>(value), size}); });
    }
    static void on_record(int end, void* reader)
    {
        auto& self = *static_cast<Reader*>(reader);
        self.guarded([&] { self.record(end); });
    }

    std::string_view text_;
    const std::function<bool(const SheetRow&)>& take_;
    csv_parser parser_{};
    std::array<char, 3> ends_{};
    std::size_t at_{0}, field_begins_{0}, last_end_{0};
    SheetRow row_;
    bool anything_{false}, wants_more_{true}, at_end_{false};
    std::exception_ptr thrown_;
};

/// How often each of `delimiters` stands in the line at `at`, outside quotes; `at` moves behind the line.
std::array<std::size_t, 3> counted(std::string_view text, std::string_view delimiters, std::size_t& at)
{
    std::array<std::size_t, 3> counts{};
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        if (const std::size_t which = delimiters.find(c); which != delimiters.npos) ++counts[which];
    }
    ++at;
    return counts;
}

std::string_view without_mark(std::string_view text)
{
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

bool states_delimiter(std::string_view text)
{
    return text.size() >= 5 && text.starts_with("sep=") && text[4] != '\r' && text[4] != '\n' &&
           (text.size() == 5 || text[5] == '\r' || text[5] == '\n');
}

void append_field(std::string& out, std::string_view value, char delimiter)
{
    const bool apostrophe = would_be_formula(value) && !is_number(value);
    const char special[] = {delimiter, '"', '\r', '\n'};
    const bool quoted = value.find_first_of(std::string_view{special, sizeof special}) != value.npos;
    if (quoted) out += '"';
    if (apostrophe) out += '\'';
    for (const char c : value) {
        if (c == '"') out += '"';
        out += c;
    }
    if (quoted) out += '"';
}

} // namespace

char csv_delimiter(std::string_view text)
{
    constexpr std::string_view delimiters{"\t;,"};
    text = without_mark(text);
    if (states_delimiter(text)) return text[4];
    for (std::size_t at = 0; at < text.size();) {
        const auto counts = counted(text, delimiters, at);
        const auto most = std::ranges::max_element(counts);
        if (*most > 0) return delimiters[std::size_t(most - counts.begin())];
    }
    return ',';
}

void read_csv(std::string_view text, const CsvOptions& options,
              const std::function<bool(const SheetRow&)>& take)
{
    const char delimiter = options.delimiter != '\0' ? options.delimiter : csv_delimiter(text);
    const std::size_t mark = text.size() - without_mark(text).size();
    const bool stated = states_delimiter(text.substr(mark));
    bool first = stated;
    Reader{text, delimiter,
           [&](const SheetRow& row) {
               return std::exchange(first, false) || take(row); // "sep=;" is no row of the table
           }}
        .read(mark);
}

std::string write_csv(const SheetToWrite& sheet, char delimiter)
{
    std::string out{byte_order_mark};
    for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
        if (place > 0) out += delimiter;
        append_field(out, sheet.columns[place].heading, delimiter);
    }
    out += "\r\n";
    for (const auto& row : sheet.rows) {
        for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
            if (place > 0) out += delimiter;
            if (place >= row.size() || !row[place]) continue;
            std::string cell = *row[place];
            // A spreadsheet that parts cells by ";" is one that writes 1,5.
            const bool number = sheet.columns[place].kind == SheetToWrite::Column::Kind::number;
            if (number && delimiter == ';') std::ranges::replace(cell, '.', ',');
            append_field(out, cell, delimiter);
        }
        out += "\r\n";
    }
    return out;
}

} // namespace radcert::documents
