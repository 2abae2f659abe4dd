#pragma once

#include "domain/error.h"

namespace radcert::web {

/// The same trouble for a reader who types no commands: options are called as the fields of forms are, and
/// what a hint says of a command it says of the page or button that does it, or leaves it out.
Error without_commands(const Error& error);

} // namespace radcert::web
