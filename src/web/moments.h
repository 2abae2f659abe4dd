#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "documents/table.h"
#include "domain/as_of.h"

namespace radcert::web {

/// "21/11/2026 08:30", in Viet Nam's time.
std::string shown_moment(const Timestamp& at);

/// The same for the eye; for programs as RFC 3339 has it, "2026-11-21T01:30:00.000000Z".
documents::Cell moment_cell(const Timestamp& at);
/// @param seconds  since 1970
documents::Cell moment_cell(std::int64_t seconds);

/// How long a one-time link to choose a password is good.
constexpr std::chrono::days welcome_time{7};

} // namespace radcert::web
