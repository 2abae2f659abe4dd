#include "registry/desk_files.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <tuple>

namespace radcert::registry {
namespace {

/// Statuses in which files pile up with the years: a list of them is walked from the newest on.
bool is_few(std::string_view status)
{
    return status != "delivered" && status != "decided" && status != "refused" && status != "withdrawn";
}

std::string capitals(std::string_view text)
{
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return out;
}

DeskFile desk_file_in(const Query& row)
{
    DeskFile file;
    file.application = row.text(0);
    file.worker = row.integer(1);
    file.facility = row.integer(2);
    file.province = row.text(3);
    file.role = row.text(4);
    file.procedure = row.text(5);
    file.filed_on = row.day(6);
    file.status = row.text(7);
    file.step = row.integer(8);
    if (!row.is_null(9)) file.act = row.text(9);
    file.on_day = row.day(10);
    if (!row.is_null(11)) file.by_officer = row.text(11);
    file.event = row.integer(12);
    return file;
}

void add_due(Database& database, std::vector<DeskFile>& files)
{
    Query query{database, R"sql(
        SELECT due_on, provisional
          FROM deadline
         WHERE application = :application
           AND ended_on IS NULL
           AND until_event = 9223372036854775807
         ORDER BY clock <> 'extension', due_on, clock, run
         LIMIT 1
    )sql"};
    for (DeskFile& file : files) {
        query.bind(":application", file.application);
        if (query.next()) {
            file.due_on = query.day(0);
            file.provisional = query.integer(1) != 0;
        }
        query.again();
    }
}

std::vector<DeskFile> files_of_worker(Database& database, std::int64_t worker)
{
    Query query{database, "SELECT * FROM desk_file WHERE worker = :worker"};
    query.bind(":worker", worker);
    std::vector<DeskFile> files;
    while (query.next()) files.push_back(desk_file_in(query));
    return files;
}

std::vector<DeskFile> files_at(Database& database, std::int64_t facility)
{
    Query query{database, "SELECT * FROM desk_file WHERE facility = :facility"};
    query.bind(":facility", facility);
    std::vector<DeskFile> files;
    while (query.next()) files.push_back(desk_file_in(query));
    return files;
}

std::vector<DeskFile> files_in_status(Database& database, const WordList& statuses,
                                      std::optional<Date> moved_from)
{
    Query query{database, R"sql(
        SELECT *
          FROM desk_file
         WHERE status = :status
           AND on_day >= :moved_from
    )sql"};
    const Date from = moved_from.value_or(Date{std::chrono::year{1} / 1 / 1});
    std::vector<DeskFile> files;
    for (const std::string& status : statuses) {
        query.bind(":status", status);
        query.bind(":moved_from", from);
        while (query.next()) files.push_back(desk_file_in(query));
        query.again();
    }
    return files;
}

/// Those that have a clock running to a day in the range; whether it is the one that comes next is looked at
/// later.
std::vector<DeskFile> files_due(Database& database, std::optional<Date> from, std::optional<Date> to)
{
    Query query{database, R"sql(
        SELECT *
          FROM desk_file
         WHERE application IN (SELECT application
                                 FROM deadline
                                WHERE ended_on IS NULL
                                  AND until_event = 9223372036854775807
                                  AND due_on >= :from
                                  AND due_on <= :to)
    )sql"};
    query.bind(":from", from.value_or(Date{std::chrono::year{1} / 1 / 1}));
    query.bind(":to", to.value_or(Date{std::chrono::year{9999} / 12 / 31}));
    std::vector<DeskFile> files;
    while (query.next()) files.push_back(desk_file_in(query));
    return files;
}

/// Down the list of all files, the newest first, until enough have passed.
std::vector<DeskFile> newest_files(Database& database, const DeskQuestion& question, std::size_t skip,
                                   std::size_t most)
{
    Query query{database, R"sql(
        SELECT *
          FROM desk_file
         WHERE (:province IS NULL OR province = :province)
           AND (:statuses = '' OR instr(:statuses, '|' || status || '|') > 0)
           AND (:role IS NULL OR role = :role)
           AND (:procedure IS NULL OR procedure = :procedure)
           AND (:filed_from IS NULL OR filed_on >= :filed_from)
           AND (:filed_to IS NULL OR filed_on <= :filed_to)
           AND (:moved_from IS NULL OR on_day >= :moved_from)
           AND (:number = '' OR instr(upper(application), :number) > 0)
         ORDER BY filed_on DESC, application
         LIMIT :most OFFSET :skip
    )sql"};
    std::string statuses;
    for (const std::string& status : question.statuses) statuses += '|' + status;
    if (!statuses.empty()) statuses += '|';
    query.bind(":province", question.province);
    query.bind(":statuses", statuses);
    query.bind(":role", question.role);
    query.bind(":procedure", question.procedure);
    query.bind(":filed_from", question.filed_from);
    query.bind(":filed_to", question.filed_to);
    query.bind(":moved_from", question.moved_from);
    query.bind_copy(":number", capitals(question.number));
    query.bind(":most", std::int64_t(most));
    query.bind(":skip", std::int64_t(skip));
    std::vector<DeskFile> files;
    while (query.next()) files.push_back(desk_file_in(query));
    return files;
}

/// Every file behind whatever is rarest of what is asked; absent: nothing is, and the list of all is walked.
std::optional<std::vector<DeskFile>> behind_what_is_rare(Database& database, const DeskQuestion& question)
{
    if (question.worker) return files_of_worker(database, *question.worker);
    if (question.facility) return files_at(database, *question.facility);
    if (question.due_from || question.due_to) return files_due(database, question.due_from, question.due_to);
    if (question.statuses.empty()) return std::nullopt;
    if (!question.moved_from && !std::ranges::all_of(question.statuses, is_few)) return std::nullopt;
    return files_in_status(database, question.statuses, question.moved_from);
}

std::optional<std::vector<DeskFile>> rare_files(Database& database, const DeskQuestion& question)
{
    auto files = behind_what_is_rare(database, question);
    if (!files) return std::nullopt;
    if (question.due_from || question.due_to) add_due(database, *files);
    std::erase_if(*files, [&](const DeskFile& file) { return !question.passes(file); });
    return files;
}

} // namespace

bool DeskQuestion::passes(const DeskFile& file) const
{
    const auto asked = [](const auto& wanted, const auto& found) { return !wanted || *wanted == found; };
    if (!asked(province, file.province) || !asked(facility, file.facility) || !asked(worker, file.worker))
        return false;
    if (!asked(role, file.role) || !asked(procedure, file.procedure)) return false;
    if (!statuses.empty() && std::ranges::find(statuses, file.status) == statuses.end()) return false;
    if ((filed_from && file.filed_on < *filed_from) || (filed_to && file.filed_on > *filed_to)) return false;
    if (moved_from && file.on_day < *moved_from) return false;
    if ((due_from || due_to) && !file.due_on) return false;
    if ((due_from && *file.due_on < *due_from) || (due_to && *file.due_on > *due_to)) return false;
    return number.empty() || capitals(file.application).find(capitals(number)) != std::string::npos;
}

std::vector<DeskFile> find_desk_files(Database& database, const DeskQuestion& question, std::size_t skip,
                                      std::size_t most)
{
    std::vector<DeskFile> files;
    if (auto rare = rare_files(database, question)) {
        std::ranges::sort(*rare, [](const DeskFile& a, const DeskFile& b) {
            return std::tie(b.filed_on, a.application) < std::tie(a.filed_on, b.application);
        });
        const std::size_t first = std::min(skip, rare->size()),
                          last = first + std::min(most, rare->size() - first);
        files.assign(std::make_move_iterator(rare->begin() + std::ptrdiff_t(first)),
                     std::make_move_iterator(rare->begin() + std::ptrdiff_t(last)));
    } else {
        files = newest_files(database, question, skip, most);
    }
    add_due(database, files);
    return files;
}

std::vector<DeskFile> find_desk_files_as_known(Database& database, const DeskQuestion& question,
                                               EventNumber known_by, std::size_t skip, std::size_t most)
{
    Query query{database, R"sql(
        SELECT file.application, file.worker, file.facility, file.province, file.role, file.procedure, file.filed_on,
               coalesce(last.status,
                        CASE WHEN file.status = 'withdrawn' THEN 'withdrawn'
                             WHEN decision.outcome = 'granted' THEN 'decided'
                             WHEN decision.outcome = 'refused' THEN 'refused'
                             WHEN decision.outcome IS NOT NULL THEN 'in_review'
                             WHEN EXISTS (SELECT 1
                                            FROM screening
                                           WHERE screening.application = file.application
                                             AND screening.since_event <= :known_by) THEN 'in_review'
                             ELSE 'received' END),
               coalesce(last.step, 0), last.act, coalesce(last.on_day, file.filed_on), last.by_officer,
               coalesce(last.since_event, 0)
          FROM application AS file
          LEFT JOIN step AS last ON last.application = file.application
                                AND last.since_event <= :known_by
                                AND last.until_event > :known_by
                                AND NOT EXISTS (SELECT 1
                                                  FROM step AS later
                                                 WHERE later.application = file.application
                                                   AND later.step > last.step
                                                   AND later.since_event <= :known_by)
          LEFT JOIN decision ON decision.application = file.application
                            AND decision.since_event <= :known_by
                            AND decision.until_event > :known_by
         WHERE file.since_event <= :known_by
           AND file.until_event > :known_by
         ORDER BY file.filed_on DESC, file.application
    )sql",
                Rows::many};
    query.bind(":known_by", known_by);
    std::vector<DeskFile> files;
    while (files.size() < most && query.next()) {
        DeskFile file = desk_file_in(query);
        for (const auto& version : deadlines_of(database, file.application, known_by)) {
            const Deadline& clock = version.record;
            const bool first = !file.due_on || clock.clock == "extension" || clock.due_on < *file.due_on;
            if (clock.ended_on || !first) continue;
            file.due_on = clock.due_on;
            file.provisional = clock.provisional;
            if (clock.clock == "extension") break; // what was promised last
        }
        if (!question.passes(file)) continue;
        if (skip > 0)
            --skip;
        else
            files.push_back(std::move(file));
    }
    return files;
}

