#include "registry/judgements.h"

#include <algorithm>

#include "registry/journal.h"

namespace radcert::registry {
namespace {

/// Rows of one table in the order of their files, read beside another pass in the same order.
class RowsOfFiles {
public:
    RowsOfFiles(Database& database, const char* sql, EventNumber known_by) : rows_{database, sql, Rows::many}
    {
        rows_.bind(":known_by", known_by);
        more_ = rows_.next();
    }

    /// Calls `take` on each row of the file; files come in their order, none twice.
    template <class Take>
    void of(std::string_view application, Take take)
    {
        while (more_ && rows_.text(file) < application) more_ = rows_.next();
        for (; more_ && rows_.text(file) == application; more_ = rows_.next()) take(rows_);
    }

private:
    static constexpr int file = 2; ///< column of the application, in every table

    Query rows_;
    bool more_{false};
};

constexpr const char* screenings_by_file = R"sql(
    SELECT since_event, until_event, application, screening, rulebook, verdict, findings
      FROM screening
     WHERE since_event <= :known_by
       AND until_event > :known_by
     ORDER BY application, screening
)sql";

constexpr const char* judgements_by_file = R"sql(
    SELECT *
      FROM officer_finding
     WHERE since_event <= :known_by
       AND until_event > :known_by
     ORDER BY application, finding
)sql";

constexpr const char* decisions_by_file = R"sql(
    SELECT *
      FROM decision
     WHERE since_event <= :known_by
     ORDER BY application, since_event
)sql";

bool is_decided_in(const EventsOfPeriod& period, const JudgedFile& file, std::int64_t screening)
{
    return std::ranges::any_of(file.decisions, [&](const Version<Decision>& version) {
        const Decision& one = version.record;
        return one.screening == screening && one.decided_on >= period.from && one.decided_on <= period.to;
    });
}

/// The decisions of the file are known by then.
void add_screening(JudgedFile& file, const Query& row, const EventsOfPeriod& period)
{
    JudgedFile::Screened made{
        row.integer(0), row.integer(3), std::string{row.text(4)}, std::string{row.text(5)}, {}};
    const bool in_period = made.event >= period.first && made.event <= period.last;
    if (in_period || is_decided_in(period, file, made.screening)) made.findings.text = row.text(6);
    file.screenings.push_back(std::move(made));
}

void start(JudgedFile& file, const Query& row)
{
    file.application = row.text(0);
    file.province = row.text(1);
    file.filed_with.reset();
    if (!row.is_null(2)) file.filed_with = row.text(2);
    file.screenings.clear();
    file.judgements.clear();
    file.decisions.clear();
}

} // namespace

EventsOfPeriod events_of_period(Database& database, Date from, Date to, EventNumber known_by)
{
    // A day alone is a moment too: its end in Viet Nam.
    const auto last_event_of = [&](Date day) {
        return event_known_by(database, *parse_timestamp(to_iso(day)));
    };
    return {from, to, last_event_of(from - std::chrono::days{1}) + 1, std::min(last_event_of(to), known_by),
            known_by};
}

void visit_judged_files(Database& database, const EventsOfPeriod& period,
                        const std::function<void(const JudgedFile&)>& take)
{
    Query files{database, R"sql(
        SELECT application, province, filed_with
          FROM application
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY application
    )sql",
                Rows::many};
    files.bind(":known_by", period.known_by);
    RowsOfFiles screenings{database, screenings_by_file, period.known_by},
        judgements{database, judgements_by_file, period.known_by},
        decisions{database, decisions_by_file, period.known_by};
    JudgedFile file;
    while (files.next()) {
        start(file, files);
        decisions.of(file.application,
                     [&](const Query& row) { file.decisions.push_back(read_version<Decision>(row)); });
        judgements.of(file.application, [&](const Query& row) {
            file.judgements.push_back(read_version<OfficerFinding>(row).record);
        });
        screenings.of(file.application, [&](const Query& row) { add_screening(file, row, period); });
        if (!file.screenings.empty() || !file.judgements.empty() || !file.decisions.empty()) take(file);
    }
}

} // namespace radcert::registry
