#pragma once

#include <string>

#include "documents/paper_tools.h"

namespace radcert::documents {

/// A QR code as SVG: black on white with the four modules of white around it that readers need (ISO/IEC
/// 18004, quiet zone). The same code gives the same bytes.
std::string draw_svg(const QrCode& code);

} // namespace radcert::documents
