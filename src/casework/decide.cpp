#include "casework/decide.h"

#include "casework/desk.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

void check_override(const registry::WriteScope& write, const DecisionRequest& request,
                    const std::string& verdict)
{
    if (is_blank(request.legal_basis) || is_blank(request.reason)) {
        throw Error{Fault::refused,
                    {"hồ sơ " + request.application + " có kết quả xem xét '" + verdict_name(verdict).vi +
                         "'; cấp trái với kết quả đó cần căn cứ pháp lý và lý do",
                     "application " + request.application + " was determined '" + verdict +
                         "'; granting it all the same asks for a legal basis and a reason"},
                    {"bổ sung hồ sơ, hoặc thêm --legal-basis, --reason và --second",
                     "complete the file, or add --legal-basis, --reason and --second"}};
    }
    require_second(write, {"cấp trái với kết quả xem xét", "granting against the determination"});
}

/// A refusal that no finding carries is the officer's own: the applicant is told by which provision. Of a
/// file that the rulebook finds in order it is against the determination, and takes two.
void check_refusal(const registry::WriteScope& write, const DecisionRequest& request,
                   const std::string& verdict)
{
    filled(request.reason, {"lý do từ chối (--reason)", "the reason of the refusal (--reason)"});
    if (verdict != "undetermined" && verdict != "eligible") return;
    if (is_blank(request.legal_basis)) {
        throw Error{
            Fault::refused,
            {"hồ sơ " + request.application + " có kết quả xem xét '" + verdict_name(verdict).vi +
                 "': không yêu cầu nào được kết luận là không đạt; từ chối cần nêu căn cứ pháp lý",
             "application " + request.application + " was determined '" + verdict +
                 "': no requirement was found unmet; a refusal has to name its legal basis"},
            {"thêm --legal-basis, hoặc ghi đánh giá: radcert application judge " + request.application,
             "add --legal-basis, or record what you judge: radcert application judge " +
                 request.application}};
    }
    if (verdict == "eligible")
        require_second(write, {"từ chối trái với kết quả xem xét", "refusing against the determination"});
}

} // namespace

registry::Decision decide(registry::WriteScope& write, const RulebookInUse& rules,
                          const DecisionRequest& request)
{
    registry::Database& database = write.database();
    const registry::Application application = load_open_application(database, request.application);
    const registry::Screening screening = load_latest_screening(database, request.application);
    refuse_changed_facts(database, screening);
    const bool grants = request.outcome == "granted";
    if (!grants && request.outcome != "refused") {
        throw Error{Fault::invalid_input,
                    {"quyết định '" + request.outcome + "' không hợp lệ",
                     "the decision '" + request.outcome + "' is none"},
                    {"chọn grant (cấp) hoặc refuse (từ chối)", "choose grant or refuse"}};
    }
    if (grants && screening.verdict != "eligible") check_override(write, request, screening.verdict);
    if (!grants) check_refusal(write, request, screening.verdict);

    registry::Decision decision;
    decision.application = request.application;
    decision.worker = application.worker;
    decision.screening = screening.screening;
    decision.outcome = request.outcome;
    decision.decided_on = day_of_act(write, request.on, {"quyết định", "deciding"});
    decision.decided_by = write.act().officer;
    if (!is_blank(request.reason)) decision.reason = text::nfc(request.reason);
    if (!is_blank(request.legal_basis)) decision.legal_basis = text::nfc(request.legal_basis);
    decision.second = second_if_named(write);
    if (decision.decided_on < application.filed_on) {
        throw Error{Fault::invalid_input,
                    {"ngày quyết định " + to_dmy(decision.decided_on) + " trước ngày nộp " +
                         to_dmy(application.filed_on),
                     "the decision of " + to_dmy(decision.decided_on) + " comes before the filing on " +
                         to_dmy(application.filed_on)}};
    }
    auto records = desk_step(write, rules, application,
                             {grants ? "grant" : "refuse", decision.decided_on, decision.reason, {}});
    records.emplace_back(decision);
    write.record("application.decide", registry::load_worker(database, application.worker).subject, records);
    return decision;
}

void reopen(registry::WriteScope& write, const RulebookInUse& rules, const std::string& application,
            const std::string& reason)
{
    registry::Database& database = write.database();
    const registry::Application file = registry::load_application(database, application);
    auto decision = registry::find_decision(database, application);
    const auto issued = registry::find_certificate_on(database, application);
    if (!decision || decision->outcome == "reopened" || issued) {
        const Words why = issued ? Words{"đã được cấp chứng chỉ " + issued->certificate,
                                         "has the certificate " + issued->certificate}
                                 : Words{"chưa được quyết định", "is not decided"};
        throw Error{
            Fault::conflict,
            {"hồ sơ " + application + " " + why.vi, "application " + application + " " + why.en},
            {"xem: radcert application show " + application, "see: radcert application show " + application}};
    }
    const Words act{"mở lại hồ sơ đã quyết định", "opening a decided application again"};
    require_second(write, act);
    decision->outcome = "reopened";
    decision->decided_on = write.today();
    decision->decided_by = write.act().officer;
    decision->reason = filled(text::nfc(reason), {"lý do (--reason)", "the reason (--reason)"});
    decision->second = write.act().second;
    decision->legal_basis.reset();
    auto records = desk_step(write, rules, file, {"reopen", write.today(), decision->reason, {}});
    records.emplace_back(*decision);
    write.record("application.reopen", registry::load_worker(database, file.worker).subject, records);
}

} // namespace radcert::casework
