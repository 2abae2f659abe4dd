#include "registry/desk.h"

#include <algorithm>

namespace radcert::registry {

template <>
const char* const Statements<Step>::close = R"sql(
    UPDATE step
       SET until_event = :event
     WHERE application = :application
       AND step = :step
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Step>::insert = R"sql(
    INSERT INTO step (since_event, until_event, application, step, worker, act, status, on_day, by_officer,
            reason)
    VALUES (:event, 9223372036854775807, :application, :step, :worker, :act, :status, :on_day,
            :by_officer, :reason)
)sql";

template <>
const char* const Statements<Deadline>::close = R"sql(
    UPDATE deadline
       SET until_event = :event
     WHERE application = :application
       AND clock = :clock
       AND run = :run
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Deadline>::insert = R"sql(
    INSERT INTO deadline (since_event, until_event, application, clock, run, worker, started_on, working_days,
            due_on, rule, provisional, ended_on, ended_by, reason)
    VALUES (:event, 9223372036854775807, :application, :clock, :run, :worker, :started_on,
            :working_days, :due_on, :rule, :provisional, :ended_on, :ended_by, :reason)
)sql";

template <>
const char* const Statements<SupplementRequest>::close = R"sql(
    UPDATE supplement_request
       SET until_event = :event
     WHERE application = :application
       AND request = :request
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<SupplementRequest>::insert = R"sql(
    INSERT INTO supplement_request (since_event, until_event, application, request, worker, requested_on, screening, items,
            due_on, reason, answered_on)
    VALUES (:event, 9223372036854775807, :application, :request, :worker, :requested_on, :screening,
            :items, :due_on, :reason, :answered_on)
)sql";

template <>
const char* const Statements<Consultation>::close = R"sql(
    UPDATE consultation
       SET until_event = :event
     WHERE application = :application
       AND consultation = :consultation
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Consultation>::insert = R"sql(
    INSERT INTO consultation (since_event, until_event, application, consultation, worker, body, question, asked_on,
            due_on, reminders, reminded_on, answered_on, opinion, answer)
    VALUES (:event, 9223372036854775807, :application, :consultation, :worker, :body, :question,
            :asked_on, :due_on, :reminders, :reminded_on, :answered_on, :opinion, :answer)
)sql";

template <>
const char* const Statements<Paper>::close = R"sql(
    UPDATE paper
       SET until_event = :event
     WHERE record = :record
       AND paper = :paper
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Paper>::insert = R"sql(
    INSERT INTO paper (since_event, until_event, record, paper, worker, kind, number, series, year, ordinal,
            dated_on, document, signed_document, signer)
    VALUES (:event, 9223372036854775807, :record, :paper, :worker, :kind, :number, :series, :year,
            :ordinal, :dated_on, :document, :signed_document, :signer)
)sql";

template <>
const char* const Statements<Letterhead>::close = R"sql(
    UPDATE letterhead
       SET until_event = :event
     WHERE entry = :entry
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Letterhead>::insert = R"sql(
    INSERT INTO letterhead (since_event, until_event, entry, parent, body, place, abbreviation, unit_code, capacity,
            signatory, check_at)
    VALUES (:event, 9223372036854775807, :entry, :parent, :body, :place, :abbreviation, :unit_code,
            :capacity, :signatory, :check_at)
)sql";

std::vector<Step> steps_of(Database& database, std::string_view application, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM step
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY step
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_all<Step>(query);
}

std::vector<Version<Deadline>> deadlines_of(Database& database, std::string_view application,
                                            EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM deadline
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY clock, run
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_versions<Deadline>(query);
}

std::vector<Deadline> running_deadlines(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM deadline
         WHERE ended_on IS NULL
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY due_on, application, clock
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<Deadline>(query);
}

std::vector<std::string> files_without_clock(Database& database, const std::vector<std::string>& statuses,
                                             EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT last.application, last.status
          FROM step AS last
         WHERE last.since_event <= :known_by
           AND last.until_event > :known_by
           AND NOT EXISTS (SELECT 1
                             FROM step AS later
                            WHERE later.application = last.application
                              AND later.step > last.step
                              AND later.since_event <= :known_by
                              AND later.until_event > :known_by)
           AND NOT EXISTS (SELECT 1
                             FROM deadline
                            WHERE deadline.application = last.application
                              AND deadline.ended_on IS NULL
                              AND deadline.since_event <= :known_by
                              AND deadline.until_event > :known_by)
         ORDER BY last.application
    )sql"};
    query.bind(":known_by", known_by);
    std::vector<std::string> files;
    while (query.next())
        if (std::ranges::find(statuses, query.text(1)) != statuses.end()) files.emplace_back(query.text(0));
    return files;
}

