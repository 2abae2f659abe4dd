#include "casework/decide.h"

#include <algorithm>

#include "casework/desk_papers.h"
#include "casework/issue_certificate.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "registry/certificates.h"
#include "web/command_words.h"
#include "web/dossier.h"
#include "web/finding_blocks.h"
#include "web/letter_blocks.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

using casework::ScreenedWords;

/// What a decision asks for, by the determination that it rests on.
struct DecisionNeeds {
    bool basis{false}; ///< its legal basis
    bool second{false};
    Words why{}; ///< in one sentence; empty: the determination carries it
};

DecisionNeeds needs_of(bool grants, Verdict verdict)
{
    if (grants && verdict != Verdict::eligible)
        return {true,
                true,
                {"Cấp trái với kết quả xem xét: cần căn cứ pháp lý, lý do và người thứ hai.",
                 "Granting against the determination takes a legal basis, a reason and a second person."}};
    if (!grants && verdict == Verdict::eligible)
        return {true,
                true,
                {"Từ chối trái với kết quả xem xét: cần căn cứ pháp lý, lý do và người thứ hai.",
                 "Refusing against the determination takes a legal basis, a reason and a second person."}};
    if (!grants && verdict == Verdict::undetermined)
        return {true,
                false,
                {"Không yêu cầu nào được kết luận là không đạt: từ chối cần nêu căn cứ pháp lý.",
                 "No requirement was found unmet: a refusal has to name its legal basis."}};
    return {};
}

/// The determination: verdict, what is not met, what is open.
void add_determination(Page& page, const ScreenedWords& screened)
{
    page.add(verdict_notice(screened.verdict));
    for (Block& block : finding_blocks(screened.findings)) page.blocks.push_back(std::move(block));
}

std::string decide_address(const std::string& number, Parameters query)
{
    return dossier_address(number, "decide", query);
}

void choose_outcome(Page& page, const std::string& number, const ScreenedWords& screened)
{
    const bool grant_carried = needs_of(true, screened.verdict).why.empty();
    const bool refusal_carried = needs_of(false, screened.verdict).why.empty();
    page.add(Heading{{"Quyết định", "Decision"}, 2, "decide"});
    page.add(
        Links{{{{"Cấp", "Grant"}, decide_address(number, {{"outcome", "granted"}}), !grant_carried},
               {{"Từ chối", "Refuse"}, decide_address(number, {{"outcome", "refused"}}), !refusal_carried}}});
}

Field decision_reason(const Visit& visit, bool required, const Words& hint)
{
    Field field{.name = "reason", .label = {"Lý do", "Reason"}, .hint = hint, .required = required};
    if (const auto typed = visit.query().find("reason")) field.values = {*typed};
    return field;
}

Field decision_basis(const Visit& visit, bool required)
{
    Field field{.name = "legal_basis",
                .label = {"Căn cứ pháp lý", "Legal basis"},
                .hint = {"điều, khoản, văn bản", "article, clause, instrument"},
                .required = required};
    if (const auto typed = visit.query().find("legal_basis")) field.values = {*typed};
    return field;
}

void add_grant(Visit& visit, Page& page, const std::string& number, const ScreenedWords& screened)
{
    const DecisionNeeds needs = needs_of(true, screened.verdict);
    page.add(Heading{{"Quyết định cấp", "Grant"}, 2, "decide"});
    if (!needs.why.empty()) page.add(Notice{Notice::Kind::warning, needs.why});
    Form form{.action = decide_address(number, {{"outcome", "granted"}}),
              .submit = {"Quyết định cấp", "Grant"},
              .grave = true,
              .confirm = {"Tôi đã xem kết quả xem xét ở trên và quyết định cấp chứng chỉ cho người này",
                          "I looked at the determination above and grant the certificate"},
              .second = needs.second,
              .id = "act"};
    if (needs.basis) {
        form.fields.push_back(decision_reason(
            visit, true, {"vì sao cấp dù kết quả xem xét như vậy", "why it is granted all the same"}));
        form.fields.push_back(decision_basis(visit, true));
    }
    ask_day(visit, form);
    page.add(std::move(form));
    offer_earlier_day(visit, page);
}

