#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/date.h"

namespace radcert::papers {

struct Attachment {
    std::string name, media_type, bytes;
};

/// `pdf` as PDF 1.7 in Vietnamese, with files attached; its identifier comes from its content.
/// @param dated  of the files
std::string finished_pdf(std::string_view pdf, const std::vector<Attachment>& attachments, Date dated);

/// See documents::PaperTools. What is attached may be 16 MiB long.
std::optional<std::string> pdf_attachment(std::string_view pdf, std::string_view name);

} // namespace radcert::papers
