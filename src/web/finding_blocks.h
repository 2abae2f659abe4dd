#pragma once

#include <functional>
#include <string>
#include <vector>

#include "casework/finding_words.h"
#include "web/page.h"

namespace radcert::web {

// A screening's findings as an officer reads them, whichever page shows them: the verdict, then what is not
// met, what a person has to judge, what is met (folded), and what is only advised (folded).

/// Links that stand at one finding, "judge" for instance; absent: none.
using ActsOfFinding = std::function<std::vector<Link>(const casework::FindingWords&)>;

/// One finding: its title, its outcome in words, the values read and needed, what would cure it, where it
/// stands.
FindingView finding_view(const casework::FindingWords& finding);

/// The groups, each a Findings block; a group of nothing is left out. What is cured in the same words is told
/// once, with each requirement that it is about. Who decides is told by `authority_words`.
std::vector<Block> finding_blocks(const std::vector<casework::FindingWords>& findings);

/// What the findings say of the authority that decides; empty where they say nothing.
Words authority_words(const std::vector<casework::FindingWords>& findings);

Tone tone_of(Verdict verdict);

/// The verdict and what it means for whoever reads it.
Notice verdict_notice(Verdict verdict);

} // namespace radcert::web
