#include "casework/certificate_paper.h"
#include "casework/signed_papers.h"
#include "web/certificate_parts.h"
#include "web/nouns.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

const char* const pdf = "application/pdf";

/// "chung-chi-66-2025-00001.pdf"
std::string file_name_of(const std::string& number, const char* ending)
{
    return "chung-chi-" + plain_name(number) + ending;
}

Reply open_pdf(Visit& visit, std::int64_t paper)
{
    const std::string& number = visit.part("certificate");
    return Download{pdf, file_name_of(number, ".pdf"),
                    casework::open_paper(visit.database(), visit.office().keys(), number, paper), true};
}

Reply open_newest(Visit& visit)
{
    return open_pdf(visit, casework::given_out_paper(visit.database(), visit.part("certificate"), {}).paper);
}

/// "3.pdf": the paper's number among the certificate's.
Reply open_one(Visit& visit)
{
    const std::string& part = visit.part("paper");
    const std::string number = part.ends_with(".pdf") ? part.substr(0, part.size() - 4) : "";
    const bool digits =
        !number.empty() && number.size() < 10 && number.find_first_not_of("0123456789") == std::string::npos;
    if (!digits)
        throw Error{
            Fault::not_found,
            {"chứng chỉ này không có tờ “" + part + "”", "this certificate has no paper \"" + part + "\""}};
    return open_pdf(visit, std::stoll(number));
}

Reply draw(Visit& visit)
{
    const std::string& number = visit.part("certificate");
    const registry::KeyFile& keys = visit.office().keys();
    std::int64_t paper = 0;
    visit.record([&](registry::WriteScope& write) {
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
    const auto paper = casework::given_out_paper(visit.database(), visit.part("certificate"), {});
    const registry::KeyFile& keys = visit.office().keys();
    registry::Paper kept;
    visit.record([&](registry::WriteScope& write) {
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
