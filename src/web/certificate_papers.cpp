#include "casework/certificate_paper.h"
#include "casework/signed_papers.h"
#include "web/certificate_parts.h"
#include "web/nouns.h"
#include "web/typed.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

const char* const pdf = "application/pdf";

/// "chung-chi-66-2025-00001.pdf"
std::string file_name_of(const std::string& number, const char* ending)
{
    return "chung-chi-" + plain_name(number) + ending;
}

/// The paper of that number among the certificate's; the newest where none is named.
registry::Paper paper_of(Visit& visit, std::optional<std::int64_t> which = {})
{
    const auto papers = registry::papers_of(visit.database(), std::string_view{visit.part("certificate")});
    if (!which && !papers.empty()) return papers.back();
    for (const registry::Paper& paper : papers) {
        if (which == paper.paper) return paper;
    }
    throw Error{Fault::not_found,
                which ? Words{"chứng chỉ này không có tờ đó", "this certificate has no such paper"}
                      : Words{"chưa in chứng chỉ này ra PDF", "this certificate was not drawn as PDF yet"},
                {"xem các tờ đã lập ở trang chứng chỉ", "see the papers on the certificate's page"}};
}

/// What was drawn here is shown in the browser; what came back signed is somebody else's bytes, and is saved.
Reply open_pdf(Visit& visit, const registry::Paper& paper)
{
    return Download{pdf, file_name_of(paper.record, ".pdf"),
                    casework::open_paper(visit.database(), visit.office().keys(), paper.record, paper.paper),
                    !paper.signed_document};
}

Reply open_newest(Visit& visit)
{
    return open_pdf(visit, paper_of(visit));
}

/// "3.pdf": the paper's number among the certificate's.
Reply open_one(Visit& visit)
{
    const std::string& part = visit.part("paper");
    const auto number = part.ends_with(".pdf") ? read_whole(part.substr(0, part.size() - 4)) : std::nullopt;
    return open_pdf(visit, paper_of(visit, number.value_or(0)));
}

Reply draw(Visit& visit)
{
    const std::string& number = visit.part("certificate");
    const registry::KeyFile& keys = visit.office().keys();
    std::int64_t paper = 0;
    record_act(visit, [&](registry::WriteScope& write) {
        paper = casework::issue_certificate_paper(write, visit.rulebooks(), keys, number, {}).record.paper;
    });
    return Redirect{certificate_address(visit),
                    {"đã lập bản PDF, tờ số " + std::to_string(paper),
                     "the PDF was drawn, paper " + std::to_string(paper)}};
}

Reply attach_signed(Visit& visit)
{
    const Upload* const file = visit.upload("file");
    if (file == nullptr) refuse_field("file", {"chưa chọn tệp PDF", "no PDF was chosen"});
    const auto paper = paper_of(visit);
    const registry::KeyFile& keys = visit.office().keys();
    registry::Paper kept;
    record_act(visit, [&](registry::WriteScope& write) {
        kept = casework::attach_signed(write, keys, paper, file->bytes, {});
    });
    return Redirect{
        certificate_address(visit),
        {"đã nhận bản ký bởi " + kept.signer.value_or(""), "taken: signed by " + kept.signer.value_or("")}};
}

/// The certificate for programs, W3C: it names the holder, and is the holder's to show.
Reply credential(Visit& visit)
{
    const registry::Certificate one = certificate_asked(visit);
    if (one.issued_by != registry::load_register(visit.database()).authority)
        throw Error{Fault::refused,
                    {"chứng chỉ này do cơ quan khác cấp: sổ này không ký thay",
                     "another authority issued it: this register does not sign for it"}};
    const registry::KeyFile& keys = visit.office().keys();
    const auto proven = casework::prove_certificate(visit.database(), keys, one.certificate, one.issued_by);
    return Download{"application/vc+json", file_name_of(one.certificate, ".json"),
                    casework::prove_credential(proven, keys) + '\n'};
}

constexpr int snapshot_days = 7; // a new one is due within a week

/// For who checks papers without the register.
Reply revocations(Visit& visit)
{
    const std::string day = to_iso(visit.today());
    return Download{"application/octet-stream", "thu-hoi-" + day + ".radrev",
                    casework::export_revocations(visit.database(), visit.office().keys(), snapshot_days)};
}

} // namespace

void add_certificate_paper_routes(Routes& routes)
{
    const auto file = [&](const char* path, const Words& summary, Handler handler) {
        routes.page(path,
                    {.access = only(readers_and_own),
                     .names = Names::certificate,
                     .summary = summary,
                     .personal = true,
                     .asks = {"issued_by"}},
                    handler);
    };
    file("/certificates/{certificate}/paper.pdf",
         {"Bản PDF mới nhất của chứng chỉ", "The certificate's newest PDF"}, open_newest);
    file("/certificates/{certificate}/papers/{paper}",
         {"Một bản PDF của chứng chỉ", "One PDF of the certificate"}, open_one);
    file("/certificates/{certificate}/credential.json",
         {"Chứng chỉ số (JSON đã ký)", "The credential (signed JSON)"}, credential);
    const auto act = [&](const char* path, const Words& summary, std::vector<std::string> fields,
                         Handler handler) {
        routes.act(path,
                   {.access = only(desk),
                    .names = Names::certificate,
                    .summary = summary,
                    .fields = std::move(fields),
                    .asks = {"issued_by"},
                    .form_on = "/certificates/{certificate}"},
                   handler);
    };
    act("/certificates/{certificate}/paper", {"Lập bản PDF của chứng chỉ", "Draw the certificate as PDF"}, {},
        draw);
    act("/certificates/{certificate}/attach-signed", {"Nhận bản PDF đã ký", "Take the signed PDF"}, {"file"},
        attach_signed);
    routes.page("/certificates/revocations",
                {.access = only(readers), .summary = {"Tệp thu hồi đã ký", "The signed revocations"}},
                revocations);
}

} // namespace radcert::web
