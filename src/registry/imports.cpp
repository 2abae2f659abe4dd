#include "registry/imports.h"

#include <algorithm>

namespace radcert::registry {

template <>
const char* const Statements<Import>::close = R"sql(
    UPDATE import
       SET until_event = :event
     WHERE import = :import
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Import>::insert = R"sql(
    INSERT INTO import (since_event, until_event, import, kind, file, digest, rows, first_event, status, by_officer,
            reason)
    VALUES (:event, 9223372036854775807, :import, :kind, :file, :digest, :rows, :first_event, :status,
            :by_officer, :reason)
)sql";

template <>
const char* const Statements<ImportRow>::close = R"sql(
    UPDATE import_row
       SET until_event = :event
     WHERE import = :import
       AND sheet = :sheet
       AND row = :row
       AND entry = :entry
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<ImportRow>::insert = R"sql(
    INSERT INTO import_row (since_event, until_event, import, sheet, row, entry, worker, kind, record, fields)
    VALUES (:event, 9223372036854775807, :import, :sheet, :row, :entry, :worker, :kind, :record, :fields)
)sql";

std::int64_t next_import(Database& database)
{
    Query query{database, R"sql(
        SELECT coalesce(max(import), 0) + 1
          FROM import
    )sql"};
    query.next();
    return query.integer(0);
}

Version<Import> load_import(Database& database, std::int64_t import, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM import
         WHERE import = :import
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":import", import);
    query.bind(":known_by", known_by);
    if (query.next()) return read_version<Import>(query);
    const std::string number = std::to_string(import);
    throw Error{Fault::not_found,
                {"chưa có lần nhập số " + number, "no import " + number + " had been recorded"},
                {"xem: radcert import list", "see: radcert import list"}};
}

std::optional<Version<Import>> find_import_of(Database& database, std::string_view kind,
                                              std::string_view digest)
{
    Query query{database, R"sql(
        SELECT *
          FROM import
         WHERE kind = :kind
           AND digest = :digest
           AND status = 'recorded'
           AND until_event = 9223372036854775807
         ORDER BY import DESC
         LIMIT 1
    )sql"};
    query.bind(":kind", kind);
    query.bind(":digest", digest);
    if (!query.next()) return std::nullopt;
    return read_version<Import>(query);
}

std::vector<Version<Import>> list_imports(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM import
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY import
    )sql"};
    query.bind(":known_by", known_by);
    return read_versions<Import>(query);
}

std::vector<ImportRow> import_rows(Database& database, std::int64_t import, EventNumber known_by,
                                   std::size_t most)
{
    Query query{database, R"sql(
        SELECT *
          FROM import_row
         WHERE import = :import
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY sheet, row, entry
         LIMIT :most
    )sql"};
    query.bind(":import", import);
    query.bind(":known_by", known_by);
    query.bind(":most", std::int64_t(std::min<std::size_t>(most, INT64_MAX)));
    return read_all<ImportRow>(query);
}

std::vector<Version<ImportRow>> import_rows_of(Database& database, std::string_view kind,
                                               std::string_view record)
{
    Query query{database, R"sql(
        SELECT *
          FROM import_row
         WHERE kind = :kind
           AND record = :record
         ORDER BY since_event, import, sheet, row, entry
    )sql"};
    query.bind(":kind", kind);
    query.bind(":record", record);
    return read_versions<ImportRow>(query);
}

void each_person(Database& database,
                 const std::function<void(std::string_view, std::optional<Date>, std::int64_t)>& take)
{
    Query query{database, R"sql(
        SELECT name.folded, worker.birth_date, worker.worker
          FROM worker
          JOIN worker_name AS name ON name.worker = worker.worker AND name.until_event = 9223372036854775807
         WHERE worker.until_event = 9223372036854775807
         ORDER BY worker.worker
    )sql"};
    while (query.next())
        take(query.text(0), query.is_null(1) ? std::nullopt : std::optional{query.day(1)}, query.integer(2));
}

