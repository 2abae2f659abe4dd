#pragma once

#include "registry/record.h"

namespace radcert::registry {

/// A certificate as statistics and reminders need it.
struct CertificateFigure {
    std::string certificate, issued_by;
    std::int64_t worker{};
    std::optional<std::int64_t>
        facility;         ///< where the holder is in post on the day, else where it was applied for
    bool in_post{};       ///< the first of the two
    std::string province; ///< of that facility's head office; empty: no facility
    std::string role;
    WordList equipment_types;
    Date issued_on{};
    std::optional<Date> valid_to;
    std::string status; ///< on the day, "expired" and "not_yet" too
};

/// Every certificate that had been issued by the day; by number.
std::vector<CertificateFigure> certificate_figures(Database& database, Date on,
                                                   EventNumber known_by = newest_event);

} // namespace radcert::registry
