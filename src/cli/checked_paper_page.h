#pragma once

#include "casework/check_certificate.h"
#include "cli/paper_source.h"
#include "cli/table.h"
#include "domain/vocabulary.h"

namespace radcert::cli {

/// The page that answers a check of one paper: the answer and why, what was asked and how fresh that is, each
/// line to compare with the paper, and the signatures of a PDF.
/// @param today  day of the check
Record checked_paper_page(const casework::CheckedPaper& checked, const PaperSource& source,
                          const Vocabulary& words, Date today, Language language);

} // namespace radcert::cli
