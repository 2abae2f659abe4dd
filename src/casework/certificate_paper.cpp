#include "casework/certificate_paper.h"

#include "casework/deadlines.h"
#include "casework/desk_acts.h"
#include "casework/desk_letters.h"
#include "casework/signed_papers.h"
#include "casework/words_of.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

std::string names_of(const registry::WordList& types, const Vocabulary& words)
{
    std::string names;
    for (const std::string& type : types) {
        const auto code = words.equipment_types.find(type);
        names += (names.empty() ? "" : "; ") + (code ? words.equipment_types.name(*code).vi : type);
    }
    return names;
}

std::string role_of(const std::string& role, const Vocabulary& words)
{
    const auto code = words.roles.find(role);
    if (!code) return role;
    const Words& name = words.roles.name(*code);
    return name.vi + " / " + name.en;
}

/// The newest identity paper that stands recorded.
std::string identity_of(registry::Database& database, std::int64_t worker)
{
    std::string number;
    for (const registry::IdentityPaper& paper : registry::papers_of(database, worker)) {
        if (paper.status == "recorded") number = paper.number;
    }
    return number;
}

void refuse_not_in_force(registry::Database& database, const registry::Certificate& certificate, Date today)
{
    const std::string status =
        registry::status_on(certificate, registry::statuses_of(database, certificate), today);
    if (status == "in_force") return;
    const Words name = status_name(status);
    throw Error{Fault::refused,
                {"chứng chỉ " + certificate.certificate + " " + name.vi + ": không in",
                 "certificate " + certificate.certificate + " is " + name.en + ": not printed"},
                {"xem: radcert certificate show " + certificate.certificate,
                 "see: radcert certificate show " + certificate.certificate}};
}

} // namespace

documents::CertificatePaper compose_certificate(registry::Database& database, Rulebooks& rulebooks,
                                                const registry::KeyFile& keys, const std::string& number)
{
    const ProvenCertificate proven = prove_certificate(database, keys, number);
    const registry::Certificate& certificate = proven.certificate;
    const auto& book = rulebooks.in_force(database).book;
    const registry::Letterhead head = load_letterhead(database);
    documents::CertificatePaper paper;
    paper.head = letterhead_of(head);
    paper.title = "CHỨNG CHỈ NHÂN VIÊN BỨC XẠ";
    paper.title_en = "RADIATION WORKER CERTIFICATE";
    paper.number = certificate.certificate;
    paper.fields = {
        {"Họ và tên / Full name", text::capitals(proven.holder.full_name)},
        {"Ngày sinh / Date of birth", proven.holder.birth_date ? to_dmy(*proven.holder.birth_date) : ""},
        {"Số định danh / Identity number", identity_of(database, certificate.worker)},
        {"Công việc / Role", role_of(certificate.role, book.vocabulary)},
        {"Thiết bị / Equipment", names_of(certificate.equipment_types, book.vocabulary)},
        {"Cơ sở / Facility", proven.facility.value_or("")},
        {"Có giá trị đến / Valid until",
         certificate.valid_to ? to_dmy(*certificate.valid_to) : "không thời hạn / without end"}};
    paper.issued_on = certificate.issued_on;
    paper.signatory = {head.capacity, "", head.signatory};
    paper.statement = proven.statement_text;
    paper.credential = prove_credential(proven, keys);
    paper.check_at = head.check_at.empty()
                         ? "Kiểm tra: radcert verify-certificate, với khóa công khai của " + head.body + "."
                         : head.check_at;
    if (const rules::DeskPaper* const form =
            rules::desk_paper(book, "certificate", desk_of(database), certificate.issued_on)) {
        for (const std::string& label : form->fields) paper.fields.emplace_back(label, "");
        paper.footnote = form_footnote(*form);
    }
    return paper;
}

IssuedPaper issue_certificate_paper(registry::WriteScope& write, Rulebooks& rulebooks,
                                    const registry::KeyFile& keys, const std::string& number,
                                    const std::optional<documents::SigningIdentity>& identity)
{
    registry::Database& database = write.database();
    const registry::Certificate certificate = registry::load_certificate(database, number);
    refuse_not_in_force(database, certificate, write.today());
    const registry::Worker holder = registry::load_worker(database, certificate.worker);
    IssuedPaper made;
    made.pdf = documents::paper_tools().draw(compose_certificate(database, rulebooks, keys, number));
    const auto papers = registry::papers_of(database, number);
    made.record.record = number;
    made.record.paper = std::int64_t(papers.size()) + 1;
    made.record.worker = certificate.worker;
    made.record.kind = "certificate";
    made.record.number = number;
    made.record.dated_on = certificate.issued_on;
    made.record.document = write.keep_document(holder.subject, made.pdf);
    const bool drawn_before = !papers.empty() && papers.back().document == made.record.document;
    if (drawn_before) made.record = papers.back();
    if (identity) sign_paper(write, holder.subject, *identity, made.record, made.pdf);
    if (!drawn_before || identity) write.record("certificate.paper", holder.subject, {made.record});
    return made;
}

} // namespace radcert::casework
