#pragma once

#include <string>
#include <string_view>

#include "text/json.h"

namespace radcert::text {

/// Appends `value` in its one canonical form (RFC 8785): members sorted by the UTF-16 code units of their
/// keys, no white space, numbers as ECMAScript prints them. What is digested or signed is always this form.
void append_canonical(std::string& out, const JsonValue& value);

std::string canonical_json(const JsonValue& value);

/// Appends `string` with quotes, escaped as RFC 8785 section 3.2.2.2 says: only what must be escaped is.
void append_json_string(std::string& out, std::string_view string);

/// Appends a finite number as ECMAScript's Number.prototype.toString does (RFC 8785 section 3.2.2.3).
void append_json_number(std::string& out, double number);

} // namespace radcert::text
