#include "papers/pdf_signatures.h"

namespace radcert::papers {

std::string sign_pdf(std::string_view, const documents::SigningIdentity&) { return {}; }
std::vector<documents::PdfSignature> pdf_signatures(std::string_view, std::string_view) { return {}; }

} // namespace radcert::papers
