#pragma once

#include "cli/commands.h"

namespace radcert::cli {

/// `application paper`, `application attach-signed`, `application open-paper`, `application register`.
void add_application_paper_commands(CLI::App& application, Settings& settings);
/// `certificate pdf`, `certificate attach-signed`.
void add_certificate_paper_commands(CLI::App& certificate, Settings& settings);
/// `register letterhead`.
void add_letterhead_command(CLI::App& reg, Settings& settings);

} // namespace radcert::cli
