#pragma once

#include "casework/import_plan.h"
#include "documents/sheet_reader.h"

namespace radcert::casework {

struct ImportRequest {
    std::string kind; ///< workers, facilities, equipment, certificates
    std::filesystem::path file;
    documents::SheetReadOptions options; ///< `called`: name under which the import is recorded
    documents::SheetReader reader;
    bool alike_looked_at{false}; ///< somebody looked at the persons who may be in the register already
    bool again{false};           ///< the same bytes may be imported a second time
};

/// An import of the same bytes, as the same kind, that was not undone.
struct ImportBefore {
    std::int64_t import{};
    std::string file;    ///< as it was called then
    std::string officer; ///< code of who imported it
    Timestamp at;
};

/// What an import did, or would do.
struct ImportReport {
    ImportCounts counts;
    std::vector<ImportProblem> problems; ///< the first 10,000
    std::size_t problem_count{};
    std::vector<ImportProblem> notes; ///< cells read otherwise than written; the first 10,000
    std::size_t note_count{};
    std::vector<ImportAlike> alike;
    std::optional<ImportBefore> before;
    bool needs_second{false}; ///< it records certificates of this authority: two persons
    std::string digest;       ///< SHA-256 of the file
    std::int64_t import{};    ///< number; 0: nothing was recorded
};

/// What importing a file would do. Writes nothing.
/// @throws Error  as SheetReader; usage: there is no such kind.
ImportReport preview_import(registry::Database& database, const Vocabulary& words, Date today,
                            const ImportRequest& request);

/// Why a file cannot be read.
struct UnreadFile {
    Words sentence, hint;
    std::vector<documents::OfferedEncoding>
        encodings; ///< a person has to choose one; empty: that is not the trouble
};
struct ImportPreview {
    ImportReport report;
    std::optional<UnreadFile> unread; ///< then the report is empty
};
/// The same, for whoever shows it: a file that cannot be read is an answer.
/// @throws Error  as `preview_import`, but not for the file's own trouble
ImportPreview try_import(registry::Database& database, const Vocabulary& words, Date today,
                         const ImportRequest& request);

/// Imports a file: all of it, in the scope's transaction, which is committed; nothing where there is any
/// problem, or where the register has everything already.
/// @throws Error  as SheetReader; refused: the file holds certificates of this authority and no second person
/// is named,
///                or persons who may be in the register already and nobody said that they were looked at;
///                conflict: the file changed while it was read, or the same bytes were imported before and
///                nobody said `again`.
ImportReport run_import(registry::WriteScope& write, const Vocabulary& words, const ImportRequest& request);

/// Takes an import back: from then on the register says of its records what it said before.
/// @throws Error  not_found; conflict: undone already, or later acts touched its records, which are listed.
registry::Import undo_import(registry::WriteScope& write, std::int64_t import, const std::string& reason);

} // namespace radcert::casework
