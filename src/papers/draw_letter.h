#pragma once

#include <string>

#include "documents/letter.h"

namespace radcert::papers {

/// See documents::PaperTools::draw.
std::string draw_letter(const documents::Letter& letter);

} // namespace radcert::papers
