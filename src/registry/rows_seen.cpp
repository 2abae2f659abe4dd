#include "registry/rows_seen.h"

namespace radcert::registry {
namespace {

std::vector<std::int64_t> integers_of(Query& rows)
{
    std::vector<std::int64_t> numbers;
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

void bind_clocks(Query& query, AsOf as_of)
{
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
}

} // namespace

std::vector<std::int64_t> workers_of_facility(Database& database, std::int64_t facility, AsOf as_of)
{
    Query rows{database, R"sql(
        SELECT worker
          FROM post
         WHERE facility = :facility
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT worker
          FROM appointment
         WHERE facility = :facility
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT worker
          FROM application
         WHERE facility = :facility
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY worker
    )sql"};
    rows.bind(":facility", facility);
    bind_clocks(rows, as_of);
    return integers_of(rows);
}

std::vector<std::int64_t> workers_of_province(Database& database, const std::string& province, AsOf as_of)
{
    Query rows{database, R"sql(
        WITH here AS (
            SELECT facility
              FROM facility
             WHERE province = :province
               AND since_event <= :known_by
               AND until_event > :known_by
        )
        SELECT post.worker
          FROM here
          JOIN post ON post.facility = here.facility
         WHERE (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT appointment.worker
          FROM here
          JOIN appointment ON appointment.facility = here.facility
         WHERE (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT certificate.worker
          FROM here
          JOIN certificate ON certificate.facility = here.facility
         WHERE since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT worker
          FROM application
         WHERE province = :province
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY worker
    )sql"};
    rows.bind(":province", province);
    bind_clocks(rows, as_of);
    return integers_of(rows);
}

bool is_of_province(Database& database, std::int64_t worker, const std::string& province, AsOf as_of)
{
    Query query{database, R"sql(
        WITH place AS (
            SELECT facility
              FROM post
             WHERE worker = :worker
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
             UNION ALL
            SELECT facility
              FROM appointment
             WHERE worker = :worker
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
             UNION ALL
            SELECT facility
              FROM certificate
             WHERE worker = :worker
               AND since_event <= :known_by
               AND until_event > :known_by
        )
        SELECT 1
          FROM place
          JOIN facility ON facility.facility = place.facility
         WHERE facility.province = :province
           AND facility.since_event <= :known_by
           AND facility.until_event > :known_by
         UNION ALL
        SELECT 1
          FROM application
         WHERE worker = :worker
           AND province = :province
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":worker", worker);
    query.bind(":province", province);
    bind_clocks(query, as_of);
    return query.next();
}

std::vector<std::int64_t> facilities_of_worker(Database& database, std::int64_t worker, AsOf as_of)
{
    Query rows{database, R"sql(
        SELECT facility
          FROM post
         WHERE worker = :worker
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         UNION
        SELECT facility
          FROM appointment
         WHERE worker = :worker
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility
    )sql"};
    rows.bind(":worker", worker);
    bind_clocks(rows, as_of);
    return integers_of(rows);
}

bool is_large_province(Database& database, const std::string& province)
{
    Query query{database, R"sql(
        SELECT count(*) FILTER (WHERE province = :province), count(*)
          FROM facility
         WHERE until_event = 9223372036854775807
    )sql"};
    query.bind(":province", province);
    constexpr std::int64_t part = 30; // both ways were measured
    return query.next() && query.integer(0) * part > query.integer(1);
}

} // namespace radcert::registry
