#include "registry/person_file.h"

#include <algorithm>

namespace radcert::registry {

std::vector<CertificateStatus> statuses_of(const PersonFile& person, const Certificate& certificate)
{
    std::vector<CertificateStatus> entries;
    std::ranges::copy_if(person.statuses, std::back_inserter(entries), [&](const CertificateStatus& entry) {
        return entry.certificate == certificate.certificate && entry.issued_by == certificate.issued_by;
    });
    return entries;
}

PersonFile load_person(Database& database, std::int64_t worker, EventNumber known_by)
{
    PersonFile person;
    person.worker = load_worker(database, worker, known_by);
    person.papers = papers_of(database, worker, known_by);
    person.evidence = evidence_of(database, worker, known_by);
    person.certificates = certificates_of(database, worker, known_by);
    for (const Certificate& certificate : person.certificates) {
        auto entries = statuses_of(database, certificate, known_by);
        std::ranges::move(entries, std::back_inserter(person.statuses));
    }
    person.posts = posts_of(database, worker, known_by);
    return person;
}

std::int64_t last_worker(Database& database)
{
    Query query{database, "SELECT max(worker) FROM worker"};
    query.next();
    return query.integer(0);
}

} // namespace radcert::registry
