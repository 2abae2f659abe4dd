#include "casework/facility_shelf.h"

#include <algorithm>

namespace radcert::casework {

FacilityShelf::FacilityShelf(registry::Database& database, EventNumber known_by)
    : facilities_{registry::all_facilities(database, known_by)},
      units_{registry::all_units(database, known_by)}
{
    for (std::size_t i = 0; i < facilities_.size(); ++i) places_[facilities_[i].facility] = i;
}

const registry::Facility* FacilityShelf::find(std::int64_t facility) const
{
    const auto found = places_.find(facility);
    return found == places_.end() ? nullptr : &facilities_[found->second];
}

std::vector<registry::UnitInDossier> FacilityShelf::units(std::int64_t facility, Date day) const
{
    std::vector<registry::UnitInDossier> in_use;
    for (const auto& unit :
         std::ranges::equal_range(units_, facility, {}, &registry::UnitInDossier::facility)) {
        const bool started = !unit.in_use_from || *unit.in_use_from <= day;
        const bool ended = unit.in_use_to && *unit.in_use_to < day;
        if (started && !ended) in_use.push_back(unit);
    }
    return in_use;
}

} // namespace radcert::casework
