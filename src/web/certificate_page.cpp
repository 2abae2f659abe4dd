#include "casework/amend_certificate.h"
#include "casework/prove_certificate.h"
#include "casework/words_of.h"
#include "documents/qr_picture.h"
#include "registry/desk.h"
#include "registry/workers.h"
#include "web/certificate_parts.h"
#include "web/clocks.h"
#include "web/dossier.h"
#include "web/nouns.h"
#include "web/record_form.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

/// A certificate as it stands at the two clocks of the visit.
struct Held {
    registry::Certificate certificate;
    std::vector<registry::CertificateStatus> entries;
    std::string status;
    bool own{false};    ///< issued by the authority that keeps this register
    bool as_now{false}; ///< the address asks for no other moment
};

Held held_by(Visit& visit)
{
    Held held{certificate_asked(visit), {}, {}};
    const AsOf as_of = visit.as_of();
    held.entries = registry::statuses_of(visit.database(), held.certificate, as_of.known_by);
    held.status = registry::status_on(held.certificate, held.entries, as_of.in_force);
    held.own = held.certificate.issued_by == registry::load_register(visit.database()).authority;
    held.as_now = !visit.query().has("in_force") && !visit.query().has("known_by");
    return held;
}

/// The certificate of the same person that took the place of this one; empty: none did.
std::string replaced_by(Visit& visit, const registry::Certificate& old)
{
    for (const auto& other :
         registry::certificates_of(visit.database(), old.worker, visit.as_of().known_by)) {
        if (other.replaces == old.certificate) return other.certificate;
    }
    return {};
}

/// "còn 45 ngày", on the day that the page is of.
Words days_left(const Held& held, Date day)
{
    if (!held.certificate.valid_to || held.status != "in_force") return {};
    const std::string days = std::to_string((*held.certificate.valid_to - day).count());
    return {"còn " + days + " ngày", days + " days left"};
}

std::string rule_address(const std::string& validity)
{
    return validity == "stated" || validity == "recorded" ? "" : address({"rules", validity});
}

void add_certificate_link(Facts& facts, std::string_view field, const Words& label, const std::string& number)
{
    if (!number.empty()) facts.add({std::string{field}, label}, number, address({"certificates", number}));
}

Facts facts_of(Visit& visit, const Held& held)
{
    const registry::Certificate& one = held.certificate;
    const casework::FieldCells cells = visit.cells();
    const Date day = visit.as_of().in_force;
    Facts facts;
    facts.add({"certificate", {"Số chứng chỉ", "Number"}}, one.certificate);
    facts.add({"status", {"Tình trạng ngày " + to_dmy(day), "Status on " + to_dmy(day)}},
              casework::status_cell(held.status), {}, status_tone(held.status));
    facts.add({"issued_by", casework::field_label("issued_by")},
              authority_cell(visit, one.issued_by, one.issued_on));
    facts.add(casework::column("issued_on"), cells("issued_on", one.issued_on));
    facts.add({"valid_to", {"Có giá trị đến hết ngày", "Valid through"}}, end_cell(one.valid_to), {},
              Tone::plain, days_left(held, day));
    facts.add({"validity", {"Thời hạn theo", "Validity set by"}},
              Cell::coded(one.validity, casework::validity_name(one.validity)), rule_address(one.validity));
    facts.add(casework::column("role"), cells("role", one.role));
    facts.add(casework::column("equipment_types"), cells("equipment_types", one.equipment_types));
    if (one.application)
        facts.add({"application", {"Cấp theo hồ sơ", "Issued on application"}}, *one.application,
                  address({"applications", *one.application}));
    add_certificate_link(facts, "replaces", {"Thay cho chứng chỉ", "Takes the place of"},
                         one.replaces.value_or(""));
    add_certificate_link(facts, "replaced_by", {"Đã được thay bằng", "Replaced by"}, replaced_by(visit, one));
    return facts;
}

