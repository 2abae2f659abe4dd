#pragma once

#include <vector>

#include "casework/coverage.h"
#include "web/page.h"

namespace radcert::web {

class Visit;

Tone tone_of(casework::CoverageState state);

/// Which certified roles a facility must fill, who fills them until when, and the first day on which
/// something is uncovered.
std::vector<Block> coverage_blocks(Visit& visit, const casework::Coverage& coverage);

} // namespace radcert::web
