#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/rulebooks.h"
#include "casework/scope.h"
#include "registry/desk.h"

namespace radcert::casework {

// Statistics of the one-stop desk for a period. Every number is a list of files, and nothing is stored: it is
// counted from the steps and clocks that the journal recorded. The official form and its period are not known
// (law N-S4), so the counts are those that the old form names.
//
// Each file is counted once on each side:
//
//     carried_over + received + reopened = handled = done + withdrawn + in_process
//     done       = granted + refused = done_early + done_on_time + done_late + done_no_deadline
//     in_process = in_time + overdue + stopped + no_deadline
//     received   = online + in_person + post + channel_unknown
//
// A file is received on the day of its first step into the desk's hands, stands on a day where its last step
// up to that day left it, and ends with the decision (grant, refusal) or the withdrawal; handing the result
// over comes after that. Files that the desk did not accept were never received; they are counted beside. A
// decision is measured against the day on which the result was due by the clock that ran until then
// (`due_of_result`), never by a clock that a supplement request stopped before, and never by what an apology
// named. Without such a day it is neither early nor late.

struct OneStopQuestion {
    Date from{}, to{}; ///< both included
    Date today{}; ///< of a period that goes on, files stand as they stood on this day: today, or the day of
                  ///< `known_by`
    std::optional<std::string>
        authority{}; ///< where the file was lodged; a file that does not say: the register's own
    std::optional<std::string>
        province{}; ///< of the head office; or a province that this one has since taken in
    std::optional<std::string> procedure{}; ///< code of the competent authority's procedure
    std::optional<std::string> channel{};
    EventNumber known_by{newest_event};
    Scope scope{}; ///< whose files are counted: of one province, or of one facility
};

/// One file as the period saw it.
struct ReportedFile {
    std::string application;
    std::string procedure; ///< its code; empty: not known
    std::optional<std::string> channel;
    std::optional<Date> received_on;       ///< absent: not accepted
    std::optional<Date> ended_on;          ///< decided or withdrawn by the period's end
    std::optional<Date> due_on;            ///< day of the result, as it was known then
    std::string status;                    ///< at the period's end, a code of the workflow
    bool provisional{};                    ///< `due_on` was counted by a calendar that is not confirmed
    std::size_t supplements{}, contacts{}; ///< steps up to the period's end; see indicators.h
};

/// One number and the files behind it.
struct Count {
    std::string_view code; ///< "received"
    Words name;
    std::string_view part_of;       ///< code of the count that it is a part of; may be empty
    std::vector<std::size_t> files; ///< places in `OneStopReport::files`, in order
};

struct OneStopReport {
    OneStopQuestion question;
    Date standing{}; ///< the day whose evening `in_process` describes: the last of the period, or today
    std::vector<ReportedFile> files;
    std::vector<Count> counts;
    std::int64_t erased{0}; ///< persons forgotten by then: their files are in no count any more;
                            ///< not told where the question is narrowed to a scope

    /// @throws Error  usage: there is no such count; the message says which there are.
    const Count& count(std::string_view code) const;
    std::size_t number(std::string_view code) const { return count(code).files.size(); }
};

/// Counts; reads `database`, which may be one that was played from the journal (registry/replay.h).
/// @param rules  workflow, calendar and procedures; of the register itself
/// @throws Error  usage: the period ends before it begins, or begins after today.
OneStopReport one_stop_report(registry::Database& database, const RulebookInUse& rules,
                              const OneStopQuestion& question);

/// Whether both say the same: every count, with the same files behind it.
bool same_counts(const OneStopReport& one, const OneStopReport& other);

/// `part` of `whole` in tenths of a percent, rounded; empty where there is nothing to share.
std::optional<int> per_mille(std::size_t part, std::size_t whole);

} // namespace radcert::casework
