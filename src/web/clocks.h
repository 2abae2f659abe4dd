#pragma once

#include "web/page.h"

namespace radcert::web {

class Visit;

/// Asks the same page as of another moment: a day in the world (in_force) and a moment in the register
/// (known_by), both in the address. What else the address asks goes along.
Form clock_form(const Visit& visit);

/// Says that the page is not of today, where it is not; with a link that goes back to today.
std::vector<Block> clock_notice(Visit& visit);

} // namespace radcert::web
