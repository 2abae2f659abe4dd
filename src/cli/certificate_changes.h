#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// issue, renew, replace, suspend, restore, revoke, withdraw, correct and record of a certificate.
void add_certificate_changes(Command& certificate, Settings& settings);

} // namespace radcert::cli
