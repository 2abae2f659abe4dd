#pragma once

#include <map>
#include <optional>
#include <string>

#include "casework/rulebooks.h"
#include "registry/desk.h"
#include "rules/screen.h"

namespace radcert::casework {

/// Codes of the procedures by which files are handled, for very many files: from the row that set a file's
/// clock, else from who is competent for what it applies for. Files that are alike are asked once.
class ProcedureOfFile {
public:
    ProcedureOfFile(registry::Database& database, const RulebookInUse& rules, EventNumber known_by);

    /// Empty: not known, or several.
    std::string code(const registry::FileOfPeriod& file);

private:
    std::optional<std::string> of_clock(const registry::FileOfPeriod& file) const;
    std::string of_competence(const registry::FileOfPeriod& file, std::optional<bool> medical);
    std::optional<bool> medical(std::int64_t facility);

    registry::Database& database_;
    const RulebookInUse& rules_;
    EventNumber known_by_;
    rules::Screener screener_;
    text::JsonReader reader_;
    std::map<std::int64_t, std::optional<bool>> medical_;
    std::map<std::string, std::string> known_; ///< by everything that the answer hangs on
};

} // namespace radcert::casework
