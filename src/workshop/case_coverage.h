#pragma once

#include "workshop/shown_case.h"

namespace radcert::workshop {

/// What a row needs a worked case for, and has none.
struct CaseGap {
    const rules::Row* row{};
    Words what; ///< "on its last day, 2025-06-30"
};

/// How far the cases reach.
struct CaseCoverage {
    std::size_t needed{0};     ///< things that need a case
    std::vector<CaseGap> gaps; ///< those that have none
};

/// What each row needs is read from the row itself: a case on either side of whatever it compares, at each
/// bound and one step beside it, on the first and last day and on the days beyond, with nothing recorded, an
/// empty list and a record that leaves it open, settled by an officer each way, where it speaks and where it
/// keeps silent.
CaseCoverage case_coverage(const rules::Rulebook& book, const std::vector<ShownCase>& shown);

} // namespace radcert::workshop
