#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/applications.h"

namespace radcert::casework {

/// An application that can still be worked on.
/// @throws Error  not_found; conflict: it was withdrawn or decided.
registry::Application load_open_application(registry::Database& database, const std::string& application);

/// Every file that waits for its decision, by number: those that can still be worked on, but for drafts that
/// were not handed in. A file that was opened again waits anew.
std::vector<registry::Application> waiting_applications(registry::Database& database,
                                                        EventNumber known_by = newest_event);

/// A second file of the same person for the same role would wait for the same result.
/// @throws Error  conflict: one that was filed at the facility has not ended.
void refuse_second_file(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                        std::int64_t worker, const std::string& role);
/// The number of that file, the newest where there are several; empty: there is none.
std::optional<std::string> find_file_not_ended(registry::Database& database, const RulebookInUse& rules,
                                               std::int64_t facility, std::int64_t worker,
                                               const std::string& role);

/// The latest screening. @throws Error refused: there is none.
registry::Screening load_latest_screening(registry::Database& database, const std::string& application);

/// Before an act that says that a file is complete and valid: what the latest screening says of it. A file
/// that was not screened is the officer's to know.
/// @throws Error  refused: it found something missing; conflict: it did, and facts were changed since, so
/// that
///                it has to be screened again.
void refuse_found_lacking(registry::Database& database, const std::string& application);

/// @throws Error  conflict: facts were changed since the screening.
void refuse_changed_facts(registry::Database& database, const registry::Screening& screening);

} // namespace radcert::casework
