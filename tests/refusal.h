#pragma once

#include "domain/error.h"
#include "tests/catch.h"

namespace radcert::tests {

/// What `act` is refused with. The test fails where nothing is refused.
template <class Act>
Error refusal_of(Act act)
{
    try {
        act();
    } catch (const Error& error) {
        return error;
    }
    FAIL("nothing was refused");
    throw; // not reached
}

} // namespace radcert::tests
