#pragma once

#include <span>
#include <string_view>

#include "web/page.h"
#include "web/rights.h"

namespace radcert::web {

class Visit;

/// A page of the manual (manual/LANGUAGE/FILE.md), served at its path for anybody.
struct ManualPage {
    const char* path; ///< "/help/officer"
    const char* file; ///< "officer"
    Words title;      ///< the first heading of the text, in each language
    Duties readers;   ///< whom it is for: it comes first for them
};

/// All of them, in the order of the work.
std::span<const ManualPage> manual_pages();

/// The page's text in Markdown, as it lies in the folder.
std::string_view manual_text(const ManualPage& page, Language language);

/// Whether an address of this program leads whoever reads it somewhere, or first to signing in.
bool leads(const Visit& visit, const std::string& to);

} // namespace radcert::web