Facts holder_facts(Visit& visit, const registry::Certificate& one)
{
    registry::Database& database = visit.database();
    const EventNumber known_by = visit.as_of().known_by;
    const casework::FieldCells cells = visit.cells();
    const registry::Worker holder = registry::load_worker(database, one.worker, known_by);
    Facts facts;
    facts.add({"worker", {"Người được cấp", "Holder"}}, casework::worker_name(one.worker),
              worker_address(one.worker));
    facts.add(casework::column("full_name"), holder.full_name, worker_address(one.worker));
    facts.add(casework::column("birth_date"), cells("birth_date", holder.birth_date));
    if (one.facility) {
        const auto facility = registry::find_facility(database, *one.facility, known_by);
        const std::string name = casework::facility_name(*one.facility);
        facts.add({"facility", {"Cấp cho công việc tại", "For work at"}},
                  Cell::coded(name, {facility ? facility->name : name, facility ? facility->name : name}),
                  facility_address(visit, *one.facility));
    }
    return facts;
}

Timeline status_timeline(Visit& visit, const Held& held)
{
    Timeline timeline{{"Diễn biến tình trạng", "What became of it"}, {}};
    for (const auto& entry : held.entries) {
        Timeline::Entry shown{.when = to_dmy(entry.from_day) +
                                      (entry.to_day ? " – " + to_dmy(*entry.to_day) : ""),
                              .what = casework::status_name(entry.status),
                              .tone = status_tone(entry.status)};
        const auto say = [&](const char* vi, const char* en, const std::optional<std::string>& text) {
            if (text) shown.more.push_back({std::string{vi} + ": " + *text, std::string{en} + ": " + *text});
        };
        say("Lý do", "Reason", entry.reason);
        say("Căn cứ", "Legal basis", entry.legal_basis);
        if (!visit.scope().facility && !visit.scope().worker)
            say("Người thứ hai", "Second person",
                entry.second ? std::optional{officer_shown(visit, *entry.second)} : std::nullopt);
        timeline.entries.push_back(std::move(shown));
    }
    return timeline;
}

/// What can be done to the certificate as it is.
std::vector<Link> acts_on(const Visit& visit, const Held& held)
{
    using casework::Amendment;
    std::vector<Link> links;
    if (!held.as_now || !visit.may({Duty::head})) return links;
    const auto offer = [&](bool possible, const char* act, const char* vi, const char* en) {
        if (possible) links.push_back({{vi, en}, certificate_address(visit, act)});
    };
    const auto allowed = [&](Amendment amendment) { return casework::allows(amendment, held.status); };
    const bool stands = !casework::has_ended(held.status);
    offer(allowed(Amendment::suspend), "suspend", "Đình chỉ", "Suspend");
    offer(allowed(Amendment::restore), "restore", "Khôi phục", "Restore");
    offer(stands, "correct", "Sửa nội dung", "Correct");
    offer(stands, "replace", "Cấp lại tờ mới", "Replace the paper");
    offer(allowed(Amendment::revoke), "revoke", "Thu hồi", "Revoke");
    offer(allowed(Amendment::withdraw), "withdraw", "Hủy vì cấp sai", "Withdraw");
    return links;
}

Listing paper_list(const std::vector<registry::Paper>& papers)
{
    Listing list{"papers",
                 {"Bản PDF đã lập", "PDF papers made"},
                 documents::Table{{"paper", {"Tờ số", "Paper"}},
                                  {"dated_on", {"Ngày trên giấy", "Dated"}},
                                  {"signer", {"Ký số bởi", "Signed by"}}}};
    for (const registry::Paper& paper : papers) {
        list.table.row({paper.paper, to_iso(paper.dated_on), paper.signer});
        const std::string number = std::to_string(paper.paper) + ".pdf";
        list.links.push_back({address({"certificates", paper.record, "papers", number})});
    }
    list.empty = {"Chưa in chứng chỉ này ra PDF.", "This certificate was not drawn as PDF yet."};
    return list;
}

Form draw_form(const Visit& visit)
{
    return Form{.action = certificate_address(visit, "paper"),
                .submit = {"Lập bản PDF", "Draw the PDF"},
                .inline_form = true,
                .id = "draw"};
}

Form attach_form(const Visit& visit)
{
    Form form{.action = certificate_address(visit, "attach-signed"),
              .submit = {"Nhận bản đã ký", "Take the signed copy"},
              .legend = {"Nhận bản PDF đã ký số", "Take the signed PDF"},
              .id = "attach"};
    form.fields.push_back(
        {.kind = Field::Kind::file,
         .name = "file",
         .label = {"Tệp PDF ký trên đúng bản đã lập", "PDF signed upon the very one that was drawn"},
         .hint = {"ký bằng thiết bị của cơ quan trên tệp tải từ trang này, không sửa gì thêm",
                  "sign the file downloaded here with the office's device, and change nothing"},
         .required = true});
    return form;
}

