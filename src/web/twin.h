#pragma once

#include <string>

#include "web/page.h"

namespace radcert::web {

// The same page for programs and spreadsheets, at the same address with ".json", ".csv" or ".xlsx" behind it.

/// One object: the fields of the page's facts, and each of its listings as an array by its key; a page that
/// is nothing but one listing is that array.
std::string to_json(const Page& page);

/// The page's first listing. @throws Error not_found: it has none.
std::string to_csv(const Page& page, Language language);
std::string to_workbook(const Page& page, Language language);

/// "workers" of a page: what the downloaded file is called.
std::string file_name(const Page& page);

} // namespace radcert::web
