#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::papers {

/// See documents::PaperTools. One incremental update (ISO 32000-2 section 7.5.6) with an invisible signature
/// field on the first page; its /Contents is a CMS signature as ETSI EN 319 142-1 wants it for PAdES B-B:
/// detached, signing certificate bound (signing-certificate-v2), the time in /M and not in the CMS.
std::string sign_pdf(std::string_view pdf, const documents::SigningIdentity& identity);

/// See documents::PaperTools. A chain is looked at as of the time that the signer stated, since a signer's
/// certificate runs out while the paper still stands; nobody else attests that time in PAdES B-B.
std::vector<documents::PdfSignature> pdf_signatures(std::string_view pdf, std::string_view trusted);

} // namespace radcert::papers
