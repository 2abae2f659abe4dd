#include "cli/table.h"

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "documents/csv.h"
#include "documents/paper_tools.h"
#include "text/json_writer.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

constexpr std::size_t gap = 2;              ///< between columns
constexpr std::size_t narrowest = 8;        ///< no column is shortened to less
constexpr std::size_t usual_width = 80;     ///< of a terminal that does not tell
constexpr std::size_t label_gap = 3;        ///< between a label and its value
constexpr std::size_t narrowest_value = 20; ///< what a record's values keep on a narrow terminal

std::size_t terminal_width()
{
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : usual_width;
}

/// Where the character that starts at `at` ends; `text` is UTF-8.
std::size_t next_character(std::string_view text, std::size_t at)
{
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return at;
}

/// `text` in at most `columns` columns, "…" in place of what is left out.
std::string shortened(std::string_view text, std::size_t columns)
{
    if (text::display_width(text) <= columns) return std::string{text};
    std::size_t end = 0, used = 0;
    while (end < text.size()) {
        const std::size_t next = next_character(text, end);
        used += text::display_width(text.substr(end, next - end));
        if (used + 1 > columns) break;
        end = next;
    }
    return std::string{text.substr(0, end)} + "…";
}

std::string spaces_after(std::string_view text, std::size_t width)
{
    const std::size_t used = text::display_width(text);
    return std::string(used < width ? width - used : 0, ' ');
}

void append_line(std::string& out, std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
}

/// Takes columns from the widest but the first until a line fits, or nothing more can be taken.
void narrow(std::vector<std::size_t>& widths, std::size_t screen)
{
    std::size_t total = gap * (widths.size() - 1);
    for (const std::size_t width : widths) total += width;
    for (; total > screen && widths.size() > 1; --total) {
        const auto widest = std::max_element(widths.begin() + 1, widths.end());
        if (*widest <= narrowest) return;
        --*widest;
    }
}

} // namespace

Format output_format(bool json)
{
    if (json) return Format::json;
    return output_is_terminal() ? Format::terminal : Format::tabs;
}

std::string Table::aligned(Language language, std::size_t width) const
{
    std::vector<std::vector<std::string>> lines(1);
    std::vector<std::size_t> widths;
    std::vector<bool> to_the_right;
    for (const Column& column : columns()) lines.front().push_back(column.heading.in(language));
    for (const auto& row : rows()) {
        auto& line = lines.emplace_back();
        for (const Cell& cell : row) line.push_back(cell.shown(language));
    }
    for (std::size_t i = 0; i < columns().size(); ++i) {
        widths.push_back(0);
        for (const auto& line : lines) widths[i] = std::max(widths[i], text::display_width(line[i]));
        const auto number = [i](const auto& row) { return row[i].is_number() || row[i].absent(); };
        const auto absent = [i](const auto& row) { return row[i].absent(); };
        to_the_right.push_back(std::ranges::all_of(rows(), number) && !std::ranges::all_of(rows(), absent));
    }
    narrow(widths, width);
    std::string out;
    for (const auto& line : lines) {
        std::string padded;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string cell = i == 0 ? line[i] : shortened(line[i], widths[i]);
            const std::string spaces = spaces_after(cell, widths[i]);
            if (i > 0) padded.append(gap, ' ');
            padded += to_the_right[i] ? spaces + cell : cell + spaces;
        }
        append_line(out, std::move(padded));
    }
    return out;
}

std::string Table::tabbed() const
{
    std::string out;
    for (std::size_t i = 0; i < columns().size(); ++i) out += (i > 0 ? "\t" : "") + columns()[i].key;
    out += '\n';
    for (const auto& row : rows()) {
        for (std::size_t i = 0; i < row.size(); ++i) out += (i > 0 ? "\t" : "") + row[i].line();
        out += '\n';
    }
    return out;
}

std::string Table::text(Format format, Language language, std::size_t width) const
{
    switch (format) {
    case Format::terminal: return aligned(language, width);
    case Format::tabs: return tabbed();
    case Format::json: break;
    }
    return text::indented(json()) + '\n';
}

void Table::print(Format format, Language language) const
{
    write_out(text(format, language, terminal_width()));
}

void Table::print(const Settings& settings) const
{
    const Language language = settings.spoken();
    const bool vi = language == Language::vi;
    if (settings.csv) return write_out(documents::write_csv(sheet("", language)));
    if (settings.xlsx.empty()) return print(output_format(settings.json), language);
    save_file(settings.xlsx,
              documents::paper_tools().write_workbook({sheet(vi ? "Danh sách" : "List", language)}));
    if (settings.xlsx == "-") return;
    write_out(settings.xlsx + ": " + std::to_string(rows().size()) + (vi ? " dòng\n" : " rows\n"));
}

std::string Record::labelled(Language language, std::size_t width) const
{
    std::size_t indent = 0;
    for (const Field& field : fields())
        indent = std::max(indent, text::display_width(field.column.heading.in(language)) + label_gap);
    const std::size_t room = std::max(width, indent + narrowest_value) - indent;
    std::string out;
    for (const Field& field : fields()) {
        std::string start = field.column.heading.in(language);
        for (const std::string& line : text::wrapped(field.value.shown(language), room)) {
            append_line(out, start + spaces_after(start, indent) + line);
            start.clear();
        }
        if (!start.empty()) append_line(out, start); // the value is recorded, and empty
    }
    return out;
}

std::string Record::text(Format format, Language language, std::size_t width) const
{
    if (format == Format::terminal) return labelled(language, width);
    std::string out;
    if (format == Format::tabs) {
        for (const Field& field : fields()) out += field.column.key + '\t' + field.value.line() + '\n';
        return out;
    }
    return text::indented(json()) + '\n';
}

void Record::print(Format format, Language language) const
{
    write_out(text(format, language, terminal_width()));
}

} // namespace radcert::cli
