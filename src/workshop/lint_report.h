#pragma once

#include "workshop/lint.h"

namespace radcert::workshop {

// The checks of lint, each in a file of its own, and the list that they fill.

using LintFindings = std::vector<LintFinding>;

void lint_rows(const rules::Program& program, LintFindings& found);
void lint_ends(const rules::Program& program, const LintQuestion& question, LintFindings& found);
void lint_conditions(const rules::Program& program, LintFindings& found);
void lint_situations(const rules::Program& program, LintFindings& found);
void lint_cases(const rules::Program& program, const std::vector<WorkedCase>& cases, LintFindings& found);

} // namespace radcert::workshop