std::size_t count_desk_files(Database& database, const DeskQuestion& question, std::size_t most)
{
    if (const auto rare = rare_files(database, question)) return std::min(rare->size(), most);
    return newest_files(database, question, 0, most).size();
}

std::vector<DeskFile> last_moved_files(Database& database, const DeskQuestion& question, std::size_t most)
{
    Query query{database, R"sql(
        SELECT *
          FROM desk_file
         WHERE event > 0
         ORDER BY event DESC, application
    )sql",
                Rows::many};
    std::vector<DeskFile> files;
    while (files.size() < most && query.next()) {
        DeskFile file = desk_file_in(query);
        if (question.passes(file)) files.push_back(std::move(file));
    }
    return files;
}

std::vector<FileOfPeriod> files_decided_in(Database& database, Date from, Date to,
                                           const DeskQuestion& question)
{
    Query query{database, R"sql(
        SELECT *
          FROM desk_file
         WHERE application IN (SELECT application
                                 FROM step
                                WHERE on_day >= :from
                                  AND on_day <= :to
                                  AND act IN ('grant', 'refuse')
                                  AND until_event = 9223372036854775807)
         ORDER BY application
    )sql"};
    query.bind(":from", from);
    query.bind(":to", to);
    std::vector<FileOfPeriod> files;
    while (query.next()) {
        const DeskFile decided = desk_file_in(query);
        if (!question.passes(decided)) continue;
        FileOfPeriod file;
        file.application = decided.application;
        file.facility = decided.facility;
        file.province = decided.province;
        file.procedure = decided.procedure;
        file.role = decided.role;
        file.filed_on = decided.filed_on;
        file.kept_steps = true;
        for (const Step& step : steps_of(database, decided.application)) {
            if (step.on_day <= to) file.steps.push_back({step.act, step.status, step.on_day});
        }
        file.clocks = deadlines_of(database, decided.application);
        files.push_back(std::move(file));
    }
    return files;
}

