#include "casework/amend_certificate.h"

#include "casework/four_eyes.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/facilities.h"
#include "registry/offices.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

struct AmendmentKind {
    const char* action;
    const char* status; ///< that follows
    Words name;
    bool two_persons;
};

const AmendmentKind& kind_of(Amendment amendment)
{
    static const AmendmentKind kinds[] = {
        {"certificate.suspend", "suspended", {"đình chỉ chứng chỉ", "suspending a certificate"}, false},
        {"certificate.restore", "in_force", {"khôi phục chứng chỉ", "restoring a certificate"}, false},
        {"certificate.revoke", "revoked", {"thu hồi chứng chỉ", "revoking a certificate"}, true},
        {"certificate.withdraw", "withdrawn", {"hủy chứng chỉ cấp sai", "withdrawing a certificate"}, true},
    };
    return kinds[std::size_t(amendment)];
}

void need_legal_basis(const std::string& legal_basis, const Words& act)
{
    if (!is_blank(legal_basis)) return;
    throw Error{Fault::refused,
                {act.vi + " cần căn cứ pháp lý", act.en + " asks for a legal basis"},
                {"thêm --legal-basis \"văn bản, điều\"", "add --legal-basis \"text, article\""}};
}

} // namespace

bool has_ended(std::string_view status)
{
    return status == "revoked" || status == "replaced" || status == "withdrawn";
}

bool allows(Amendment amendment, std::string_view status)
{
    if (amendment == Amendment::suspend) return status == "in_force";
    if (amendment == Amendment::restore) return status == "suspended";
    return !has_ended(status);
}

registry::CertificateStatus amend_certificate(registry::WriteScope& write, const AmendRequest& request)
{
    registry::Database& database = write.database();
    const AmendmentKind& kind = kind_of(request.amendment);
    const auto certificate = registry::load_certificate(database, request.certificate, request.issued_by);
    const auto entries = registry::statuses_of(database, certificate);
    const Date on = day_of_act(write, request.on, kind.name);
    const std::string status = registry::status_on(certificate, entries, on);
    if (!allows(request.amendment, status)) {
        throw Error{Fault::conflict,
                    {"chứng chỉ " + certificate.certificate + " ngày " + to_dmy(on) + " có tình trạng '" +
                         status + "': không thể " + kind.name.vi,
                     "certificate " + certificate.certificate + " is '" + status + "' on " + to_dmy(on) +
                         ": " + kind.name.en + " is not possible"},
                    {"xem: radcert certificate history " + certificate.certificate,
                     "see: radcert certificate history " + certificate.certificate}};
    }
    filled(request.reason, {"lý do (--reason)", "the reason (--reason)"});
    if (kind.two_persons) {
        need_legal_basis(request.legal_basis, kind.name);
        require_second(write, kind.name);
    }
    check_order(on, request.to);

    registry::CertificateStatus entry;
    entry.certificate = certificate.certificate;
    entry.issued_by = certificate.issued_by;
    entry.entry = std::int64_t(entries.size()) + 1;
    entry.worker = certificate.worker;
    entry.status = kind.status;
    entry.from_day = on;
    if (request.amendment == Amendment::suspend) entry.to_day = request.to;
    entry.reason = text::nfc(request.reason);
    if (!is_blank(request.legal_basis)) entry.legal_basis = text::nfc(request.legal_basis);
    entry.second = second_if_named(write);
    write.record(kind.action, registry::load_worker(database, certificate.worker).subject, {entry});
    return entry;
}

registry::Certificate correct_certificate(registry::WriteScope& write, const Vocabulary& vocabulary,
                                          const Correction& correction)
{
    registry::Database& database = write.database();
    const auto before = registry::load_certificate(database, correction.certificate, correction.issued_by);
    registry::Certificate after = before;
    if (correction.facility)
        after.facility = registry::load_facility(database, *correction.facility).facility;
    if (correction.role) after.role = *correction.role;
    if (correction.equipment_types) after.equipment_types = *correction.equipment_types;
    if (correction.issued_on) after.issued_on = *correction.issued_on;
    if (correction.valid_to) after.valid_to = correction.valid_to;
    refuse_unchanged(before, after, before.certificate);
    filled(correction.reason, {"lý do (--reason)", "the reason (--reason)"});
    check_word(vocabulary.roles, after.role, {"công việc", "role"});
    for (const std::string& type : after.equipment_types)
        check_word(vocabulary.equipment_types, type, {"loại thiết bị", "equipment type"});
    check_order(after.issued_on, after.valid_to);

    const Words act{"sửa nội dung chứng chỉ", "correcting what a certificate allows"};
    need_legal_basis(correction.legal_basis, act);
    require_second(write, act);
    const auto entries = registry::statuses_of(database, before);
    registry::CertificateStatus note = entries.empty() ? registry::CertificateStatus{} : entries.back();
    std::vector<registry::AnyRecord> records{after};
    if (!entries.empty()) { // the reason stands beside the status that goes on
        note.entry = std::int64_t(entries.size()) + 1;
        note.from_day = write.today();
        note.reason = text::nfc(correction.reason);
        note.legal_basis = text::nfc(correction.legal_basis);
        note.second = write.act().second;
        records.emplace_back(note);
    }
    write.record("certificate.correct", registry::load_worker(database, before.worker).subject, records);
    return after;
}

void halt(registry::WriteScope& write, bool halted, const std::string& reason)
{
    registry::Database& database = write.database();
    const auto before = registry::find_halt(database);
    if ((before && before->halted) == halted) {
        throw Error{Fault::conflict,
                    {halted ? "đã dừng cấp chứng chỉ từ trước" : "việc cấp chứng chỉ không bị dừng",
                     halted ? "issuing is halted already" : "issuing is not halted"},
                    {"xem: radcert register status", "see: radcert register status"}};
    }
    registry::Halt now{
        1, halted, filled(text::nfc(reason), {"lý do (--reason)", "the reason (--reason)"}), {}};
    if (!halted) {
        require_second(write, {"cho cấp chứng chỉ trở lại", "letting issuing go on"});
        now.second = write.act().second;
    }
    write.record(halted ? "register.halt" : "register.lift_halt", registry::load_register(database).subject,
                 {now});
}

} // namespace radcert::casework
