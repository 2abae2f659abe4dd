#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "registry/person_scan.h"

namespace radcert::casework {

/// Looks at workers one after another, and keeps what it finds: one for each thread.
class PersonVisitor {
public:
    virtual ~PersonVisitor() = default;
    /// @param cases  empty where the walk does not ask for them
    virtual void visit(const registry::PersonFile& person, const registry::PersonCases& cases) = 0;
};

/// How many workers of how many have been looked at; called now and then, from any thread, one at a time.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

struct Walk {
    registry::RegisterPlace place; ///< of the register
    EventNumber known_by{};        ///< a number, not "the newest": every thread has to see the same state
    registry::ScanParts parts;
    Progress progress; ///< may be empty
};

/// How many threads a walk is worth on this machine.
std::size_t walkers();

/// Shows every worker of a register to one of the visitors, in ranges that the threads take in turn: which
/// visitor sees whom is not the same twice, so what they found is put in order afterwards.
/// @param visitors  one for each thread
/// @throws Error    the first that a visitor or the register threw.
void walk_people(const Walk& walk, const std::vector<PersonVisitor*>& visitors);

} // namespace radcert::casework
