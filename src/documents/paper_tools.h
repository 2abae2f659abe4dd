#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/letter.h"
#include "documents/sheet.h"
#include "domain/words.h"

namespace radcert::documents {

/// A picture of black squares: `size` rows of `size` modules.
struct QrCode {
    std::size_t size{0};
    std::vector<bool> black;
};

/// Who signed a PDF, and what of it.
struct PdfSignature {
    bool intact{false};     ///< the signed bytes are as they were signed
    bool covers_all{false}; ///< nothing follows the signed revision
    bool trusted{false};    ///< the signer's chain ends in one of the certificates given
    std::string signer;     ///< subject of the signing certificate, RFC 2253
    std::string signed_at;  ///< UTC, as the signer stated it; may be empty
    Words trouble;          ///< why `intact` or `trusted` is false; empty: nothing is
};

/// The key and certificate that sign, PKCS#12.
struct SigningIdentity {
    std::string pkcs12;   ///< bytes of the .p12 file
    std::string password; ///< wiped by the caller
    std::string reason;   ///< "Cấp chứng chỉ"; may be empty
    std::string at;       ///< moment of signing, "2026-11-21T01:30:00Z"
};

/// What draws, signs and reads with libraries that take long to load. One of it lives as long as the program.
class PaperTools {
public:
    virtual ~PaperTools() = default;

    /// PDF 1.7, fonts embedded. The same values give the same bytes.
    /// @throws Error  unavailable: the font is not installed.
    virtual std::string draw(const Letter& letter) = 0;
    virtual std::string draw(const CertificatePaper& certificate) = 0;

    /// Error correction level M. @throws Error invalid_input: longer than a QR code can be.
    virtual QrCode qr_code(std::string_view text) = 0;

    /// Text of every file attached to a PDF under `name`; empty when there is none.
    /// @throws Error  invalid_input: it is no PDF that can be read.
    virtual std::optional<std::string> pdf_attachment(std::string_view pdf, std::string_view name) = 0;

    /// Adds a revision with a signature (PAdES B-B: /ETSI.CAdES.detached); the bytes before stay as they are.
    /// @throws Error  invalid_input: no PDF; refused: key, certificate or password do not fit.
    virtual std::string sign(std::string_view pdf, const SigningIdentity& identity) = 0;
    /// Every signature of the PDF, first to last.
    /// @param trusted  certificates (PEM, one after another) in which a chain may end; may be empty
    virtual std::vector<PdfSignature> signatures(std::string_view pdf, std::string_view trusted) = 0;

    /// Texts of the QR codes in a PNG or JPEG picture. @throws Error invalid_input: it is neither.
    virtual std::vector<std::string> read_qr_codes(std::string_view picture) = 0;

    /// XLSX bytes; texts that could be taken for formulas are written as text.
    virtual std::string write_workbook(const std::vector<SheetToWrite>& sheets) = 0;

    /// Reads an XLSX file, row by row, in this process: see `SheetReader` for the safe way.
    /// @param take  sheet's place from 0, its name, a row; false: enough
    /// @throws Error  invalid_input, naming sheet, row and column where it can.
    virtual void
    read_workbook(std::string_view bytes,
                  const std::function<bool(std::size_t, const std::string&, const SheetRow&)>& take) = 0;
};

/// Opens the library beside the program, or in ../lib*/radcert, once.
/// @throws Error  unavailable: it is not there, or a library that it needs is not.
PaperTools& paper_tools();

} // namespace radcert::documents
