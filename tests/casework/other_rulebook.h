#pragma once

#include "tests/casework/office.h"

namespace radcert::tests {

/// The shipped rulebook with one thing changed: after the row `id` is first named, the next `from` is `to`.
inline std::vector<rules::SourceFile> shipped_with(const std::string& id, const std::string& from,
                                                   const std::string& to)
{
    auto files = shipped_files();
    for (rules::SourceFile& file : files) {
        const std::size_t row = file.text.find("\"id\": \"" + id + '"');
        if (row == std::string::npos) continue;
        const std::size_t place = file.text.find(from, row);
        REQUIRE(place != std::string::npos);
        file.text.replace(place, from.size(), to);
        return files;
    }
    FAIL("no row " + id);
    return files;
}

/// Health forms may be three months old instead of six (row B-HEALTH-1, of Decree 142/2020's years).
inline std::vector<rules::SourceFile> stricter_health()
{
    return shipped_with("B-HEALTH-1", R"({"months": 6})", R"({"months": 3})");
}

} // namespace radcert::tests
