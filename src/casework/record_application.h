#pragma once

#include <string_view>

#include "casework/rulebooks.h"
#include "domain/dossier.h"

namespace radcert::casework {

/// What came of recording a dossier.
struct RecordedApplication {
    std::string application;
    std::int64_t worker{}, facility{};
    bool new_worker{false}, new_facility{false};
    std::size_t evidence{0};            ///< pieces that were new or differed
    std::vector<std::string> strangers; ///< who judged in the dossier and is no officer of this register
};

/// Records a dossier (contract/dossier.schema.json) as an application: the facility, the worker and the
/// evidence are found by their numbers, or added; a fact that the register lacks is filled in. What the
/// dossier and the register both say, but differently, is refused: a person corrects one of the two.
///
/// @param source    where it comes from: "typed", or a file's name. Stands in every piece of evidence.
/// @throws Error    invalid_input with line and pointer; conflict: an application of that number is there, or
///                  facts contradict each other.
RecordedApplication record_application(registry::WriteScope& write, const RulebookInUse& rules,
                                       std::string_view dossier, const std::string& source);

/// A fact of an application that the desk learns later.
struct ApplicationChange {
    std::optional<Date> fee_paid_on, completed_on;
    std::optional<std::string> channel, filed_with;
    std::vector<std::string> papers{}; ///< "photo:print:3", as with_papers takes them
};
registry::Application change_application(registry::WriteScope& write, const RulebookInUse& rules,
                                         const std::string& application, const ApplicationChange& change);

/// The applicant takes the application back. @throws Error conflict: it is decided, or withdrawn already; as
/// day_of_act.
void withdraw_application(registry::WriteScope& write, const RulebookInUse& rules,
                          const std::string& application, const std::string& reason,
                          std::optional<Date> on = {});

} // namespace radcert::casework
