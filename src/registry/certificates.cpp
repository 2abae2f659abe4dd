#include "registry/certificates.h"

namespace radcert::registry {

template <>
const char* const Statements<Certificate>::close = R"sql(
    UPDATE certificate
       SET until_event = :event
     WHERE certificate = :certificate
       AND issued_by = :issued_by
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Certificate>::insert = R"sql(
    INSERT INTO certificate (since_event, until_event, certificate, issued_by, worker, facility, role,
            equipment_types, issued_on, valid_to, validity, year, ordinal, application, replaces)
    VALUES (:event, 9223372036854775807, :certificate, :issued_by, :worker, :facility, :role,
            :equipment_types, :issued_on, :valid_to, :validity, :year, :ordinal, :application,
            :replaces)
)sql";

template <>
const char* const Statements<CertificateStatus>::close = R"sql(
    UPDATE certificate_status
       SET until_event = :event
     WHERE certificate = :certificate
       AND issued_by = :issued_by
       AND entry = :entry
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<CertificateStatus>::insert = R"sql(
    INSERT INTO certificate_status (since_event, until_event, certificate, issued_by, entry, worker, status, from_day,
            to_day, reason, legal_basis, second)
    VALUES (:event, 9223372036854775807, :certificate, :issued_by, :entry, :worker, :status,
            :from_day, :to_day, :reason, :legal_basis, :second)
)sql";

template <>
const char* const Statements<ErasedNumber>::close = R"sql(
    UPDATE erased_number
       SET until_event = :event
     WHERE certificate = :certificate
       AND issued_by = :issued_by
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<ErasedNumber>::insert = R"sql(
    INSERT INTO erased_number (since_event, until_event, certificate, issued_by, year, ordinal)
    VALUES (:event, 9223372036854775807, :certificate, :issued_by, :year, :ordinal)
)sql";

std::vector<Certificate> find_certificates(Database& database, std::string_view number, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate
         WHERE certificate = :certificate
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY issued_by
    )sql"};
    query.bind(":certificate", number);
    query.bind(":known_by", known_by);
    return read_all<Certificate>(query);
}

Certificate load_certificate(Database& database, std::string_view number,
                             const std::optional<std::string>& issued_by, EventNumber known_by)
{
    auto found = find_certificates(database, number, known_by);
    if (issued_by) std::erase_if(found, [&](const Certificate& c) { return c.issued_by != *issued_by; });
    const std::string name{number};
    for (const ErasedNumber& erased :
         found.empty() ? erased_numbers(database) : std::vector<ErasedNumber>{}) {
        if (erased.certificate != number) continue;
        throw Error{Fault::not_found,
                    {"chứng chỉ " + name + " đã được cấp; dữ liệu của người giữ đã được xóa",
                     "certificate " + name + " was issued; its holder's data were erased"},
                    {"xem: radcert journal list", "see: radcert journal list"}};
    }
    if (found.empty()) {
        throw Error{Fault::not_found,
                    {"chưa ghi chứng chỉ " + name, "no certificate " + name + " had been recorded"},
                    {"xem: radcert certificate list", "see: radcert certificate list"}};
    }
    if (found.size() > 1) {
        throw Error{
            Fault::conflict,
            {"nhiều cơ quan đã cấp chứng chỉ số " + name, "several authorities issued a certificate " + name},
            {"nói rõ cơ quan nào: --issued-by " + found[0].issued_by,
             "say which: --issued-by " + found[0].issued_by}};
    }
    return std::move(found[0]);
}

std::vector<Certificate> list_certificates(Database& database, const CertificateFilter& filter,
                                           EventNumber known_by, std::size_t most)
{
    std::optional<std::string> equipment;
    if (filter.equipment_type) equipment = '"' + *filter.equipment_type + '"';
    Query query{database, R"sql(
        SELECT certificate.*
          FROM (SELECT * FROM certificate WHERE :worker IS NULL AND :facility IS NULL
                 UNION ALL
                SELECT * FROM certificate WHERE :worker IS NULL AND facility = :facility
                 UNION ALL
                SELECT * FROM certificate
                 WHERE worker = :worker
                   AND (:facility IS NULL OR facility = :facility)) AS certificate -- each by its index
         WHERE (:role IS NULL OR role = :role)
           AND (:equipment IS NULL OR instr(equipment_types, :equipment) > 0)
           AND (:expires_from IS NULL OR valid_to >= :expires_from)
           AND (:expires_to IS NULL OR valid_to <= :expires_to)
           AND (:status IS NULL OR :status = (
                SELECT CASE WHEN entry.status = 'in_force' AND certificate.valid_to < :in_force THEN 'expired'
                            ELSE entry.status END
                  FROM certificate_status AS entry
                 WHERE entry.certificate = certificate.certificate
                   AND entry.issued_by = certificate.issued_by
                   AND entry.from_day <= :in_force
                   AND (entry.to_day IS NULL OR entry.to_day >= :in_force)
                   AND entry.since_event <= :known_by
                   AND entry.until_event > :known_by
                 ORDER BY entry.entry DESC
                 LIMIT 1))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY issued_on DESC, certificate
         LIMIT :most
    )sql"};
    query.bind(":worker", filter.worker);
    query.bind(":facility", filter.facility);
    query.bind(":role", filter.role);
    query.bind(":equipment", equipment);
    query.bind(":expires_from", filter.expires_from);
    query.bind(":expires_to", filter.expires_to);
    query.bind(":status", filter.status);
    query.bind(":in_force", filter.in_force);
    query.bind(":known_by", known_by);
    query.bind(":most", std::int64_t(most));
    return read_all<Certificate>(query);
}

