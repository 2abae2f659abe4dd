#pragma once

#include "domain/error.h"

namespace radcert::cli {

/// The exit status of every kind of trouble, in one place. 2 and 3 are fixed by contract/README.md.
constexpr int exit_status(Fault fault)
{
    switch (fault) { // no default: the compiler names the case we forget
    case Fault::usage: return 2;
    case Fault::invalid_input: return 3;
    case Fault::not_found: return 4;
    case Fault::refused: return 5;
    case Fault::conflict: return 6;
    case Fault::integrity: return 8;
    case Fault::unavailable: return 9;
    }
    return 1;
}

/// What was looked for was found: `rules lint`, `rules test`, `rules sweep`.
constexpr int something_found = 7;

} // namespace radcert::cli
