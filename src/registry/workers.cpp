#include "registry/workers.h"

namespace radcert::registry {

template <>
const char* const Statements<Worker>::close = R"sql(
    UPDATE worker
       SET until_event = :event
     WHERE worker = :worker
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Worker>::insert = R"sql(
    INSERT INTO worker (since_event, until_event, worker, full_name, birth_date, civil_capacity, note, subject, sex,
            birth_year)
    VALUES (:event, 9223372036854775807, :worker, :full_name, :birth_date, :civil_capacity, :note,
            :subject, :sex, :birth_year)
)sql";

template <>
const char* const Statements<IdentityPaper>::close = R"sql(
    UPDATE identity_paper
       SET until_event = :event
     WHERE worker = :worker
       AND kind = :kind
       AND number = :number
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<IdentityPaper>::insert = R"sql(
    INSERT INTO identity_paper (since_event, until_event, worker, kind, number, issued_on, issued_by, status)
    VALUES (:event, 9223372036854775807, :worker, :kind, :number, :issued_on, :issued_by, :status)
)sql";

template <>
const char* const Statements<Post>::close = R"sql(
    UPDATE post
       SET until_event = :event
     WHERE worker = :worker
       AND post = :post
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Post>::insert = R"sql(
    INSERT INTO post (since_event, until_event, worker, post, facility, role, title, from_day, to_day)
    VALUES (:event, 9223372036854775807, :worker, :post, :facility, :role, :title, :from_day,
            :to_day)
)sql";

template <>
const char* const Statements<Appointment>::close = R"sql(
    UPDATE appointment
       SET until_event = :event
     WHERE worker = :worker
       AND appointment = :appointment
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Appointment>::insert = R"sql(
    INSERT INTO appointment (since_event, until_event, worker, appointment, facility, role, number, appointed_on,
            to_day, document)
    VALUES (:event, 9223372036854775807, :worker, :appointment, :facility, :role, :number,
            :appointed_on, :to_day, :document)
)sql";

template <>
const char* const Statements<Duplicate>::close = R"sql(
    UPDATE duplicate
       SET until_event = :event
     WHERE kind = :kind
       AND first = :first
       AND other = :other
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Duplicate>::insert = R"sql(
    INSERT INTO duplicate (since_event, until_event, kind, first, other, judgement, reason)
    VALUES (:event, 9223372036854775807, :kind, :first, :other, :judgement, :reason)
)sql";

std::int64_t next_worker(Database& database)
{
    Query query{database, R"sql(
        SELECT coalesce(max(given.worker), 0)
          FROM (SELECT max(worker) AS worker FROM worker
                UNION ALL
                SELECT max(worker) FROM erasure) AS given
    )sql"};
    query.next();
    return query.integer(0) + 1;
}

std::optional<Worker> find_worker(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM worker
         WHERE worker = :worker
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_one<Worker>(query);
}

namespace {

std::optional<EventNumber> erased_by(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT since_event
          FROM erasure
         WHERE worker = :worker
           AND since_event <= :known_by
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return query.next() ? std::optional{query.integer(0)} : std::nullopt;
}

} // namespace

Worker load_worker(Database& database, std::int64_t worker, EventNumber known_by)
{
    auto found = find_worker(database, worker, known_by);
    if (!found) {
        const std::string name = "W-" + std::to_string(worker);
        if (const auto event = erased_by(database, worker, known_by)) {
            const std::string number = std::to_string(*event);
            throw Error{
                Fault::not_found,
                {name + " đã được xóa theo sự kiện " + number, name + " was erased by event " + number},
                {"xem: radcert journal list --from " + number, "see: radcert journal list --from " + number}};
        }
        throw Error{Fault::not_found,
                    {"chưa ghi nhân viên bức xạ " + name, "no worker " + name + " had been recorded"},
                    {"tìm: radcert worker search TÊN", "search: radcert worker search NAME"}};
    }
    return std::move(*found);
}

std::vector<std::int64_t> find_workers_by_paper(Database& database, std::string_view number,
                                                EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT DISTINCT worker
          FROM identity_paper
         WHERE number = :number
           AND status = 'recorded'
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY worker
    )sql"};
    query.bind(":number", number);
    query.bind(":known_by", known_by);
    std::vector<std::int64_t> workers;
    while (query.next()) workers.push_back(query.integer(0));
    return workers;
}

std::vector<IdentityPaper> papers_of(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM identity_paper
         WHERE worker = :worker
           AND status = 'recorded'
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY kind, number
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_all<IdentityPaper>(query);
}

std::vector<Post> posts_of(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM post
         WHERE worker = :worker
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY post
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_all<Post>(query);
}

