#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workshop/cases.h"
#include "workshop/gap_map.h"

namespace radcert::workshop {

// What is wrong with a rulebook, or may be, before anybody is judged by it. A finding about files shows one:
// the smallest that could be made, which `radcert check` screens.

enum class LintKind : std::uint8_t {
    outside_instrument,  ///< in force on a day on which its text is not
    lone_day,            ///< begins or ends on a day that no text and no other row shares
    wrong_consequence,   ///< refuses, though its topic only advises
    wrong_evidence,      ///< looks at evidence of another topic than its own
    wrong_programme,     ///< asks for a training programme that is not for this equipment
    twice_the_same,      ///< two rows that ask the same of the same files
    no_authority,        ///< nobody is named who decides
    two_authorities,     ///< two rows, as well known as each other, name different bodies for one device
    two_needs,           ///< a certificate is needed, and is not
    open_beside_decided, ///< a row that decides changes nothing: an unknown one of the topic stays beside it
    contradiction,       ///< no file can meet two rows that apply to it
    never_applies,       ///< there is no file that the row applies to
    always_silenced,     ///< it applies, but another row always speaks in its place
    never_met,           ///< no file meets the row
    never_fails,         ///< every file meets the row
    idle_part,           ///< a part of the condition that never makes a difference
    evidence_hurts,      ///< a file that is in order is not any more when one more record is in it
    lapse,               ///< ends, and nothing speaks to its topic the day after
    calendar_ends,       ///< the calendar ends before the terms of files that are received now
    holder_lost,         ///< a file in order becomes undeterminable overnight, and no row says that it does
    no_case,             ///< a boundary that no worked case shows
};
constexpr std::size_t lint_kind_count = 21;

std::string_view word(LintKind kind);
const Words& name(LintKind kind);

/// A file that shows what a finding says.
struct Witness {
    Dossier file;
    rules::ScreenOptions options;
};

struct LintFinding {
    LintKind kind{};
    std::vector<std::string> rows; ///< ids, the one to look at first first
    Words sentence;
    Words hint; ///< what to do
    std::optional<Witness> witness;
    std::optional<Topic> topic{};         ///< that nothing speaks to any more ...
    std::optional<Date> day{};            ///< ... from this day on
    std::vector<GapPlace> places{};       ///< ... for these
    std::optional<std::size_t> pending{}; ///< files of a register that wait and that it would hit; not lint's
};

struct LintQuestion {
    Date today;            ///< for what ends soon
    int horizon_days{120}; ///< how far ahead an end counts as near
};

/// Everything that is wrong, by kind and row. The rulebook has been read, so what the reader refuses (a
/// citation that resolves to no instrument, an id twice) is not in here.
std::vector<LintFinding> lint(const rules::Program& program, const std::vector<WorkedCase>& cases,
                              const LintQuestion& question);

} // namespace radcert::workshop
