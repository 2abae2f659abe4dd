#pragma once

#include <string>

#include "casework/fields.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "web/visit.h"

namespace radcert::web {

// One record as the interface for programs tells it, with all that hangs on it. The same state of the
// register gives the same bytes: If-Match rests on that.

std::string facility_json(registry::Database& database, const casework::FieldCells& cells,
                          const registry::Facility& facility, EventNumber known_by = newest_event);

/// Identity numbers are masked.
std::string worker_json(registry::Database& database, const casework::FieldCells& cells,
                        const registry::Worker& worker, EventNumber known_by = newest_event);

/// The certificate that the path names. @throws Error not_found; conflict: several authorities issued one of
/// that number and `issued_by` names none.
registry::Certificate named_certificate(Visit& visit);

} // namespace radcert::web
