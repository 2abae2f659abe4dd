#include "registry/facilities.h"

namespace radcert::registry {

template <>
const char* const Statements<Facility>::close = R"sql(
    UPDATE facility
       SET until_event = :event
     WHERE facility = :facility
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Facility>::insert = R"sql(
    INSERT INTO facility (since_event, until_event, facility, name, reference, province, address, medical,
            tax_code, contact, phone, email, subject)
    VALUES (:event, 9223372036854775807, :facility, :name, :reference, :province, :address,
            :medical, :tax_code, :contact, :phone, :email, :subject)
)sql";

template <>
const char* const Statements<Practice>::close = R"sql(
    UPDATE practice
       SET until_event = :event
     WHERE facility = :facility
       AND practice = :practice
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Practice>::insert = R"sql(
    INSERT INTO practice (since_event, until_event, facility, practice, from_day, to_day)
    VALUES (:event, 9223372036854775807, :facility, :practice, :from_day, :to_day)
)sql";

template <>
const char* const Statements<Licence>::close = R"sql(
    UPDATE licence
       SET until_event = :event
     WHERE facility = :facility
       AND licence = :licence
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Licence>::insert = R"sql(
    INSERT INTO licence (since_event, until_event, facility, licence, issued_by, issued_on, expires_on, scope)
    VALUES (:event, 9223372036854775807, :facility, :licence, :issued_by, :issued_on, :expires_on,
            :scope)
)sql";

std::int64_t next_facility(Database& database)
{
    Query query{database, R"sql(
        SELECT max(facility)
          FROM facility
    )sql"};
    query.next();
    return query.integer(0) + 1;
}

std::optional<Facility> find_facility(Database& database, std::int64_t facility, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM facility
         WHERE facility = :facility
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":facility", facility);
    query.bind(":known_by", known_by);
    return read_one<Facility>(query);
}

Facility load_facility(Database& database, std::int64_t facility, EventNumber known_by)
{
    auto found = find_facility(database, facility, known_by);
    if (!found) {
        const std::string name = "F-" + std::to_string(facility);
        throw Error{Fault::not_found,
                    {"chưa ghi cơ sở " + name, "no facility " + name + " had been recorded"},
                    {"tìm: radcert facility search TÊN", "search: radcert facility search NAME"}};
    }
    return std::move(*found);
}

std::optional<Facility> find_facility_by_reference(Database& database, std::string_view reference,
                                                   EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM facility
         WHERE reference = :reference
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility
         LIMIT 1
    )sql"};
    query.bind(":reference", reference);
    query.bind(":known_by", known_by);
    return read_one<Facility>(query);
}

std::vector<Practice> practices_of(Database& database, std::int64_t facility, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM practice
         WHERE facility = :facility
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY practice
    )sql"};
    query.bind(":facility", facility);
    query.bind(":known_by", known_by);
    return read_all<Practice>(query);
}

std::vector<Licence> licences_of(Database& database, std::int64_t facility, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM licence
         WHERE facility = :facility
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY licence
    )sql"};
    query.bind(":facility", facility);
    query.bind(":known_by", known_by);
    return read_all<Licence>(query);
}

std::vector<Version<Facility>> facility_versions(Database& database, std::int64_t facility)
{
    Query query{database, R"sql(
        SELECT *
          FROM facility
         WHERE facility = :facility
         ORDER BY since_event
    )sql"};
    query.bind(":facility", facility);
    return read_versions<Facility>(query);
}

std::vector<Version<Practice>> practice_versions(Database& database, std::int64_t facility)
{
    Query query{database, R"sql(
        SELECT *
          FROM practice
         WHERE facility = :facility
         ORDER BY since_event, practice
    )sql"};
    query.bind(":facility", facility);
    return read_versions<Practice>(query);
}

std::vector<Version<Licence>> licence_versions(Database& database, std::int64_t facility)
{
    Query query{database, R"sql(
        SELECT *
          FROM licence
         WHERE facility = :facility
         ORDER BY since_event, licence
    )sql"};
    query.bind(":facility", facility);
    return read_versions<Licence>(query);
}

std::vector<std::int64_t> facilities_in(Database& database, const std::optional<std::string>& province,
                                        EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT facility
          FROM facility
         WHERE (:province IS NULL OR province = :province)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility
    )sql"};
    query.bind(":province", province);
    query.bind(":known_by", known_by);
    std::vector<std::int64_t> found;
    while (query.next()) found.push_back(query.integer(0));
    return found;
}

std::vector<Facility> all_facilities(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM facility
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<Facility>(query);
}

} // namespace radcert::registry