std::vector<ChangedSince> changed_since(Database& database, const Version<Import>& import)
{
    // Versions that the import made and a later act ended; then what was recorded later of whom it brought,
    // other than by imports that are undone themselves.
    Query query{database, R"sql(
        WITH ended AS (
            SELECT 'worker' AS kind, 'W-' || worker AS record, since_event, until_event FROM worker
            UNION ALL
            SELECT 'identity_paper', 'W-' || worker, since_event, until_event FROM identity_paper
            UNION ALL
            SELECT 'post', 'W-' || worker || '/' || post, since_event, until_event FROM post
            UNION ALL
            SELECT 'appointment', 'W-' || worker || '/' || appointment, since_event, until_event FROM appointment
            UNION ALL
            SELECT 'evidence', 'W-' || worker || '/' || evidence, since_event, until_event FROM evidence
            UNION ALL
            SELECT 'certificate', certificate || ' ' || issued_by, since_event, until_event FROM certificate
            UNION ALL
            SELECT 'certificate_status', certificate || ' ' || issued_by, since_event, until_event
              FROM certificate_status
            UNION ALL
            SELECT 'facility', 'F-' || facility, since_event, until_event FROM facility
            UNION ALL
            SELECT 'equipment', 'E-' || equipment, since_event, until_event FROM equipment
        ),
        brought_worker AS (
            SELECT worker, subject FROM worker GROUP BY worker, subject HAVING min(since_event) BETWEEN :first AND :last
        ),
        brought_facility AS (
            SELECT facility, subject FROM facility GROUP BY facility, subject HAVING min(since_event) BETWEEN :first AND :last
        ),
        undone AS (
            SELECT import.first_event, recorded.since_event AS last_event, import.since_event AS undo_event
              FROM import
              JOIN import AS recorded ON recorded.import = import.import AND recorded.status = 'recorded'
             WHERE import.status = 'undone'
        ),
        ended_later AS (
            SELECT kind, record, until_event AS event
              FROM ended
             WHERE since_event BETWEEN :first AND :last
               AND until_event > :last
               AND until_event < 9223372036854775807
        ),
        said_later AS (
            SELECT 'worker' AS kind, 'W-' || brought.worker AS record, payload.seq AS event
              FROM brought_worker AS brought
              JOIN subject ON subject.subject = brought.subject
              JOIN payload ON payload.subject = subject.id AND payload.seq > :last
              JOIN event ON event.seq = payload.seq AND event.leaf NOT LIKE '{"action":"worker.view",%' -- says nothing
            UNION ALL
            SELECT 'facility', 'F-' || brought.facility, payload.seq
              FROM brought_facility AS brought
              JOIN subject ON subject.subject = brought.subject
              JOIN payload ON payload.subject = subject.id AND payload.seq > :last
            UNION ALL
            SELECT 'facility', 'F-' || facility, since_event
              FROM post
             WHERE since_event > :last
               AND facility IN (SELECT facility FROM brought_facility)
            UNION ALL
            SELECT 'facility', 'F-' || facility, since_event
              FROM appointment
             WHERE since_event > :last
               AND facility IN (SELECT facility FROM brought_facility)
            UNION ALL
            SELECT 'facility', 'F-' || facility, since_event
              FROM application
             WHERE since_event > :last
               AND facility IN (SELECT facility FROM brought_facility)
            UNION ALL
            SELECT 'facility', 'F-' || facility, since_event
              FROM certificate
             WHERE since_event > :last
               AND facility IN (SELECT facility FROM brought_facility)
            UNION ALL
            SELECT 'certificate', certificate || ' ' || issued_by, since_event
              FROM certificate_status
             WHERE since_event > :last
               AND (certificate, issued_by) IN (SELECT certificate, issued_by
                                                  FROM certificate
                                                 WHERE since_event BETWEEN :first AND :last)
        ),
        later AS (
            SELECT kind, record, event FROM ended_later
            UNION ALL
            SELECT kind, record, event
              FROM said_later
             WHERE NOT EXISTS (SELECT 1
                                 FROM undone
                                WHERE said_later.event BETWEEN undone.first_event AND undone.last_event
                                   OR said_later.event = undone.undo_event)
        )
        SELECT min(event) AS first_touch, kind, record
          FROM later
         GROUP BY kind, record
         ORDER BY first_touch, kind, record
    )sql"};
    query.bind(":first", import.record.first_event);
    query.bind(":last", import.since);
    std::vector<ChangedSince> changed;
    while (query.next())
        changed.push_back({query.integer(0), std::string{query.text(1)}, std::string{query.text(2)}});
    return changed;
}

} // namespace radcert::registry
