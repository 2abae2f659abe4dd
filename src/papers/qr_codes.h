#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::papers {

/// See documents::PaperTools.
documents::QrCode make_qr_code(std::string_view text);
std::vector<std::string> read_qr_codes(std::string_view picture);

} // namespace radcert::papers
