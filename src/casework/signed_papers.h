#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "documents/paper_tools.h"
#include "registry/desk.h"
#include "registry/keys.h"
#include "registry/writer.h"

namespace radcert::casework {

// The signed copy of a paper, whatever paper it is: made here with a key in a file, or made elsewhere with an
// office's device and taken in. It is kept beside the unsigned one, under the same person's key.

/// Signs the PDF of `paper` and keeps the signed one: both are what the paper is from now on. Nothing is
/// recorded yet.
/// @param subject  whose key it is kept under
/// @throws Error  as documents::PaperTools::sign.
void sign_paper(registry::WriteScope& write, const std::string& subject,
                const documents::SigningIdentity& identity, registry::Paper& paper, std::string& pdf);

/// A paper that was given out: the one of that place among its record's, or the newest.
/// @throws Error  not_found: no such paper was given out.
registry::Paper given_out_paper(registry::Database& database, const std::string& record,
                                std::optional<std::int64_t> which);

/// Takes a PDF that was signed elsewhere: it has to begin with exactly the bytes that were given out, its
/// signature has to be intact and cover the whole, and where certificates to trust are given, end in one. One
/// event; the signed copy is the one that `open_paper` gives from now on.
///
/// @param trusted  PEM, one after another; empty: any signer, whose name is then recorded as not checked
/// @throws Error   as documents::check_signed_copy.
registry::Paper attach_signed(registry::WriteScope& write, const registry::KeyFile& keys,
                              registry::Paper paper, const std::string& signed_pdf,
                              const std::string& trusted);

/// Who signed, for people: "CN=…", and whether the chain of that certificate was not checked.
Words signer_words(const registry::Paper& paper);

} // namespace radcert::casework
