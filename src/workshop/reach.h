#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/read_rulebook.h"

namespace radcert::workshop {

// Who is asked what: for every row the roles and the kinds of equipment to which it applies, at a facility
// that has nothing else, from when to when. A rulebook keeps it among its worked cases (cases/reach.json), so
// that a word more or less in some set is seen by whoever reads the change.

/// Rows that apply to the same applications in the same days. A row that applies to everybody has no line.
struct ReachLine {
    Date from;
    std::optional<Date> to;
    std::vector<std::string> rows; ///< ids, sorted
    std::uint32_t roles{};         ///< one bit for each role
    std::optional<Code> procedure; ///< empty: any
    std::optional<bool> medical;   ///< empty: medical or not
    rules::DeviceSet equipment{};

    friend auto operator<=>(const ReachLine&, const ReachLine&) = default;
};

/// Sorted; the same rulebook gives the same lines.
std::vector<ReachLine> reach(const rules::Rulebook& book);

/// The file cases/reach.json.
std::string reach_text(const std::vector<ReachLine>& lines, const Vocabulary& vocabulary);

/// @throws Error  invalid_input with file, line and pointer.
std::vector<ReachLine> read_reach(const rules::SourceFile& file, const Vocabulary& vocabulary);

/// What differs, in words, a line a row: "TRAIN-9 applies on days that reach.json does not say: Radiation
/// safety officer: CT scanner". Empty where nothing does.
std::vector<Words> reach_differences(const std::vector<ReachLine>& expected,
                                     const std::vector<ReachLine>& found, const Vocabulary& vocabulary);

} // namespace radcert::workshop
