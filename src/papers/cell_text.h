#pragma once

#include <string>
#include <string_view>

namespace radcert::papers {

/// Gathers the text of a shared text or an inline text: the runs of rich text joined, how a word is to be
/// spoken (phonetic runs) left out.
///
/// Source: ECMA-376-1, 18.4.8 (si), 18.3.1.53 (is), 18.4.6 (rPh).
class CellText {
public:
    void begin();
    void open(std::string_view element);
    void close(std::string_view element);
    void text(std::string_view part);

    /// Longer than the 32,767 characters that a cell may hold; the rest was not kept.
    bool too_long() const { return too_long_; }

    /// "_x000D_" and the like resolved.
    std::string result() const;

private:
    std::string words_;
    bool in_text_{false}, too_long_{false};
    int in_phonetic_{0};
};

/// `text` with escapes as "_x000D_" resolved (ECMA-376-1, 22.9.2.19); control characters
/// that no cell shows, other than tab and line ends, become spaces.
std::string resolved_cell_text(std::string_view text);

/// What a cell's text is written as so that `resolved_cell_text` gives it back: a text that looks like an
/// escape is escaped itself, line ends are LF, and control characters that no cell shows are spaces.
std::string escaped_cell_text(std::string_view text);

/// Whether a cell may hold it: at most 32,767 characters as Excel counts (UTF-16).
bool fits_cell(std::string_view text);

} // namespace radcert::papers
