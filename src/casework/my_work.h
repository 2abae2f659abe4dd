#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/desk_calendar.h"
#include "casework/scope.h"
#include "registry/desk_files.h"

namespace radcert::casework {

// What waits at the desk, and for whom: counted from where files stand now, not file by file.

/// Statuses that lists and counters ask for by one word.
struct DeskGroup {
    std::string_view code;
    Words name;
    registry::WordList statuses;
};
/// "in_process", "waiting".
std::span<const DeskGroup> desk_groups();

/// What a list asks by a word: a group's statuses, or the one status of the workflow.
/// @throws Error  invalid_input: there is no such status.
registry::WordList desk_statuses(const RulebookInUse& rules, std::string_view word);

/// Narrows a question to the rows of a scope.
void narrow(registry::DeskQuestion& question, const Scope& scope);
/// Narrows a question to files that are near their day, or overdue.
void ask_for_due(registry::DeskQuestion& question, DueMark mark, const DeskCalendar& calendar);

/// The six counters of the desk.
struct DeskCounts {
    std::size_t received{}, in_process{}, waiting{}, near{}, late{};
    std::size_t delivered{}; ///< since `delivered_since`
    Date delivered_since{};  ///< first day of the year
};
DeskCounts count_desk(registry::Database& database, const DeskCalendar& calendar, const Scope& scope);

/// A file in which the office is to act.
struct WaitingFile {
    registry::DeskFile file;
    std::string full_name;
    Words status;    ///< where it stands
    Words acts;      ///< who acts there
    bool own{false}; ///< whoever asks made its last step
};

/// Files in which the office is to act: in the hands of whoever asks, and of others.
struct WorkOfDesk {
    std::vector<WaitingFile> mine, others; ///< own files first, then by due day, those without one last
    std::size_t all_mine{}, all_others{};  ///< how many there are; fewer may be told
};
struct WorkQuestion {
    Scope scope;
    std::vector<std::string> duties; ///< of whoever asks: reception, case_officer, head
    std::string officer;             ///< code of whoever asks
    std::size_t most{50};            ///< of each list
};
/// What was decided waits for its hand-over for so many days; older files are told by the list of all.
constexpr std::chrono::days waits_for_delivery{90};
WorkOfDesk work_of_desk(registry::Database& database, const RulebookInUse& rules,
                        const DeskCalendar& calendar, const WorkQuestion& question);

/// Open files by the officer who made the last step.
struct OfficerLoad {
    std::string officer, name; ///< code; full name, empty where nobody bears the code any more
    std::size_t files{}, near{}, late{};
};
/// The most loaded first.
std::vector<OfficerLoad> officer_loads(registry::Database& database, const DeskCalendar& calendar,
                                       const Scope& scope);

/// Results of a period, as the report of the one-stop desk counts them; files that are older than the steps
/// have no day and are left out.
struct OnTimeRate {
    std::size_t done{}, on_time{}, late{}, no_deadline{};
};
OnTimeRate on_time_rate(registry::Database& database, const RulebookInUse& rules, const Scope& scope,
                        Date from, Date to);

} // namespace radcert::casework
