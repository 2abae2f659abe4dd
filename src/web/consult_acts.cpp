#include "casework/desk_acts.h"
#include "web/dossier.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

const std::vector<Choice>& opinion_choices()
{
    static const std::vector<Choice> choices{{"agrees", {"nhất trí", "agrees"}},
                                             {"objects", {"không nhất trí", "objects"}},
                                             {"other", {"ý kiến khác", "other"}}};
    return choices;
}

Reply show_consult(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_act_page(visit, at_hand, {"Lấy ý kiến", "Consult"});
    page.add(Notice{Notice::Kind::note,
                    {"Ghi việc hỏi ý kiến một cơ quan khác; thời hạn của hồ sơ vẫn chạy.",
                     "Records that another body is asked; the file's own clocks run on."}});
    Form form{.action = dossier_address(at_hand.file.application, "consult"),
              .submit = {"Ghi việc lấy ý kiến", "Record the consultation"},
              .id = "consult"};
    form.fields.push_back(
        {.name = "body", .label = {"Cơ quan được hỏi", "Body that is asked"}, .required = true});
    form.fields.push_back({.kind = Field::Kind::text,
                           .name = "question",
                           .label = {"Nội dung hỏi", "What it is asked"},
                           .required = true});
    form.fields.push_back({.kind = Field::Kind::day,
                           .name = "due",
                           .label = {"Đề nghị trả lời trước ngày", "Answer wanted by"},
                           .hint = {"một ngày làm việc", "a working day"},
                           .required = true});
    ask_day(visit, form);
    page.add(std::move(form));
    offer_earlier_day(visit, page);
    return page;
}

Reply do_consult(Visit& visit)
{
    const std::string number = visit.part("application");
    const std::string body = visit.needed("body", {"cơ quan được hỏi", "the body"});
    const std::string question = visit.needed("question", {"nội dung hỏi", "the question"});
    visit.needed("due", {"ngày đề nghị trả lời", "the day for the answer"});
    const Date due = *visit.day("due");
    const auto on = visit.day("on");
    return done_on_file(visit,
                        {"Đã ghi việc lấy ý kiến " + body, "The consultation of " + body + " was recorded"},
                        [&](registry::WriteScope& write) {
                            casework::consult(write, visit.rules(), number, body, question, due, on);
                        });
}

/// The consultation that the path names. @throws Error not_found
registry::Consultation consultation_asked(Visit& visit)
{
    const std::string& which = visit.part("consultation");
    for (auto& one : registry::consultations_of(visit.database(), visit.part("application"))) {
        if (std::to_string(one.consultation) == which) return std::move(one);
    }
    throw Error{Fault::not_found,
                {"hồ sơ không có lần lấy ý kiến số " + which, "the file has no consultation " + which}};
}

Reply show_consultation(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const auto one = consultation_asked(visit);
    const casework::FieldCells cells = visit.cells();
    const std::string which = std::to_string(one.consultation);
    Page page = file_act_page(visit, at_hand, {"Lấy ý kiến số " + which, "Consultation " + which});
    Facts facts;
    facts.add({"body", {"Cơ quan được hỏi", "Body"}}, one.body);
    facts.add({"question", {"Nội dung hỏi", "Question"}}, one.question);
    facts.add({"asked_on", {"Ngày hỏi", "Asked on"}}, cells("asked_on", one.asked_on));
    facts.add(casework::column("due_on"), cells("due_on", one.due_on));
    facts.add({"reminders", {"Số lần nhắc", "Reminders"}}, one.reminders);
    if (one.reminded_on)
        facts.add({"reminded_on", {"Nhắc lần cuối", "Last reminded"}}, cells("reminded_on", one.reminded_on));
    if (one.answered_on)
        facts.add({"answered_on", {"Trả lời ngày", "Answered on"}}, cells("answered_on", one.answered_on));
    if (one.answer) facts.add({"answer", {"Ý kiến", "Answer"}}, *one.answer);
    page.add(std::move(facts));
    if (one.answered_on) return page;
    const auto here = [&](std::string_view act) {
        return address({"applications", at_hand.file.application, "consultations", which, act});
    };
    Form opinion{.action = here("opinion"),
                 .submit = {"Ghi ý kiến", "Record the answer"},
                 .legend = {"Đã có trả lời", "It answered"},
                 .id = "opinion"};
    opinion.fields.push_back({.kind = Field::Kind::radio,
                              .name = "opinion",
                              .label = {"Ý kiến", "Opinion"},
                              .choices = opinion_choices(),
                              .required = true});
    opinion.fields.push_back({.kind = Field::Kind::text,
                              .name = "answer",
                              .label = {"Nội dung trả lời", "What it said"},
                              .required = true});
    ask_day(visit, opinion);
    page.add(std::move(opinion));
    page.add(Form{.action = here("remind"),
                  .submit = {"Ghi một lần nhắc", "Record a reminder"},
                  .legend = {"Chưa trả lời", "It did not answer"},
                  .id = "remind"});
    offer_earlier_day(visit, page);
    return page;
}

Reply do_remind(Visit& visit)
{
    const std::string number = visit.part("application");
    const auto one = consultation_asked(visit);
    return done_on_file(
        visit, {"Đã ghi một lần nhắc " + one.body, one.body + " was reminded"},
        [&](registry::WriteScope& write) { casework::remind(write, number, one.consultation); });
}

Reply do_opinion(Visit& visit)
{
    const std::string number = visit.part("application");
    const auto one = consultation_asked(visit);
    const std::string opinion = visit.needed("opinion", {"ý kiến", "the opinion"});
    const std::string answer = visit.needed("answer", {"nội dung trả lời", "what it said"});
    const auto on = visit.day("on");
    return done_on_file(visit,
                        {"Đã ghi ý kiến của " + one.body, "The answer of " + one.body + " was recorded"},
                        [&](registry::WriteScope& write) {
                            casework::record_opinion(write, number, one.consultation, opinion, answer, on);
                        });
}

} // namespace

void add_consult_act_routes(Routes& routes)
{
    const Access access = only(case_officers);
    const Words consult{"Lấy ý kiến", "Consult"}, one{"Một lần lấy ý kiến", "One consultation"};
    routes.page("/applications/{application}/consult",
                {.access = access, .names = Names::application, .summary = consult, .asks = {"dated"}},
                show_consult);
    routes.act("/applications/{application}/consult",
               {.access = access,
                .names = Names::application,
                .summary = consult,
                .fields = {"body", "question", "due", "on"},
                .asks = {"dated"}},
               do_consult);
    const std::string path = "/applications/{application}/consultations/{consultation}";
    routes.page(path, {.access = access, .names = Names::application, .summary = one, .asks = {"dated"}},
                show_consultation);
    routes.act(path + "/remind",
               {.access = access,
                .names = Names::application,
                .summary = {"Nhắc cơ quan được hỏi", "Remind the body"},
                .form_on = path},
               do_remind);
    routes.act(path + "/opinion",
               {.access = access,
                .names = Names::application,
                .summary = {"Ghi ý kiến trả lời", "Record the answer"},
                .fields = {"opinion", "answer", "on"},
                .asks = {"dated"},
                .form_on = path},
               do_opinion);
}

} // namespace radcert::web
