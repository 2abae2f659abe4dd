#pragma once

#include "registry/applications.h"
#include "registry/desk.h"

namespace radcert::registry {

// Where files stand now: what lists and counters of the desk ask for, without a walk over everything that
// ever was. The table hangs on the records of applications, steps, screenings and decisions.

void put_desk_file(Database& database, const Application& application);
void put_desk_file(Database& database, EventNumber event, const Step& step);
void put_desk_file(Database& database, const Screening& screening);
void put_desk_file(Database& database, const Decision& decision);

/// One file, as its last step left it.
struct DeskFile {
    std::string application;
    std::int64_t worker{}, facility{};
    std::string province, role, procedure;
    Date filed_on{};
    std::string status;                    ///< of the desk
    std::int64_t step{};                   ///< its last step; 0: it has none
    std::optional<std::string> act;        ///< of that step
    Date on_day{};                         ///< of that step; of a file that has none the day of filing
    std::optional<std::string> by_officer; ///< code of who made it
    EventNumber event{};                   ///< of that step; 0: it has none

    /// The running clock that comes next, after an apology the day that it named; absent: none runs.
    std::optional<Date> due_on;
    bool provisional{};
};

/// What a list asks for; where several are given, a file has to pass each.
struct DeskQuestion {
    std::optional<std::string> province{};
    std::optional<std::int64_t> facility{}, worker{};
    WordList statuses{}; ///< any of them; empty: every one
    std::optional<std::string> role{}, procedure{};
    std::optional<Date> filed_from{}, filed_to{};
    std::optional<Date> moved_from{}; ///< it stands so since that day or a later one
    std::optional<Date> due_from{}, due_to{};
    std::string number{}; ///< what its number holds, whatever the case of letters; empty: anything

    bool passes(const DeskFile& file) const;
};

/// Files that pass, the newest filed first, then by number; the first so many left out.
std::vector<DeskFile> find_desk_files(Database& database, const DeskQuestion& question, std::size_t skip,
                                      std::size_t most);

/// The same as the register knew it by an event: walks every file, whatever is asked.
std::vector<DeskFile> find_desk_files_as_known(Database& database, const DeskQuestion& question,
                                               EventNumber known_by, std::size_t skip, std::size_t most);

/// How many files pass; counted up to `most`.
std::size_t count_desk_files(Database& database, const DeskQuestion& question, std::size_t most);

/// The files that were moved last, the newest step first.
std::vector<DeskFile> last_moved_files(Database& database, const DeskQuestion& question, std::size_t most);

/// Files with a grant or a refusal in a period, each with its steps and clocks up to the last day, by number.
std::vector<FileOfPeriod> files_decided_in(Database& database, Date from, Date to,
                                           const DeskQuestion& question);

} // namespace radcert::registry
