#include "casework/deadlines.h"
#include "casework/desk_acts.h"
#include "casework/four_eyes.h"
#include "casework/open_application.h"
#include "casework/words_of.h"
#include "registry/workers.h"
#include "text/vietnamese.h"

namespace radcert::casework {

using registry::Consultation;

namespace {

void put(registry::WriteScope& write, const char* action, const Consultation& consultation)
{
    write.record(action, registry::load_worker(write.database(), consultation.worker).subject,
                 {consultation});
}

Consultation load_unanswered(registry::Database& database, const std::string& application,
                             std::int64_t number)
{
    for (Consultation& found : registry::consultations_of(database, application)) {
        if (found.consultation != number) continue;
        if (!found.answered_on) return std::move(found);
        throw Error{Fault::conflict,
                    {"lấy ý kiến số " + std::to_string(number) + " của hồ sơ " + application +
                         " đã có trả lời ngày " + to_dmy(*found.answered_on),
                     "consultation " + std::to_string(number) + " of application " + application +
                         " was answered on " + to_dmy(*found.answered_on)}};
    }
    registry::load_application(database, application);
    throw Error{
        Fault::not_found,
        {"hồ sơ " + application + " không có lần lấy ý kiến số " + std::to_string(number),
         "application " + application + " has no consultation " + std::to_string(number)},
        {"xem: radcert application desk " + application, "see: radcert application desk " + application}};
}

} // namespace

Consultation consult(registry::WriteScope& write, const RulebookInUse& rules, const std::string& application,
                     const std::string& body, const std::string& question, Date due, std::optional<Date> on)
{
    registry::Database& database = write.database();
    const registry::Application file = load_open_application(database, application);
    Consultation made;
    made.application = application;
    made.consultation = std::int64_t(registry::consultations_of(database, application).size()) + 1;
    made.worker = file.worker;
    made.body = filled(text::nfc(body), {"cơ quan được hỏi (--body)", "the body that is asked (--body)"});
    made.question = filled(text::nfc(question), {"nội dung hỏi (--question)", "the question (--question)"});
    made.asked_on = day_of_act(write, on, {"lấy ý kiến", "consulting"});
    made.due_on = due;
    check_order(file.filed_on, made.asked_on);
    check_named_day(rules.book, desk_of(database), made.asked_on, due,
                    {"ngày trả lời", "the day for the answer"});
    put(write, "application.consult", made);
    return made;
}

Consultation remind(registry::WriteScope& write, const std::string& application, std::int64_t consultation,
                    std::optional<Date> on)
{
    Consultation made = load_unanswered(write.database(), application, consultation);
    ++made.reminders;
    made.reminded_on = day_of_act(write, on, {"nhắc", "reminding"});
    check_order(made.asked_on, made.reminded_on);
    put(write, "application.remind", made);
    return made;
}

Consultation record_opinion(registry::WriteScope& write, const std::string& application,
                            std::int64_t consultation, const std::string& opinion, const std::string& answer,
                            std::optional<Date> on)
{
    Consultation made = load_unanswered(write.database(), application, consultation);
    if (opinion != "agrees" && opinion != "objects" && opinion != "other") {
        throw Error{Fault::invalid_input,
                    {"ý kiến '" + opinion + "' không hợp lệ", "the opinion '" + opinion + "' is none"},
                    {"chọn agrees (nhất trí), objects (không nhất trí) hoặc other (khác)",
                     "choose agrees, objects or other"}};
    }
    made.opinion = opinion;
    made.answer = filled(text::nfc(answer), {"nội dung trả lời (--answer)", "the answer (--answer)"});
    made.answered_on = day_of_act(write, on, {"ghi ý kiến", "recording the opinion"});
    check_order(made.asked_on, made.answered_on);
    put(write, "application.opinion", made);
    return made;
}

} // namespace radcert::casework
