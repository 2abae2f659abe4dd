#include "papers/draw_certificate.h"

namespace radcert::papers {

std::string draw_certificate(const documents::CertificatePaper&) { return {}; }

} // namespace radcert::papers
