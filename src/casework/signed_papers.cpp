#include "casework/signed_papers.h"

#include <algorithm>

#include "documents/signed_copy.h"
#include "registry/documents.h"
#include "registry/workers.h"

namespace radcert::casework {
namespace {

/// What the record says behind the name of a signer whom nobody vouched for.
constexpr std::string_view not_checked{" (chain not checked)"};

} // namespace

void sign_paper(registry::WriteScope& write, const std::string& subject,
                const documents::SigningIdentity& identity, registry::Paper& paper, std::string& pdf)
{
    auto& tools = documents::paper_tools();
    pdf = tools.sign(pdf, identity);
    paper.signed_document = write.keep_document(subject, pdf);
    paper.signer = tools.signatures(pdf, "").back().signer;
}

registry::Paper given_out_paper(registry::Database& database, const std::string& record,
                                std::optional<std::int64_t> which)
{
    const auto papers = registry::papers_of(database, std::string_view{record});
    const auto found = std::ranges::find_if(papers.rbegin(), papers.rend(), [&](const registry::Paper& one) {
        return !which || one.paper == *which;
    });
    if (found != papers.rend()) return *found;
    const std::string number = which ? " " + std::to_string(*which) : "";
    throw Error{
        Fault::not_found,
        {record + (which ? ": chưa có giấy số" + number : ": chưa lập giấy nào"),
         record + ": no paper" + number + " was given out"},
        {"lập trước (radcert certificate pdf, radcert application paper); xem giấy của hồ sơ: radcert "
         "application desk " +
             record,
         "make it out first (radcert certificate pdf, radcert application paper); papers of a file: "
         "radcert application desk " +
             record}};
}

registry::Paper attach_signed(registry::WriteScope& write, const registry::KeyFile& keys,
                              registry::Paper paper, const std::string& signed_pdf,
                              const std::string& trusted)
{
    const std::string subject = registry::load_worker(write.database(), paper.worker).subject;
    const std::string given_out = registry::open_document(write.database(), keys, subject, paper.document);
    const documents::PdfSignature last = documents::check_signed_copy(given_out, signed_pdf, trusted).back();
    paper.signed_document = write.keep_document(subject, signed_pdf);
    paper.signer = last.signer + std::string{trusted.empty() ? not_checked : ""};
    write.record(paper.kind == "certificate" ? "certificate.attach_signed" : "application.attach_signed",
                 subject, {paper});
    return paper;
}

Words signer_words(const registry::Paper& paper)
{
    std::string_view signer{*paper.signer};
    if (!signer.ends_with(not_checked)) return {std::string{signer}, std::string{signer}};
    signer.remove_suffix(not_checked.size());
    const std::string name{signer};
    return {name + " (chưa kiểm chuỗi chứng thư: --trust)", name + " (chain not checked: --trust)"};
}

} // namespace radcert::casework
