#include "casework/coverage_gaps.h"

#include <algorithm>

#include "registry/desk.h"
#include "registry/facilities.h"

namespace radcert::casework {
namespace {

bool lacks(const RoleCoverage& role, Date until)
{
    if (role.state == CoverageState::not_asked) return false;
    if (role.state != CoverageState::covered) return true;
    return role.uncovered_from && *role.uncovered_from <= until;
}

} // namespace

std::vector<CoverageGap> coverage_gaps(registry::Database& database, const RulebookInUse& rules,
                                       const std::optional<std::string>& province, Date until, AsOf as_of,
                                       std::optional<std::int64_t> only)
{
    const registry::ReadScope one_state{database};
    std::vector<CoverageGap> gaps;
    for (const std::int64_t number : registry::facilities_in(database, province, as_of.known_by)) {
        if (only && number != *only) continue;
        const Coverage coverage = facility_coverage(database, rules, number, as_of);
        const auto facility = registry::load_facility(database, number, as_of.known_by);
        if (!coverage.anything_known && coverage.equipment > 0)
            gaps.push_back(
                {number, facility.name, facility.province, {}, CoverageState::undetermined, {}, 0, {}});
        for (const RoleCoverage& role : coverage.roles) {
            if (!lacks(role, until)) continue;
            const auto counting = std::size_t(std::ranges::count(role.holders, true, &RoleHolder::counts));
            gaps.push_back({number, facility.name, facility.province, role.role, role.state,
                            role.uncovered_from, counting, role.rules});
        }
    }
    return gaps;
}

} // namespace radcert::casework