/// First what the refusal rests on, then the letter as it would go out, then the act.
void add_refusal(Visit& visit, Page& page, const std::string& number, const ScreenedWords& screened)
{
    const DecisionNeeds needs = needs_of(false, screened.verdict);
    page.add(Heading{{"Từ chối", "Refuse"}, 2, "decide"});
    if (!needs.why.empty()) page.add(Notice{Notice::Kind::warning, needs.why});
    Form question{.action = decide_address(number, {}),
                  .asks = true,
                  .submit = {"Xem trước thông báo từ chối", "Look at the letter"},
                  .id = "preview"};
    question.fields.push_back({.kind = Field::Kind::hidden, .name = "outcome", .values = {"refused"}});
    question.fields.push_back(
        decision_reason(visit, true,
                        {"in trên thông báo: rõ ràng, không đổ lỗi, nói phải làm gì tiếp",
                         "stands on the letter: plain, without blame, with what to do next"}));
    question.fields.push_back(decision_basis(visit, needs.basis));
    page.add(std::move(question));
    const auto reason = visit.query().find("reason");
    if (!reason) return;
    const std::string basis = visit.query().find("legal_basis").value_or("");
    page.add(Heading{{"Thông báo sẽ gửi người nộp", "The letter to the applicant"}, 2, "letter"});
    try {
        const auto letter = casework::compose_planned_paper(
            visit.database(), visit.rulebooks(), {number, "refusal", *reason, basis}, visit.today());
        for (Block& block : letter_blocks(letter)) page.blocks.push_back(std::move(block));
    } catch (const Error& error) {
        page.add(Notice{Notice::Kind::warning, without_commands(error).sentence()});
    }
    Form form{.action = decide_address(number,
                                       {{"outcome", "refused"}, {"reason", *reason}, {"legal_basis", basis}}),
              .submit = {"Quyết định từ chối", "Refuse"},
              .grave = true,
              .confirm = {"Tôi đã xem kết quả xem xét và thông báo ở trên, và quyết định từ chối",
                          "I looked at the determination and the letter above, and refuse"},
              .second = needs.second,
              .id = "act"};
    form.fields.push_back({.kind = Field::Kind::hidden, .name = "reason", .values = {*reason}});
    if (!basis.empty())
        form.fields.push_back({.kind = Field::Kind::hidden, .name = "legal_basis", .values = {basis}});
    ask_day(visit, form);
    page.add(std::move(form));
    offer_earlier_day(visit, page);
}

Reply show_decide(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& number = at_hand.file.application;
    Page page = file_act_page(visit, at_hand, {"Quyết định", "Decide"});
    if (!at_hand.place.allows("grant") && !at_hand.place.allows("refuse")) {
        page.add(Notice{Notice::Kind::warning,
                        {"Hồ sơ đang ở bước “" + at_hand.place.name.vi + "”: chưa quyết định được",
                         "The file stands at \"" + at_hand.place.name.en + "\": it cannot be decided"}});
        return page;
    }
    const auto screened = casework::latest_findings(visit.database(), visit.rulebooks(), number);
    if (!screened || !casework::screened_as_it_is(visit.database(), number)) {
        page.add(
            Notice{Notice::Kind::warning,
                   {"Hồ sơ chưa được xem xét, hoặc dữ kiện đã thay đổi sau lần xem xét: xem xét lại trước "
                    "khi quyết định.",
                    "The file was not screened, or facts were changed since: screen it before deciding."}});
        page.add(Form{.action = dossier_address(number, "screen"),
                      .submit = {"Xem xét", "Screen"},
                      .inline_form = true,
                      .id = "screen"});
        return page;
    }
    add_determination(page, *screened);
    const std::string outcome = visit.query().find("outcome").value_or("");
    if (outcome == "granted")
        add_grant(visit, page, number, *screened);
    else if (outcome == "refused")
        add_refusal(visit, page, number, *screened);
    else
        choose_outcome(page, number, *screened);
    return page;
}

