#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/vocabulary.h"
#include "registry/record.h"

namespace radcert::casework {

// Papers of a file as the desk types them, "photo:print:3": kind, form, copies.

/// The JSON array of a dossier's `documents`. Absent when no paper was named: which papers were filed is then
/// not recorded.
/// @throws Error  invalid_input: cannot be read, or a word is none of the rulebook's.
std::optional<registry::JsonText> filed_papers(const std::vector<std::string>& papers,
                                               const Vocabulary& words);

/// What a file holds after `papers` were brought: each takes the place of whatever was recorded of its kind.
/// Where nothing was recorded, they are the whole list.
std::optional<registry::JsonText> with_papers(const std::optional<registry::JsonText>& filed,
                                              const std::vector<std::string>& papers,
                                              const Vocabulary& words);

} // namespace radcert::casework
