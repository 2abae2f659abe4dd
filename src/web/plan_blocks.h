#pragma once

#include <vector>

#include "casework/planned_work.h"
#include "web/page.h"

namespace radcert::web {

/// What has to be done until a file is eligible: the way of least work, the soonest where that is another,
/// and what the days are worth; or what no remedy cures.
std::vector<Block> plan_blocks(const casework::PlannedWork& work,
                               Heading heading = {{"Việc cần làm", "What to do"}});

} // namespace radcert::web
