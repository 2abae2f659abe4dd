#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

struct DecisionRequest {
    std::string application;
    std::string outcome; ///< granted, refused
    std::string reason;
    std::string legal_basis; ///< asked for when the determination does not carry the decision
    std::optional<Date> on;
};

/// Decides an application on its latest screening, once.
///
/// A grant rests on an `eligible` determination; on any other it is an override: legal basis, reason and a
/// second person are recorded with it. A refusal needs its reason; where no requirement was found unmet
/// (`undetermined`, `eligible`) also its legal basis, and against `eligible` a second person.
///
/// @throws Error  refused: not screened, no second person, no legal basis; conflict: facts changed since the
///                screening, or decided or withdrawn before.
registry::Decision decide(registry::WriteScope& write, const RulebookInUse& rules,
                          const DecisionRequest& request);

/// Opens a decided application again, before anything was issued on it: facts were corrected, or the decision
/// was a mistake. Two persons; the old decision stays in the history.
/// @throws Error  conflict: not decided, or issued on; refused.
void reopen(registry::WriteScope& write, const RulebookInUse& rules, const std::string& application,
            const std::string& reason);

} // namespace radcert::casework
