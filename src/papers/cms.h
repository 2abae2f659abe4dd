#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/paper_tools.h"

namespace radcert::papers {

// Cryptographic Message Syntax (RFC 5652) as signatures of PDF use it: detached, the certificates inside.

/// A key with its certificate and the rest of its chain, read from PKCS#12.
class Signer {
public:
    /// @throws Error  refused: wrong password, or no key, or a certificate that is another key's.
    Signer(std::string_view pkcs12, const std::string& password);
    ~Signer();
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;

    /// The signature of `parts`, one after another, as DER: CAdES with signing-certificate-v2 (ETSI EN 319
    /// 122-1), SHA-256, without the signing time, which PAdES forbids.
    std::string sign(const std::vector<std::string_view>& parts) const;
    /// No signature is longer.
    std::size_t most_bytes() const;

private:
    struct Parts;
    Parts* parts_;
};

/// What a detached signature of `parts` amounts to; `covers_all` is left alone, and `signed_at` is filled in
/// where the signer put the time into the CMS.
///
/// @param bound    the signing certificate has to be bound by an attribute, and the encoding DER, as CAdES
///                 asks; other signing programs write BER too
/// @param trusted  PEM
/// @param at       "2026-11-21T01:30:00Z": moment at which the chain is looked at, or empty: as in the CMS,
/// or now
void verify_cms(std::string_view der, const std::vector<std::string_view>& parts, bool bound,
                std::string_view trusted, const std::string& at, documents::PdfSignature& found);

} // namespace radcert::papers
