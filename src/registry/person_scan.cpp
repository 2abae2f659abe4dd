#include "registry/person_scan.h"

#include <algorithm>

#include "registry/worker_cursor.h"

namespace radcert::registry {
namespace {

template <class Record>
Record read_record(const Query& row)
{
    return std::move(read_version<Record>(row).record);
}

/// Where the column stands in SELECT table.*: two columns of events come first.
template <class Record>
int worker_column()
{
    int column = 2, found = -1;
    const Record none{};
    Record::fields(none, [&](const char* name, const auto&) {
        if (std::string_view{name} == "worker") found = column;
        ++column;
    });
    return found;
}

template <class Record>
WorkerCursor<Record> cursor(Database& database, const char* sql)
{
    return {database, sql, worker_column<Record>(), read_record<Record>};
}

template <class Record>
WorkerCursor<Version<Record>> version_cursor(Database& database, const char* sql)
{
    return {database, sql, worker_column<Record>(), read_version<Record>};
}

/// The columns of `evidence_between`: each kind has its own.
Evidence read_piece(const Query& row)
{
    Evidence piece;
    const auto read = [&](int first, auto&... values) {
        RowReader columns{row, first};
        (columns("", values), ...);
    };
    read(0, piece.worker, piece.evidence, piece.kind, piece.reference, piece.issuer, piece.dated_on,
         piece.number);
    piece.status = "recorded";
    if (piece.kind == "degree")
        read(7, piece.level, piece.field);
    else if (piece.kind == "training")
        read(9, piece.programme, piece.registered);
    else if (piece.kind == "health_check")
        read(11, piece.conclusion, piece.facility_level);
    else if (piece.kind == "dose")
        read(13, piece.year, piece.effective_msv, piece.lens_msv, piece.skin_msv);
    else
        read(17, piece.role, piece.equipment_types, piece.from_day, piece.to_day, piece.at_facility,
             piece.certificate_status, piece.status_since, piece.subject_matter);
    return piece;
}

ScreeningMark read_mark(const Query& row)
{
    return {std::string{row.text(1)}, row.integer(2),
            row.integer(3),           std::string{row.text(4)},
            std::string{row.text(5)}, row.is_null(6) ? std::nullopt : std::optional{row.day(6)},
            std::string{row.text(7)}};
}

constexpr const char* workers_between = R"sql(
    SELECT *
      FROM worker
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker
)sql";

constexpr const char* evidence_between = R"sql(
    SELECT worker, evidence, kind, reference, issuer, dated_on, number, level, field, programme, registered,
           conclusion, facility_level, year, effective_msv, lens_msv, skin_msv, role, equipment_types,
           from_day, to_day, at_facility, certificate_status, status_since, subject_matter
      FROM evidence
     WHERE worker BETWEEN :first AND :last
       AND status = 'recorded'
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, evidence
)sql";

constexpr const char* certificates_between = R"sql(
    SELECT *
      FROM certificate
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker
)sql";

constexpr const char* statuses_between = R"sql(
    SELECT *
      FROM certificate_status
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, certificate, issued_by, entry
)sql";

constexpr const char* posts_between = R"sql(
    SELECT *
      FROM post
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, post
)sql";

constexpr const char* applications_between = R"sql(
    SELECT *
      FROM application
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, application
)sql";

constexpr const char* screenings_between = R"sql(
    SELECT worker, application, screening, since_event, rulebook, verdict, as_of, decide_on
      FROM screening
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, application, screening
)sql";

constexpr const char* judgements_between = R"sql(
    SELECT *
      FROM officer_finding
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, application, finding
)sql";

constexpr const char* decisions_between = R"sql(
    SELECT *
      FROM decision
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, application
)sql";

constexpr const char* clocks_between = R"sql(
    SELECT *
      FROM deadline
     WHERE worker BETWEEN :first AND :last
       AND since_event <= :known_by
       AND until_event > :known_by
     ORDER BY worker, application, clock, run
)sql";

} // namespace

struct PersonScan::Cursors {
    struct PostCursor : WorkerCursor<Post> {
        explicit PostCursor(Database& database)
            : WorkerCursor{database, posts_between, worker_column<Post>(), read_record<Post>}
        {
        }
    };

