#include "registry/evidence.h"

namespace radcert::registry {

template <>
const char* const Statements<Evidence>::close = R"sql(
    UPDATE evidence
       SET until_event = :event
     WHERE worker = :worker
       AND evidence = :evidence
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Evidence>::insert = R"sql(
    INSERT INTO evidence (since_event, until_event, worker, evidence, kind, status, source, reference, issuer,
            dated_on, number, document, document_name, level, field, programme, registered,
            conclusion, facility_level, year, effective_msv, lens_msv, skin_msv, role,
            equipment_types, from_day, to_day, at_facility, certificate_status, status_since,
            subject_matter, answer)
    VALUES (:event, 9223372036854775807, :worker, :evidence, :kind, :status, :source, :reference,
            :issuer, :dated_on, :number, :document, :document_name, :level, :field, :programme,
            :registered, :conclusion, :facility_level, :year, :effective_msv, :lens_msv, :skin_msv,
            :role, :equipment_types, :from_day, :to_day, :at_facility, :certificate_status,
            :status_since, :subject_matter, :answer)
)sql";

std::vector<Evidence> evidence_of(Database& database, std::int64_t worker, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM evidence
         WHERE worker = :worker
           AND status = 'recorded'
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY evidence
    )sql"};
    query.bind(":worker", worker);
    query.bind(":known_by", known_by);
    return read_all<Evidence>(query);
}

std::int64_t next_evidence(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT max(evidence)
          FROM evidence
         WHERE worker = :worker
    )sql"};
    query.bind(":worker", worker);
    query.next();
    return query.integer(0) + 1;
}

Evidence load_evidence(Database& database, std::int64_t worker, std::int64_t evidence, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM evidence
         WHERE worker = :worker
           AND evidence = :evidence
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":worker", worker);
    query.bind(":evidence", evidence);
    query.bind(":known_by", known_by);
    auto found = read_one<Evidence>(query);
    if (!found) {
        const std::string name = "W-" + std::to_string(worker) + "/" + std::to_string(evidence);
        throw Error{Fault::not_found,
                    {"chưa ghi minh chứng " + name, "no evidence " + name + " had been recorded"},
                    {"xem: radcert evidence list W-" + std::to_string(worker),
                     "see: radcert evidence list W-" + std::to_string(worker)}};
    }
    return std::move(*found);
}

EventNumber last_evidence_event(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT max(since_event)
          FROM evidence
         WHERE worker = :worker
    )sql"};
    query.bind(":worker", worker);
    query.next();
    return query.is_null(0) ? -1 : query.integer(0);
}

std::vector<Version<Evidence>> evidence_versions(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT *
          FROM evidence
         WHERE worker = :worker
         ORDER BY since_event, evidence
    )sql"};
    query.bind(":worker", worker);
    return read_versions<Evidence>(query);
}

} // namespace radcert::registry
