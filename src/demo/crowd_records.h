#pragma once

#include <set>

#include "demo/crowd_life.h"
#include "domain/vocabulary.h"
#include "registry/certificates.h"
#include "registry/evidence.h"
#include "registry/facilities.h"
#include "registry/workers.h"

namespace radcert::demo {

// What somebody of the crowd is recorded as. The same for the same seed and number, whenever it is asked.

/// @param number  of the site
registry::Facility crowd_facility(const Site& site, std::size_t number);

/// A person of the crowd, as far as records go.
struct CrowdPerson {
    Life life;
    Site site;
    Sketch sketch; ///< the person, and the degree
    std::int64_t worker{}, facility{};
    std::string subject;
    std::string national_id;
};

/// @param taken  identity numbers of others
CrowdPerson person_of(const CrowdShape& shape, Life life, const std::set<std::string>& taken);

registry::Worker worker_of(const CrowdPerson& person);
registry::IdentityPaper identity_of(const CrowdPerson& person);
registry::Post post_of(const CrowdPerson& person, const Vocabulary& words);
registry::Appointment appointment_of(const CrowdPerson& person);

/// Of the degree, a dose, a check; without its number.
registry::Evidence evidence_of_entry(const CrowdShape& shape, const CrowdPerson& person,
                                     const LifeEntry& entry);

registry::WordList types_of(const Site& site);

/// A certificate that another office issued, as its paper says.
registry::Certificate paper_of(const CrowdShape& shape, const CrowdPerson& person, const LifeEntry& entry);
registry::CertificateStatus in_force(const registry::Certificate& certificate);

/// What the person files on that day.
Sketch file_of(const CrowdShape& shape, const CrowdPerson& person, const LifeEntry& entry,
               const std::string& number);

} // namespace radcert::demo
