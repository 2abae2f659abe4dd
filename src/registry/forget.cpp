#include "registry/forget.h"

namespace radcert::registry {
namespace {

/// Every table with a column `worker`, and what was judged of two records that look alike. A test reads the
/// schema and finds none missing.
constexpr const char* tables_of_workers[] = {
    "DELETE FROM worker WHERE worker = :worker",
    "DELETE FROM worker_name WHERE worker = :worker",
    "DELETE FROM worker_word WHERE worker = :worker",
    "DELETE FROM identity_paper WHERE worker = :worker",
    "DELETE FROM post WHERE worker = :worker",
    "DELETE FROM appointment WHERE worker = :worker",
    "DELETE FROM evidence WHERE worker = :worker",
    "DELETE FROM application WHERE worker = :worker",
    "DELETE FROM screening WHERE worker = :worker",
    "DELETE FROM officer_finding WHERE worker = :worker",
    "DELETE FROM decision WHERE worker = :worker",
    "DELETE FROM certificate WHERE worker = :worker",
    "DELETE FROM certificate_status WHERE worker = :worker",
    "DELETE FROM desk_file WHERE worker = :worker",
    "DELETE FROM step WHERE worker = :worker",
    "DELETE FROM deadline WHERE worker = :worker",
    "DELETE FROM supplement_request WHERE worker = :worker",
    "DELETE FROM consultation WHERE worker = :worker",
    "DELETE FROM paper WHERE worker = :worker",
    "DELETE FROM import_row WHERE worker = :worker",
    "DELETE FROM account WHERE worker = :worker",
    "DELETE FROM duplicate WHERE kind = 'worker' AND (first = :worker OR other = :worker)",
    "DELETE FROM duplicate WHERE kind = 'worker' AND (first = :worker OR other = :worker)",
};

constexpr const char* boxes_of_subjects[] = {
    "DELETE FROM payload WHERE subject = (SELECT id FROM subject WHERE subject = :subject)",
    "DELETE FROM document WHERE subject = (SELECT id FROM subject WHERE subject = :subject)",
};

} // namespace

void forget_worker(Database& database, EventNumber event, std::int64_t worker, const std::string& subject)
{
    for (const char* const sql : tables_of_workers) {
        Query query{database, sql};
        query.bind(":worker", worker);
        query.run();
    }
    for (const char* const sql : boxes_of_subjects) {
        Query query{database, sql};
        query.bind(":subject", subject);
        query.run();
    }
    Query key{database, R"sql(
        UPDATE subject
           SET wrapped_key = NULL, erased_by = :event
         WHERE subject = :subject
    )sql"};
    key.bind(":event", event);
    key.bind(":subject", subject);
    key.run();
}

} // namespace radcert::registry
