#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/journal.h"

namespace radcert::casework {

/// What an event said of one field. Values are text: days in ISO 8601, truth as "true" or "false", lists with
/// ", " between, records by their names ("F-3").
struct FieldChange {
    std::string field;                 ///< as in the table
    std::optional<std::string> before; ///< empty: not recorded
    std::optional<std::string> after;  ///< empty: not recorded any more

    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// An event and one record that it is about.
struct HistoryEntry {
    registry::Event event;
    std::string officer;              ///< code of who acted; the reference when nobody has it
    std::string officer_name;         ///< full name
    std::string record;               ///< "worker W-17", "evidence W-17/3", "certificate 66-2025-1"
    std::vector<FieldChange> changes; ///< empty: told by the history of that record
};

// Who did what when, and what it said before; by event, and within an event as the records stand in the
// question. Identity numbers are whole: doors mask them.
//
// Pure reading, by index only: the cost is that of the record's own events, however long the journal is.
//
// @param known_by  last event that counts
// @throws Error    not_found: no such record had been recorded by then.

/// The worker's record, papers, posts, appointments and evidence; applications and certificates by reference.
std::vector<HistoryEntry> worker_history(registry::Database& database, std::int64_t worker,
                                         EventNumber known_by = newest_event);

/// The facility's record, practices, licences, and the equipment while it was there.
std::vector<HistoryEntry> facility_history(registry::Database& database, std::int64_t facility,
                                           EventNumber known_by = newest_event);

std::vector<HistoryEntry> equipment_history(registry::Database& database, std::int64_t equipment,
                                            EventNumber known_by = newest_event);

/// The file, its screenings, findings and decision, and the certificate that was issued on it.
std::vector<HistoryEntry> application_history(registry::Database& database, const std::string& application,
                                              EventNumber known_by = newest_event);

/// The certificate and what it was from which day on.
std::vector<HistoryEntry> certificate_history(registry::Database& database, const std::string& number,
                                              const std::optional<std::string>& issued_by = {},
                                              EventNumber known_by = newest_event);

} // namespace radcert::casework
