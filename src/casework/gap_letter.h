#pragma once

#include <optional>

#include "documents/letter.h"
#include "registry/desk.h"
#include "workshop/gap_map.h"

namespace radcert::casework {

/// The lines of a map that are the province's: it is among the competent bodies, or nobody can say which they
/// are.
std::vector<workshop::GapLine> lines_of_province(std::vector<workshop::GapLine> map, ProvinceCode province);

/// The letter "contents beyond the authority of the province" to the Ministry: what the law leaves open in
/// the files that this province decides, or may have to decide, with the row of the rulebook that says so.
/// What the texts leave open stands first; what hangs on a text that could not be read, and so may be
/// settled, stands apart and asks for the text. Every point that is given is named.
///
/// @param points  of the province's lines
/// @param head    what the office's papers bear; empty: dots, to be filled in by hand
/// @throws Error  usage: the question names no province; refused: there is nothing to ask.
documents::Letter gap_letter(const rules::Rulebook& book, const workshop::GapQuestion& question,
                             const std::vector<workshop::OpenPoint>& points,
                             const std::optional<registry::Letterhead>& head);

/// How many of the points hang on texts that could not be read: an officer reads those before he asks.
std::size_t unread_points(const std::vector<workshop::OpenPoint>& points);

} // namespace radcert::casework
