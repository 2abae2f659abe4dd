#include "registry/facility_search.h"

#include "registry/names.h"
#include "text/vietnamese.h"

namespace radcert::registry {
namespace {

std::map<std::string, std::int64_t> counted_by_province(Query& query)
{
    std::map<std::string, std::int64_t> counts;
    while (query.next()) counts.emplace(query.text(0), query.integer(1));
    return counts;
}

} // namespace

std::vector<Facility> find_facilities(Database& database, const FacilityFilter& filter, EventNumber known_by,
                                      std::size_t skip, std::size_t most)
{
    const auto starts = text::folded_words(filter.words);
    if (starts.empty() && filter.words.find_first_not_of(' ') != std::string::npos) return {}; // signs only
    Query query{database, R"sql(
        SELECT facility.*, name.folded
          FROM facility_name AS name
          JOIN facility ON facility.facility = name.facility
         WHERE name.since_event <= :known_by
           AND name.until_event > :known_by
           AND facility.since_event <= :known_by
           AND facility.until_event > :known_by
           AND (:province IS NULL OR facility.province = :province)
           AND (:seen_facility IS NULL OR facility.facility = :seen_facility)
           AND (:seen_province IS NULL
                OR EXISTS (SELECT 1
                             FROM facility AS now
                            WHERE now.facility = facility.facility
                              AND now.province = :seen_province
                              AND now.until_event = 9223372036854775807))
         ORDER BY name.sort_key, name.facility
    )sql",
                Rows::many};
    query.bind(":known_by", known_by);
    query.bind(":province", filter.province);
    query.bind(":seen_province", filter.seen_province);
    query.bind(":seen_facility", filter.seen_facility);
    constexpr int folded = 2 + 11; // behind the two events and the record's fields
    std::vector<Facility> found;
    while (found.size() < most && query.next()) {
        if (!has_every_word(query.text(folded), starts)) continue;
        if (skip > 0)
            --skip;
        else
            found.push_back(read_version<Facility>(query).record);
    }
    return found;
}

FacilityCounts count_at(Database& database, std::int64_t facility, AsOf as_of)
{
    Query query{database, R"sql(
        SELECT (SELECT count(*)
                  FROM equipment
                 WHERE facility = :facility
                   AND (in_use_from IS NULL OR in_use_from <= :in_force)
                   AND (in_use_to IS NULL OR in_use_to >= :in_force)
                   AND since_event <= :known_by
                   AND until_event > :known_by),
               (SELECT count(DISTINCT worker)
                  FROM post
                 WHERE facility = :facility
                   AND (from_day IS NULL OR from_day <= :in_force)
                   AND (to_day IS NULL OR to_day >= :in_force)
                   AND since_event <= :known_by
                   AND until_event > :known_by),
               (SELECT count(*)
                  FROM certificate
                 WHERE facility = :facility
                   AND (valid_to IS NULL OR valid_to >= :in_force)
                   AND since_event <= :known_by
                   AND until_event > :known_by
                   AND (SELECT entry.status
                          FROM certificate_status AS entry
                         WHERE entry.certificate = certificate.certificate
                           AND entry.issued_by = certificate.issued_by
                           AND entry.from_day <= :in_force
                           AND (entry.to_day IS NULL OR entry.to_day >= :in_force)
                           AND entry.since_event <= :known_by
                           AND entry.until_event > :known_by
                         ORDER BY entry.entry DESC
                         LIMIT 1) = 'in_force')
    )sql"};
    query.bind(":facility", facility);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    query.next();
    return {query.integer(0), query.integer(1), query.integer(2)};
}

std::map<std::string, std::int64_t>
facilities_by_province(Database& database, const std::optional<std::string>& province, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT province, count(*)
          FROM facility
         WHERE (:province IS NULL OR province = :province)
           AND since_event <= :known_by
           AND until_event > :known_by
         GROUP BY province
    )sql"};
    query.bind(":province", province);
    query.bind(":known_by", known_by);
    return counted_by_province(query);
}

std::map<std::string, std::int64_t>
certificates_by_province(Database& database, const std::optional<std::string>& province, AsOf as_of)
{
    Query query{database, R"sql(
        SELECT facility.province, count(*)
          FROM certificate
          JOIN facility ON facility.facility = certificate.facility
         WHERE (:province IS NULL OR facility.province = :province)
           AND facility.since_event <= :known_by
           AND facility.until_event > :known_by
           AND (certificate.valid_to IS NULL OR certificate.valid_to >= :in_force)
           AND certificate.since_event <= :known_by
           AND certificate.until_event > :known_by
           AND (SELECT entry.status
                  FROM certificate_status AS entry
                 WHERE entry.certificate = certificate.certificate
                   AND entry.issued_by = certificate.issued_by
                   AND entry.from_day <= :in_force
                   AND (entry.to_day IS NULL OR entry.to_day >= :in_force)
                   AND entry.since_event <= :known_by
                   AND entry.until_event > :known_by
                 ORDER BY entry.entry DESC
                 LIMIT 1) = 'in_force'
         GROUP BY facility.province
    )sql"};
    query.bind(":province", province);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    return counted_by_province(query);
}

std::vector<Equipment> find_equipment(Database& database, const EquipmentFilter& filter, AsOf as_of,
                                      std::size_t skip, std::size_t most)
{
    Query query{database, R"sql(
        SELECT equipment.*
          FROM equipment
         WHERE (:type IS NULL OR type = :type)
           AND (:facility IS NULL OR facility = :facility)
           AND (:out_of_use = 1
                OR ((in_use_from IS NULL OR in_use_from <= :in_force)
                    AND (in_use_to IS NULL OR in_use_to >= :in_force)))
           AND since_event <= :known_by
           AND until_event > :known_by
           AND (:seen_facility IS NULL
                OR EXISTS (SELECT 1
                             FROM equipment AS now
                            WHERE now.equipment = equipment.equipment
                              AND now.facility = :seen_facility
                              AND now.until_event = 9223372036854775807))
           AND (:seen_province IS NULL
                OR EXISTS (SELECT 1
                             FROM equipment AS now
                             JOIN facility ON facility.facility = now.facility
                            WHERE now.equipment = equipment.equipment
                              AND now.until_event = 9223372036854775807
                              AND facility.province = :seen_province
                              AND facility.until_event = 9223372036854775807))
         ORDER BY facility, equipment
         LIMIT :most OFFSET :skip
    )sql"};
    query.bind(":type", filter.type);
    query.bind(":facility", filter.facility);
    query.bind(":out_of_use", filter.out_of_use);
    query.bind(":seen_province", filter.seen_province);
    query.bind(":seen_facility", filter.seen_facility);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    query.bind(":most", std::int64_t(most));
    query.bind(":skip", std::int64_t(skip));
    return read_all<Equipment>(query);
}

} // namespace radcert::registry
