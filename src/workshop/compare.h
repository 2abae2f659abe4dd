#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::workshop {

/// What became of a row, a text or another entry between two rulebooks.
enum class ChangeKind : std::uint8_t { added, removed, changed };

std::string_view word(ChangeKind kind);
const Words& name(ChangeKind kind);

/// One point in which an entry differs, both sides in words; a side is empty where there was nothing.
struct PointChange {
    Words point; ///< "last day", "condition"
    Words before, after;
};

struct EntryChange {
    ChangeKind kind{};
    Words section; ///< "requirement", "instrument", "calendar"
    std::string id;
    Words title;
    std::vector<PointChange> points; ///< empty unless it was changed
    /// Files of days gone by would come out otherwise: a row that was there says something else, one that is
    /// new begins before today, or one gets a last day before yesterday.
    bool rewrites_past{false};
};

/// Everything in which rulebook `after` differs from `before`, in the order of `after`, what was removed
/// last. Which file a row stands in, and the order of rows, make no difference.
/// @param today  without it no day has gone by
std::vector<EntryChange> compare(const rules::Rulebook& before, const rules::Rulebook& after,
                                 std::optional<Date> today = {});

} // namespace radcert::workshop
