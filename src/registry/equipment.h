#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// Catalogue of equipment types.
struct EquipmentType {
    static constexpr std::string_view table = "equipment_type";

    std::string type;    ///< code of the vocabulary, e.g. "pet_ct"
    std::string family;  ///< family of the vocabulary
    std::string name_vi; ///< Vietnamese name
    std::string name_en; ///< English name

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("type", self.type);
        visit("family", self.family);
        visit("name_vi", self.name_vi);
        visit("name_en", self.name_en);
    }
};

/// Units of equipment, licensed, declared or exempt.
struct Equipment {
    static constexpr std::string_view table = "equipment";

    std::int64_t equipment{};                ///< lifelong number
    std::int64_t facility{};                 ///< facility that uses it
    std::optional<std::string> reference;    ///< id that dossiers use for it
    std::string type;                        ///< equipment_type.type
    std::optional<std::string> manufacturer; ///< manufacturer
    std::optional<std::string> model;        ///< model
    std::optional<std::string> serial;       ///< serial number
    std::optional<std::string> mobility;     ///< fixed, or mobile: used in several provinces
    std::optional<std::string> province;     ///< where a fixed unit stands; NULL: the head office's province
    std::optional<std::string> location;     ///< room or address
    std::optional<Date> declared_on;         ///< day of the declaration
    std::optional<std::string> licence;      ///< licence that it is used under
    std::optional<std::string> exempt_by;    ///< rule that exempts it from a licence
    std::optional<Date> in_use_from;         ///< first day of use
    std::optional<Date> in_use_to;           ///< last day of use

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("equipment", self.equipment);
        visit("facility", self.facility);
        visit("reference", self.reference);
        visit("type", self.type);
        visit("manufacturer", self.manufacturer);
        visit("model", self.model);
        visit("serial", self.serial);
        visit("mobility", self.mobility);
        visit("province", self.province);
        visit("location", self.location);
        visit("declared_on", self.declared_on);
        visit("licence", self.licence);
        visit("exempt_by", self.exempt_by);
        visit("in_use_from", self.in_use_from);
        visit("in_use_to", self.in_use_to);
    }
};

std::int64_t next_equipment(Database& database);
/// @throws Error  not_found, naming the unit.
Equipment load_equipment(Database& database, std::int64_t equipment, EventNumber known_by = newest_event);
/// Units of a facility that are in use on the day (first and last day included; an open end is open); every
/// unit it ever had when there is no day.
std::vector<Equipment> equipment_of(Database& database, std::int64_t facility, std::optional<Date> in_force,
                                    EventNumber known_by = newest_event);
std::vector<Equipment> list_equipment(Database& database, const std::optional<std::string>& type,
                                      Date in_force, EventNumber known_by, std::size_t most);
/// A unit, as far as a dossier tells it.
struct UnitInDossier {
    std::int64_t facility{};
    std::string type;
    std::optional<std::string> mobility, province;
    std::optional<Date> in_use_from, in_use_to;
};
/// Every unit that was ever recorded, by facility, then number.
std::vector<UnitInDossier> all_units(Database& database, EventNumber known_by = newest_event);
std::vector<EquipmentType> list_equipment_types(Database& database, EventNumber known_by = newest_event);
std::vector<Version<Equipment>> equipment_versions(Database& database, std::int64_t equipment);
/// Versions of every unit that was ever recorded at the facility.
std::vector<Version<Equipment>> equipment_versions_at(Database& database, std::int64_t facility);

} // namespace radcert::registry
