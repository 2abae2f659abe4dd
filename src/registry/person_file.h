#pragma once

#include <vector>

#include "registry/certificates.h"
#include "registry/evidence.h"
#include "registry/workers.h"

namespace radcert::registry {

/// What the register knows of one worker, as far as a screening can ask for it.
struct PersonFile {
    Worker worker;
    std::vector<IdentityPaper> papers;       ///< those that stand recorded, by kind and number
    std::vector<Evidence> evidence;          ///< those that stand recorded, in the order of their numbers
    std::vector<Certificate> certificates;   ///< by day of issue, then number
    std::vector<CertificateStatus> statuses; ///< of all of them: by certificate, then entry
    std::vector<Post> posts;
};

/// The entries of one certificate, in the order in which they were made.
std::vector<CertificateStatus> statuses_of(const PersonFile& person, const Certificate& certificate);

/// @throws Error  not_found, naming the worker.
PersonFile load_person(Database& database, std::int64_t worker, EventNumber known_by = newest_event);

/// The highest number that a worker has; 0: there is none.
std::int64_t last_worker(Database& database);

} // namespace radcert::registry
