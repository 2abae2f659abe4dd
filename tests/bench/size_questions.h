#pragma once

#include <string>
#include <vector>

#include "registry/database.h"

namespace radcert::bench {

/// Addresses of a large made-up register that a desk would ask for, some of each kind, chosen by lot and the
/// same for the same register.
struct SizeQuestions {
    std::vector<std::string> certificates, workers, facilities, searches, lists;
    std::vector<std::string> to_decide; ///< forms of files that can be refused by one person
};

/// @param decisions  how many files are wanted; there may be fewer
SizeQuestions questions_of(registry::Database& database, std::size_t decisions);

} // namespace radcert::bench
