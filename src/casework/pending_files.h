#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/dossier.h"
#include "registry/applications.h"
#include "rules/program.h"

namespace radcert::casework {

/// A file that waits for its decision, as the register knows it.
struct PendingFile {
    registry::Application application;
    Dossier dossier;
};

/// Every file that was received and is neither decided nor withdrawn, by its number.
/// @param vocabulary  of the rulebook that will look at them
/// @throws Error  invalid_input: a file holds a word that this rulebook does not know; the file is named.
std::vector<PendingFile> pending_files(registry::Database& database, const Vocabulary& vocabulary,
                                       EventNumber known_by = newest_event);

/// How many pending files each row speaks about, by the row's id.
std::map<std::string, std::size_t> pending_by_row(const rules::Program& program,
                                                  const std::vector<PendingFile>& files);

} // namespace radcert::casework
