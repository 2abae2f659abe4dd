#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "registry/database.h"
#include "registry/keys.h"

namespace radcert::cli {

/// What papers are checked with.
struct Trust {
    std::vector<registry::VerifyingKey> keys;
    std::optional<registry::Database> database; ///< the register at hand, where it is to be asked
    std::optional<std::string>
        left_out; ///< origin of a register at hand that is not asked: not by a named key
    Date today{};
};

/// The keys named by --trust, each as its line or as a file with one a line: nobody else is trusted then, and
/// the register at hand is asked only where one of them signed its newest checkpoint. Where none is named,
/// the register at hand, named or in its usual place, and the key beside it. A register that is not there is
/// no trouble unless it was named.
/// @throws Error  invalid_input: a key that cannot be read; as open_register for a register that was named.
Trust load_trust(const Settings& settings, const std::vector<std::string>& named);

void add_trust_option(Command& command, std::vector<std::string>& named);

} // namespace radcert::cli
