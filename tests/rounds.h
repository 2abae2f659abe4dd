#pragma once

#include <cstdlib>

namespace radcert::tests {

/// How often a test over random inputs tries: `quick` times, a hundred times that in `script/check --long`.
inline int rounds(int quick)
{
    return std::getenv("RADCERT_LONG") != nullptr ? quick * 100 : quick;
}

} // namespace radcert::tests
