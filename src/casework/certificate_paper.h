#pragma once

#include <optional>
#include <string>

#include "casework/desk_papers.h"
#include "casework/prove_certificate.h"
#include "casework/rulebooks.h"
#include "documents/letter.h"
#include "documents/paper_tools.h"
#include "registry/desk.h"

namespace radcert::casework {

/// What stands on a certificate: from the register's newest version of it, with the signed statement and the
/// credential. The layout of the official form (form 03, Annex VI of Decree 142/2020) could not be read:
/// which fields it has is the office's to configure (rules/workflow.h, DeskPaper), and the paper says so
/// until that was done.
///
/// @throws Error  not_found: no such certificate, no letterhead; refused: another authority issued it.
documents::CertificatePaper compose_certificate(registry::Database& database, Rulebooks& rulebooks,
                                                const registry::KeyFile& keys, const std::string& number);

/// Draws the certificate, signs it where an identity is given, and keeps the PDF under the holder's key. A
/// certificate that was drawn before and did not change gives the same unsigned bytes, and no second record.
///
/// @throws Error  refused: it is not in force; as compose_certificate and documents::PaperTools::sign
IssuedPaper issue_certificate_paper(registry::WriteScope& write, Rulebooks& rulebooks,
                                    const registry::KeyFile& keys, const std::string& number,
                                    const std::optional<documents::SigningIdentity>& identity);

} // namespace radcert::casework
