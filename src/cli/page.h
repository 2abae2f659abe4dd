#pragma once

#include <string>
#include <string_view>

#include "domain/words.h"

namespace radcert::cli {

enum class Colour : unsigned char { none, red, green, yellow, bold, dim };

/// Builds text of a given width for a terminal. Widths count columns, so Vietnamese lines up; whatever came
/// from a file is made printable first.
class Page {
public:
    Page(std::size_t width, Language language, bool colour)
        : width_{width}, language_{language}, colour_{colour}
    {
    }

    std::string take() { return std::move(out_); }
    Language language() const { return language_; }
    const std::string& say(const Words& words) const { return words.in(language_); }

    void blank() { out_ += '\n'; }
    void heading(std::string_view text, Colour colour);
    /// `text` wrapped, every line indented.
    void paragraph(std::string_view text, std::size_t indent, Colour colour = Colour::none);
    /// `left` wrapped from column `indent`, `right` at the right edge of the first line that has room for it.
    void line(std::string_view left, std::string_view right, std::size_t indent, std::string_view mark,
              Colour colour);

private:
    std::string painted(std::string_view text, Colour colour) const;

    std::string out_;
    std::size_t width_;
    Language language_;
    bool colour_;
};

} // namespace radcert::cli
