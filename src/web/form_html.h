#pragma once

#include <string>

#include "web/frame.h"
#include "web/page.h"

namespace radcert::web {

/// A form as HTML: every field labelled, its hint and what is wrong with it tied to it.
/// @param place  which form of the page it is, from 0: ids are unique by it
std::string form_html(const Form& form, const Frame& frame, int place);

/// The id of a form's field on the page, which a summary of what is wrong leads to.
std::string field_id(const Form& form, int place, const std::string& field);

} // namespace radcert::web
