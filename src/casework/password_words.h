#pragma once

#include <set>
#include <string_view>

namespace radcert::casework {

/// What passwords are commonly made of, folded (text::folded) and without spaces: words, names, places, the
/// office's own words, ways over the keyboard. A list of our own making, not a published one; see
/// password_rules.h.
const std::set<std::string_view>& common_password_words();

} // namespace radcert::casework
