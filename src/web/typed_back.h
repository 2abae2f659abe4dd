#pragma once

#include "domain/error.h"
#include "web/address.h"
#include "web/page.h"

namespace radcert::web {

/// Puts into the forms of a page what was typed into one of them, and what was wrong with it: nobody types
/// anything twice (WCAG 2.2: 3.3.1, 3.3.3). Passwords and files are not put back.
/// @param action  path that the form was sent to
void put_back(Page& page, const std::string& action, const Parameters& typed, const Error& error);

} // namespace radcert::web
