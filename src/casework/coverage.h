#pragma once

#include <string_view>

#include "casework/rulebooks.h"
#include "domain/finding.h"

namespace radcert::casework {

/// Somebody who fills a role at a facility, and from when until when.
struct RoleHolder {
    std::int64_t worker{};
    std::string full_name;
    std::string certificate;      ///< number; empty: none is recorded for the role
    bool post_recorded{false};    ///< a post or an appointment for the role at this facility
    std::optional<Date> from, to; ///< both included; open where absent
    bool lapsed{false};           ///< a certificate for the role is recorded, and is not in force on the day
    bool counts{false};           ///< post and, where one is needed, a certificate in force on the day
};

enum class CoverageState : std::uint8_t { covered, uncovered, undetermined, not_asked };
std::string_view word(CoverageState state);
const Words& name(CoverageState state);

/// One role that the law asks for at a facility, or may ask for.
struct RoleCoverage {
    std::string role;
    std::optional<int> at_least;    ///< absent: each person who does the work
    std::vector<std::string> rules; ///< ids of the staffing rows
    Standing standing{};            ///< the strongest of the rows
    bool surely_asked{false};       ///< the duty applies, and its standing may decide
    CertificateNeed certificate{};  ///< whether the role needs a certificate on the day
    std::string certificate_rule;   ///< row that says so; may be empty
    CoverageState state{};
    std::vector<RoleHolder> holders;
    std::optional<Date> uncovered_from; ///< first day on or after the day on which too few fill the role
    bool single_point{false};           ///< covered, and not any more when one person goes
};

struct Coverage {
    std::int64_t facility{};
    Date on;
    std::size_t equipment{};    ///< units in use
    bool anything_known{false}; ///< false: the rulebook holds no staffing rule for that day
    std::vector<RoleCoverage> roles;
    std::optional<Date> uncovered_from; ///< of the roles that are surely asked
};

/// Which certified roles the law asks for with the equipment in use, who fills them until when, and the first
/// day on which something is uncovered. A rule that may not decide, and a fact that is not recorded, leave a
/// role undetermined: neither covered nor uncovered.
///
/// Source: the rulebook's staffing rows; law KW-01 to KW-20.
Coverage facility_coverage(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                           AsOf as_of);

} // namespace radcert::casework