std::vector<SupplementRequest> supplement_requests_of(Database& database, std::string_view application,
                                                      EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM supplement_request
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY request
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_all<SupplementRequest>(query);
}

std::vector<Consultation> consultations_of(Database& database, std::string_view application,
                                           EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM consultation
         WHERE application = :application
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY consultation
    )sql"};
    query.bind(":application", application);
    query.bind(":known_by", known_by);
    return read_all<Consultation>(query);
}

std::vector<Consultation> open_consultations(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM consultation
         WHERE answered_on IS NULL
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY due_on, application, consultation
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<Consultation>(query);
}

std::vector<Paper> papers_of(Database& database, std::string_view record, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM paper
         WHERE record = :record
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY paper
    )sql"};
    query.bind(":record", record);
    query.bind(":known_by", known_by);
    return read_all<Paper>(query);
}

std::int64_t next_paper(Database& database, std::string_view series, std::int64_t year)
{
    Query query{database, R"sql(
        SELECT coalesce(max(ordinal), 0) + 1
          FROM (SELECT ordinal
                  FROM paper
                 WHERE series = :series
                   AND year = :year
                 UNION ALL
                SELECT ordinal
                  FROM erased_ordinal
                 WHERE series = :series
                   AND year = :year) AS given
    )sql"};
    query.bind(":series", series);
    query.bind(":year", year);
    query.next();
    return query.integer(0);
}

std::optional<Letterhead> find_letterhead(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM letterhead
         WHERE entry = 1
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":known_by", known_by);
    return read_one<Letterhead>(query);
}

std::int64_t files_numbered(Database& database, std::string_view series)
{
    Query query{database, R"sql(
        SELECT (SELECT count(DISTINCT application)
                  FROM application
                 WHERE application >= :beginning
                   AND application < :end)
             + (SELECT count(*)
                  FROM erased_ordinal
                 WHERE series = :series)
    )sql"};
    query.bind_copy(":beginning", std::string{series} + "-");
    query.bind_copy(":end", std::string{series} + "."); // the letter after '-'
    query.bind(":series", series);
    query.next();
    return query.integer(0);
}

namespace {

/// The steps of one file after another, beside the files themselves: both stand in the order of the numbers.
class StepCursor {
public:
    StepCursor(Database& database, EventNumber known_by)
        : rows_{database, R"sql(
              SELECT application, act, status, on_day
                FROM step
               WHERE since_event <= :known_by
                 AND until_event > :known_by
               ORDER BY application, step
          )sql"}
    {
        rows_.bind(":known_by", known_by);
        more_ = rows_.next();
    }

    void take(std::string_view application, std::vector<FileOfPeriod::Made>& steps)
    {
        steps.clear();
        while (more_ && rows_.text(0) < application) more_ = rows_.next();
        for (; more_ && rows_.text(0) == application; more_ = rows_.next())
            steps.push_back({std::string{rows_.text(1)}, std::string{rows_.text(2)}, rows_.day(3)});
    }

private:
    Query rows_;
    bool more_{false};
};

/// Whether a file with these steps belongs to a period; the statuses it had before and in it say so.
bool in_period(const std::vector<FileOfPeriod::Made>& steps, Date from, Date to, const WordList& ended)
{
    const FileOfPeriod::Made* before = nullptr;
    for (const FileOfPeriod::Made& step : steps) {
        if (step.on_day >= from && step.on_day <= to) return true;
        if (step.on_day < from) before = &step;
    }
    return before != nullptr && std::ranges::find(ended, before->status) == ended.end();
}

FileOfPeriod file_in(const Query& row)
{
    FileOfPeriod file;
    file.application = row.text(0);
    file.facility = row.integer(1);
    file.province = row.text(2);
    file.procedure = row.text(3);
    file.role = row.text(4);
    file.filed_on = row.day(5);
    if (!row.is_null(6)) file.channel = row.text(6);
    if (!row.is_null(7)) file.filed_with = row.text(7);
    file.devices.text = row.text(8);
    file.withdrawn = row.text(9) == "withdrawn";
    if (!row.is_null(10)) file.outcome = row.text(10);
    if (!row.is_null(11)) file.decided_on = row.day(11);
    return file;
}

void add_clocks(Database& database, std::vector<FileOfPeriod>& files, EventNumber known_by)
{
    Query rows{database, R"sql(
        SELECT application, deadline.*
          FROM deadline
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY application, clock, run
    )sql"};
    rows.bind(":known_by", known_by);
    auto file = files.begin();
    while (file != files.end() && rows.next()) {
        while (file != files.end() && file->application < rows.text(0)) ++file;
        if (file == files.end() || file->application != rows.text(0)) continue;
        Version<Deadline> version{rows.integer(1), rows.integer(2), {}};
        Deadline::fields(version.record, RowReader{rows, 3});
        file->clocks.push_back(std::move(version));
    }
}

} // namespace