    struct CaseCursors {
        explicit CaseCursors(Database& database)
            : applications{cursor<Application>(database, applications_between)},
              screenings{database, screenings_between, 0, read_mark},
              judgements{version_cursor<OfficerFinding>(database, judgements_between)},
              decisions{cursor<Decision>(database, decisions_between)},
              clocks{version_cursor<Deadline>(database, clocks_between)}
        {
        }

        void open(std::int64_t first, std::int64_t last, EventNumber known_by)
        {
            applications.open(first, last, known_by);
            screenings.open(first, last, known_by);
            judgements.open(first, last, known_by);
            decisions.open(first, last, known_by);
            clocks.open(first, last, known_by);
        }

        void take(std::int64_t worker, PersonCases& into)
        {
            applications.take(worker, into.applications);
            screenings.take(worker, into.screenings);
            judgements.take(worker, into.judgements);
            decisions.take(worker, into.decisions);
            clocks.take(worker, into.clocks);
        }

        WorkerCursor<Application> applications;
        WorkerCursor<ScreeningMark> screenings;
        WorkerCursor<Version<OfficerFinding>> judgements;
        WorkerCursor<Decision> decisions;
        WorkerCursor<Version<Deadline>> clocks;
    };

    Cursors(Database& database, EventNumber seen)
        : known_by{seen}, workers{cursor<Worker>(database, workers_between)},
          evidence{database, evidence_between, 0, read_piece},
          certificates{cursor<Certificate>(database, certificates_between)},
          statuses{cursor<CertificateStatus>(database, statuses_between)}
    {
    }

    void open(std::int64_t first, std::int64_t last)
    {
        workers.open(first, last, known_by);
        evidence.open(first, last, known_by);
        certificates.open(first, last, known_by);
        statuses.open(first, last, known_by);
        if (posts) posts->open(first, last, known_by);
        if (cases) cases->open(first, last, known_by);
    }

    void take_next()
    {
        person.worker = workers.pop();
        const std::int64_t worker = person.worker.worker;
        evidence.take(worker, person.evidence);
        certificates.take(worker, person.certificates);
        std::ranges::sort(person.certificates, {}, [](const Certificate& certificate) {
            return std::tie(certificate.issued_on, certificate.certificate);
        });
        statuses.take(worker, person.statuses);
        if (posts) posts->take(worker, person.posts);
        if (cases) cases->take(worker, made);
    }

    EventNumber known_by;
    PersonFile person;
    PersonCases made;
    WorkerCursor<Worker> workers;
    WorkerCursor<Evidence> evidence;
    WorkerCursor<Certificate> certificates;
    WorkerCursor<CertificateStatus> statuses;
    std::unique_ptr<PostCursor> posts;
    std::unique_ptr<CaseCursors> cases;
};

PersonScan::PersonScan(Database& database, EventNumber known_by, ScanParts parts)
    : cursors_{std::make_unique<Cursors>(database, known_by)}
{
    database.expect_one_pass();
    if (parts.posts) cursors_->posts = std::make_unique<Cursors::PostCursor>(database);
    if (parts.cases) cursors_->cases = std::make_unique<Cursors::CaseCursors>(database);
}

PersonScan::~PersonScan() = default;

void PersonScan::open(std::int64_t first, std::int64_t last)
{
    cursors_->open(first, last);
}

const PersonFile* PersonScan::next()
{
    if (cursors_->workers.at_end()) return nullptr;
    cursors_->take_next();
    return &cursors_->person;
}

const PersonCases& PersonScan::cases() const
{
    return cursors_->made;
}

std::unordered_map<std::int64_t, EventNumber> last_corrections(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT worker, max(event)
          FROM (SELECT worker, until_event AS event
                  FROM evidence
                 WHERE until_event <= :known_by
                UNION ALL
                SELECT worker, until_event AS event
                  FROM worker
                 WHERE until_event <= :known_by) AS ended
         GROUP BY worker
    )sql"};
    query.bind(":known_by", known_by);
    std::unordered_map<std::int64_t, EventNumber> last;
    while (query.next()) last[query.integer(0)] = query.integer(1);
    return last;
}

} // namespace radcert::registry