std::vector<Certificate> certificates_of(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate
         WHERE worker = :worker
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY issued_on, certificate
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_all<Certificate>(query);
}

std::optional<Certificate> find_certificate_on(Database& database, std::string_view application,
                                               EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_one<Certificate>(query);
}

std::vector<CertificateStatus> statuses_of(Database& database, const Certificate& certificate,
                                           EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate_status
         WHERE certificate = :certificate
           AND issued_by = :issued_by
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY entry
    )sql"};
    query.bind(":certificate", certificate.certificate);
    query.bind(":issued_by", certificate.issued_by);
    query.bind(":known_by", known_by);
    return read_all<CertificateStatus>(query);
}

std::string status_on(const Certificate& certificate, const std::vector<CertificateStatus>& entries, Date day)
{
    if (day < certificate.issued_on) return "not_yet";
    std::string status = "in_force";
    for (const CertificateStatus& entry : entries) {
        if (entry.from_day <= day && (!entry.to_day || *entry.to_day >= day)) status = entry.status;
    }
    return status == "in_force" && certificate.valid_to && *certificate.valid_to < day ? "expired" : status;
}

std::int64_t next_ordinal(Database& database, std::string_view authority, std::int64_t year)
{
    // That the ordinal is there says to SQLite that it may look into the index of the series, which holds no
    // others: without it every issue would walk all certificates.
    Query query{database, R"sql(
        SELECT coalesce(max(given.ordinal), 0)
          FROM (SELECT max(ordinal) AS ordinal
                  FROM certificate
                 WHERE issued_by = :authority
                   AND year = :year
                   AND ordinal IS NOT NULL
                UNION ALL
                SELECT max(ordinal)
                  FROM erased_number
                 WHERE issued_by = :authority
                   AND year = :year) AS given
    )sql"};
    query.bind(":authority", authority);
    query.bind(":year", year);
    query.next();
    return query.integer(0) + 1;
}

std::vector<ErasedNumber> erased_numbers(Database& database)
{
    Query query{database, R"sql(
        SELECT *
          FROM erased_number
         WHERE until_event = 9223372036854775807
         ORDER BY certificate
    )sql"};
    return read_all<ErasedNumber>(query);
}

std::vector<Version<Certificate>> certificate_versions(Database& database, std::string_view number,
                                                       std::string_view issued_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate
         WHERE certificate = :certificate
           AND issued_by = :issued_by
         ORDER BY since_event
    )sql"};
    query.bind(":certificate", number);
    query.bind(":issued_by", issued_by);
    return read_versions<Certificate>(query);
}

std::vector<Version<CertificateStatus>> status_versions(Database& database, std::string_view number,
                                                        std::string_view issued_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM certificate_status
         WHERE certificate = :certificate
           AND issued_by = :issued_by
         ORDER BY since_event, entry
    )sql"};
    query.bind(":certificate", number);
    query.bind(":issued_by", issued_by);
    return read_versions<CertificateStatus>(query);
}

std::vector<VersionNotInForce> versions_not_in_force(Database& database, Date day)
{
    Query query{database, R"sql(
        SELECT certificate.since_event, certificate.until_event, coalesce(entry.status, 'in_force'), entry.to_day
          FROM (SELECT certificate, issued_by FROM certificate_status WHERE status <> 'in_force'
                 UNION
                SELECT certificate, issued_by FROM certificate WHERE until_event < 9223372036854775807) AS touched
          JOIN certificate
            ON certificate.certificate = touched.certificate
           AND certificate.issued_by = touched.issued_by
          LEFT JOIN certificate_status AS entry
            ON entry.certificate = touched.certificate
           AND entry.issued_by = touched.issued_by
           AND entry.until_event = 9223372036854775807
           AND entry.entry = (
                SELECT max(holds.entry)
                  FROM certificate_status AS holds
                 WHERE holds.certificate = touched.certificate
                   AND holds.issued_by = touched.issued_by
                   AND holds.until_event = 9223372036854775807
                   AND holds.from_day <= :day
                   AND (holds.to_day IS NULL OR holds.to_day >= :day))
         ORDER BY certificate.since_event
    )sql"};
    query.bind(":day", day);
    std::vector<VersionNotInForce> all;
    while (query.next()) {
        VersionNotInForce one{
            query.integer(0), query.integer(1) != still_said, std::string{query.text(2)}, {}};
        if (!query.is_null(3)) one.to_day = query.day(3);
        if (one.corrected || one.status != "in_force") all.push_back(std::move(one));
    }
    return all;
}

Version<Certificate> load_certificate_version(Database& database, std::string_view number,
                                              const std::optional<std::string>& issued_by)
{
    const Certificate newest = load_certificate(database, number, issued_by);
    return certificate_versions(database, newest.certificate, newest.issued_by).back();
}

std::vector<EventNumber> forgotten_events(Database& database)
{
    Query query{database, R"sql(
        SELECT event.seq
          FROM event
          LEFT JOIN payload ON payload.seq = event.seq
         WHERE payload.seq IS NULL
         ORDER BY event.seq
    )sql"};
    std::vector<EventNumber> events;
    while (query.next()) events.push_back(query.integer(0));
    return events;
}

std::uint64_t first_checkpoint_over(Database& database, EventNumber event)
{
    Query query{database, R"sql(
        SELECT min(size)
          FROM checkpoint
         WHERE size > :event
    )sql"};
    query.bind(":event", event);
    if (query.next() && !query.is_null(0)) return std::uint64_t(query.integer(0));
    const std::string number = std::to_string(event);
    throw Error{Fault::not_found,
                {"chưa có điểm kiểm nào bao gồm sự kiện " + number, "no checkpoint covers event " + number},
                {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
}

} // namespace radcert::registry
