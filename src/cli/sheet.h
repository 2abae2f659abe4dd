#pragma once

#include <string>
#include <vector>

#include "cli/table.h"

namespace radcert::cli {

/// A record and the lists that hang on it. For the eye the record and then each list under its heading; in a
/// pipe "key<TAB>value" lines and then the lists' lines, each with the list's key before it; in JSON one
/// object with an array for each list.
class Sheet {
public:
    Record record;

    /// Lists without rows are left out for the eye and in a pipe.
    void list(std::string_view key, const Words& heading, Table table);

    /// Writes to standard output. @throws Error as write_out.
    void print(Format format, Language language) const;

private:
    struct List {
        std::string key;
        Words heading;
        Table table;
    };

    std::vector<List> lists_;
};

} // namespace radcert::cli
