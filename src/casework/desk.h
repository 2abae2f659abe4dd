#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/rulebooks.h"
#include "domain/dossier.h"
#include "registry/applications.h"
#include "registry/desk.h"

namespace radcert::casework {

// How a file goes through the desk. The workflow is data (rules/workflow.h); here a step is checked against
// it and becomes records, with the clocks that it starts and ends. The acts themselves stand in desk_acts.h
// and beside what they do (screen, decide, withdraw).

/// Where a file stands, as a code of the workflow. A file that was recorded before steps were kept is told
/// from its decision, withdrawal and screenings.
std::string desk_status(registry::Database& database, const registry::Application& application,
                        EventNumber known_by = newest_event);

/// One step to be made.
struct DeskStep {
    std::string_view act;                ///< of workflow.json
    Date on{};                           ///< day of the step
    std::optional<std::string> reason{}; ///< why, where one is asked for
    std::optional<std::string> from{};   ///< status before; absent: where the file stands
};

/// The records of a step: the step, clocks that it ends, clocks that it starts. The caller puts them into the
/// event of its act, with the application as the step leaves it.
///
/// @param application  as it is after the act: its days of completion and payment set clocks going
/// @param code         code of the competent authority's procedure; see `procedure_code`
/// @throws Error       refused: the step is not legal where the file stands; the message names the legal
///                     ones; invalid_input: its day comes before that of the last step.
std::vector<registry::AnyRecord> desk_step(registry::WriteScope& write, const RulebookInUse& rules,
                                           const registry::Application& application,
                                           const std::optional<std::string>& code, const DeskStep& step);

/// The same for an application that is in the register: its procedure is found from its dossier.
std::vector<registry::AnyRecord> desk_step(registry::WriteScope& write, const RulebookInUse& rules,
                                           const registry::Application& application, const DeskStep& step);

/// Code of the procedure by which the competent authority handles the file; empty: not known, or several.
std::optional<std::string> procedure_code(const RulebookInUse& rules, const Dossier& dossier);
std::optional<std::string> procedure_code(registry::Database& database, const RulebookInUse& rules,
                                          const std::string& application);

/// Whether a rule that may run names days for the file's procedure; else the office names the day.
bool has_clocks_by_rule(registry::Database& database, const RulebookInUse& rules,
                        const registry::Application& application);

} // namespace radcert::casework
