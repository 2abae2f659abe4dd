#pragma once

#include <string>
#include <string_view>

#include "domain/error.h"

namespace radcert::registry {

/// What PostgreSQL says, in the words of the desk.
/// @param state    SQLSTATE, five letters; empty: the connection broke
/// @param message  PostgreSQL's own sentence
/// @param name     of the register
Error postgres_error(std::string_view state, std::string_view message, const std::string& name);

} // namespace radcert::registry
