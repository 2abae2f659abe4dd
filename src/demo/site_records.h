#pragma once

#include "demo/sites.h"
#include "registry/equipment.h"
#include "registry/facilities.h"

namespace radcert::demo {

// What a made-up facility is recorded as, on the day on which it is.

constexpr int licence_years = 3;

registry::Facility facility_of(const Site& site, std::size_t number);
std::string licence_number(const Site& site, Date day);
/// Medical X-ray was the provinces' to license; everything else the ministry's agency's.
registry::Licence licence_of(const Site& site, Date today);
registry::Equipment unit_of(const Site& site, std::size_t place, Date day, Random& random);

} // namespace radcert::demo
