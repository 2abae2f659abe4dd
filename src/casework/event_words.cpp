#include "casework/event_words.h"

#include <algorithm>

#include "casework/words_of.h"

namespace radcert::casework {

const std::vector<KnownAction>& known_actions()
{
    static const std::vector<KnownAction> actions{
        {"worker.record", {"ghi nhân viên bức xạ", "worker recorded"}},
        {"worker.correct", {"sửa thông tin nhân viên", "worker corrected"}},
        {"worker.correct_identity", {"sửa họ tên, ngày sinh", "name or birth corrected"}},
        {"worker.paper", {"ghi giấy tờ tùy thân", "identity paper recorded"}},
        {"worker.post", {"ghi vị trí công tác", "post recorded"}},
        {"worker.appointment", {"ghi quyết định bổ nhiệm", "appointment recorded"}},
        {"worker.view", {"xem dữ liệu cá nhân", "personal file looked at"}},
        {"worker.duplicate", {"kết luận hai nhân viên trùng hay không", "alike workers judged"}},
        {"worker.erase", {"xóa dữ liệu một người", "person forgotten"}},
        {"evidence.record", {"ghi minh chứng", "evidence recorded"}},
        {"evidence.correct", {"sửa minh chứng", "evidence corrected"}},
        {"evidence.withdraw", {"rút minh chứng ghi nhầm", "evidence withdrawn"}},
        {"facility.record", {"ghi cơ sở", "facility recorded"}},
        {"facility.change", {"sửa thông tin cơ sở", "facility changed"}},
        {"facility.fill_in", {"bổ sung thông tin cơ sở", "facility filled in"}},
        {"facility.duplicate", {"kết luận hai cơ sở trùng hay không", "alike facilities judged"}},
        {"facility.practice", {"ghi công việc bức xạ", "practice recorded"}},
        {"facility.licence", {"ghi giấy phép", "licence recorded"}},
        {"equipment.record", {"ghi thiết bị", "equipment recorded"}},
        {"equipment.change", {"sửa thông tin thiết bị", "equipment changed"}},
        {"application.file", {"lập hồ sơ", "application filed"}},
        {"application.record", {"ghi hồ sơ", "application recorded"}},
        {"application.change", {"sửa hồ sơ", "application changed"}},
        {"application.submit", {"nộp hồ sơ", "application submitted"}},
        {"application.receive", {"tiếp nhận hồ sơ", "application received"}},
        {"application.refuse_intake", {"từ chối tiếp nhận", "intake refused"}},
        {"application.appoint", {"hẹn ngày trả kết quả", "day of the result appointed"}},
        {"application.screen", {"xem xét hồ sơ", "application screened"}},
        {"application.judge", {"cán bộ kết luận một nội dung", "officer judged a point"}},
        {"application.unjudge", {"rút kết luận của cán bộ", "judgement withdrawn"}},
        {"application.request_supplement", {"yêu cầu bổ sung", "supplement requested"}},
        {"application.supplemented", {"nhận bổ sung", "supplement received"}},
        {"application.complete", {"ghi hồ sơ hợp lệ", "file complete and valid"}},
        {"application.notify_fee", {"thông báo nộp phí", "fee notice"}},
        {"application.pay_fee", {"ghi đã nộp phí", "fee paid"}},
        {"application.consult", {"lấy ý kiến cơ quan khác", "other body consulted"}},
        {"application.remind", {"đôn đốc ý kiến", "consulted body reminded"}},
        {"application.opinion", {"ghi ý kiến trả lời", "opinion recorded"}},
        {"application.to_sign", {"trình ký", "submitted for signature"}},
        {"application.return", {"trả lại thụ lý", "returned to the case officer"}},
        {"application.apologise", {"xin lỗi và hẹn lại", "apology, new date"}},
        {"application.decide", {"quyết định hồ sơ", "application decided"}},
        {"application.reopen", {"mở lại hồ sơ", "application opened again"}},
        {"application.withdraw", {"rút hồ sơ", "application withdrawn"}},
        {"application.deliver", {"trả kết quả", "result delivered"}},
        {"application.paper", {"lập văn bản của hồ sơ", "paper of the file made"}},
        {"application.attach_signed", {"giữ bản đã ký của văn bản", "signed copy kept"}},
        {"deadline.recount", {"tính lại thời hạn", "deadlines counted anew"}},
        {"certificate.issue", {"cấp chứng chỉ", "certificate issued"}},
        {"certificate.renew", {"cấp lại chứng chỉ khi hết hạn", "certificate renewed"}},
        {"certificate.record", {"ghi chứng chỉ nơi khác cấp", "certificate of another issuer recorded"}},
        {"certificate.correct", {"sửa chứng chỉ", "certificate corrected"}},
        {"certificate.replace", {"thay chứng chỉ", "certificate replaced"}},
        {"certificate.suspend", {"đình chỉ chứng chỉ", "certificate suspended"}},
        {"certificate.restore", {"khôi phục chứng chỉ", "certificate restored"}},
        {"certificate.revoke", {"thu hồi chứng chỉ", "certificate revoked"}},
        {"certificate.withdraw", {"hủy chứng chỉ", "certificate withdrawn"}},
        {"certificate.paper", {"lập bản chứng chỉ", "certificate's paper made"}},
        {"certificate.attach_signed", {"giữ bản chứng chỉ đã ký", "signed certificate kept"}},
        {"import.run", {"nhập tệp", "file imported"}},
        {"import.worker", {"nhập tệp: nhân viên", "import: worker"}},
        {"import.facility", {"nhập tệp: cơ sở", "import: facility"}},
        {"import.equipment", {"nhập tệp: thiết bị", "import: equipment"}},
        {"import.certificate", {"nhập tệp: chứng chỉ", "import: certificate"}},
        {"import.undo", {"hủy lần nhập", "import undone"}},
        {"rules.adopt", {"thông qua bộ quy định", "rulebook adopted"}},
        {"register.found", {"lập sổ", "register founded"}},
        {"register.authorities", {"ghi danh mục cơ quan", "authorities recorded"}},
        {"register.equipment_types", {"ghi danh mục loại thiết bị", "equipment types recorded"}},
        {"register.letterhead", {"ghi tiêu đề văn bản", "letterhead recorded"}},
        {"register.halt", {"dừng cấp chứng chỉ", "issuing halted"}},
        {"register.lift_halt", {"cho cấp lại", "halt lifted"}},
        {"officer.record", {"ghi cán bộ", "officer recorded"}},
        {"account.open", {"mở tài khoản", "account opened"}},
        {"account.duties", {"đổi nhiệm vụ, phạm vi tài khoản", "account's duties or rows changed"}},
        {"account.invite", {"trao đường dẫn đặt mật khẩu", "link to choose a password given"}},
        {"account.password", {"đặt mật khẩu", "password chosen"}},
        {"account.close", {"đóng tài khoản", "account closed"}},
        {"account.reopen", {"mở lại tài khoản", "account opened again"}},
        {"clock.went_back", {"đồng hồ máy lùi ngày", "the machine's clock went back"}},
    };
    return actions;
}

Words action_name(std::string_view action)
{
    const auto found = std::ranges::find(known_actions(), action, &KnownAction::action);
    return found != known_actions().end() ? found->name : Words{std::string{action}, std::string{action}};
}

Words action_group_name(std::string_view group)
{
    static const std::pair<std::string_view, Words> names[]{
        {"worker", {"nhân viên", "workers"}},
        {"evidence", {"minh chứng", "evidence"}},
        {"facility", {"cơ sở", "facilities"}},
        {"equipment", {"thiết bị", "equipment"}},
        {"application", {"hồ sơ", "applications"}},
        {"deadline", {"thời hạn", "deadlines"}},
        {"certificate", {"chứng chỉ", "certificates"}},
        {"import", {"nhập tệp", "imports"}},
        {"rules", {"bộ quy định", "rulebook"}},
        {"register", {"sổ đăng ký", "register"}},
        {"officer", {"cán bộ", "officers"}},
        {"account", {"tài khoản", "accounts"}},
        {"clock", {"đồng hồ", "clock"}},
    };
    const auto found = std::ranges::find(names, group, &std::pair<std::string_view, Words>::first);
    return found != std::end(names) ? found->second : Words{std::string{group}, std::string{group}};
}

Words door_name(std::string_view door)
{
    if (door == "cli") return {"dòng lệnh", "command line"};
    if (door == "web") return {"trình duyệt", "browser"};
    if (door == "demo") return {"dữ liệu mẫu", "sample data"};
    return {std::string{door}, std::string{door}};
}

std::string shown_moment(const Timestamp& at)
{
    const auto digits = [&](std::size_t from) { return (at.utc[from] - '0') * 10 + at.utc[from + 1] - '0'; };
    const int hour = (digits(11) + 7) % 24;
    return to_dmy(day_in_vietnam(at)) + (hour < 10 ? " 0" : " ") + std::to_string(hour) + ":" +
           at.utc.substr(14, 2);
}

namespace {

std::string part_number(const std::string& whole, std::int64_t part)
{
    return whole + "/" + std::to_string(part);
}

// Whose record it is, and which of them.

MadeRecord hangs_on_worker(std::int64_t worker, std::string which = {})
{
    return {{}, std::move(which), "worker", worker_name(worker)};
}
MadeRecord hangs_on_worker(std::int64_t worker, std::int64_t part)
{
    return hangs_on_worker(worker, part_number(worker_name(worker), part));
}
MadeRecord hangs_on_file(const std::string& application, std::int64_t part)
{
    return {{}, part_number(application, part), "application", application};
}
MadeRecord hangs_on_certificate(const std::string& number, std::string which)
{
    return {{}, std::move(which), "certificate", number};
}
MadeRecord hangs_on_facility(std::int64_t facility, std::string which)
{
    return {{}, std::move(which), "facility", facility_name(facility)};
}
MadeRecord hangs_on_nothing(std::string which = {})
{
    return {{}, std::move(which), {}, {}};
}

/// Of a record that looks like another: "W-3, W-17".
MadeRecord hangs_on_pair(const registry::Duplicate& pair)
{
    const auto name = [&](std::int64_t number) {
        return pair.kind == "worker" ? worker_name(number) : facility_name(number);
    };
    return {{}, name(pair.first) + ", " + name(pair.other), pair.kind, name(pair.first)};
}

struct WhoseRecord {
    MadeRecord operator()(const registry::Worker& r) const
    {
        return hangs_on_worker(r.worker, worker_name(r.worker));
    }
    MadeRecord operator()(const registry::IdentityPaper& r) const
    {
        return hangs_on_worker(r.worker, worker_name(r.worker));
    }
    MadeRecord operator()(const registry::Post& r) const { return hangs_on_worker(r.worker, r.post); }
    MadeRecord operator()(const registry::Appointment& r) const
    {
        return hangs_on_worker(r.worker, r.appointment);
    }
    MadeRecord operator()(const registry::Evidence& r) const { return hangs_on_worker(r.worker, r.evidence); }
    MadeRecord operator()(const registry::Erasure& r) const
    {
        return hangs_on_worker(r.worker, worker_name(r.worker));
    }
    MadeRecord operator()(const registry::Duplicate& r) const { return hangs_on_pair(r); }
    MadeRecord operator()(const registry::Facility& r) const
    {
        return hangs_on_facility(r.facility, facility_name(r.facility));
    }
    MadeRecord operator()(const registry::Practice& r) const
    {
        return hangs_on_facility(r.facility, r.practice);
    }
    MadeRecord operator()(const registry::Licence& r) const
    {
        return hangs_on_facility(r.facility, r.licence);
    }
    MadeRecord operator()(const registry::Equipment& r) const
    {
        return {{}, equipment_name(r.equipment), "equipment", equipment_name(r.equipment)};
    }
    MadeRecord operator()(const registry::Application& r) const
    {
        return {{}, r.application, "application", r.application};
    }
    MadeRecord operator()(const registry::Decision& r) const
    {
        return {{}, r.application, "application", r.application};
    }
    MadeRecord operator()(const registry::Screening& r) const
    {
        return hangs_on_file(r.application, r.screening);
    }
    MadeRecord operator()(const registry::OfficerFinding& r) const
    {
        return hangs_on_file(r.application, r.finding);
    }
    MadeRecord operator()(const registry::Step& r) const { return hangs_on_file(r.application, r.step); }
    MadeRecord operator()(const registry::Deadline& r) const { return hangs_on_file(r.application, r.run); }
    MadeRecord operator()(const registry::SupplementRequest& r) const
    {
        return hangs_on_file(r.application, r.request);
    }
    MadeRecord operator()(const registry::Consultation& r) const
    {
        return hangs_on_file(r.application, r.consultation);
    }
    MadeRecord operator()(const registry::Paper& r) const
    {
        return {{}, r.number, r.kind == "certificate" ? "certificate" : "application", r.record};
    }
    MadeRecord operator()(const registry::Certificate& r) const
    {
        return hangs_on_certificate(r.certificate, r.certificate);
    }
    MadeRecord operator()(const registry::CertificateStatus& r) const
    {
        return hangs_on_certificate(r.certificate, part_number(r.certificate, r.entry));
    }
    MadeRecord operator()(const registry::ErasedNumber& r) const { return hangs_on_nothing(r.certificate); }
    MadeRecord operator()(const registry::ErasedOrdinal& r) const
    {
        return hangs_on_nothing(part_number(r.series, r.ordinal));
    }
    MadeRecord operator()(const registry::Import& r) const
    {
        return hangs_on_nothing(std::to_string(r.import));
    }
    MadeRecord operator()(const registry::ImportRow& r) const
    {
        return hangs_on_nothing(part_number(std::to_string(r.import), r.row));
    }
    MadeRecord operator()(const registry::Officer& r) const { return hangs_on_nothing(r.code); }
    MadeRecord operator()(const registry::Account& r) const { return hangs_on_nothing(r.officer); }
    MadeRecord operator()(const registry::Authority& r) const { return hangs_on_nothing(r.authority); }
    MadeRecord operator()(const registry::Rulebook& r) const { return hangs_on_nothing(r.version); }
    MadeRecord operator()(const registry::EquipmentType& r) const { return hangs_on_nothing(r.type); }
    MadeRecord operator()(const registry::Register& r) const { return hangs_on_nothing(r.origin); }
    MadeRecord operator()(const registry::Halt&) const { return hangs_on_nothing(); }
    MadeRecord operator()(const registry::Letterhead&) const { return hangs_on_nothing(); }
};

} // namespace

MadeRecord name_record(const registry::AnyRecord& record)
{
    return std::visit(
        [](const auto& made) {
            MadeRecord named = WhoseRecord{}(made);
            named.kind = record_kind_name(std::decay_t<decltype(made)>::table);
            return named;
        },
        record.kind());
}

} // namespace radcert::casework
