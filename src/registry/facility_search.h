#pragma once

#include <map>

#include "registry/equipment.h"
#include "registry/facilities.h"

namespace radcert::registry {

/// Which facilities a list asks for. All empty: every one. Where several are given, a facility has to pass
/// each.
struct FacilityFilter {
    std::string words{};                   ///< of the name, as typed: as find_facilities_by_name
    std::optional<std::string> province{}; ///< of the head office, by code
    // Rows that somebody sees, as they are now.
    std::optional<std::string> seen_province{};
    std::optional<std::int64_t> seen_facility{};
};

/// In the order of their names, the first so many left out.
std::vector<Facility> find_facilities(Database& database, const FacilityFilter& filter, EventNumber known_by,
                                      std::size_t skip, std::size_t most);

/// How much hangs on a facility on the day: units in use, people in post, certificates in force that were
/// applied for there.
struct FacilityCounts {
    std::int64_t equipment{}, staff{}, certificates{};
};
FacilityCounts count_at(Database& database, std::int64_t facility, AsOf as_of);

/// By code of the province of the head office; provinces of nothing are left out.
/// @param province  one only
std::map<std::string, std::int64_t>
facilities_by_province(Database& database, const std::optional<std::string>& province, EventNumber known_by);
/// Certificates in force on the day, by the province of the facility that they were applied for at.
std::map<std::string, std::int64_t>
certificates_by_province(Database& database, const std::optional<std::string>& province, AsOf as_of);

/// Which units a list asks for. Where several are given, a unit has to pass each.
struct EquipmentFilter {
    std::optional<std::string> type{};
    std::optional<std::int64_t> facility{};
    bool out_of_use{false}; ///< those that are not in use on the day, too
    // Rows that somebody sees, as they are now.
    std::optional<std::string> seen_province{}; ///< of the facility's head office
    std::optional<std::int64_t> seen_facility{};
};

/// By facility, then number; the first so many left out.
std::vector<Equipment> find_equipment(Database& database, const EquipmentFilter& filter, AsOf as_of,
                                      std::size_t skip, std::size_t most);

} // namespace radcert::registry
