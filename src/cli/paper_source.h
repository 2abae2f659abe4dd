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

/// Reads a statement itself, "-", or a file: text (UTF-8, or UTF-16 as editors save it), JSON credential, PDF
/// (attachment "statement.txt"), PNG or JPEG. A text may hold several statements, each from the beginning of
/// a line, and lines may break inside one (documents::statement_readings).
/// @param signers  PEM in which the chain of a PDF's signature may end; may be empty
/// @throws Error  invalid_input: nothing in it claims to be a certificate; as read_file and
///                documents::PaperTools.
PaperSource read_paper(const std::string& what, const std::string& signers);

} // namespace radcert::cli
