#pragma once

#include <string_view>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::documents {

/// Whether `later` is `original`, byte for byte, and something appended, as an incremental update of a PDF
/// is.
bool continues(std::string_view original, std::string_view later);

/// A paper that was signed elsewhere, with an office's token: it continues the one that was handed out, and
/// its last signature is right and covers all of it.
///
/// @param trusted  PEM; empty: any signer, whose name is in the answer
/// @return  its signatures, first to last
/// @throws Error  conflict: it is another paper; integrity: not signed, changed after signing, or by a signer
/// that is
///                not trusted; invalid_input: no PDF.
std::vector<PdfSignature> check_signed_copy(std::string_view original, std::string_view signed_copy,
                                            std::string_view trusted);

} // namespace radcert::documents
