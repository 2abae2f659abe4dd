#pragma once

#include <string>

#include "text/json.h"

namespace radcert::text {

/// `target` with `patch` laid over it, as JSON text: objects member by member, everything else whole; null
/// takes a member out.
///
/// Source: RFC 7396.
std::string merge_patch(const JsonValue& target, const JsonValue& patch);

} // namespace radcert::text
