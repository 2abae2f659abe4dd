#pragma once

#include "rules/program.h"
#include "tests/files.h"
#include "tests/rules/sample_rulebook.h"
#include "workshop/cases.h"

// The rulebook as it is shipped, with its worked cases.

namespace radcert::tests {

inline std::vector<rules::SourceFile> shipped_case_files()
{
    namespace fs = std::filesystem;
    std::vector<rules::SourceFile> files;
    for (const fs::path& file : files_in("qualification-rules/cases", "", ".json"))
        files.push_back({"cases/" + file.filename().string(), bytes_of(file)});
    for (const fs::path& file : files_in("qualification-rules/cases/bases", "", ".json"))
        files.push_back({"cases/bases/" + file.filename().string(), bytes_of(file)});
    return files;
}

struct Shipped {
    const rules::Rulebook book = rules::read_rulebook(shipped_files());
    const rules::Program program{book};
    const std::vector<rules::SourceFile> case_files = shipped_case_files();
    const std::vector<workshop::WorkedCase> cases = workshop::read_cases(case_files, book.vocabulary);
};

inline const Shipped& shipped()
{
    static const Shipped read;
    return read;
}

} // namespace radcert::tests
