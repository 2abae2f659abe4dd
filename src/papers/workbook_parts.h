#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "papers/zip_archive.h"

namespace radcert::papers {

/// What the sheets of a workbook refer to.
struct WorkbookParts {
    struct Sheet {
        std::string name;
        std::size_t entry{}; ///< of the archive
        bool hidden{false};
    };
    std::vector<Sheet> sheets; ///< in the order of the tabs; charts and macros left out
    bool base_1904{false};
    std::vector<bool> style_shows_days; ///< by style number

    std::string_view shared_text(std::size_t number) const; ///< the number must exist
    std::size_t shared_texts() const { return ends_.size(); }

    std::string texts_; ///< one after another: a workbook holds hundreds of thousands
    std::vector<std::size_t> ends_;
};

/// Finds and reads the workbook's own part, its styles and its shared texts.
/// @throws Error  invalid_input: it is another kind of file, or a part is missing or damaged.
WorkbookParts read_parts(ZipArchive& archive);

} // namespace radcert::papers
