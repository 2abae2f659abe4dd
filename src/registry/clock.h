#pragma once

#include <functional>

#include "domain/as_of.h"

namespace radcert::registry {

/// Where the register takes the time from. The one place in the program that asks the system's clock is
/// `system_time`; programs that make up a past give a register a clock of their own.
using Clock = std::function<Timestamp()>;

/// The system's time, in UTC.
Timestamp system_time();

/// The same in whole seconds since 1970, as cosignatures want it.
std::int64_t system_seconds();

} // namespace radcert::registry
