#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `application paper`, `application attach-signed`, `application open-paper`, `application register`.
void add_application_paper_commands(Command& application, Settings& settings);
/// `certificate pdf`, `certificate attach-signed`.
void add_certificate_paper_commands(Command& certificate, Settings& settings);
/// `register letterhead`.
void add_letterhead_command(Command& reg, Settings& settings);

} // namespace radcert::cli
