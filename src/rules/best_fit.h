#pragma once

#include "rules/evaluate.h"
#include "rules/screening.h"

namespace radcert::rules {

/// Within each evidence group no two requirements may rest on the same record. Shares the records out so that
/// as many requirements as possible keep one (a maximum matching), and says of the rest that they are not
/// met, or undetermined where a record that is only "maybe" could still serve them.
///
/// Overwrites outcome, reason and deciding record of the group's findings that were met or undetermined.
void share_out_evidence(const Program& program, Evaluator& evaluator, Screening& screening);

} // namespace radcert::rules
