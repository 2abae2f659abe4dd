#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "workshop/cases.h"

namespace radcert::workshop {

/// The day from which a record or a fact would still do, as one check of the row saw it.
struct Window {
    const rules::Period* period{};
    Date from;
};

/// What a worked case showed of its row.
struct ShownCase {
    const WorkedCase* source{};
    const rules::Requirement* row{}; ///< null in authority.json
    Date as_of;
    bool plain{true}; ///< no other standing was allowed to decide than by default
    bool speaks{false};
    rules::Finding finding;
    rules::Tri fits{rules::Tri::no}; ///< whether the row applies to the dossier
    std::set<rules::List> absent;    ///< lists that are not recorded
    std::set<rules::List> empty;     ///< lists that are known to be empty
    std::vector<Window> windows;
    std::vector<std::pair<const rules::Condition*, std::int64_t>>
        amounts;                            ///< what counts, sums, years came to
    std::vector<std::uint16_t> authorities; ///< rows that answered
    std::vector<Mismatch> mismatches;       ///< empty: the case holds
};

/// Screens every case. The program must outlive what is shown.
std::vector<ShownCase> show_cases(const rules::Program& program, const std::vector<WorkedCase>& cases);

} // namespace radcert::workshop
