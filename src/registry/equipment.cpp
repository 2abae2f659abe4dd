#include "registry/equipment.h"

namespace radcert::registry {

template <>
const char* const Statements<EquipmentType>::close = R"sql(
    UPDATE equipment_type
       SET until_event = :event
     WHERE type = :type
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<EquipmentType>::insert = R"sql(
    INSERT INTO equipment_type (since_event, until_event, type, family, name_vi, name_en)
    VALUES (:event, 9223372036854775807, :type, :family, :name_vi, :name_en)
)sql";

template <>
const char* const Statements<Equipment>::close = R"sql(
    UPDATE equipment
       SET until_event = :event
     WHERE equipment = :equipment
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Equipment>::insert = R"sql(
    INSERT INTO equipment (since_event, until_event, equipment, facility, reference, type, manufacturer, model,
            serial, mobility, province, location, declared_on, licence, exempt_by, in_use_from,
            in_use_to)
    VALUES (:event, 9223372036854775807, :equipment, :facility, :reference, :type, :manufacturer,
            :model, :serial, :mobility, :province, :location, :declared_on, :licence, :exempt_by,
            :in_use_from, :in_use_to)
)sql";

std::int64_t next_equipment(Database& database)
{
    Query query{database, R"sql(
        SELECT max(equipment)
          FROM equipment
    )sql"};
    query.next();
    return query.integer(0) + 1;
}

Equipment load_equipment(Database& database, std::int64_t equipment, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment
         WHERE equipment = :equipment
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":equipment", equipment);
    query.bind(":known_by", known_by);
    auto found = read_one<Equipment>(query);
    if (!found) {
        const std::string name = "E-" + std::to_string(equipment);
        throw Error{Fault::not_found,
                    {"chưa ghi thiết bị " + name, "no equipment " + name + " had been recorded"},
                    {"xem: radcert equipment list", "see: radcert equipment list"}};
    }
    return std::move(*found);
}

std::vector<Equipment> equipment_of(Database& database, std::int64_t facility, std::optional<Date> in_force,
                                    EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment
         WHERE facility = :facility
           AND (:in_force IS NULL
                OR ((in_use_from IS NULL OR in_use_from <= :in_force)
                    AND (in_use_to IS NULL OR in_use_to >= :in_force)))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY equipment
    )sql"};
    query.bind(":facility", facility);
    query.bind(":in_force", in_force);
    query.bind(":known_by", known_by);
    return read_all<Equipment>(query);
}

std::vector<UnitInDossier> all_units(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT facility, type, mobility, province, in_use_from, in_use_to
          FROM equipment
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility, equipment
    )sql"};
    query.bind(":known_by", known_by);
    std::vector<UnitInDossier> units;
    while (query.next()) {
        UnitInDossier& unit = units.emplace_back();
        unit.facility = query.integer(0);
        unit.type = query.text(1);
        if (!query.is_null(2)) unit.mobility = query.text(2);
        if (!query.is_null(3)) unit.province = query.text(3);
        if (!query.is_null(4)) unit.in_use_from = query.day(4);
        if (!query.is_null(5)) unit.in_use_to = query.day(5);
    }
    return units;
}

std::vector<Equipment> list_equipment(Database& database, const std::optional<std::string>& type,
                                      Date in_force, EventNumber known_by, std::size_t most)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment
         WHERE (:type IS NULL OR type = :type)
           AND (in_use_from IS NULL OR in_use_from <= :in_force)
           AND (in_use_to IS NULL OR in_use_to >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility, equipment
         LIMIT :most
    )sql"};
    query.bind(":type", type);
    query.bind(":in_force", in_force);
    query.bind(":known_by", known_by);
    query.bind(":most", std::int64_t(most));
    return read_all<Equipment>(query);
}

std::vector<EquipmentType> list_equipment_types(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment_type
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY type
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<EquipmentType>(query);
}

std::vector<Version<Equipment>> equipment_versions(Database& database, std::int64_t equipment)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment
         WHERE equipment = :equipment
         ORDER BY since_event
    )sql"};
    query.bind(":equipment", equipment);
    return read_versions<Equipment>(query);
}

std::vector<Version<Equipment>> equipment_versions_at(Database& database, std::int64_t facility)
{
    Query query{database, R"sql(
        SELECT *
          FROM equipment
         WHERE facility = :facility
         ORDER BY since_event, equipment
    )sql"};
    query.bind(":facility", facility);
    return read_versions<Equipment>(query);
}

} // namespace radcert::registry
