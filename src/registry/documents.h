#pragma once

#include <string>

#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::registry {

/// A scanned paper as it was handed in.
/// @param subject  whose paper it is: its key opens the box
/// @throws Error   not_found: no such paper is kept; integrity: it does not open, or is another one.
std::string open_document(Database& database, const KeyFile& keys, const std::string& subject,
                          const std::string& digest);

} // namespace radcert::registry
