#pragma once

#include <functional>

#include "registry/applications.h"

namespace radcert::registry {

/// A file with everything that people said of it, as the ledger of judgements reads it.
struct JudgedFile {
    struct Screened {
        EventNumber event{};
        std::int64_t screening{}; ///< which of the application's, from 1
        std::string rulebook, verdict;
        JsonText findings; ///< empty text where neither the period nor a decision of it asks for them
    };

    std::string application, province;
    std::optional<std::string> filed_with;
    std::vector<Screened> screenings;         ///< in the order in which they were made
    std::vector<OfficerFinding> judgements;   ///< as they stand, withdrawn ones among them
    std::vector<Version<Decision>> decisions; ///< every version, the one that stands last
};

/// The days of a question, and the events that were recorded on them.
struct EventsOfPeriod {
    Date from{}, to{};           ///< both included
    EventNumber first{}, last{}; ///< both included; `last` < `first`: nothing was recorded
    EventNumber known_by{newest_event};
};

/// Finds the events of a period in the journal.
EventsOfPeriod events_of_period(Database& database, Date from, Date to, EventNumber known_by = newest_event);

/// Hands `take` every file that was screened, judged or decided, by number. One pass over each of four
/// tables, each in the order of its key; a file lives until `take` returns. Of a person who was forgotten
/// nothing is left to hand over.
void visit_judged_files(Database& database, const EventsOfPeriod& period,
                        const std::function<void(const JudgedFile&)>& take);

} // namespace radcert::registry
