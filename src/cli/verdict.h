#pragma once

#include <optional>

#include "cli/commands.h"
#include "registry/verify.h"

namespace radcert::cli {

/// What a register is verified with: the log's public key, and the key file where it is at hand.
struct Verifier {
    std::optional<registry::KeyFile> file;
    registry::VerifyingKey key;

    const registry::KeyFile* keys() const { return file ? &*file : nullptr; }
};

/// The key of the key file; or the one named by --vkey, as its line or as a file that holds it, which an
/// auditor has who holds no key file.
Verifier load_verifier(const Settings& settings, const std::string& vkey);

/// Verifies the register and writes what was found: a table of problems and one line, or one line that says
/// what was looked at, what was not, and which command does.
/// @return  the exit status: 0, or that of Fault::integrity.
int verify_and_report(const Settings& settings, const std::string& vkey, registry::Depth depth);

} // namespace radcert::cli