void add_papers(Page& page, Visit& visit, const Held& held)
{
    if (!held.own) return;
    const auto papers =
        registry::papers_of(visit.database(), held.certificate.certificate, visit.as_of().known_by);
    const bool desk_now = held.as_now && visit.may(desk);
    page.add(paper_list(papers));
    if (desk_now && held.status == "in_force") page.add(draw_form(visit));
    if (desk_now && !papers.empty())
        page.add(Folded{{"Nhận bản PDF đã ký số", "Take the signed PDF"}, {attach_form(visit)}});
}

/// What the QR code of the paper says: whoever has it can check it.
void add_statement(Page& page, Visit& visit, const Held& held)
{
    if (!held.own || !held.as_now || held.status != "in_force") return;
    const auto proven = casework::prove_certificate(visit.database(), visit.office().keys(),
                                                    held.certificate.certificate, held.certificate.issued_by);
    Folded folded{{"Mã QR và nội dung đã ký", "QR code and signed statement"}, {}};
    folded.blocks.emplace_back(Picture{
        {"Mã QR của chứng chỉ; nội dung ở ngay dưới", "The certificate's QR code; its text stands below"},
        documents::draw_svg(documents::paper_tools().qr_code(proven.statement_text))});
    folded.blocks.emplace_back(Verbatim{{"Nội dung mã QR", "Text of the QR code"}, proven.statement_text});
    folded.blocks.emplace_back(
        Links{{{{"Tải chứng chỉ số (JSON đã ký)", "Download the credential (signed JSON)"},
                certificate_address(visit, "credential.json"),
                true},
               {{"Trang kiểm tra chứng chỉ", "The page that checks certificates"}, "/verify", true}}});
    page.add(std::move(folded));
}

/// Several authorities issued one of that number: which is meant?
Page choose_authority(Visit& visit, const std::vector<registry::Certificate>& found)
{
    const std::string& number = visit.part("certificate");
    Page page{{"Chứng chỉ số " + number, "Certificates " + number}};
    page.lead = {"Nhiều cơ quan đã cấp chứng chỉ mang số này: chọn nơi cấp.",
                 "Several authorities issued a certificate of this number: choose which."};
    Listing list{"certificates",
                 {"Nơi cấp", "Issued by"},
                 documents::Table{casework::column("issued_by"), casework::column("issued_on"),
                                  casework::column("role")}};
    for (const auto& one : found) {
        list.table.row({authority_cell(visit, one.issued_by, one.issued_on), to_iso(one.issued_on),
                        visit.cells()("role", one.role)});
        list.links.push_back({address({"certificates", number}, {{"issued_by", one.issued_by}})});
    }
    page.add(std::move(list));
    return page;
}

Reply show(Visit& visit)
{
    const auto found =
        registry::find_certificates(visit.database(), visit.part("certificate"), visit.as_of().known_by);
    if (found.size() > 1 && !visit.query().find("issued_by")) return choose_authority(visit, found);
    const Held held = held_by(visit);
    Page page{{"Chứng chỉ " + held.certificate.certificate, "Certificate " + held.certificate.certificate}};
    page.acts = acts_on(visit, held);
    page.acts.push_back({{"Lịch sử ghi sổ", "History"}, certificate_address(visit, "history"), true});
    page.blocks = clock_notice(visit);
    page.add(facts_of(visit, held));
    page.add(Heading{{"Người được cấp", "Holder"}});
    page.add(holder_facts(visit, held.certificate));
    page.add(status_timeline(visit, held));
    add_papers(page, visit, held);
    add_statement(page, visit, held);
    page.add(Folded{{"Xem ở thời điểm khác", "As of another moment"}, {clock_form(visit)}});
    return page;
}

} // namespace

void add_certificate_page_routes(Routes& routes)
{
    routes.page("/certificates/{certificate}",
                {.access = only(readers_and_own),
                 .names = Names::certificate,
                 .summary = {"Một chứng chỉ", "One certificate"},
                 .twins = true,
                 .personal = true,
                 .asks = {"issued_by"}},
                show);
}

} // namespace radcert::web
