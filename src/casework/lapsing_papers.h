#pragma once

#include <vector>

#include "registry/desk.h"

namespace radcert::casework {

/// From how many months on a paper is listed. The law asks for training within 3 years (Circular
/// 34/2014/TT-BKHCN Art. 5(2)); when a health check of somebody in post is too old is the office's choice
/// here, not a rule's.
struct PaperAges {
    int training_months{33}, health_months{11};
};

struct LapsingPaper {
    registry::PaperInPost paper;
    Date lapses_on{}; ///< training: 36 months after it was completed; health check: a year after it
    bool lapsed{};    ///< that day has passed
};

/// The newest training of each programme and the newest health check of everybody in post on the day, where
/// they are older than so many months; the oldest first. Who has no such paper on record is not listed:
/// nothing lapses.
std::vector<LapsingPaper> lapsing_papers(registry::Database& database, Date on, PaperAges ages = {},
                                         EventNumber known_by = newest_event);

/// A paper of one person's that lapses, or has.
struct OwnLapsingPaper {
    std::int64_t evidence{};
    std::string kind; ///< training, health_check
    std::optional<std::int64_t> programme;
    Date dated_on{}, lapses_on{};
};

/// The newest training of each programme and the newest health check of one person, whatever their age; what
/// lapses first stands first.
std::vector<OwnLapsingPaper> lapsing_papers_of(registry::Database& database, std::int64_t worker,
                                               EventNumber known_by = newest_event);

} // namespace radcert::casework
