#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/date.h"
#include "registry/journal_search.h"
#include "registry/keys.h"

namespace radcert::casework {

/// What somebody asks of the journal, as people name things; whatever is empty is not asked.
struct JournalQuestion {
    std::optional<Date> from_day{}, to_day{}; ///< both included, Viet Nam's days
    std::string officer{};                    ///< code
    std::string action{};                     ///< "certificate.issue"; "certificate": the whole group
    std::string door{};
    std::string record{};                ///< "W-17", "F-3", "E-8", number of a file or certificate
    std::optional<EventNumber> newest{}; ///< begin with this event, and go back
};

/// Events that answer, newest first.
///
/// A file's and a certificate's events are those of its worker whose records hang on it: each of these is
/// opened, so that only so many are looked at.
///
/// @throws Error  not_found: no such officer or record; usage: the record is named in no way that is known.
registry::FoundEvents ask_journal(registry::Database& database, const registry::KeyFile& keys,
                                  const JournalQuestion& question, const registry::SearchLimits& limits);

/// Whom or what a record's events are about, for whoever has to know before anything is shown: "worker",
/// "facility", "equipment", "application" or "certificate". @throws Error as ask_journal.
std::string kind_of_record(registry::Database& database, const std::string& record);

} // namespace radcert::casework
