#pragma once

#include <string>

#include "casework/fields.h"
#include "casework/history.h"

namespace radcert::casework {

// A history as people read it, through whichever door.

/// "Nhân viên W-17" for "worker W-17".
Words history_record_name(const std::string& record);

/// A value of a change, with identity numbers masked unless all of them is asked for.
std::optional<std::string> told_value(const HistoryEntry& entry, const FieldChange& change,
                                      const std::optional<std::string>& value, bool whole_numbers = false);

/// A told value as the eye reads it: words of the rulebook by their names, days as DD/MM/YYYY; "-" where it
/// is not recorded.
std::string shown_value(const FieldCells& cells, std::string_view field,
                        const std::optional<std::string>& value, Language language);

} // namespace radcert::casework
