#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

// Facilities, their practices, licences and equipment, as an officer records them. What is handed in is the
// whole record: a field that is empty is "not recorded" from then on.

/// A new facility; its number and subject are given here. Names are stored in NFC.
/// @throws Error  invalid_input: the province is not in the list of today.
registry::Facility record_facility(registry::WriteScope& write, const Vocabulary& vocabulary,
                                   registry::Facility facility);

/// Corrects or updates a facility. @throws Error not_found, invalid_input; conflict: nothing differs.
registry::Facility change_facility(registry::WriteScope& write, const Vocabulary& vocabulary,
                                   registry::Facility facility);

void record_practice(registry::WriteScope& write, const registry::Practice& practice);
void record_licence(registry::WriteScope& write, const registry::Licence& licence);

/// A new unit; its number is given here.
/// @throws Error  not_found: the facility; invalid_input: type, mobility, province or rule is not in the
/// lists.
registry::Equipment record_equipment(registry::WriteScope& write, const RulebookInUse& rules,
                                     registry::Equipment equipment);
registry::Equipment change_equipment(registry::WriteScope& write, const RulebookInUse& rules,
                                     registry::Equipment equipment);

} // namespace radcert::casework
