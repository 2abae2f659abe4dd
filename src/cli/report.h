#pragma once

#include <string>

#include "domain/words.h"
#include "rules/screening.h"

namespace radcert::cli {

constexpr std::size_t report_width = 80;

/// The page an officer reads, at most 80 columns wide: the verdict, then what is missing, what a person must
/// judge, what is met, and what is only advised; the article stands at the right.
std::string report(const rules::Program& program, const rules::Screening& screening, Language language,
                   bool colour);

} // namespace radcert::cli
