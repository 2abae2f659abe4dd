#pragma once

#include <vector>

#include "casework/history.h"
#include "cli/reading.h"

namespace radcert::cli {

/// Prints who did what when and what it said before. For the eye one paragraph an event, in Viet Nam's time;
/// in a pipe one line a changed field; in JSON one object an event and record, with its changes.
/// @param full  identity numbers are whole
void print_history(const std::vector<casework::HistoryEntry>& history, const Reading& reading,
                   bool full = false);

} // namespace radcert::cli
