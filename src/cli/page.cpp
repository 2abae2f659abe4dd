#include "cli/page.h"

#include "text/utf8.h"

namespace radcert::cli {

std::string Page::painted(std::string_view text, Colour colour) const
{
    constexpr std::string_view codes[] = {"", "31", "32", "33", "1", "2"};
    if (!colour_ || colour == Colour::none) return std::string{text};
    return "\x1b[" + std::string{codes[std::size_t(colour)]} + "m" + std::string{text} + "\x1b[0m";
}

void Page::heading(std::string_view text, Colour colour)
{
    for (const std::string& line : text::wrapped(text::printable(text), width_))
        out_ += painted(line, colour) + '\n';
}

void Page::paragraph(std::string_view text, std::size_t indent, Colour colour)
{
    for (const std::string& line : text::wrapped(text::printable(text), width_ - indent)) {
        out_ += std::string(indent, ' ') + painted(line, colour) + '\n';
    }
}

void Page::line(std::string_view left, std::string_view right, std::size_t indent, std::string_view mark,
                Colour colour)
{
    const std::string end = text::printable(right);
    const std::size_t needed = text::display_width(end);
    const auto lines = text::wrapped(text::printable(left), width_ - indent);
    bool placed = end.empty();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t used = indent + text::display_width(lines[i]);
        const std::string start =
            i > 0 ? std::string(indent, ' ')
                  : painted(mark, colour) + std::string(indent - text::display_width(mark), ' ');
        out_ += start + lines[i];
        if (!placed && used + 2 + needed <= width_) {
            out_ += std::string(width_ - used - needed, ' ') + painted(end, Colour::dim);
            placed = true;
        }
        out_ += '\n';
    }
    if (!placed) {
        const std::size_t gap = needed < width_ ? width_ - needed : 0;
        out_ += std::string(gap, ' ') + painted(end, Colour::dim) + '\n';
    }
}

} // namespace radcert::cli
