#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/applications.h"
#include "registry/erasures.h"

namespace radcert::casework {

/// An application made at the desk for a worker and a facility that are in the register.
struct Filing {
    std::string worker;   ///< "W-17"
    std::string facility; ///< "F-3"
    std::string role;
    std::string procedure{"new"};
    std::string channel{"in_person"};
    std::vector<std::string> equipment{}; ///< "E-8"; empty: what the facility has in use
    std::vector<std::string> papers{};    ///< "photo:print:3": kind, format, copies
    std::optional<Date> filed_on{};
    std::string number{};  ///< a number from elsewhere; empty: the next of the desk
    bool submitted{false}; ///< waits for the reception; else it is received
    bool draft{false};     ///< not handed in yet
};

/// Records it, with a number of the desk's own, and receives it.
///
/// The number is "unit code-YYMMDD-XXXX", counted up within the day (Circular 01/2018/TT-VPCP Art. 19); the
/// unit code is the letterhead's, "RC" while none is recorded.
///
/// @throws Error  invalid_input, not_found, conflict: a file of that number is there.
registry::Application file_application(registry::WriteScope& write, const RulebookInUse& rules,
                                       const Filing& filing);

/// What is kept of a file's number when its applicant is forgotten: its place in the day's series. Empty: the
/// number is not of that form, and nothing is kept of it.
std::optional<registry::ErasedOrdinal> numbered_here(const registry::Application& file);

} // namespace radcert::casework
