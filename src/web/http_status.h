#pragma once

#include "domain/error.h"

namespace radcert::web {

/// The HTTP status of every kind of trouble, in one place (RFC 9110, RFC 4918 for 422). What a form may not
/// do yet because a requirement of the act is missing is 422 too: the page shows what to add.
constexpr int http_status(Fault fault)
{
    switch (fault) { // no default: the compiler names the case we forget
    case Fault::usage: return 400;
    case Fault::invalid_input: return 422;
    case Fault::not_found: return 404;
    case Fault::refused: return 403;
    case Fault::conflict: return 409;
    case Fault::integrity: return 500;
    case Fault::unavailable: return 503;
    }
    return 500;
}

} // namespace radcert::web
