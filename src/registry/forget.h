#pragma once

#include "domain/as_of.h"
#include "registry/database.h"

namespace radcert::registry {

/// Deletes every row that speaks of a worker, the payloads about the worker, the scanned papers and the key
/// that opens them. Leaves stay, so the tree and every proof stay valid. SQLite overwrites what it deletes
/// (secure_delete); the caller empties the write-ahead log afterwards.
void forget_worker(Database& database, EventNumber event, std::int64_t worker, const std::string& subject);

} // namespace radcert::registry
