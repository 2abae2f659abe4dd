#include "papers/pdf_attachments.h"

namespace radcert::papers {

std::optional<std::string> pdf_attachment(std::string_view, std::string_view) { return {}; }

} // namespace radcert::papers
