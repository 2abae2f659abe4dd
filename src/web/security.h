#pragma once

#include <string>

#include "web/message.h"

namespace radcert::web {

// What keeps other sites out of ours (reliability.md section 2, OWASP ASVS 5.0 V3).

/// Puts the headers that every answer bears: content security policy without inline script or style, no
/// framing, no sniffing, no referrer, no caching of what is personal, and over TLS strict transport.
/// @param secure   came over TLS
/// @param kept     may be kept by caches: files that are the same for everybody
void add_security_headers(Response& response, bool secure, bool kept);

/// Whether an act comes from a page of ours, by what the browser says of it: Sec-Fetch-Site, Origin. A
/// browser that says nothing of either is refused.
bool comes_from_here(const Request& request);

/// What every form of a session carries. Whoever knows it knows the session: it is made of its token by a
/// one-way function.
std::string csrf_token(const std::string& session_token);

/// Whether two texts are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view one, std::string_view other);

} // namespace radcert::web
