#pragma once

#include <string>
#include <vector>

#include "domain/words.h"
#include "rules/program.h"
#include "rules/screening.h"

namespace radcert::cli {

/// Screens JSON Lines: one dossier a line in, one determination or error object a line out, in the same
/// order.
///
/// Uses every processor that the system gives the process. Memory does not grow with the input: a fixed
/// number of batches is under way, and a line may have at most 16 MiB. Blank lines are skipped but counted.
///
/// @param files  read one after another; "-" is standard input. Lines are counted in each from 1.
/// @return       whether every line was valid input.
/// @throws Error not_found or unavailable: a file cannot be read, the output cannot be written.
bool screen_lines(const rules::Program& program, const rules::ScreenOptions& options,
                  const std::vector<std::string>& files, Language language);

} // namespace radcert::cli