Reply do_decide(Visit& visit)
{
    casework::DecisionRequest request{visit.part("application"), visit.query().find("outcome").value_or(""),
                                      visit.text("reason").value_or(""),
                                      visit.text("legal_basis").value_or(""), visit.day("on")};
    const bool granted = request.outcome == "granted";
    if (!granted) visit.needed("reason", {"lý do", "the reason"});
    return done_on_file(
        visit,
        granted
            ? Words{"Đã quyết định cấp", "Granted"}
            : Words{"Đã quyết định từ chối; lập thông báo để gửi người nộp", "Refused; make out the letter"},
        [&](registry::WriteScope& write) { casework::decide(write, visit.rules(), request); });
}

Reply show_reopen(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    Page page = file_act_page(visit, at_hand, {"Mở lại hồ sơ đã quyết định", "Open a decided file again"});
    if (!at_hand.place.allows("reopen")) {
        page.add(Notice{Notice::Kind::warning,
                        {"Hồ sơ chưa được quyết định: không có gì để mở lại",
                         "The file is not decided: there is nothing to open again"}});
        return page;
    }
    page.add(Notice{Notice::Kind::note,
                    {"Hồ sơ trở lại bước đang xử lý; quyết định cũ ở lại trong lịch sử. Chỉ làm được khi "
                     "chưa cấp chứng chỉ.",
                     "The file is worked on again; the old decision stays in the history. Only before a "
                     "certificate was issued."}});
    Form form{.action = dossier_address(at_hand.file.application, "reopen"),
              .submit = {"Mở lại", "Open again"},
              .grave = true,
              .confirm = {"Hai người chúng tôi đã xem hồ sơ và đồng ý mở lại",
                          "Both of us looked at the file and agree"},
              .second = true,
              .id = "act"};
    form.fields.push_back({.kind = Field::Kind::text,
                           .name = "reason",
                           .label = {"Lý do", "Reason"},
                           .hint = {"dữ kiện nào được sửa, hoặc quyết định nhầm ở đâu",
                                    "which facts were corrected, or what was mistaken"},
                           .required = true});
    page.add(std::move(form));
    return page;
}

Reply do_reopen(Visit& visit)
{
    const std::string number = visit.part("application"),
                      reason = visit.needed("reason", {"lý do", "the reason"});
    return done_on_file(visit, {"Đã mở lại", "Open again"}, [&](registry::WriteScope& write) {
        casework::reopen(write, visit.rules(), number, reason);
    });
}

} // namespace

void add_decide_act_routes(Routes& routes)
{
    const Access access = only(heads);
    const Words decide{"Quyết định cấp hoặc từ chối", "Grant or refuse"},
        reopen{"Mở lại hồ sơ đã quyết định", "Open a decided file again"};
    routes.page("/applications/{application}/decide",
                {.access = access,
                 .names = Names::application,
                 .summary = decide,
                 .personal = true,
                 .asks = {"outcome", "reason", "legal_basis", "dated"}},
                show_decide);
    routes.act("/applications/{application}/decide",
               {.access = access,
                .names = Names::application,
                .summary = decide,
                .fields = {"reason", "legal_basis", "on"},
                .asks = {"outcome", "reason", "legal_basis", "dated"},
                .confirmed = true},
               do_decide);
    routes.page("/applications/{application}/reopen",
                {.access = access, .names = Names::application, .summary = reopen}, show_reopen);
    routes.act("/applications/{application}/reopen",
               {.access = access,
                .names = Names::application,
                .summary = reopen,
                .fields = {"reason"},
                .confirmed = true},
               do_reopen);
}

} // namespace radcert::web
