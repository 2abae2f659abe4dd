#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

namespace radcert::web {

// Tags by which a program knows whether a record still reads as it did (RFC 9110 section 8.8.3).

/// A strong tag: the first half of the body's SHA-256, in quotes.
std::string entity_tag(std::string_view body);

/// Whether an If-Match or If-None-Match names the tag: in its list, or as "*". A weak tag, W/"…", never fits
/// If-Match, as it says less than that the bytes are the same.
enum class Comparison : unsigned char { strong, weak };
bool names_tag(std::string_view header, std::string_view tag, Comparison comparison);

/// Tags an answer of JSON to a question; one that the asker has already becomes 304, without a body.
void add_entity_tag(const Request& request, Response& response);

} // namespace radcert::web
