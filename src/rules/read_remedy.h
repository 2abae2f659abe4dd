#pragma once

#include "domain/vocabulary.h"
#include "rules/remedy.h"
#include "text/field.h"

namespace radcert::rules {

/// Reads one remedy. Refuses what it does not know with pointer and line.
///
/// Source: qualification-rules/README.md, "Remedies".
Remedy read_remedy(const text::Field& field, const Vocabulary& vocabulary);

} // namespace radcert::rules
