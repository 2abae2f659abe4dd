#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace radcert::papers {

/// See documents::PaperTools.
std::optional<std::string> pdf_attachment(std::string_view pdf, std::string_view name);

} // namespace radcert::papers
