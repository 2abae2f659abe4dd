#pragma once

#include "domain/dossier.h"
#include "registry/any_record.h"

namespace radcert::casework {

// A dossier's facts as records. Codes become their words: records outlive a rulebook's lists.

registry::Application application_record(const Dossier& dossier, const Vocabulary& words, std::int64_t worker,
                                         std::int64_t facility);
registry::Equipment equipment_record(const Device& device, const Vocabulary& words, std::int64_t equipment,
                                     std::int64_t facility);
registry::OfficerFinding finding_record(const OfficerFinding& finding, const std::string& application,
                                        std::int64_t number, std::int64_t worker);

/// Every piece of evidence, without numbers; a list that is known to be empty becomes one piece that says so.
std::vector<registry::Evidence> evidence_records(const Evidence& evidence, const Vocabulary& words,
                                                 std::int64_t worker, const std::string& source);

/// Whether both are the same paper: same kind and id, same year of a dose, same number of a certificate.
bool same_piece(const registry::Evidence& known, const registry::Evidence& piece);
/// Whether they say the same, wherever each came from.
bool says_the_same(const registry::Evidence& known, const registry::Evidence& piece);

} // namespace radcert::casework
