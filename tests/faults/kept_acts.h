#pragma once

#include <string>
#include <vector>

#include "tests/faults/histories_run.h"

namespace radcert::faults {

/// What the register holds after a run, against what the clerks were told.
struct Kept {
    std::size_t acts{0};     ///< that were told to be done, and have marks or numbers
    std::size_t lost{0};     ///< told to be done, and not there
    std::size_t doubled{0};  ///< there more than once
    std::size_t undone{0};   ///< told not to be done, and there
    std::size_t disorder{0}; ///< recorded before an act that was answered before they were asked for
    std::size_t certificates{0};
    std::vector<std::string> trouble; ///< with numbers, grants and screenings; and each of the above in words
};

Kept look_at_acts(const ServedRegister& served, const RunReport& report);

} // namespace radcert::faults
