#include "casework/desk_acts.h"

#include "casework/deadlines.h"
#include "casework/desk.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::AnyRecord;
using registry::Application;

namespace {

const Words reason_named{"lý do (--reason)", "the reason (--reason)"};

/// One act under way: the file, the day, and the records that it becomes.
class Acting {
public:
    Acting(registry::WriteScope& write, const DeskAct& act, const Words& what)
        : write_{write}, file{load_open_application(write.database(), act.application)},
          on{day_of_act(write, act.on, what)}
    {
        if (on < file.filed_on) {
            throw Error{
                Fault::invalid_input,
                {what.vi + " ngày " + to_dmy(on) + ": trước ngày nộp " + to_dmy(file.filed_on),
                 what.en + " on " + to_dmy(on) + ": before the file was filed on " + to_dmy(file.filed_on)}};
        }
        if (!act.reason.empty()) reason = text::nfc(act.reason);
    }

    void step(const RulebookInUse& rules, std::string_view act)
    {
        for (AnyRecord& record : desk_step(write_, rules, file, {act, on, reason, {}}))
            records.push_back(std::move(record));
    }
    void record(const char* action)
    {
        write_.record(action, registry::load_worker(write_.database(), file.worker).subject, records);
    }

private:
    registry::WriteScope& write_;

public:
    Application file;
    Date on;
    std::optional<std::string> reason;
    std::vector<AnyRecord> records;
};

void plain_step(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
                std::string_view step, const char* action, const Words& what)
{
    Acting acting{write, act, what};
    acting.step(rules, step);
    acting.record(action);
}

void refuse_past(Date on, Date due, const Words& what)
{
    if (due > on) return;
    throw Error{Fault::invalid_input,
                {what.vi + " " + to_dmy(due) + " không sau ngày " + to_dmy(on),
                 what.en + " " + to_dmy(due) + " does not come after " + to_dmy(on)}};
}

} // namespace

void submit(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    plain_step(write, rules, act, "submit", "application.submit", {"nộp hồ sơ", "submitting"});
}

void receive(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
             std::optional<Date> appointment)
{
    Acting acting{write, act, {"tiếp nhận", "receiving"}};
    acting.step(rules, "receive");
    if (appointment) {
        refuse_past(acting.on, *appointment, {"ngày hẹn trả", "the appointed day"});
        acting.records.emplace_back(stated_deadline(write.database(), acting.file, "appointment", acting.on,
                                                    *appointment, acting.reason.value_or("")));
    }
    acting.record("application.receive");
}

void set_appointment(registry::WriteScope& write, const DeskAct& act, Date due)
{
    Acting acting{write, act, {"hẹn trả kết quả", "appointing the day of the result"}};
    refuse_past(acting.on, due, {"ngày hẹn trả", "the appointed day"});
    if (const auto known = due_of_result(registry::deadlines_of(write.database(), act.application));
        known && !known->ended_on) {
        throw Error{Fault::refused,
                    {"hồ sơ " + act.application + " đã có hạn trả kết quả " + to_dmy(known->due_on),
                     "application " + act.application + " is due already, on " + to_dmy(known->due_on)},
                    {"không kịp thì xin lỗi và hẹn lại: radcert application apologise " + act.application,
                     "if it will be late: radcert application apologise " + act.application}};
    }
    acting.records.emplace_back(stated_deadline(write.database(), acting.file, "appointment", acting.on, due,
                                                acting.reason.value_or("")));
    acting.record("application.appoint");
}

void refuse_intake(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    filled(act.reason, reason_named);
    plain_step(write, rules, act, "refuse_intake", "application.refuse_intake",
               {"từ chối tiếp nhận", "refusing to accept"});
}

void record_supplement(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    Acting acting{write, act, {"nhận bổ sung", "receiving the supplement"}};
    auto requests = registry::supplement_requests_of(write.database(), act.application);
    if (!requests.empty() && !requests.back().answered_on) {
        requests.back().answered_on = acting.on;
        acting.records.emplace_back(requests.back());
    }
    acting.file.completed_on.reset(); // whether it is complete now is for the next check to say
    acting.step(rules, "supplemented");
    acting.records.emplace_back(acting.file);
    acting.record("application.supplemented");
}

void complete(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    Acting acting{write, act, {"ghi hồ sơ hợp lệ", "recording the complete file"}};
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
    Acting acting{write, act, {"thông báo lệ phí", "the fee notice"}};
    acting.file.completed_on = acting.on;
    acting.step(rules, "notify_fee");
    acting.records.emplace_back(acting.file);
    acting.record("application.notify_fee");
    return certificate_fee(rules.book, acting.on);
}

void record_fee(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    Acting acting{write, act, {"ghi nộp phí", "recording the payment"}};
    acting.file.fee_paid_on = acting.on;
    acting.step(rules, "pay_fee");
    acting.records.emplace_back(acting.file);
    acting.record("application.pay_fee");
}

void submit_for_signature(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    plain_step(write, rules, act, "to_sign", "application.to_sign", {"trình ký", "submitting for signature"});
}

void return_to_officer(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    filled(act.reason, reason_named);
    plain_step(write, rules, act, "return", "application.return",
               {"trả lại thụ lý", "returning to the case officer"});
}

bool apologise(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act, Date new_date)
{
    Acting acting{write, act, {"xin lỗi và hẹn lại", "apologising"}};
    filled(act.reason, reason_named);
    refuse_past(acting.on, new_date, {"ngày hẹn mới", "the new day"});
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
    acting.step(rules, "extend");
    acting.records.emplace_back(stated_deadline(write.database(), acting.file, "extension", acting.on,
                                                new_date, acting.reason.value_or("")));
    acting.record("application.apologise");
    const auto due = due_of_result(clocks);
    return due && acting.on > due->due_on - std::chrono::days{1};
}

void deliver(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    registry::Database& database = write.database();
    const Application file = registry::load_application(database, act.application);
    const Date on = day_of_act(write, act.on, {"trả kết quả", "delivering the result"});
    std::optional<std::string> reason;
    if (!act.reason.empty()) reason = text::nfc(act.reason);
    write.record("application.deliver", registry::load_worker(database, file.worker).subject,
                 desk_step(write, rules, file, {"deliver", on, reason, {}}));
}

void set_letterhead(registry::WriteScope& write, const registry::Letterhead& letterhead)
{
    registry::Letterhead made = letterhead;
    made.entry = 1;
    for (std::string* const text : {&made.parent, &made.body, &made.place, &made.abbreviation,
                                    &made.unit_code, &made.capacity, &made.signatory, &made.check_at})
        *text = text::nfc(*text);
    filled(made.body, {"tên cơ quan (--body)", "the office's name (--body)"});
    filled(made.place, {"địa danh (--place)", "the place (--place)"});
    const auto before = registry::find_letterhead(write.database());
    if (before) refuse_unchanged(*before, made, "letterhead");
    write.record("register.letterhead", registry::load_register(write.database()).subject, {made});
}

registry::Letterhead load_letterhead(registry::Database& database)
{
    auto found = registry::find_letterhead(database);
    if (found) return std::move(*found);
    throw Error{Fault::not_found,
                {"chưa ghi tên cơ quan để in trên giấy tờ", "what the office's papers bear is not recorded"},
                {"ghi một lần: radcert register letterhead --parent … --body … --place …",
                 "record it once: radcert register letterhead --parent … --body … --place …"}};
}

} // namespace radcert::casework
