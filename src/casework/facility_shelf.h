#pragma once

#include <unordered_map>

#include "registry/equipment.h"
#include "registry/facilities.h"

namespace radcert::casework {

/// Every facility of the register with its equipment, read once: where many questions are asked, most of
/// them come from the same ones. Read-only afterwards: threads may share it.
class FacilityShelf {
public:
    explicit FacilityShelf(registry::Database& database, EventNumber known_by = newest_event);

    /// nullptr where no facility has that number.
    const registry::Facility* find(std::int64_t facility) const;
    /// The units in use on the day.
    std::vector<registry::UnitInDossier> units(std::int64_t facility, Date day) const;

private:
    std::vector<registry::Facility> facilities_;
    std::unordered_map<std::int64_t, std::size_t> places_;
    std::vector<registry::UnitInDossier> units_; ///< by facility
};

} // namespace radcert::casework
