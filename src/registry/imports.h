#pragma once

#include <functional>

#include "registry/record.h"

namespace radcert::registry {

/// Files that were imported.
struct Import {
    static constexpr std::string_view table = "import";

    std::int64_t import{};             ///< number, from 1
    std::string kind;                  ///< workers, facilities, equipment, certificates
    std::string file;                  ///< name of the file
    std::string digest;                ///< SHA-256 of the file, hexadecimal
    std::int64_t rows{};               ///< rows of the file that were read
    std::int64_t first_event{};        ///< first event of the import; all up to the last one are its own
    std::string status;                ///< recorded, or undone
    std::string by_officer;            ///< reference of the officer who imported it
    std::optional<std::string> reason; ///< why it was undone

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("import", self.import);
        visit("kind", self.kind);
        visit("file", self.file);
        visit("digest", self.digest);
        visit("rows", self.rows);
        visit("first_event", self.first_event);
        visit("status", self.status);
        visit("by_officer", self.by_officer);
        visit("reason", self.reason);
    }
};

/// Records that a row of a file gave something to.
struct ImportRow {
    static constexpr std::string_view table = "import_row";

    std::int64_t import{};              ///< import
    std::string sheet;                  ///< sheet of the file; "" in CSV
    std::int64_t row{};                 ///< row, as the program that made the file counts
    std::int64_t entry{};               ///< which record of the row, from 1
    std::optional<std::int64_t> worker; ///< worker whom the record is about, if any
    std::string kind;                   ///< table of the record
    std::string record;                 ///< key of the record: "W-17", "W-17/2", "F-3"
    WordList given;                     ///< fields that the row gave

    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit)
    {
        visit("import", self.import);
        visit("sheet", self.sheet);
        visit("row", self.row);
        visit("entry", self.entry);
        visit("worker", self.worker);
        visit("kind", self.kind);
        visit("record", self.record);
        visit("fields", self.given);
    }
};

std::int64_t next_import(Database& database);
/// @throws Error  not_found, naming the import.
Version<Import> load_import(Database& database, std::int64_t import, EventNumber known_by = newest_event);
/// The last import of that kind from a file with that digest that was not undone; empty: there is none.
std::optional<Version<Import>> find_import_of(Database& database, std::string_view kind,
                                              std::string_view digest);
/// Oldest first.
std::vector<Version<Import>> list_imports(Database& database, EventNumber known_by = newest_event);
/// What its rows gave, in the file's order; after an undo only where `known_by` lies before it.
std::vector<ImportRow> import_rows(Database& database, std::int64_t import, EventNumber known_by,
                                   std::size_t most);
/// Where a record's fields come from, oldest first.
std::vector<Version<ImportRow>> import_rows_of(Database& database, std::string_view kind,
                                               std::string_view record);

/// Every worker, with the name as it is looked for: who may be the person of a row without a known number.
void each_person(Database& database,
                 const std::function<void(std::string_view, std::optional<Date>, std::int64_t)>& take);

/// What later acts made of an import's records: the first event that touched each, oldest event first.
struct ChangedSince {
    EventNumber event{};
    std::string kind;   ///< table of the record
    std::string record; ///< "W-17", "F-3"
};
/// Empty: the import can be undone. Looked at are the very versions that it made, and whatever was recorded
/// later of workers and facilities that it brought into the register. What later imports brought that are
/// undone themselves does not count; where one of them filled blanks of this import's records, its undoing
/// says these records anew, they are no longer this import's, and it stays.
std::vector<ChangedSince> changed_since(Database& database, const Version<Import>& import);

/// Ends every version that the import's events made, and says again what they had ended: from `event` on the
/// register says of these records what it said before the import. Hangs on the import's own record with
/// status "undone", so that playing the journal does the same.
void undo_import(Database& database, EventNumber event, const Import& import);

/// SHA-256 over what the register says now of everything but imports: the canonical JSON of every standing
/// record, without the events that said so. The same records have the same digest, however they came to be.
std::string standing_digest(Database& database);

} // namespace radcert::registry
