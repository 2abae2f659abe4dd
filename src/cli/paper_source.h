#pragma once

#include <string>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::cli {

/// What somebody holds in their hand, as far as it says who it is.
struct PaperSource {
    enum class Kind : unsigned char { text, credential, pdf, picture };
    Kind kind{Kind::text};
    std::vector<std::string> statements;               ///< texts of QR codes; for a credential its JSON
    std::vector<documents::PdfSignature> signatures{}; ///< of a PDF
};

/// Reads a statement itself, "-", or a file: text, JSON credential, PDF (attachment "statement.txt"), PNG or
/// JPEG.
/// @param signers  PEM in which the chain of a PDF's signature may end; may be empty
/// @throws Error  invalid_input: nothing in it could be a statement; as read_file and documents::PaperTools.
PaperSource read_paper(const std::string& what, const std::string& signers);

} // namespace radcert::cli
