#pragma once

#include <string>

#include "domain/error.h"
#include "web/message.h"
#include "web/page.h"

namespace radcert::web {

/// A page that says what went wrong, what to do, and where to go on: after an act to the page of its form,
/// after a question to the same one without what could not be read.
/// @param pointer  of what is to blame: "/expires_from"; may be empty
Page trouble_page(const Request& request, int status, const Words& sentence, const Words& hint,
                  const std::string& pointer = {});
Page trouble_page(const Request& request, const Error& error);

/// Where a request that failed can be asked again with a link: of a question its own address, of an act the
/// page of its form; the first page where there is none.
std::string address_to_return_to(const Request& request);

} // namespace radcert::web
