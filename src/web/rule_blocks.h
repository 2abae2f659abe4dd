#pragma once

#include <string>
#include <vector>

#include "casework/rule_pages.h"
#include "web/visit.h"

namespace radcert::web {

// What the pages about rules share.

void add_gap_map_routes(Routes& routes);  ///< /rules/gap-map
void add_adoption_routes(Routes& routes); ///< /rules/adoptions, /rules/rulebook

/// The rulebook that was in force by the moment that the address names.
const casework::RulebookInUse& rulebook_asked(Visit& visit);
/// The day that is asked for (on), else the address's (in_force), else today.
Date rules_day(Visit& visit);
/// The authority whose register this is: "province:66".
std::string own_authority(Visit& visit);

Tone tone_of(casework::RowForce force);
Cell standing_cell(const casework::RuleLine& line);
Cell force_cell(const casework::RuleLine& line);

/// Rows, each with a link to its page. The list's own page alone is cut into pages.
Listing rule_list(Visit& visit, const std::vector<casework::RuleLine>& lines, const Words& caption,
                  const char* key = "rules");
Listing adoption_list(Visit& visit, const std::vector<casework::RowAdopted>& adoptions);

} // namespace radcert::web
