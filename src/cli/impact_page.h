#pragma once

#include "casework/impact.h"
#include "cli/table.h"

namespace radcert::cli {

/// An impact, and what it lies between.
struct ImpactTold {
    const casework::Impact& impact;
    const rules::Rulebook& before;
    const rules::Rulebook& after;
    std::array<bool, casework::touched_count> asked; ///< which kinds were asked about
    std::vector<std::string> witnesses; ///< by group: the command that shows it; empty where none was saved
};

/// For the eye: who flips from what to what, by which clauses, from which day, with one witness each; counts
/// by facility and equipment; files that take a transitional provision.
std::string impact_page(const ImpactTold& told, Language language);

/// A line for everybody whose answer changes.
Table flips_table(const ImpactTold& told, Language language);

/// Everything, as one JSON object with a line end.
std::string impact_json(const ImpactTold& told);

} // namespace radcert::cli
