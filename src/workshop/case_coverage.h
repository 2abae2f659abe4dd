#pragma once

#include "workshop/shown_case.h"

namespace radcert::workshop {

/// Something that a row needs a worked case for: a branch or a boundary.
struct CasePoint {
    const rules::Row* row{};
    Words what;                      ///< "on its last day 2025-06-30"
    const ShownCase* shown{nullptr}; ///< the first case that shows it; none does where it is null
};

/// How far the cases reach.
struct CaseCoverage {
    std::vector<CasePoint> points; ///< in the order of the rows

    std::vector<CasePoint> gaps() const; ///< those that no case shows
};

/// What each row needs is read from the row itself: a case on either side of whatever it compares, at each
/// bound and one step beside it, on the first and last day and on the days beyond, with nothing recorded, an
/// empty list and a record that leaves it open, settled by an officer each way, where it speaks and where it
/// keeps silent.
///
/// @param shown  must outlive what is returned
CaseCoverage case_coverage(const rules::Rulebook& book, const std::vector<ShownCase>& shown);

} // namespace radcert::workshop
