#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "domain/dossier.h"
#include "domain/finding.h"

namespace radcert::casework {

// What has to be done until a file is eligible, in words that every door can show. The days and the effort
// are the rulebook's estimates, not law; a plan assumes that whatever an officer judges is granted.

/// A row of the rulebook that a step settles, or that nothing does.
struct PlannedRow {
    std::string requirement; ///< "B-HEALTH-1"
    Words title, citation;
};

struct PlannedStep {
    Words title;
    Date begin{}; ///< latest day on which work on it begins
    std::vector<PlannedRow> settles;
};

struct PlannedWay {
    Date filing{}; ///< the day to file; of a file that was filed, the day on which it is complete
    int effort{0};
    std::vector<PlannedStep> steps; ///< the one to begin first first; none: nothing has to be done
};

struct PlannedWork {
    Verdict now{}; ///< with nothing done
    Date start{};
    bool supplement{false};             ///< the file was filed: its day stays
    std::optional<PlannedWay> cheapest; ///< least effort; absent: no remedy of the rulebook makes it eligible
    std::optional<PlannedWay> fastest;  ///< only where it is sooner than the cheapest
    std::vector<PlannedRow> stuck;      ///< rows that no remedy gets met, where there is no plan
};

/// @param start       when work on it can begin
/// @param supplement  the file was filed already
PlannedWork plan_work(const RulebookInUse& rules, const Dossier& dossier, Date start, bool supplement);

/// Of a file that was filed. @throws Error not_found
PlannedWork plan_supplement(registry::Database& database, const RulebookInUse& rules,
                            const std::string& application, Date start, EventNumber known_by = newest_event);

} // namespace radcert::casework
