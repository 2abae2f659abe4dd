#include "cli/paper_source.h"

#include <algorithm>

#include "cli/files.h"
#include "documents/statement.h"
#include "documents/typed_statement.h"
#include "domain/error.h"

namespace radcert::cli {
namespace {

constexpr const char* attachment = "statement.txt";

[[noreturn]] void refuse(const std::string& what, const Words& why)
{
    throw Error{Fault::invalid_input,
                why,
                {"quét mã QR trên giấy thành văn bản và thử lại",
                 "scan the QR code on the paper as text and try again"},
                {what}};
}

PaperSource read_pdf(const std::string& what, const std::string& bytes, const std::string& signers)
{
    PaperSource source{PaperSource::Kind::pdf, {}, documents::paper_tools().signatures(bytes, signers)};
    const auto statement = documents::paper_tools().pdf_attachment(bytes, attachment);
    if (!statement)
        refuse(what, {"PDF không đính kèm statement.txt", "no statement.txt is attached to the PDF"});
    source.statements = documents::statements_in(*statement);
    return source;
}

PaperSource read_picture(const std::string& what, const std::string& bytes)
{
    PaperSource source{PaperSource::Kind::picture, documents::paper_tools().read_qr_codes(bytes)};
    if (source.statements.empty())
        refuse(what, {"không thấy mã QR trong ảnh", "no QR code was found in the picture"});
    // Codes of other things may stand beside ours; a code that only claims to be a certificate's is checked,
    // and fails.
    std::erase_if(source.statements,
                  [](const auto& text) { return !documents::claims_to_be_statement(text); });
    if (source.statements.empty())
        refuse(what, {"mã QR trong ảnh không phải mã của chứng chỉ radcert",
                      "the QR code in the picture is none of a radcert certificate"});
    return source;
}

[[noreturn]] void refuse_no_certificate(const std::string& what, bool empty)
{
    throw Error{
        Fault::invalid_input,
        empty ? Words{"đây không phải chứng chỉ: tệp trống", "this is no certificate: the file is empty"}
              : Words{"đây không phải chứng chỉ: không có nội dung mã QR hay chứng chỉ số",
                      "this is no certificate: neither the text of a QR code nor a credential"},
        {"đưa tệp PDF đã cấp, ảnh PNG hay JPEG có mã QR, nội dung mã QR, hoặc chứng chỉ số JSON",
         "give the PDF that was issued, a PNG or JPEG picture of the QR code, its text, or the JSON "
         "credential"},
        {what}};
}

PaperSource read_text(const std::string& what, const std::string& bytes)
{
    const std::string text = documents::plain_text(bytes);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) refuse_no_certificate(what, true);
    if (text[first] == '{' && documents::claims_to_be_credential(text))
        return {PaperSource::Kind::credential, {text}};
    if (!documents::claims_to_be_statement(text)) refuse_no_certificate(what, false);
    return {PaperSource::Kind::text, documents::statements_in(text)};
}

} // namespace

PaperSource read_paper(const std::string& what, const std::string& signers)
{
    const std::size_t first = what.find_first_not_of(" \t\r\n");
    if (first != what.npos && documents::looks_like_statement(std::string_view{what}.substr(first)))
        return {PaperSource::Kind::text, documents::statements_in(what)};
    const std::string bytes = read_file(what);
    if (bytes.starts_with("%PDF-")) return read_pdf(what, bytes, signers);
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) return read_picture(what, bytes);
    return read_text(what, bytes);
}

} // namespace radcert::cli
