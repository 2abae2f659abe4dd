#include "registry/applications.h"

namespace radcert::registry {

template <>
const char* const Statements<Application>::close = R"sql(
    UPDATE application
       SET until_event = :event
     WHERE application = :application
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Application>::insert = R"sql(
    INSERT INTO application (since_event, until_event, application, worker, facility, province, procedure, role, filed_on,
            filed_with, channel, fee_paid_on, completed_on, devices, documents, status, reason)
    VALUES (:event, 9223372036854775807, :application, :worker, :facility, :province, :procedure, :role,
            :filed_on, :filed_with, :channel, :fee_paid_on, :completed_on, :devices, :documents,
            :status, :reason)
)sql";

template <>
const char* const Statements<Screening>::close = R"sql(
    UPDATE screening
       SET until_event = :event
     WHERE application = :application
       AND screening = :screening
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Screening>::insert = R"sql(
    INSERT INTO screening (since_event, until_event, application, screening, worker, rulebook, as_of, decide_on,
            dossier, determination, verdict, findings)
    VALUES (:event, 9223372036854775807, :application, :screening, :worker, :rulebook, :as_of,
            :decide_on, :dossier, :determination, :verdict, :findings)
)sql";

template <>
const char* const Statements<OfficerFinding>::close = R"sql(
    UPDATE officer_finding
       SET until_event = :event
     WHERE application = :application
       AND finding = :finding
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<OfficerFinding>::insert = R"sql(
    INSERT INTO officer_finding (since_event, until_event, application, finding, worker, topic, requirement, outcome,
            by_officer, judged_on, reason, status)
    VALUES (:event, 9223372036854775807, :application, :finding, :worker, :topic, :requirement,
            :outcome, :by_officer, :judged_on, :reason, :status)
)sql";

template <>
const char* const Statements<Decision>::close = R"sql(
    UPDATE decision
       SET until_event = :event
     WHERE application = :application
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Decision>::insert = R"sql(
    INSERT INTO decision (since_event, until_event, application, worker, screening, outcome, decided_on,
            decided_by, reason, legal_basis, second)
    VALUES (:event, 9223372036854775807, :application, :worker, :screening, :outcome, :decided_on,
            :decided_by, :reason, :legal_basis, :second)
)sql";

std::optional<Application> find_application(Database& database, std::string_view application,
                                            EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM application
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_one<Application>(query);
}

Application load_application(Database& database, std::string_view application, EventNumber known_by)
{
    auto found = find_application(database, application, known_by);
    if (!found) {
        const std::string name{application};
        throw Error{Fault::not_found,
                    {"chưa ghi hồ sơ " + name, "no application " + name + " had been recorded"},
                    {"xem: radcert application list", "see: radcert application list"}};
    }
    return std::move(*found);
}

std::vector<Application> list_applications(Database& database, const ApplicationFilter& filter,
                                           EventNumber known_by, std::size_t most)
{
    Query query{database, R"sql(
        SELECT application.*
          FROM application
          LEFT JOIN decision ON decision.application = application.application
                            AND decision.since_event <= :known_by
                            AND decision.until_event > :known_by
         WHERE (:worker IS NULL OR application.worker = :worker)
           AND (:facility IS NULL OR application.facility = :facility)
           AND (:status IS NULL OR coalesce(decision.outcome, application.status) = :status)
           AND (:desk IS NULL OR coalesce((SELECT step.status
                                             FROM step
                                            WHERE step.application = application.application
                                              AND step.since_event <= :known_by
                                              AND step.until_event > :known_by
                                            ORDER BY step.step DESC
                                            LIMIT 1), :desk) = :desk)
           AND (:filed_from IS NULL OR application.filed_on >= :filed_from)
           AND (:filed_to IS NULL OR application.filed_on <= :filed_to)
           AND application.since_event <= :known_by
           AND application.until_event > :known_by
         ORDER BY application.filed_on DESC, application.application
         LIMIT :most
    )sql"};
    query.bind(":worker", filter.worker);
    query.bind(":facility", filter.facility);
    query.bind(":status", filter.status);
    query.bind(":desk", filter.desk);
    query.bind(":filed_from", filter.filed_from);
    query.bind(":filed_to", filter.filed_to);
    query.bind(":known_by", known_by);
    query.bind(":most", std::int64_t(most));
    return read_all<Application>(query);
}

std::vector<Version<Screening>> screenings_of(Database& database, std::string_view application,
                                              EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM screening
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY screening
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_versions<Screening>(query);
}

std::vector<OfficerFinding> findings_of(Database& database, std::string_view application,
                                        EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM officer_finding
         WHERE application = :application
           AND status = 'recorded'
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY finding
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_all<OfficerFinding>(query);
}

std::optional<Decision> find_decision(Database& database, std::string_view application, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM decision
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_one<Decision>(query);
}

std::int64_t next_screening(Database& database, std::string_view application)
{
    Query query{database, R"sql(
        SELECT max(screening)
          FROM screening
         WHERE application = :application
    )sql"};
    query.bind(":application", application);
    query.next();
    return query.integer(0) + 1;
}

std::int64_t next_finding(Database& database, std::string_view application)
{
    Query query{database, R"sql(
        SELECT max(finding)
          FROM officer_finding
         WHERE application = :application
    )sql"};
    query.bind(":application", application);
    query.next();
    return query.integer(0) + 1;
}

std::string next_application(Database& database)
{
    // Counted from the journal's length: unlike the files themselves it never shrinks.
    Query query{database, R"sql(
        SELECT coalesce(max(seq), 0) + 1
          FROM event
    )sql"};
    query.next();
    return "A-" + std::to_string(query.integer(0));
}

std::vector<Version<Application>> application_versions(Database& database, std::string_view application)
{
    Query query{database, R"sql(
        SELECT *
          FROM application
         WHERE application = :application
         ORDER BY since_event
    )sql"};
    query.bind(":application", application);
    return read_versions<Application>(query);
}

std::vector<Version<OfficerFinding>> finding_versions(Database& database, std::string_view application)
{
    Query query{database, R"sql(
        SELECT *
          FROM officer_finding
         WHERE application = :application
         ORDER BY since_event, finding
    )sql"};
    query.bind(":application", application);
    return read_versions<OfficerFinding>(query);
}

std::vector<Version<Decision>> decision_versions(Database& database, std::string_view application)
{
    Query query{database, R"sql(
        SELECT *
          FROM decision
         WHERE application = :application
         ORDER BY since_event
    )sql"};
    query.bind(":application", application);
    return read_versions<Decision>(query);
}

std::vector<std::string> applications_of(Database& database, std::int64_t worker)
{
    Query query{database, R"sql(
        SELECT DISTINCT application
          FROM application
         WHERE worker = :worker
         ORDER BY application
    )sql"};
    query.bind(":worker", worker);
    std::vector<std::string> found;
    while (query.next()) found.emplace_back(query.text(0));
    return found;
}

std::vector<std::string> applications_at(Database& database, std::int64_t facility)
{
    Query query{database, R"sql(
        SELECT DISTINCT application
          FROM application
         WHERE facility = :facility
         ORDER BY application
    )sql"};
    query.bind(":facility", facility);
    std::vector<std::string> found;
    while (query.next()) found.emplace_back(query.text(0));
    return found;
}

} // namespace radcert::registry
