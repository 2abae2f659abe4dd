#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "web/page.h"

namespace radcert::web {

/// What the words of a text in Markdown lead to; "" where they lead nowhere.
struct MarkdownNames {
    std::function<std::string(const std::string&)> link; ///< "auditor.md" -> "/help/auditor"
    std::function<std::string(const std::string&)> code; ///< "/journal" -> itself, where that is a page
    std::function<Screen(const std::string&)> picture;   ///< "../images/a.png"; without its words
};

/// A text of ours in Markdown (CommonMark) as blocks of a page: headings below the first level, paragraphs,
/// lists, pictures that stand alone, and text as it stands. Headings of the second level bear part-1,
/// part-2... as ids, the same in each language.
/// @throws std::logic_error  the text holds something else, such as HTML
std::vector<Block> read_markdown(std::string_view text, const MarkdownNames& names);

/// Its heading of the first level.
std::string markdown_title(std::string_view text);

} // namespace radcert::web