std::vector<Appointment> appointments_of(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM appointment
         WHERE worker = :worker
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY appointment
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_all<Appointment>(query);
}

std::vector<Post> posts_at(Database& database, std::int64_t facility, AsOf as_of)
{
    Query query{database, R"sql(
        SELECT *
          FROM post
         WHERE facility = :facility
           AND (from_day IS NULL OR from_day <= :in_force)
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY worker, post
    )sql"};
    query.bind(":facility", facility);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    return read_all<Post>(query);
}

std::vector<Appointment> appointments_at(Database& database, std::int64_t facility, AsOf as_of)
{
    Query query{database, R"sql(
        SELECT *
          FROM appointment
         WHERE facility = :facility
           AND appointed_on <= :in_force
           AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY worker, appointment
    )sql"};
    query.bind(":facility", facility);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    return read_all<Appointment>(query);
}

std::vector<Duplicate> duplicate_judgements(Database& database, std::string_view kind, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM duplicate
         WHERE kind = :kind
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY first, other
    )sql"};
    query.bind(":kind", kind);
    query.bind(":known_by", known_by);
    return read_all<Duplicate>(query);
}

namespace {

std::vector<std::pair<std::int64_t, std::int64_t>> read_pairs(Query& query)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    while (query.next()) pairs.emplace_back(query.integer(0), query.integer(1));
    return pairs;
}

} // namespace

std::vector<std::pair<std::int64_t, std::int64_t>> alike_workers(Database& database)
{
    Query query{database, R"sql(
        WITH standing AS (
            SELECT worker.worker, worker.birth_date, name.folded,
                   coalesce(worker.birth_year, CAST(substr(worker.birth_date, 1, 4) AS BIGINT)) AS birth_year
              FROM worker
              JOIN worker_name AS name ON name.worker = worker.worker
             WHERE worker.until_event = 9223372036854775807
               AND name.until_event = 9223372036854775807
        )
        SELECT a.worker, b.worker
          FROM standing AS a
          JOIN standing AS b ON b.folded = a.folded AND b.birth_date = a.birth_date AND b.worker > a.worker
        UNION
        SELECT a.worker, b.worker
          FROM standing AS a
          JOIN standing AS b ON b.folded = a.folded AND b.birth_year = a.birth_year AND b.worker > a.worker
         WHERE a.birth_date IS NULL
            OR b.birth_date IS NULL
        UNION
        SELECT a.worker, b.worker
          FROM identity_paper AS a
          JOIN identity_paper AS b ON b.number = a.number AND b.worker > a.worker
         WHERE a.until_event = 9223372036854775807
           AND b.until_event = 9223372036854775807
           AND a.status = 'recorded'
           AND b.status = 'recorded'
         ORDER BY 1, 2
    )sql"};
    return read_pairs(query);
}

std::vector<std::pair<std::int64_t, std::int64_t>> alike_facilities(Database& database)
{
    Query query{database, R"sql(
        WITH standing AS (
            SELECT facility.facility, facility.province, facility.tax_code, name.folded
              FROM facility
              JOIN facility_name AS name ON name.facility = facility.facility
             WHERE facility.until_event = 9223372036854775807
               AND name.until_event = 9223372036854775807
        )
        SELECT a.facility, b.facility
          FROM standing AS a
          JOIN standing AS b ON b.folded = a.folded AND b.province = a.province AND b.facility > a.facility
        UNION
        SELECT a.facility, b.facility
          FROM standing AS a
          JOIN standing AS b ON b.tax_code = a.tax_code AND b.facility > a.facility
         ORDER BY 1, 2
    )sql"};
    return read_pairs(query);
}

std::vector<Version<Worker>> worker_versions(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT *
          FROM worker
         WHERE worker = :worker
         ORDER BY since_event
    )sql"};
    query.bind(":worker", worker);
    return read_versions<Worker>(query);
}

std::vector<Version<IdentityPaper>> paper_versions(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT *
          FROM identity_paper
         WHERE worker = :worker
         ORDER BY since_event, kind, number
    )sql"};
    query.bind(":worker", worker);
    return read_versions<IdentityPaper>(query);
}

std::vector<Version<Post>> post_versions(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT *
          FROM post
         WHERE worker = :worker
         ORDER BY since_event, post
    )sql"};
    query.bind(":worker", worker);
    return read_versions<Post>(query);
}

std::vector<Version<Appointment>> appointment_versions(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT *
          FROM appointment
         WHERE worker = :worker
         ORDER BY since_event, appointment
    )sql"};
    query.bind(":worker", worker);
    return read_versions<Appointment>(query);
}

} // namespace radcert::registry
