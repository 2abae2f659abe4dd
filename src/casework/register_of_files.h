#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "casework/scope.h"
#include "documents/letter.h"

namespace radcert::casework {

struct RegisterQuestion {
    Date from{}, to{}; ///< both included
    EventNumber known_by{newest_event};
    Scope scope{}; ///< whose files: of one province, or of one facility
};

/// One line of the register of files (form 06).
struct RegisteredFile {
    std::string application;
    std::int64_t worker{}, facility{};
    std::string applicant, facility_name;
    Date received_on{};
    std::optional<Date> due_on;   ///< the day that the applicant was told last: an apology names a new one
    std::optional<Date> ended_on; ///< granted, refused or withdrawn
    std::optional<Date> delivered_on; ///< result handed over
    std::string status;               ///< code of the workflow
    Words status_name;
};

/// Every file received in a period, the oldest first, as in a book.
/// @throws Error  invalid_input: the period ends before it begins
std::vector<RegisteredFile> registered_files(registry::Database& database, Rulebooks& rulebooks,
                                             const RegisterQuestion& question);

/// The page of the register of files for a period, to be printed.
/// @param dated   day on the page
/// @throws Error  not_found: no letterhead
documents::Letter compose_register_page(registry::Database& database, Rulebooks& rulebooks,
                                        const RegisterQuestion& question, Date dated);

} // namespace radcert::casework
