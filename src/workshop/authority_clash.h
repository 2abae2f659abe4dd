#pragma once

#include <vector>

#include "domain/dossier.h"
#include "rules/program.h"

namespace radcert::workshop {

/// Rows of one standing, the strongest, that answer for the same device, or for the file as a whole, and
/// could each be the one that speaks: more than one only where the rulebook contradicts itself, or says a
/// thing twice.
std::vector<const rules::AuthorityRow*> strongest_authorities(const rules::Rulebook& book,
                                                              const Application& application,
                                                              rules::DeviceSet equipment, Code type,
                                                              Date day);

/// Whether two rows name the same bodies in the same way.
bool same_answer(const rules::AuthorityRow& first, const rules::AuthorityRow& second);

} // namespace radcert::workshop
