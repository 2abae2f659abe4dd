#include "documents/sheet_frames.h"

#include <unistd.h>

#include <cerrno>
#include <optional>

#include "text/utf8.h"

namespace radcert::documents {
namespace {

constexpr std::size_t head = 5, largest_frame = 64u << 20;
constexpr unsigned char merged_bit = 0x80;

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (int byte = 3; byte >= 0; --byte) value = value << 8 | static_cast<unsigned char>(bytes[at + byte]);
    return value;
}

/// Takes values off the front of a frame; empty where there is too little.
class Body {
public:
    explicit Body(std::string_view bytes) : bytes_{bytes} {}

    bool is_read() const { return bytes_.empty(); }

    std::optional<unsigned char> byte()
    {
        if (bytes_.empty()) return std::nullopt;
        const auto value = static_cast<unsigned char>(bytes_[0]);
        bytes_.remove_prefix(1);
        return value;
    }

    std::optional<std::uint32_t> number()
    {
        if (bytes_.size() < 4) return std::nullopt;
        const std::uint32_t value = number_at(bytes_, 0);
        bytes_.remove_prefix(4);
        return value;
    }

    std::optional<std::string> text()
    {
        const auto size = number();
        if (!size || bytes_.size() < *size) return std::nullopt;
        const std::string_view value = bytes_.substr(0, *size);
        bytes_.remove_prefix(*size);
        if (text::first_invalid_utf8(value) != value.size() || value.find('\0') != value.npos)
            return std::nullopt;
        return std::string{value};
    }

private:
    std::string_view bytes_;
};

std::optional<SheetCell> read_cell(Body& body)
{
    const auto kind = body.byte();
    if (!kind || (*kind & ~merged_bit) > static_cast<unsigned char>(SheetCell::Kind::error))
        return std::nullopt;
    SheetCell cell{.kind = SheetCell::Kind(*kind & ~merged_bit), .merged = (*kind & merged_bit) != 0};
    if (cell.kind == SheetCell::Kind::blank) return cell;
    if (cell.kind == SheetCell::Kind::day) {
        constexpr std::int32_t first = -719'162, last = 2'932'896; // 0001-01-01, 9999-12-31
        const auto days = body.number();
        if (!days || std::int32_t(*days) < first || std::int32_t(*days) > last) return std::nullopt;
        cell.day = Date{std::chrono::days{std::int32_t(*days)}};
    }
    auto text = body.text();
    if (!text || text->empty()) return std::nullopt;
    cell.text = std::move(*text);
    return cell;
}

} // namespace

void FrameWriter::begin(char kind)
{
    begin_ = buffer_.size();
    buffer_ += kind;
    number(0);
}

void FrameWriter::number(std::uint32_t value)
{
    for (int byte = 0; byte < 4; ++byte) buffer_ += char(value >> 8 * byte & 0xFF);
}

void FrameWriter::text(std::string_view text)
{
    number(std::uint32_t(text.size()));
    buffer_ += text;
}

void FrameWriter::finish()
{
    constexpr std::size_t enough = 64u << 10;
    const std::size_t size = buffer_.size() - begin_ - head;
    for (std::size_t byte = 0; byte < 4; ++byte) buffer_[begin_ + 1 + byte] = char(size >> 8 * byte & 0xFF);
    if (buffer_.size() > enough) flush();
}

void FrameWriter::flush()
{
    for (std::size_t at = 0; at < buffer_.size();) {
        const ssize_t written = ::write(descriptor_, buffer_.data() + at, buffer_.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0)
            throw Error{Fault::unavailable,
                        {"không ai nhận các dòng đọc được", "nobody takes the rows that are read"}};
        at += std::size_t(written);
    }
    buffer_.clear();
}

void FrameWriter::sheet(std::string_view name)
{
    begin('S');
    text(name);
    finish();
}

void FrameWriter::row(const SheetRow& row)
{
    begin('R');
    number(row.number);
    number(std::uint32_t(row.cells.size()));
    for (const SheetCell& cell : row.cells) {
        buffer_ += char(static_cast<unsigned char>(cell.kind) | (cell.merged ? merged_bit : 0));
        if (cell.kind == SheetCell::Kind::blank) continue;
        if (cell.kind == SheetCell::Kind::day) number(std::uint32_t(cell.day.time_since_epoch().count()));
        text(cell.text);
    }
    finish();
}

void FrameWriter::form(const SheetForm& form)
{
    begin('F');
    buffer_ += form.workbook ? '\1' : '\0';
    buffer_ += form.delimiter;
    text(form.encoding);
    finish();
}

void FrameWriter::error(const Error& error)
{
    begin('E');
    buffer_ += error.fault() == Fault::unavailable ? '\1' : '\0';
    number(std::uint32_t(error.place().line));
    for (const std::string* part :
         {&error.sentence().vi, &error.sentence().en, &error.hint().vi, &error.hint().en})
        text(*part);
    finish();
    flush();
}

void FrameWriter::end()
{
    begin('Z');
    finish();
    flush();
}

bool FrameParser::take(std::string_view bytes)
{
    pending_ += bytes;
    std::size_t at = 0;
    while (pending_.size() - at >= head) {
        const std::uint32_t size = number_at(pending_, at + 1);
        if (size > largest_frame || ended_) return false;
        if (pending_.size() - at - head < size) break;
        if (!frame(pending_[at], std::string_view{pending_}.substr(at + head, size))) return false;
        at += head + size;
    }
    pending_.erase(0, at);
    return !ended_ || pending_.empty();
}

bool FrameParser::frame(char kind, std::string_view bytes)
{
    Body body{bytes};
    switch (kind) {
    case 'S': {
        auto name = body.text();
        if (!name || !body.is_read()) return false;
        in_sheet_ = true;
        last_row_ = 0;
        listener_.sheet(std::move(*name));
        return true;
    }
    case 'F': {
        const auto workbook = body.byte(), delimiter = body.byte();
        auto encoding = body.text();
        if (!workbook || *workbook > 1 || !delimiter || !encoding || !body.is_read()) return false;
        listener_.form({*workbook == 1, std::move(*encoding), char(*delimiter)});
        return true;
    }
    case 'R': return row_frame(bytes);
    case 'E': return error_frame(bytes);
    case 'Z': ended_ = body.is_read(); return ended_;
    default: return false;
    }
}

bool FrameParser::row_frame(std::string_view bytes)
{
    Body body{bytes};
    const auto number = body.number(), columns = body.number();
    if (!in_sheet_ || !number || *number <= last_row_ || !columns || *columns > most_columns) return false;
    SheetRow row{*number, {}};
    row.cells.reserve(*columns);
    for (std::uint32_t column = 0; column < *columns; ++column) {
        auto cell = read_cell(body);
        if (!cell) return false;
        row.cells.push_back(std::move(*cell));
    }
    if (!body.is_read()) return false;
    last_row_ = *number;
    listener_.row(row);
    return true;
}

bool FrameParser::error_frame(std::string_view bytes)
{
    Body body{bytes};
    const auto fault = body.byte();
    const auto line = body.number();
    if (!fault || *fault > 1 || !line) return false;
    std::string parts[4];
    for (std::string& part : parts) {
        auto text = body.text();
        if (!text) return false;
        part = std::move(*text);
    }
    if (!body.is_read()) return false;
    ended_ = true;
    listener_.error(Error{*fault == 1 ? Fault::unavailable : Fault::invalid_input,
                          {parts[0], parts[1]},
                          {parts[2], parts[3]},
                          {.file = {}, .line = *line}});
    return true;
}

} // namespace radcert::documents
