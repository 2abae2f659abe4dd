#pragma once

#include "casework/eligibility.h"
#include "casework/finding_words.h"
#include "casework/planned_work.h"

namespace radcert::casework {

/// Whether a file would be complete if it were filed on the day, and what to do until it is.
struct EligibilityAnswer {
    Verdict verdict{};
    std::string facility;                     ///< name of the one that was meant; "-": none in particular
    std::vector<std::string> equipment_types; ///< that were asked about, each once
    std::vector<FindingWords> findings;
    PlannedWork work;
};

/// Reads and screens; nothing is kept. @throws Error as eligibility_dossier.
EligibilityAnswer answer_eligibility(registry::Database& database, const RulebookInUse& rules,
                                     const EligibilityQuestion& question, AsOf as_of);

/// The same of a draft, as if it were handed in on the day. @throws Error not_found: no such application.
EligibilityAnswer answer_draft(registry::Database& database, const RulebookInUse& rules,
                               const std::string& application, AsOf as_of);

} // namespace radcert::casework
