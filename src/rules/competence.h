#pragma once

#include <span>

#include "rules/applies.h"
#include "rules/screening.h"

namespace radcert::rules {

/// Finds the competent bodies for an application: by a row for the application as a whole where there is one,
/// else device by device, so that a facility with devices of several bodies has each of them.
///
/// @param candidates  authority rows that apply or may apply, as places in the rulebook.
/// @param made        reused: what it holds is overwritten.
///
/// Source: contract/README.md, 8; law LA-03 to LA-08, LB-03 to LB-07, LB-31, LC-04 to LC-07, N-A01 to N-A08.
void find_competence(const Rulebook& book, std::span<const Fitting> candidates,
                     const Application& application, std::int64_t day, Standing decide_on, Competence& made);

/// Which adoption lets the row `id` decide on `day` before one of `bodies`; no_index where none does.
std::uint16_t find_adoption(const Rulebook& book, std::string_view id, std::int64_t day,
                            const std::vector<Body>& bodies);

} // namespace radcert::rules
