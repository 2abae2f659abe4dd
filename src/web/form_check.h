#pragma once

#include <string_view>

#include "web/multipart.h"
#include "web/visit.h"

namespace radcert::web {

// What a request may say, by the route's row of the table: nothing that is not listed there.

/// @throws Error  usage: the query asks by a name that the route does not list.
void check_query(const Visit& visit);

/// The form of an act, of either kind that browsers send. @throws Error usage: it is none, or cannot be read.
FormBody read_form(const Request& request);

/// Whoever is signed in by a cookie acts from a page of ours only, which knows what its forms carry.
/// @param csrf  what came with the request
/// @throws Error  refused
void check_origin(const Visit& visit, std::string_view csrf);

/// An act comes from a page of ours, and says nothing but what its form asks. @throws Error refused, usage
void check_form(const Visit& visit, const FormBody& form);

} // namespace radcert::web
