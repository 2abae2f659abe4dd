#pragma once

#include "registry/writer.h"

namespace radcert::casework {

/// Asks for a second person: known, active, of the office, and not the one who acts.
/// @param act     what the two do, for the message: {"thu hồi chứng chỉ", "revoking a certificate"}
/// @throws Error  refused.
void require_second(const registry::WriteScope& write, const Words& act);

/// The day of an act: today unless another is named. A day to come is refused; an earlier one asks for a
/// second person.
/// @throws Error  refused.
Date day_of_act(const registry::WriteScope& write, std::optional<Date> named, const Words& act);

/// The second person, where one was named. @throws Error as `require_second`, for whoever is named.
std::optional<std::string> second_if_named(const registry::WriteScope& write);

} // namespace radcert::casework
