#pragma once

#include <string>

#include "cli/commands.h"
#include "registry/offices.h"

namespace radcert::cli {

constexpr int welcome_days = 7; ///< how long a one-time link is good

/// Makes a one-time link by which an officer chooses a password: "http://127.0.0.1:8080/welcome?token=...".
/// @param at       address of the web desk, with or without "/" at its end; empty: the one of this machine
/// @throws Error   as registry::WebStore.
std::string make_welcome_link(const Settings& settings, const registry::Officer& officer, std::string at);

} // namespace radcert::cli
