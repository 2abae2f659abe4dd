#pragma once

#include <string>
#include <vector>

#include "web/frame.h"
#include "web/page.h"

namespace radcert::web {

/// A page as HTML: every text escaped, one h1, landmarks, labels, the trouble first. Made from templates
/// (assets/templates); works without script.
std::string to_html(const Page& page, const Frame& frame);

/// Something that may be meant by what is being typed.
struct Offer {
    std::string value, text; ///< "W-17", "Nguyễn Đức Thịnh (1985)"
};

/// Options of a field's list (Field::list_from), escaped.
std::string option_list(const std::vector<Offer>& offers);

} // namespace radcert::web
