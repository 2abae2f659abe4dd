#pragma once

#include <string>

#include "documents/letter.h"

namespace radcert::papers {

/// See documents::PaperTools::draw.
std::string draw_certificate(const documents::CertificatePaper& certificate);

} // namespace radcert::papers
