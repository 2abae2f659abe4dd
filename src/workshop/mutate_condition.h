#pragma once

#include <functional>
#include <vector>

#include "workshop/mutants.h"

namespace radcert::workshop {

/// A mistake in one row's condition.
struct ConditionMutant {
    MutantKind kind{};
    Words what;
    std::function<void(rules::Condition&)> make;
};

/// Every small mistake in a condition, its parts included.
std::vector<ConditionMutant> condition_mutants(const rules::Condition& condition,
                                               const Vocabulary& vocabulary);

} // namespace radcert::workshop
