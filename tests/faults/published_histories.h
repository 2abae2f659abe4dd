#pragma once

#include <filesystem>

#include "tests/faults/linearizable.h"

namespace radcert::faults {

// Readers of the histories in tests/vectors/histories. Their moments are the numbers of their lines.

/// A log of Jepsen's against etcd: processes that read, write and compare-and-set one register.
History read_etcd_log(const std::filesystem::path& file);

/// Processes that get, put and append texts by their keys, a map of Clojure's on each line.
Histories read_text_log(const std::filesystem::path& file);

} // namespace radcert::faults
