#pragma once

#include "registry/verify_subjects.h"

namespace radcert::registry {

/// Every scanned paper opens under its subject's key, has the digest it is kept by, and was named by evidence
/// or an appointment; and the other way round.
void check_documents(Database& database, const SubjectCheck& subjects, Report& report);

/// Every rulebook that was adopted is kept, and each that is kept is word for word the one of its digest.
void check_rulebook_texts(Database& database, Report& report);

/// Tables, indexes and triggers are those of this program.
void check_schema_objects(Database& database, Report& report);

/// What SQLite itself finds in the file (PRAGMA integrity_check).
void check_file(Database& database, Report& report);

} // namespace radcert::registry
