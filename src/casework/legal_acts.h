#pragma once

#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/applications.h"

namespace radcert::casework {

/// A step that a file can take where it stands.
struct LegalAct {
    std::string act; ///< of the workflow: "receive", "request_supplement"
    Words name;
    Words to;                            ///< where it leads
    std::vector<Words> starts{}, ends{}; ///< clocks that it can start, and those that it ends
};

/// Where a file stands and what can be done there: plain values of the workflow.
struct DeskPlace {
    std::string status; ///< "in_review"
    Words name;
    Words acts;                  ///< who acts there; empty: nobody any more
    bool ended{false};           ///< nobody waits for a result any more
    std::vector<LegalAct> legal; ///< in the order of the workflow

    bool allows(std::string_view act) const { return find(act) != nullptr; }
    const LegalAct* find(std::string_view act) const; ///< nullptr: not legal where the file stands
};
DeskPlace place_of(registry::Database& database, const RulebookInUse& rules,
                   const registry::Application& application, EventNumber known_by = newest_event);

/// The one of the legal acts that leads on towards a result; empty: none does, or another act comes first,
/// such as a screening.
std::string next_act(registry::Database& database, const DeskPlace& place,
                     const registry::Application& application);

/// What a status of the desk is called.
Words desk_status_name(const RulebookInUse& rules, const std::string& status);
/// What a step is called.
Words step_words(const RulebookInUse& rules, const std::string& act);
/// Every status of the workflow with its name, in its order.
std::vector<std::pair<std::string, Words>> desk_status_names(const RulebookInUse& rules);

} // namespace radcert::casework
