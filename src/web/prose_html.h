#pragma once

#include <string>

#include "web/page.h"

namespace radcert::web {

// The blocks of the manual that hold no others, as HTML (html.h).

std::string prose_html(const Prose& prose);
std::string screen_html(const Screen& screen, Language language);

} // namespace radcert::web
