#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "registry/database.h"

namespace radcert::registry {

/// How many records of each kind stand now.
struct Counts {
    std::int64_t facilities, equipment, workers, evidence, applications, certificates, erasures;
};
Counts count_records(Database& database);

/// Certificates of the register's own series.
std::int64_t count_issued(Database& database);

/// Bytes that the register takes where it lies.
std::int64_t size_of(Database& database);

/// Names of the schema files that the register has taken.
std::vector<std::string> schema_names(Database& database);

} // namespace radcert::registry
