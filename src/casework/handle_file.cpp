#include <algorithm>

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/desk_acting.h"
#include "casework/desk_acts.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {

void complete(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    DeskActing acting{write, act, {"ghi hồ sơ hợp lệ", "recording the complete file"}};
    refuse_found_lacking(write.database(), act.application);
    acting.file.completed_on = acting.on;
    acting.step(rules, "complete");
    acting.records.emplace_back(acting.file);
    acting.record("application.complete");
}

std::optional<std::int64_t> certificate_fee(const rules::Rulebook& book, Date on)
{
    for (const rules::Fee& fee : book.fees) {
        if (fee.certificate && fee.in_force.holds(on) && fee.dong && fee.standing <= Standing::secondary)
            return fee.dong;
    }
    return std::nullopt;
}

std::optional<std::int64_t> notify_fee(registry::WriteScope& write, const RulebookInUse& rules,
                                       const DeskAct& act)
{
    DeskActing acting{write, act, {"thông báo lệ phí", "the fee notice"}};
    refuse_found_lacking(write.database(), act.application);
    acting.file.completed_on = acting.on;
    acting.step(rules, "notify_fee");
    acting.records.emplace_back(acting.file);
    acting.record("application.notify_fee");
    return certificate_fee(rules.book, acting.on);
}

void record_fee(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    DeskActing acting{write, act, {"ghi nộp phí", "recording the payment"}};
    acting.file.fee_paid_on = acting.on;
    acting.step(rules, "pay_fee");
    acting.records.emplace_back(acting.file);
    acting.record("application.pay_fee");
}

void submit_for_signature(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    DeskActing acting{write, act, {"trình ký", "submitting for signature"}};
    acting.step(rules, "to_sign");
    refuse_changed_facts(write.database(), load_latest_screening(write.database(), act.application));
    acting.record("application.to_sign");
}

void return_to_officer(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    filled(act.reason, reason_named);
    plain_step(write, rules, act, "return", "application.return",
               {"trả lại thụ lý", "returning to the case officer"});
}

bool apologise(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act, Date new_date)
{
    DeskActing acting{write, act, {"xin lỗi và hẹn lại", "apologising"}};
    filled(act.reason, reason_named);
    const auto clocks = registry::deadlines_of(write.database(), act.application);
    for (const auto& version : clocks) {
        if (version.record.clock != "extension") continue;
        throw Error{Fault::refused,
                    {"hồ sơ " + act.application + " đã xin lỗi và hẹn lại một lần (ngày " +
                         to_dmy(version.record.due_on) + "); chỉ được hẹn lại một lần",
                     "application " + act.application + " was given a new date already, " +
                         to_dmy(version.record.due_on) + "; it may be given once"},
                    {"Nghị định 61/2018/NĐ-CP Điều 19 khoản 9", "Decree 61/2018/NĐ-CP Art. 19(9)"}};
    }
    const auto due = due_of_result(clocks);
    check_named_day(rules.book, desk_of(write.database()), due ? std::max(acting.on, due->due_on) : acting.on,
                    new_date, {"ngày hẹn mới", "the new day"});
    acting.step(rules, "extend");
    acting.records.emplace_back(stated_deadline(write.database(), acting.file, "extension", acting.on,
                                                new_date, acting.reason.value_or("")));
    acting.record("application.apologise");
    return due && acting.on > due->due_on - std::chrono::days{1};
}

namespace {

/// What was granted is handed over as a certificate.
void check_issued(registry::Database& database, const std::string& application, Date on)
{
    const auto issued = registry::find_certificate_on(database, application);
    if (!issued) {
        throw Error{Fault::refused,
                    {"hồ sơ " + application + " đã được quyết định cấp nhưng chưa có chứng chỉ để trả",
                     "application " + application + " was granted, and there is no certificate to hand over"},
                    {"cấp trước: radcert certificate issue " + application,
                     "issue it first: radcert certificate issue " + application}};
    }
    if (on >= issued->issued_on) return;
    throw Error{Fault::invalid_input,
                {"trả kết quả ngày " + to_dmy(on) + ": trước ngày cấp chứng chỉ " + issued->certificate +
                     ", " + to_dmy(issued->issued_on),
                 "handing over on " + to_dmy(on) + ": before certificate " + issued->certificate +
                     " was issued on " + to_dmy(issued->issued_on)},
                {"nêu một ngày từ " + to_iso(issued->issued_on),
                 "name a day from " + to_iso(issued->issued_on) + " on"}};
}

} // namespace

void deliver(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    registry::Database& database = write.database();
    const registry::Application file = registry::load_application(database, act.application);
    const Date on = day_of_act(write, act.on, {"trả kết quả", "delivering the result"});
    std::optional<std::string> reason;
    if (!act.reason.empty()) reason = text::nfc(act.reason);
    const auto records = desk_step(write, rules, file, {"deliver", on, reason, {}});
    if (const auto decision = registry::find_decision(database, act.application);
        decision && decision->outcome == "granted")
        check_issued(database, act.application, on);
    write.record("application.deliver", registry::load_worker(database, file.worker).subject, records);
}

} // namespace radcert::casework
