#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/fields.h"
#include "documents/table.h"
#include "registry/evidence.h"

namespace radcert::casework {

/// "W-17/3".
std::string evidence_name(const registry::Evidence& evidence);

/// Whether a kind of evidence has the field; every kind has issuer, day, number and the like.
bool has_field(const registry::Evidence& evidence, std::string_view field);

/// One line a piece of evidence: what every kind has, and in one column what only its kind says.
documents::Table evidence_list(const FieldCells& cells, const std::vector<registry::Evidence>& evidence);

} // namespace radcert::casework
