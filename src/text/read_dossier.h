#pragma once

#include <string_view>

#include "domain/dossier.h"
#include "domain/vocabulary.h"
#include "text/json.h"

namespace radcert::text {

/// Reads one dossier and refuses whatever a screening must not rest on: an unknown key or code, a date that
/// does not exist, duplicate ids in a list, officers' findings that contradict each other, a province code
/// that no province bore on the filing day.
///
/// @param reader      keeps its memory between calls; one per thread.
/// @param vocabulary  closed lists of the rulebook that will screen the dossier.
/// @throws Error      invalid_input with line and JSON Pointer; the caller adds the file's name.
///
/// Source: contract/dossier.schema.json and contract/README.md, "What each fact means".
Dossier read_dossier(JsonReader& reader, std::string_view text, const Vocabulary& vocabulary);

} // namespace radcert::text
