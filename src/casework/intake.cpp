#include "casework/deadlines.h"
#include "casework/desk_acting.h"
#include "casework/desk_acts.h"
#include "casework/filed_papers.h"
#include "casework/words_of.h"
#include "registry/facilities.h"

namespace radcert::casework {

namespace {

const Words day_of_result{"ngày hẹn trả", "the appointed day"};

} // namespace

void submit(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act)
{
    DeskActing acting{write, act, {"nộp hồ sơ", "submitting"}};
    acting.step(rules, "submit");
    if (acting.file.filed_on != acting.on) { // a draft is filed on the day on which it is handed in
        const auto facility = registry::load_facility(write.database(), acting.file.facility);
        check_province(rules.book.vocabulary, facility.province, acting.on);
        acting.file.filed_on = acting.on;
        acting.file.province = facility.province;
        acting.records.emplace_back(acting.file);
    }
    acting.record("application.submit");
}

void receive(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
             std::optional<Date> appointment)
{
    DeskActing acting{write, act, {"tiếp nhận", "receiving"}};
    acting.step(rules, "receive");
    if (appointment) {
        check_named_day(rules.book, desk_of(write.database()), acting.on, *appointment, day_of_result);
        acting.records.emplace_back(stated_deadline(write.database(), acting.file, "appointment", acting.on,
                                                    *appointment, acting.reason.value_or("")));
    }
    acting.record("application.receive");
}

void set_appointment(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act, Date due)
{
    DeskActing acting{write, act, {"hẹn trả kết quả", "appointing the day of the result"}};
    check_named_day(rules.book, desk_of(write.database()), acting.on, due, day_of_result);
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

void record_supplement(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
                       const std::vector<std::string>& papers)
{
    DeskActing acting{write, act, {"nhận bổ sung", "receiving the supplement"}};
    auto requests = registry::supplement_requests_of(write.database(), act.application);
    if (!requests.empty() && !requests.back().answered_on) {
        requests.back().answered_on = acting.on;
        acting.records.emplace_back(requests.back());
    }
    acting.file.documents = with_papers(acting.file.documents, papers, rules.book.vocabulary);
    acting.file.completed_on.reset(); // whether it is complete now is for the next check to say
    acting.step(rules, "supplemented");
    acting.records.emplace_back(acting.file);
    acting.record("application.supplemented");
}

} // namespace radcert::casework
