#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/coverage.h"

namespace radcert::casework {

/// A role that too few fill at a facility, or will when nothing is done.
struct CoverageGap {
    std::int64_t facility{};
    std::string name, province;
    std::string role;      ///< empty: the rulebook holds no staffing rule for the day, so nobody can say
    CoverageState state{}; ///< uncovered, undetermined, or covered until `uncovered_from`
    std::optional<Date> uncovered_from; ///< first day on or after the day of the question
    std::size_t holders{};              ///< who count for it on the day
    std::vector<std::string> rules;     ///< staffing rows that ask for it
};

/// Every facility's roles that are uncovered on the day or will be by `until`; a role that nobody can say is
/// asked for is listed as undetermined, and so is a facility for whose day there is no rule. Facilities
/// without equipment ask for nothing here.
/// @param facility  of this one alone
std::vector<CoverageGap> coverage_gaps(registry::Database& database, const RulebookInUse& rules,
                                       const std::optional<std::string>& province, Date until, AsOf as_of,
                                       std::optional<std::int64_t> facility = {});

} // namespace radcert::casework
