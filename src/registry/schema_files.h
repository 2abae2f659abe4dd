#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace radcert::registry {

/// One file of schema/, as it was when the program was built.
struct SchemaFile {
    std::string_view name; ///< "0001_register"
    std::string_view sql;
};

/// Every schema file, in the order in which a register takes them.
const std::vector<SchemaFile>& schema_files();

} // namespace radcert::registry