void put_desk_file(Database& database, const Application& application)
{
    Query query{database, R"sql(
        INSERT INTO desk_file (application, worker, facility, province, role, procedure, filed_on, status, step, act,
                               on_day, by_officer, event)
        VALUES (:application, :worker, :facility, :province, :role, :procedure, :filed_on, :status, 0, NULL,
                :filed_on, NULL, 0)
            ON CONFLICT (application) DO UPDATE
           SET worker = excluded.worker, facility = excluded.facility, province = excluded.province,
               role = excluded.role, procedure = excluded.procedure, filed_on = excluded.filed_on,
               status = CASE WHEN desk_file.step > 0 OR excluded.status = 'received' THEN desk_file.status
                             ELSE excluded.status END,
               on_day = CASE WHEN desk_file.step > 0 THEN desk_file.on_day ELSE excluded.on_day END
    )sql"};
    query.bind(":application", application.application);
    query.bind(":worker", application.worker);
    query.bind(":facility", application.facility);
    query.bind(":province", application.province);
    query.bind(":role", application.role);
    query.bind(":procedure", application.procedure);
    query.bind(":filed_on", application.filed_on);
    query.bind(":status", application.status == "withdrawn" ? "withdrawn" : "received");
    query.run();
}

void put_desk_file(Database& database, EventNumber event, const Step& step)
{
    Query query{database, R"sql(
        UPDATE desk_file
           SET status = :status, step = :step, act = :act, on_day = :on_day, by_officer = :by_officer, event = :event
         WHERE application = :application
           AND step <= :step
    )sql"};
    query.bind(":status", step.status);
    query.bind(":step", step.step);
    query.bind(":act", step.act);
    query.bind(":on_day", step.on_day);
    query.bind(":by_officer", step.by_officer);
    query.bind(":event", event);
    query.bind(":application", step.application);
    query.run();
}

void put_desk_file(Database& database, const Screening& screening)
{
    Query query{database, R"sql(
        UPDATE desk_file
           SET status = 'in_review'
         WHERE application = :application
           AND step = 0
           AND status = 'received'
    )sql"};
    query.bind(":application", screening.application);
    query.run();
}

void put_desk_file(Database& database, const Decision& decision)
{
    Query query{database, R"sql(
        UPDATE desk_file
           SET status = CASE :outcome WHEN 'granted' THEN 'decided' WHEN 'refused' THEN 'refused' ELSE 'in_review' END
         WHERE application = :application
           AND step = 0
           AND status <> 'withdrawn'
    )sql"};
    query.bind(":outcome", decision.outcome);
    query.bind(":application", decision.application);
    query.run();
}

} // namespace radcert::registry
