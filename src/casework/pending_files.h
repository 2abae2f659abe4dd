#pragma once

#include <string>
#include <vector>

#include "domain/dossier.h"
#include "registry/applications.h"
#include "rules/program.h"
#include "workshop/gap_map.h"

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

/// How many of the files would meet with silence on a topic by the law of a day, to which a row speaks by the
/// law of their filing day.
/// @param places  whom the silence is about; empty: anybody
std::size_t pending_in_silence(const rules::Program& program, const std::vector<PendingFile>& files,
                               Topic topic, Date day, const std::vector<workshop::GapPlace>& places = {});

} // namespace radcert::casework
