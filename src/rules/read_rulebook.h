#pragma once

#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::rules {

/// One file of a rulebook as the door read it. This room opens no files itself.
struct SourceFile {
    std::string path; ///< relative to the rulebook's folder, with '/'; overlays: as the user named it
    std::string text;
};

/// Reads, checks and joins the files of a rulebook and the overlays laid on top of it.
///
/// What is checked: every keyword and word is known; ids are unique; every citation names an instrument; a
/// row with a condition has a standing that can carry one and the other way round; no row outlives its end;
/// an overlay settles only what the national text leaves open and asks for nothing of its own that could
/// refuse.
///
/// @throws Error  invalid_input with file, line and pointer.
/// Source: qualification-rules/README.md.
Rulebook read_rulebook(const std::vector<SourceFile>& files, const std::vector<SourceFile>& overlays = {});

} // namespace radcert::rules
