#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/date.h"

namespace radcert {

/// A moment in the register's own time: UTC text of fixed width, so that the order of the text is the order
/// of time. "2025-07-01T08:30:00.000000Z"
struct Timestamp {
    std::string utc;
    friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// The day in Viet Nam (UTC+7, no summer time) at a moment. The legal day begins at 17:00 UTC.
Date day_in_vietnam(const Timestamp& moment);

/// Reads "2025-07-01T08:30:00Z", with or without a fraction of a second, or with an offset "+07:00". A day
/// alone, "2025-07-01", is its end in Viet Nam: everything that was recorded on that day counts. Empty when
/// it is anything else.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// Microseconds since 1970 as a timestamp.
Timestamp timestamp(std::int64_t microseconds);

/// Number of an event of the journal, from 0.
using EventNumber = std::int64_t;

/// Later than every event: what the register says now.
constexpr EventNumber newest_event = INT64_MAX - 1;

/// The two clocks of every question about the past. SQL:2011 calls them application time and system time.
struct AsOf {
    Date in_force;                      ///< a day in the world: was it valid that day?
    EventNumber known_by{newest_event}; ///< last event that had been recorded by then; -1: none
    Date known_on{};                    ///< the day of that moment: a count of then ends there
};

} // namespace radcert
