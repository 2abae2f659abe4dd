#include "cli/paper_source.h"

#include <algorithm>

#include "cli/files.h"
#include "documents/statement.h"
#include "domain/error.h"

namespace radcert::cli {
namespace {

constexpr const char* attachment = "statement.txt";

std::string trimmed(const std::string& text)
{
    constexpr std::string_view white{" \t\r\n"};
    const std::size_t first = text.find_first_not_of(white);
    return first == std::string::npos ? std::string{}
                                      : text.substr(first, text.find_last_not_of(white) + 1 - first);
}

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
    source.statements.push_back(trimmed(*statement));
    return source;
}

PaperSource read_picture(const std::string& what, const std::string& bytes)
{
    PaperSource source{PaperSource::Kind::picture, documents::paper_tools().read_qr_codes(bytes)};
    if (source.statements.empty())
        refuse(what, {"không thấy mã QR trong ảnh", "no QR code was found in the picture"});
    // Codes of other things may stand beside ours; a code that only claims to be a certificate's is checked,
    // and fails.
    if (std::ranges::any_of(source.statements, documents::looks_like_statement))
        std::erase_if(source.statements,
                      [](const auto& text) { return !documents::looks_like_statement(text); });
    return source;
}

} // namespace

PaperSource read_paper(const std::string& what, const std::string& signers)
{
    if (documents::looks_like_statement(what)) return {PaperSource::Kind::text, {what}};
    const std::string bytes = read_file(what);
    if (bytes.starts_with("%PDF-")) return read_pdf(what, bytes, signers);
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) return read_picture(what, bytes);
    std::string text = trimmed(bytes);
    const auto kind = text.starts_with('{') ? PaperSource::Kind::credential : PaperSource::Kind::text;
    return {kind, {std::move(text)}};
}

} // namespace radcert::cli
