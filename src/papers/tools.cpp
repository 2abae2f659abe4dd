#include "documents/paper_tools.h"
#include "papers/draw_certificate.h"
#include "papers/draw_letter.h"
#include "papers/pdf_attachments.h"
#include "papers/pdf_signatures.h"
#include "papers/qr_codes.h"
#include "papers/workbooks.h"

namespace radcert::papers {
namespace {

class Tools : public documents::PaperTools {
public:
    std::string draw(const documents::Letter& letter) override { return draw_letter(letter); }
    std::string draw(const documents::CertificatePaper& certificate) override
    {
        return draw_certificate(certificate);
    }
    documents::QrCode qr_code(std::string_view text) override { return make_qr_code(text); }
    std::optional<std::string> pdf_attachment(std::string_view pdf, std::string_view name) override
    {
        return papers::pdf_attachment(pdf, name);
    }
    std::string sign(std::string_view pdf, const documents::SigningIdentity& identity) override
    {
        return sign_pdf(pdf, identity);
    }
    std::vector<documents::PdfSignature> signatures(std::string_view pdf, std::string_view trusted) override
    {
        return pdf_signatures(pdf, trusted);
    }
    std::vector<std::string> read_qr_codes(std::string_view picture) override
    {
        return papers::read_qr_codes(picture);
    }
    std::string write_workbook(const std::vector<documents::SheetToWrite>& sheets) override
    {
        return papers::write_workbook(sheets);
    }
    void read_workbook(
        std::string_view bytes,
        const std::function<bool(std::size_t, const std::string&, const documents::SheetRow&)>& take) override
    {
        papers::read_workbook(bytes, take);
    }
};

} // namespace
} // namespace radcert::papers

/// What documents/paper_tools.cpp asks this library for. It lives as long as the program.
extern "C" __attribute__((visibility("default"))) radcert::documents::PaperTools* radcert_paper_tools()
{
    static radcert::papers::Tools tools;
    return &tools;
}
