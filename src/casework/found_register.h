#pragma once

#include <filesystem>

#include "casework/rulebooks.h"

namespace radcert::casework {

struct Founding {
    registry::RegisterPlace place;
    std::filesystem::path key_file;
    std::string authority; ///< "province:66"
    std::string origin;    ///< name in checkpoints; empty: made from the authority
    std::string series;    ///< pattern of certificate numbers; empty: `usual_series`
    std::string officer;   ///< code of the first officer
    std::string officer_name;
    RulebookFiles rules;
    registry::Randomness* randomness{&registry::system_randomness()}; ///< of keys, salts and references
};

/// {place}, {year} and {ordinal} of a certificate number; the office's own choice, no text prescribes it.
constexpr const char* usual_series = "{place}-{year}-{ordinal}";

/// Makes a register: file, keys and the founding acts, whole or not at all. The first officer has an account
/// and is its administrator, without a password as yet.
/// @throws Error  conflict: a file of one of the names is there; invalid_input: the authority, the pattern or
/// the
///                rulebook is none.
void found_register(const Founding& founding, registry::Clock clock = registry::system_time);

/// Adds an officer who may act, or changes one.
registry::Officer record_officer(registry::WriteScope& write, const std::string& code,
                                 const std::string& name, bool active);

} // namespace radcert::casework
