#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

/// What a facility operator asks before anything is filed: would this worker's file for this role be
/// complete?
struct EligibilityQuestion {
    std::int64_t worker{};
    std::string role;
    registry::WordList equipment_types;   ///< empty: the facility's equipment in use
    std::optional<std::int64_t> facility; ///< absent: where the worker is in post, else nowhere in particular
};

/// The dossier of the question, filed on the day of `as_of` with all that is recorded of the worker; nothing
/// is kept.
/// @throws Error  not_found; invalid_input: role or type is not in the list, or there is no equipment to ask
/// about.
std::string eligibility_dossier(registry::Database& database, const Vocabulary& vocabulary,
                                const EligibilityQuestion& question, AsOf as_of);

} // namespace radcert::casework
