#pragma once

#include <string>

#include "domain/dossier.h"
#include "domain/vocabulary.h"

namespace radcert::text {

/// A dossier as JSON on one line: what `read_dossier` reads, what is not recorded left out. Reading what was
/// written gives the same dossier.
std::string write_dossier(const Dossier& dossier, const Vocabulary& vocabulary);

} // namespace radcert::text
