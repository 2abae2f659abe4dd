#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/date.h"

namespace radcert::web {

// What people type into forms.

/// A day as a Vietnamese desk writes it: 5/3/2026, 05-03-2026, 5.3.2026, 05032026; or ISO 8601, 2026-03-05.
/// Never month before day. Empty: not a day that exists.
std::optional<Date> read_day(std::string_view text);

/// Whether a day would be one if its year were written with all its digits: 5/3/26, which could be 1926.
bool lacks_century(std::string_view text);

/// The number of a record that was typed: "W-17", "F-3"; empty: it is none, but may be a name.
/// @param parse  `casework::parse_worker`, `parse_facility` ...; its Error means that it is none
std::optional<std::int64_t> read_number(std::string_view text, std::int64_t (*parse)(std::string_view));

/// A whole number, with or without points between thousands: 1.234.567. Empty: none, or beyond ±10^15.
std::optional<std::int64_t> read_whole(std::string_view text);

/// A decimal number with a comma or a point: 12,5. Where both stand, or a point could part thousands (1.234),
/// it is ambiguous and empty.
std::optional<double> read_decimal(std::string_view text);

} // namespace radcert::web
