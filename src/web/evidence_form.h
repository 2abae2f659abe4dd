#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/evidence.h"
#include "web/visit.h"

namespace radcert::casework {
struct EvidenceKind;
}

namespace radcert::web {

// A piece of evidence as it is typed, whoever brings it: the fields of its kind, and the scan of the paper.

/// nullptr: there is no such kind
const casework::EvidenceKind* find_evidence_kind(std::string_view word);

/// What a field is called where its kind calls it better than all kinds together.
Words evidence_label(const std::string& kind, std::string_view field);

/// The fields of its kind, filled with what it says, and the scan ("document").
Form evidence_form(Visit& visit, const registry::Evidence& evidence, std::string action, const Words& submit);

/// Puts what was typed into the evidence, whose kind is known. @throws Error invalid_input, at the field
void read_evidence(const Visit& visit, registry::Evidence& evidence);

/// Every field that some kind has, and the scan.
std::vector<std::string> evidence_field_names();

} // namespace radcert::web
