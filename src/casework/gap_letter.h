#pragma once

#include <optional>

#include "documents/letter.h"
#include "registry/desk.h"
#include "workshop/gap_map.h"

namespace radcert::casework {

/// The letter "contents beyond the authority of the province" to the Ministry: what the law leaves open in
/// the files that this province decides, or may have to decide, with the row of the rulebook that says so.
/// Every point that it names is a point of the map, none is left out.
///
/// @param head  what the office's papers bear; empty: dots, to be filled in by hand
/// @throws Error  usage: the question names no province.
documents::Letter gap_letter(const rules::Rulebook& book, const workshop::GapQuestion& question,
                             const std::vector<workshop::GapLine>& map,
                             const std::optional<registry::Letterhead>& head);

/// The lines of a map that are the province's: it is among the competent bodies, or nobody can say which they
/// are.
std::vector<workshop::GapLine> lines_of_province(std::vector<workshop::GapLine> map, ProvinceCode province);

} // namespace radcert::casework
