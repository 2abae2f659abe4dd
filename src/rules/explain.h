#pragma once

#include <string>

#include "domain/words.h"
#include "rules/screening.h"

namespace radcert::rules {

/// Appends, in one language, the sentence that explains a finding: the value read, the value needed, and what
/// an officer or an adoption said of it. Fit for a letter to the applicant.
void append_explanation(std::string& out, const Program& program, const Screening& screening,
                        const Finding& finding, Language language);

/// The id of the record that a trace names: "t1", a certificate's number, "doses/2024". Records without an id
/// of their own are named by their place: "documents/0".
void append_record_id(std::string& out, const Dossier& dossier, List list, std::uint32_t record);

} // namespace radcert::rules
