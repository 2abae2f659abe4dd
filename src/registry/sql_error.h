#pragma once

#include "domain/error.h"

namespace SQLite {
class Exception;
}

namespace radcert::registry {

/// What SQLite says, in the words of the desk: full disk, read-only disk, somebody else is writing, damage.
Error sql_error(const SQLite::Exception& from, const std::string& file);

} // namespace radcert::registry
