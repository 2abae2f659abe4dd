#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// statement and credential of a certificate.
void add_certificate_proof_commands(Command& certificate, Settings& settings, int& status);

} // namespace radcert::cli
