#pragma once

#include <string>
#include <vector>

#include "cli/command_shape.h"

namespace radcert::cli {

/// A page for man(1): its file and its text in the language of groff.
struct ManualPage {
    std::string file; ///< "radcert-init.1"
    std::string text;
};

/// The page of the program and one for each noun, in English, from the same words that --help shows. help2man
/// reads one command's help and takes both languages; verbs that stand below a noun it does not find.
std::vector<ManualPage> manual_pages(const CommandShape& program, const std::string& version);

} // namespace radcert::cli
