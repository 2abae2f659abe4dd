#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/words.h"
#include "registry/database.h"

namespace radcert::casework {

/// One thing about an installation that makes it less safe than it could be.
struct Concern {
    std::string code; ///< for programs: "key_readable"
    bool seen{true};  ///< false: it cannot be seen from inside, somebody has to look
    Words what;       ///< one sentence
    Words mend;       ///< what to do
};

/// What the register's files stand beside, and how whoever looks came in.
struct Installation {
    registry::RegisterPlace place; ///< of the register
    std::filesystem::path key_file;
    bool encrypted{false}; ///< the looker came over TLS
    bool local{true};      ///< the looker sits at this machine
};

/// What is unsafe here, the gravest first; what cannot be seen comes last and says so. It looks at files'
/// modes and places, the room on the disk and the accounts; it reads no key and tries no password.
std::vector<Concern> concerns_about(registry::Database& database, const Installation& here);

/// Bytes that are free where a file lies. Empty: not known.
std::optional<std::uintmax_t> free_room(const registry::RegisterPlace& place);

} // namespace radcert::casework
