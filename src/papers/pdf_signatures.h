#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::papers {

/// See documents::PaperTools.
std::string sign_pdf(std::string_view pdf, const documents::SigningIdentity& identity);
std::vector<documents::PdfSignature> pdf_signatures(std::string_view pdf, std::string_view trusted);

} // namespace radcert::papers
