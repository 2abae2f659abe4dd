#pragma once

#include <string>
#include <vector>

#include "casework/fields.h"
#include "domain/as_of.h"

namespace radcert::casework {

/// One record of many that make up a worker, a file ..., as the register knew it at a moment.
struct KnownPart {
    std::string record; ///< "worker W-17", "post W-17/2": the same at every moment, as histories name it
    documents::Record facts;
};

// What the register knew of a record and of all that hangs on it, by the two clocks: what it said by
// `known_by`, what a certificate was on the day `in_force`. Identity numbers are masked. Empty: nothing was
// recorded by then.

std::vector<KnownPart> worker_as_known(registry::Database& database, const FieldCells& cells,
                                       std::int64_t worker, AsOf as_of);
std::vector<KnownPart> facility_as_known(registry::Database& database, const FieldCells& cells,
                                         std::int64_t facility, AsOf as_of);
std::vector<KnownPart> equipment_as_known(registry::Database& database, const FieldCells& cells,
                                          std::int64_t equipment, AsOf as_of);
std::vector<KnownPart> application_as_known(registry::Database& database, const FieldCells& cells,
                                            const std::string& application, AsOf as_of);
/// Every certificate of that number.
std::vector<KnownPart> certificate_as_known(registry::Database& database, const FieldCells& cells,
                                            const std::string& number, AsOf as_of);

/// One field that two moments tell differently.
struct KnownDifference {
    std::string record;
    documents::Column field;
    documents::Cell before, after; ///< absent: not recorded
};

/// In the order of the records, those of `after` that are new last. A record that one moment lacks differs in
/// every field that is recorded.
std::vector<KnownDifference> differences_between(const std::vector<KnownPart>& before,
                                                 const std::vector<KnownPart>& after);

} // namespace radcert::casework
