#pragma once

#include <map>
#include <memory>
#include <string>

#include "registry/desk_files.h"
#include "registry/writer.h"

namespace radcert::registry {

/// Rows on their way into any tables, with what it takes to send them kept from batch to batch. Goes before
/// the database does.
class RowSinks {
public:
    explicit RowSinks(Database& database) : database_{database} {}

    RowSink& into(std::string_view table); ///< a name that lives on, such as a record's
    void finish();                         ///< everything stands in the register

private:
    Database& database_;
    std::map<std::string_view, std::unique_ptr<RowSink>> sinks_;
};

/// Many events of a scope, for a register in the making: sealed, hashed and numbered as `WriteScope::record`
/// does it, their rows sent many at a time. Rows are new ones only: what a later event of the same maker
/// changes is put when it is known until when it stood, and so nothing is looked up or changed.
///
/// Between `finish` and the batch's next event others may use the scope; before it nobody may read.
class EventBatch {
public:
    EventBatch(WriteScope& write, RowSinks& rows);

    Subject add_subject(std::string_view kind);

    /// One event that makes records which nobody changes in the making.
    EventNumber record(std::string_view action, const Subject& subject, std::span<const AnyRecord> records);
    /// The event alone: its rows are put later.
    EventNumber note(std::string_view action, const Subject& subject, std::span<const AnyRecord> records);

    /// A row of an event, with what hangs on it but for the desk's list of files.
    void put(const AnyRecord& record, EventNumber since, EventNumber until = still_said);
    void put(const DeskFile& file); ///< its line in that list

    void finish() { rows_.finish(); }

private:
    void put_names(const Worker& worker, EventNumber since, EventNumber until);
    void put_name(const Facility& facility, EventNumber since, EventNumber until);

    WriteScope& write_;
    RowSinks& rows_;
    std::int64_t subjects_; ///< made so far
};

} // namespace radcert::registry
