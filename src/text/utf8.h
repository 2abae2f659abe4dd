#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace radcert::text {

/// Byte where `text` stops being UTF-8; its size where it is UTF-8 throughout.
std::size_t first_invalid_utf8(std::string_view text);

/// Columns that `text` takes on a terminal: marks take none, wide letters two.
std::size_t display_width(std::string_view text);

/// `text` in lines of at most `columns` columns, broken at spaces; a longer word keeps a line of its own.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// `text` with every control character replaced by U+FFFD, so that no input can drive the reader's terminal.
std::string printable(std::string_view text);

} // namespace radcert::text
