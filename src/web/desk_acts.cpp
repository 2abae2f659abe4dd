#include "casework/desk_acts.h"

#include <algorithm>
#include <cassert>

#include "casework/record_application.h"
#include "casework/screen_application.h"
#include "web/dossier.h"
#include "web/nouns.h"
#include "web/paper_fields.h"

namespace radcert::web {
namespace {

/// Whether an act asks for something.
enum class Asked : std::uint8_t { no, may, must };

using DeskWork = Words (*)(Visit&, registry::WriteScope&, const casework::DeskAct&);

/// An act that asks for nothing but a day and a reason, and what it does.
struct SimpleAct {
    std::string_view path; ///< of its page, as file_acts has it
    Words explains;        ///< what is recorded, in one sentence
    Words said;            ///< when it was done
    DeskWork work;
    Asked reason{Asked::no};
    Words reason_hint{};
    Asked day{Asked::no}; ///< a day other than the act's own: an appointment
    Words day_label{};
    bool papers{false}; ///< papers that were brought
    Words confirm{};    ///< of grave acts
};

Words work_submit(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::submit(write, visit.rules(), act);
    return {};
}
Words work_receive(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::receive(write, visit.rules(), act, visit.day("day"));
    return {};
}
Words work_refuse_intake(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::refuse_intake(write, visit.rules(), act);
    return {};
}
Words work_appointment(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::set_appointment(write, visit.rules(), act, *visit.day("day"));
    return {};
}
Words work_supplemented(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::record_supplement(write, visit.rules(), act, typed_papers(visit, visit.words()));
    return {};
}
Words work_complete(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::complete(write, visit.rules(), act);
    return {};
}
Words work_fee_notice(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    if (casework::notify_fee(write, visit.rules(), act)) return {};
    return {"Bộ quy định không biết mức lệ phí của ngày này: ghi số tiền khi lập thông báo",
            "The rulebook does not know the fee of this day: state it when the notice is made out"};
}
Words work_fee_paid(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::record_fee(write, visit.rules(), act);
    return {};
}
Words work_for_signature(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::submit_for_signature(write, visit.rules(), act);
    return {};
}
Words work_return(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::return_to_officer(write, visit.rules(), act);
    return {};
}
Words work_apologise(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    if (!casework::apologise(write, visit.rules(), act, *visit.day("day"))) return {};
    return {"Lời xin lỗi đến muộn: phải có chậm nhất một ngày trước hạn (Nghị định 61/2018/NĐ-CP Điều 19 "
            "khoản 9)",
            "The apology comes late: it is due at least a day before the deadline (Decree 61/2018/NĐ-CP Art. "
            "19(9))"};
}
Words work_deliver(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::deliver(write, visit.rules(), act);
    return {};
}
Words work_withdraw(Visit& visit, registry::WriteScope& write, const casework::DeskAct& act)
{
    casework::withdraw_application(write, visit.rules(), act.application, act.reason, act.on);
    return {};
}

const std::vector<SimpleAct>& simple_acts()
{
    static const std::vector<SimpleAct> acts{
        {.path = "submit",
         .explains = {"Hồ sơ nháp được nộp và chờ bộ phận một cửa tiếp nhận.",
                      "The draft is handed in and waits for the reception."},
         .said = {"Đã ghi việc nộp hồ sơ", "The file was handed in"},
         .work = work_submit},
        {.path = "receive",
         .explains =
             {"Hồ sơ được tiếp nhận; thời hạn kiểm tra và giải quyết bắt đầu tính theo ngày làm việc.",
              "The file is taken in; its clocks start, in working days."},
         .said = {"Đã tiếp nhận", "Received"},
         .work = work_receive,
         .reason = Asked::may,
         .reason_hint = {"vì sao hẹn ngày đó, nếu có hẹn", "why that day was named, where one was"},
         .day = Asked::may,
         .day_label = {"Ngày hẹn trả kết quả (chỉ khi thủ tục không rõ thời hạn)",
                       "Day of the result (only where no rule says)"}},
        {.path = "refuse-intake",
         .explains =
             {"Hồ sơ không được tiếp nhận và kết thúc; người nộp nhận phiếu từ chối (mẫu 03) nêu lý do.",
              "The file is not accepted and ends; the applicant gets form 03 with the reason."},
         .said = {"Đã ghi từ chối tiếp nhận", "Not accepted"},
         .work = work_refuse_intake,
         .reason = Asked::must,
         .reason_hint = {"viết để người nộp hiểu và biết cách khắc phục",
                         "for the applicant to understand, and to know what to do"},
         .confirm = {"Tôi đã xem hồ sơ; việc từ chối tiếp nhận không hoàn lại được",
                     "I looked at the file; this cannot be taken back"}},
        {.path = "appointment",
         .explains =
             {"Ghi ngày hẹn trả kết quả cho hồ sơ mà quy định không nêu thời hạn; phải là ngày làm việc.",
              "Names the day of the result where no rule does; it has to be a working day."},
         .said = {"Đã hẹn ngày trả kết quả", "The day of the result was named"},
         .work = work_appointment,
         .reason = Asked::may,
         .day = Asked::must,
         .day_label = {"Ngày hẹn trả kết quả", "Day of the result"}},
        {.path = "supplemented",
         .explains = {"Người nộp đã bổ sung; thời hạn tính lại từ đầu. Ghi những giấy tờ đã mang đến, rồi "
                      "xem xét lại hồ sơ.",
                      "The applicant answered; clocks start from zero. Tick the papers that were brought, "
                      "then screen again."},
         .said = {"Đã nhận bổ sung", "The supplement was received"},
         .work = work_supplemented,
         .papers = true},
        {.path = "complete",
         .explains = {"Hồ sơ được ghi là đầy đủ và hợp lệ từ ngày này; thời hạn giải quyết tính từ đó.",
                      "The file is complete and valid from that day on; the clock of the result starts."},
         .said = {"Đã ghi hồ sơ hợp lệ", "Complete and valid"},
         .work = work_complete},
        {.path = "fee-notice",
         .explains =
             {"Hồ sơ hợp lệ; người nộp được thông báo nộp lệ phí, thời hạn giải quyết tính từ khi nộp đủ.",
              "The file is valid; the applicant is told the fee, and the clock starts when it is paid."},
         .said = {"Đã ghi thông báo nộp phí", "The fee is due"},
         .work = work_fee_notice},
        {.path = "fee-paid",
         .explains = {"Người nộp đã nộp lệ phí; thời hạn giải quyết bắt đầu.",
                      "The fee was paid; the clock of the result starts."},
         .said = {"Đã ghi nộp phí", "The payment was recorded"},
         .work = work_fee_paid},
        {.path = "for-signature",
         .explains = {"Hồ sơ được trình lãnh đạo quyết định, với kết quả xem xét mới nhất.",
                      "The file goes to the head, with its latest screening."},
         .said = {"Đã trình ký", "Submitted for signature"},
         .work = work_for_signature},
        {.path = "return",
         .explains = {"Hồ sơ trở lại cán bộ thụ lý để làm lại.", "The file goes back to the case officer."},
         .said = {"Đã trả lại cán bộ thụ lý", "Returned to the case officer"},
         .work = work_return,
         .reason = Asked::must,
         .reason_hint = {"cần làm lại điều gì", "what has to be done again"}},
        {.path = "apologise",
         .explains = {"Cơ quan xin lỗi vì chậm và hẹn lại ngày trả, một lần duy nhất (mẫu 04).",
                      "The office apologises and names a new day, once (form 04)."},
         .said = {"Đã ghi xin lỗi và hẹn lại", "The apology was recorded"},
         .work = work_apologise,
         .reason = Asked::must,
         .reason_hint = {"lý do chậm, in trên phiếu xin lỗi", "why it is late; stands on the letter"},
         .day = Asked::must,
         .day_label = {"Ngày trả kết quả mới", "The new day"}},
        {.path = "deliver",
         .explains = {"Kết quả đã được trao cho người nộp.", "The result was handed over."},
         .said = {"Đã trả kết quả", "The result was handed over"},
         .work = work_deliver},
        {.path = "withdraw",
         .explains = {"Người nộp rút hồ sơ; hồ sơ kết thúc, mọi thời hạn dừng.",
                      "The applicant takes the file back; it ends, and so does every clock."},
         .said = {"Đã ghi việc rút hồ sơ", "The withdrawal was recorded"},
         .work = work_withdraw,
         .reason = Asked::must,
         .reason_hint = {"theo đơn hoặc đề nghị nào của người nộp",
                         "by which letter or request of the applicant"},
         .confirm = {"Người nộp đã đề nghị rút; việc này không hoàn lại được",
                     "The applicant asked for it; this cannot be taken back"}},
    };
    return acts;
}

const SimpleAct& simple_act(const Visit& visit)
{
    const std::string& path = visit.route().path;
    const auto found = std::ranges::find(simple_acts(), path.substr(path.rfind('/') + 1), &SimpleAct::path);
    assert(found != simple_acts().end());
    return *found;
}

const FileAct& file_act(std::string_view path)
{
    const auto found = std::ranges::find(file_acts(), path, &FileAct::path);
    assert(found != file_acts().end());
    return *found;
}

/// From where to where the file goes, and which clocks start and end.
std::vector<Words> consequences(const FileAtHand& at_hand, std::string_view act)
{
    const casework::LegalAct* const step = at_hand.place.find(act);
    if (step == nullptr) return {};
    std::vector<Words> words;
    if (step->to != at_hand.place.name)
        words.push_back({"Hồ sơ chuyển từ “" + at_hand.place.name.vi + "” sang “" + step->to.vi + "”.",
                         "The file goes from \"" + at_hand.place.name.en + "\" to \"" + step->to.en + "\"."});
    const auto clocks = [&](const std::vector<Words>& names, const Words& what) {
        if (names.empty()) return;
        Words all = what;
        for (const Words& name : names) {
            all.vi += (&name == &names.front() ? "" : ", ") + name.vi;
            all.en += (&name == &names.front() ? "" : ", ") + name.en;
        }
        words.push_back({all.vi + ".", all.en + "."});
    };
    clocks(step->ends, {"Kết thúc thời hạn: ", "Clocks that end: "});
    clocks(step->starts,
           {"Bắt đầu thời hạn, nếu thủ tục có: ", "Clocks that start, where the procedure has them: "});
    return words;
}

Form simple_form(Visit& visit, const FileAtHand& at_hand, const SimpleAct& act)
{
    const Words& name = file_act(act.path).name;
    Form form{.action = dossier_address(at_hand.file.application, act.path),
              .submit = name,
              .grave = !act.confirm.empty(),
              .confirm = act.confirm,
              .id = "act"};
    if (act.day != Asked::no)
        form.fields.push_back({.kind = Field::Kind::day,
                               .name = "day",
                               .label = act.day_label,
                               .hint = {"một ngày làm việc", "a working day"},
                               .required = act.day == Asked::must});
    if (act.reason != Asked::no)
        form.fields.push_back({.kind = Field::Kind::text,
                               .name = "reason",
                               .label = {"Lý do", "Reason"},
                               .hint = act.reason_hint,
                               .required = act.reason == Asked::must});
    if (act.papers) ask_papers(visit, form, at_hand.file.documents);
    ask_day(visit, form);
    return form;
}

/// Why an act cannot be done now, and what can.
Notice not_now(const FileAtHand& at_hand)
{
    Notice notice{Notice::Kind::warning,
                  {"Hồ sơ đang ở bước “" + at_hand.place.name.vi + "”: chưa làm được việc này",
                   "The file stands at \"" + at_hand.place.name.en + "\": this cannot be done now"}};
    for (const casework::LegalAct& legal : at_hand.place.legal) notice.more.push_back(legal.name);
    notice.next.push_back(
        {{"Về hồ sơ", "Back to the file"}, dossier_address(at_hand.file.application), true});
    return notice;
}

/// Acts that rest on the latest screening say where it is not of the facts as they are.
void add_screening_doubt(Visit& visit, Page& page, const FileAtHand& at_hand, std::string_view act)
{
    if (act != "to_sign" && act != "complete" && act != "notify_fee") return;
    const std::string& number = at_hand.file.application;
    if (casework::screened_as_it_is(visit.database(), number)) return;
    page.add(
        Notice{Notice::Kind::warning,
               {"Hồ sơ chưa được xem xét, hoặc dữ kiện đã thay đổi sau lần xem xét: nên xem xét lại trước.",
                "The file was not screened, or facts were changed since: better screen it first."}});
    page.add(Form{.action = dossier_address(number, "screen"),
                  .submit = {"Xem xét", "Screen"},
                  .inline_form = true,
                  .id = "screen"});
}

Reply show_simple_act(Visit& visit)
{
    const SimpleAct& act = simple_act(visit);
    const FileAct& called = file_act(act.path);
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_act_page(visit, at_hand, called.name);
    const bool of_workflow = called.act != "appointment";
    if (of_workflow && !at_hand.place.allows(called.act)) {
        page.add(not_now(at_hand));
        return page;
    }
    page.add(Notice{Notice::Kind::note, act.explains, consequences(at_hand, called.act)});
    add_screening_doubt(visit, page, at_hand, called.act);
    page.add(simple_form(visit, at_hand, act));
    offer_earlier_day(visit, page);
    return page;
}

Reply do_simple_act(Visit& visit)
{
    const SimpleAct& act = simple_act(visit);
    casework::DeskAct made{visit.part("application"), visit.day("on"), visit.text("reason").value_or("")};
    if (act.reason == Asked::must) visit.needed("reason", {"lý do", "the reason"});
    if (act.day == Asked::must) visit.needed("day", act.day_label);
    (void)visit.day("day"); // whatever cannot be read is told before anything is done
    Words said = act.said;
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        const Words more = act.work(visit, write, made);
        if (more.empty()) return;
        said.vi += ". " + more.vi;
        said.en += ". " + more.en;
    });
}

std::vector<std::string> field_names_of(const SimpleAct& act)
{
    std::vector<std::string> names{"on"};
    if (act.reason != Asked::no) names.emplace_back("reason");
    if (act.day != Asked::no) names.emplace_back("day");
    if (act.papers) std::ranges::move(paper_field_names(), std::back_inserter(names));
    return names;
}

} // namespace

void add_desk_act_routes(Routes& routes)
{
    for (const SimpleAct& act : simple_acts()) {
        const FileAct& called = file_act(act.path);
        const std::string path = "/applications/{application}/" + std::string{act.path};
        routes.page(path,
                    {.access = only(called.duties),
                     .names = Names::application,
                     .summary = called.name,
                     .asks = {"dated"}},
                    show_simple_act);
        routes.act(path,
                   {.access = only(called.duties),
                    .names = Names::application,
                    .summary = called.name,
                    .fields = field_names_of(act),
                    .asks = {"dated"},
                    .confirmed = !act.confirm.empty()},
                   do_simple_act);
    }
}

} // namespace radcert::web