std::vector<FileOfPeriod> files_of_period(Database& database, Date from, Date to, const WordList& ended,
                                          EventNumber known_by)
{
    Query rows{database, R"sql(
        SELECT application.application, facility, province, procedure, role, filed_on, channel, filed_with,
               devices, status, outcome, decided_on
          FROM application
          LEFT JOIN decision ON decision.application = application.application
                            AND decision.since_event <= :known_by
                            AND decision.until_event > :known_by
         WHERE application.since_event <= :known_by
           AND application.until_event > :known_by
         ORDER BY application.application
    )sql"};
    rows.bind(":known_by", known_by);
    StepCursor cursor{database, known_by};
    std::vector<FileOfPeriod> files;
    for (std::vector<FileOfPeriod::Made> steps; rows.next();) {
        cursor.take(rows.text(0), steps);
        if (steps.empty() ? rows.day(5) > to : !in_period(steps, from, to, ended)) continue;
        FileOfPeriod file = file_in(rows);
        file.kept_steps = !steps.empty();
        std::erase_if(steps, [&](const FileOfPeriod::Made& step) { return step.on_day > to; });
        file.steps = steps;
        files.push_back(std::move(file));
    }
    add_clocks(database, files, known_by);
    return files;
}

std::vector<std::string> files_with_electronic_result(Database& database, Date by, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT DISTINCT coalesce(certificate.application, paper.record)
          FROM paper
          LEFT JOIN certificate ON paper.kind = 'certificate'
                               AND certificate.certificate = paper.record
                               AND certificate.since_event <= :known_by
                               AND certificate.until_event > :known_by
         WHERE paper.kind IN ('certificate', 'refusal')
           AND paper.signed_document IS NOT NULL
           AND paper.dated_on <= :by
           AND paper.since_event <= :known_by
           AND paper.until_event > :known_by
         ORDER BY 1
    )sql"};
    query.bind(":by", by);
    query.bind(":known_by", known_by);
    std::vector<std::string> found;
    while (query.next()) found.emplace_back(query.text(0));
    return found;
}

std::vector<SupplementRequest> open_supplement_requests(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM supplement_request
         WHERE answered_on IS NULL
           AND due_on IS NOT NULL
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY due_on, application, request
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<SupplementRequest>(query);
}

std::vector<PaperInPost> papers_in_post(Database& database, std::string_view kind, Date on, Date before,
                                        EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT worker, facility, evidence, full_name, province, kind, programme, dated_on
          FROM (SELECT post.worker, post.facility, evidence.evidence, worker.full_name, facility.province,
                       evidence.kind, evidence.programme, evidence.dated_on,
                       row_number() OVER (PARTITION BY post.worker, post.facility, evidence.programme
                                              ORDER BY evidence.dated_on DESC, evidence.evidence) AS newest
                  FROM post
                  JOIN worker ON worker.worker = post.worker
                             AND worker.since_event <= :known_by
                             AND worker.until_event > :known_by
                  JOIN facility ON facility.facility = post.facility
                               AND facility.since_event <= :known_by
                               AND facility.until_event > :known_by
                  JOIN evidence ON evidence.worker = post.worker
                               AND evidence.kind = :kind
                               AND evidence.status = 'recorded'
                               AND evidence.dated_on <= :on
                               AND evidence.since_event <= :known_by
                               AND evidence.until_event > :known_by
                 WHERE (post.from_day IS NULL OR post.from_day <= :on)
                   AND (post.to_day IS NULL OR post.to_day >= :on)
                   AND post.since_event <= :known_by
                   AND post.until_event > :known_by) AS paper
         WHERE newest = 1
           AND dated_on < :before
         ORDER BY dated_on, worker, facility, evidence
    )sql"};
    query.bind(":kind", kind);
    query.bind(":on", on);
    query.bind(":before", before);
    query.bind(":known_by", known_by);
    std::vector<PaperInPost> found;
    while (query.next()) {
        PaperInPost paper;
        paper.worker = query.integer(0);
        paper.facility = query.integer(1);
        paper.evidence = query.integer(2);
        paper.full_name = query.text(3);
        paper.province = query.text(4);
        paper.kind = query.text(5);
        if (!query.is_null(6)) paper.programme = query.integer(6);
        paper.dated_on = query.day(7);
        found.push_back(std::move(paper));
    }
    return found;
}

} // namespace radcert::registry
