#pragma once

#include <string>

#include "registry/applications.h"
#include "registry/facilities.h"
#include "registry/person_file.h"

namespace radcert::casework {

/// The dossier of an application as the register knew it, in canonical JSON (contract/dossier.schema.json):
/// application and facility, the worker, every piece of evidence that stood recorded, the worker's
/// certificates in this register, and officers' findings. The same records give the same bytes.
///
/// @param known_by  last event that counts. Later corrections do not change what an earlier screening saw.
/// @throws Error    not_found: no such application had been recorded.
std::string compose_dossier(registry::Database& database, const std::string& application,
                            EventNumber known_by = newest_event);

/// The dossier of a file that nobody filed: what a worker would have to show for a role at a facility.
std::string compose_question(registry::Database& database, const registry::Application& question,
                             const registry::Facility& facility, EventNumber known_by = newest_event);

/// The dossier of a file, or of a question, from records at hand; in the order in which they are written
/// here, not in canonical form: to be read, not kept.
std::string compose_dossier(const registry::PersonFile& person, const registry::Application& application,
                            const registry::Facility& facility,
                            const std::vector<registry::OfficerFinding>& findings);

/// The id that the paper came with; pieces that were typed in are named by their number.
std::string id_of(const registry::Evidence& evidence);

/// The first day of the status that a certificate has on a day, by its newest entry that says so.
std::optional<Date> status_since(const std::vector<registry::CertificateStatus>& entries,
                                 std::string_view status, Date day);

} // namespace radcert::casework
