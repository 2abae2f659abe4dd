#include <algorithm>

#include "casework/rule_pages.h"
#include "casework/screen_application.h"
#include "casework/words_of.h"
#include "web/dossier.h"
#include "web/finding_blocks.h"
#include "web/nouns.h"

namespace radcert::web {
namespace {

using casework::FindingWords;

const Words screen_at_once{"Xem xét lại hồ sơ ngay sau khi ghi", "Screen the file again at once"};

/// A box that is ticked unless somebody takes it out.
Field screen_box()
{
    return {.kind = Field::Kind::checks,
            .name = "screen",
            .values = {"yes"},
            .choices = {{"yes", screen_at_once}}};
}

/// "Kết quả xem xét: đủ điều kiện".
Words screened_again(Visit& visit, registry::WriteScope& write, const std::string& application)
{
    const auto made = casework::screen_application(write, visit.rulebooks(), {application, {}});
    const Words verdict = casework::verdict_name(made.record.verdict);
    return {". Kết quả xem xét lại: " + verdict.vi, ". Screened again: " + verdict.en};
}

/// The finding of the latest screening about a row; absent: it says nothing of it.
std::optional<FindingWords> finding_of(Visit& visit, const std::string& application,
                                       const std::string& requirement)
{
    const auto screened = casework::latest_findings(visit.database(), visit.rulebooks(), application);
    if (!screened) return std::nullopt;
    const auto found = std::ranges::find(screened->findings, requirement, &FindingWords::requirement);
    return found == screened->findings.end() ? std::nullopt : std::optional{*found};
}

/// What stands beside a citation: the rulebook names rows and holds no text of theirs.
Words citation_hint(const casework::RuleSheet& sheet)
{
    if (sheet.line.citation.vi == sheet.text.number)
        return {"bộ quy định chưa ghi điều, khoản: văn bản chưa đọc được",
                "the rulebook names no article: the text was not available"};
    if (sheet.line.standing > Standing::copy)
        return {"không có nguyên văn: văn bản chưa đọc được", "not quoted: the text was not available"};
    return {"bộ quy định không chép nguyên văn: đối chiếu với văn bản",
            "the rulebook does not quote it: compare the text"};
}

/// What the row asks, what its text is, and what the screening read.
std::vector<Block> clause_blocks(const casework::RuleSheet& sheet, const std::optional<FindingWords>& finding)
{
    std::vector<Block> blocks{Heading{{"Yêu cầu", "Requirement"}}};
    Facts facts;
    facts.add({"requirement", {"Dòng quy định", "Row"}},
              Cell::coded(sheet.line.id, {sheet.line.id + " – " + sheet.line.title.vi,
                                          sheet.line.id + " – " + sheet.line.title.en}),
              address({"rules", sheet.line.id}));
    facts.add({"citation", {"Căn cứ", "Citation"}}, Cell::coded(sheet.line.citation.vi, sheet.line.citation),
              address({"rules", sheet.line.id}), Tone::plain, citation_hint(sheet));
    facts.add({"text", {"Văn bản", "Text"}}, Cell::coded(sheet.text.title.vi, sheet.text.title));
    facts.add({"standing", {"Mức tin cậy", "Standing"}},
              Cell::coded(word(sheet.line.standing), name(sheet.line.standing)), "", Tone::plain,
              sheet.standing_means);
    for (const auto& point : sheet.points)
        facts.add({point.key, point.name}, Cell::coded(point.said.en, point.said));
    blocks.emplace_back(Paragraph{sheet.says});
    blocks.emplace_back(std::move(facts));
    for (const auto& adoption : sheet.adoptions)
        blocks.emplace_back(Paragraph{
            {"Đã được cơ quan thông qua: " + adoption.basis.vi, "Adopted: " + adoption.basis.en}, true});
    if (finding)
        blocks.emplace_back(
            Findings{{"Kết quả xem xét", "What the screening says"}, {finding_view(*finding)}});
    return blocks;
}

Form judge_form(Visit& visit, const FileAtHand& at_hand, const std::string& requirement,
                const std::optional<FindingWords>& finding)
{
    Form form{.action = address({"applications", at_hand.file.application, "judge", requirement}),
              .submit = {"Ghi kết luận", "Record the judgement"},
              .legend = {"Kết luận của cán bộ", "The officer's judgement"},
              .id = "judge"};
    form.fields.push_back({.kind = Field::Kind::radio,
                           .name = "outcome",
                           .label = {"Kết luận", "Outcome"},
                           .choices = {{"met", {"Đạt", "Met"}}, {"not_met", {"Không đạt", "Not met"}}},
                           .required = true});
    form.fields.push_back(
        {.kind = Field::Kind::text,
         .name = "reason",
         .label = {"Lý do", "Reason"},
         .hint =
             {"đã đối chiếu giấy tờ nào, vì sao kết luận như vậy; có thể được trích trong thư cho người nộp",
              "which papers were compared, and why so; may be cited to the applicant"},
         .required = true});
    if (finding) {
        const Words topic = name(finding->topic);
        form.fields.push_back(
            {.kind = Field::Kind::radio,
             .name = "about",
             .label = {"Kết luận này về", "The judgement is about"},
             .values = {"requirement"},
             .choices = {
                 {"requirement", {"riêng yêu cầu " + requirement, "requirement " + requirement + " alone"}},
                 {"topic",
                  {"mọi yêu cầu còn để ngỏ về: " + topic.vi, "every open requirement on: " + topic.en}}}});
    }
    form.fields.push_back(screen_box());
    ask_day(visit, form);
    return form;
}

Reply show_judge(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& requirement = visit.part("requirement");
    const auto finding = finding_of(visit, at_hand.file.application, requirement);
    const auto sheet = casework::rule_sheet(visit.rules(), requirement, visit.as_of().in_force,
                                            registry::load_register(visit.database()).authority);
    const std::string& row = sheet.line.id;
    Page page = file_act_page(
        visit, at_hand,
        {"Kết luận " + row + ": " + sheet.line.title.vi, "Judge " + row + ": " + sheet.line.title.en});
    if (at_hand.place.ended) {
        page.add(Notice{Notice::Kind::warning,
                        {"Hồ sơ đã kết thúc: không kết luận thêm được",
                         "The file has ended: nothing more can be judged"}});
        return page;
    }
    if (!finding)
        page.add(Notice{Notice::Kind::note,
                        {"Lần xem xét mới nhất không hỏi hồ sơ này yêu cầu đó, hoặc hồ sơ chưa được xem xét.",
                         "The latest screening does not ask this of the file, or there is none."}});
    const std::vector<Topic> topics = finding ? std::vector{finding->topic} : std::vector<Topic>{};
    page.add(Beside{{clause_blocks(sheet, finding), evidence_blocks(visit, at_hand, topics)}});
    page.add(judge_form(visit, at_hand, requirement, finding));
    offer_earlier_day(visit, page);
    return page;
}

Reply do_judge(Visit& visit)
{
    const std::string number = visit.part("application"), requirement = visit.part("requirement");
    casework::Judgement judgement{number,
                                  {},
                                  requirement,
                                  visit.needed("outcome", {"kết luận", "the outcome"}),
                                  visit.needed("reason", {"lý do", "the reason"}),
                                  visit.day("on")};
    if (visit.text("about") == "topic") {
        const auto& rows = visit.words().requirements;
        const auto row = rows.find(requirement);
        if (row != rows.end()) {
            judgement.topic = word(row->second);
            judgement.requirement.clear();
        }
    }
    const bool again = visit.text("screen") == "yes";
    const bool met = judgement.outcome == "met";
    Words said =
        met ? Words{"Đã ghi kết luận " + requirement + ": đạt", "Judged " + requirement + ": met"}
            : Words{"Đã ghi kết luận " + requirement + ": không đạt", "Judged " + requirement + ": not met"};
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        casework::judge(write, visit.rules(), judgement);
        if (!again) return;
        const Words more = screened_again(visit, write, number);
        said.vi += more.vi;
        said.en += more.en;
    });
}

// Several at once: a file of a time whose law nobody can read leaves almost everything to the officer.

constexpr std::size_t most_at_once = 40; // a form's fields are named in its route

std::string numbered(const char* field, std::size_t place)
{
    return std::string{field} + "_" + std::to_string(place);
}

/// Findings of the latest screening that a judgement settles.
std::vector<FindingWords> open_to_judgement(Visit& visit, const std::string& application)
{
    std::vector<FindingWords> found;
    if (const auto screened = casework::latest_findings(visit.database(), visit.rulebooks(), application))
        found = casework::undetermined(*screened);
    const auto screenings = registry::screenings_of(visit.database(), application);
    const auto judged = screenings.empty() ? std::vector<registry::OfficerFinding>{}
                                           : judged_since(visit, application, screenings.back().since);
    std::erase_if(found, [&](const FindingWords& one) {
        return one.topic == Topic::authority || is_judged(judged, one);
    });
    if (found.size() > most_at_once) found.resize(most_at_once);
    return found;
}

Form form_of_many(Visit& visit, const FileAtHand& at_hand, const std::vector<FindingWords>& open)
{
    Form form{.action = address({"applications", at_hand.file.application, "judge"}),
              .submit = {"Ghi các kết luận", "Record the judgements"},
              .legend = {"Kết luận của cán bộ", "The officer's judgements"},
              .id = "judge"};
    form.fields.push_back({.kind = Field::Kind::text,
                           .name = "reason",
                           .label = {"Lý do chung", "Reason of all"},
                           .hint = {"dùng cho những kết luận không có lý do riêng",
                                    "for those that have no reason of their own"}});
    for (std::size_t i = 0; i < open.size(); ++i) {
        const FindingWords& finding = open[i];
        const std::string by = " (" + finding.requirement + ", " + finding.citation + ")";
        form.fields.push_back(
            {.kind = Field::Kind::hidden, .name = numbered("row", i + 1), .values = {finding.requirement}});
        form.fields.push_back({.kind = Field::Kind::radio,
                               .name = numbered("outcome", i + 1),
                               .label = {finding.title.vi + by, finding.title.en + by},
                               .hint = finding.explanation,
                               .values = {"open"},
                               .choices = {{"open", {"để ngỏ", "leave open"}},
                                           {"met", {"đạt", "met"}},
                                           {"not_met", {"không đạt", "not met"}}}});
        form.fields.push_back(
            {.name = numbered("reason", i + 1),
             .label = {"Lý do riêng: " + finding.title.vi, "Reason of its own: " + finding.title.en}});
    }
    form.fields.push_back(screen_box());
    ask_day(visit, form);
    return form;
}

Reply show_judge_many(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const auto open = open_to_judgement(visit, at_hand.file.application);
    Page page = file_act_page(visit, at_hand, {"Kết luận nhiều yêu cầu", "Judge several requirements"});
    if (at_hand.place.ended || open.empty()) {
        page.add(
            Notice{Notice::Kind::note,
                   {"Không có yêu cầu nào chờ cán bộ kết luận.", "No requirement waits for an officer."}});
        return page;
    }
    page.add(Beside{{{form_of_many(visit, at_hand, open)}, evidence_blocks(visit, at_hand)}});
    offer_earlier_day(visit, page);
    return page;
}

/// What was chosen, one judgement each. @throws Error invalid_input: no reason, nothing chosen
std::vector<casework::Judgement> typed_judgements(const Visit& visit)
{
    std::vector<casework::Judgement> judgements;
    const auto common = visit.text("reason");
    for (std::size_t place = 1; place <= most_at_once; ++place) {
        const auto row = visit.text(numbered("row", place));
        const std::string outcome = visit.text(numbered("outcome", place)).value_or("open");
        if (!row || outcome == "open") continue;
        const auto own = visit.text(numbered("reason", place));
        if (!own && !common)
            refuse_field(numbered("reason", place), {"chưa ghi lý do", "no reason is written"},
                         {"ghi lý do riêng, hoặc lý do chung", "write one of its own, or one of all"});
        judgements.push_back(
            {visit.part("application"), {}, *row, outcome, own ? *own : *common, visit.day("on")});
    }
    if (judgements.empty()) refuse_field("reason", {"chưa chọn kết luận nào", "nothing was judged"});
    return judgements;
}

Reply do_judge_many(Visit& visit)
{
    const std::string number = visit.part("application");
    const auto judgements = typed_judgements(visit);
    const bool again = visit.text("screen") == "yes";
    const std::string count = std::to_string(judgements.size());
    Words said{"Đã ghi " + count + " kết luận", count + " judgements were recorded"};
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        for (const auto& judgement : judgements) casework::judge(write, visit.rules(), judgement);
        if (!again) return;
        const Words more = screened_again(visit, write, number);
        said.vi += more.vi;
        said.en += more.en;
    });
}

std::vector<std::string> fields_of_many()
{
    std::vector<std::string> names{"reason", "screen", "on"};
    for (std::size_t place = 1; place <= most_at_once; ++place) {
        for (const char* const field : {"row", "outcome", "reason"}) names.push_back(numbered(field, place));
    }
    return names;
}

/// The judgement that the path names. @throws Error not_found
registry::OfficerFinding judgement_asked(Visit& visit)
{
    const std::string& which = visit.part("finding");
    for (auto& finding : registry::findings_of(visit.database(), visit.part("application"))) {
        if (std::to_string(finding.finding) == which) return std::move(finding);
    }
    throw Error{Fault::not_found,
                {"hồ sơ không có kết luận số " + which, "the file has no judgement " + which}};
}

Reply show_judgement(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const auto finding = judgement_asked(visit);
    const casework::FieldCells cells = visit.cells();
    Page page = file_act_page(visit, at_hand,
                              {"Rút kết luận số " + std::to_string(finding.finding),
                               "Take judgement " + std::to_string(finding.finding) + " back"});
    Facts facts;
    facts.add(casework::column("requirement"), judged_cell(visit, finding),
              finding.requirement ? address({"rules", *finding.requirement}) : "");
    facts.add(casework::column("outcome"), cells("outcome", finding.outcome));
    facts.add(casework::column("by_officer"), officer_cell(visit, finding.by_officer));
    facts.add(casework::column("judged_on"), cells("judged_on", finding.judged_on));
    facts.add(casework::column("reason"), finding.reason);
    page.add(std::move(facts));
    Form form{.action =
                  address({"applications", at_hand.file.application, "judgements", visit.part("finding")}),
              .submit = {"Rút kết luận này", "Take it back"},
              .grave = true,
              .confirm = {"Kết luận này ghi nhầm; nó không còn được tính, và vẫn ở trong lịch sử",
                          "It was recorded by mistake; it no longer counts, and stays in the history"},
              .id = "withdraw"};
    form.fields.push_back(screen_box());
    page.add(std::move(form));
    return page;
}

Reply do_withdraw_judgement(Visit& visit)
{
    const std::string number = visit.part("application");
    const auto finding = judgement_asked(visit);
    const bool again = visit.text("screen") == "yes";
    Words said{"Đã rút kết luận số " + visit.part("finding"),
               "Judgement " + visit.part("finding") + " was taken back"};
    return done_on_file(visit, said, [&](registry::WriteScope& write) {
        casework::withdraw_judgement(write, number, finding.finding);
        if (!again) return;
        const Words more = screened_again(visit, write, number);
        said.vi += more.vi;
        said.en += more.en;
    });
}

} // namespace

void add_judge_act_routes(Routes& routes)
{
    const auto rule = [](Words summary) {
        Rule made;
        made.access = only(case_officers);
        made.names = Names::application;
        made.summary = std::move(summary);
        made.personal = true;
        return made;
    };
    Rule show = rule({"Kết luận một yêu cầu", "Judge a requirement"});
    show.asks = {"dated"};
    Rule act = show;
    act.personal = false;
    act.fields = {"outcome", "reason", "about", "screen", "on"};
    routes.page("/applications/{application}/judge/{requirement}", show, show_judge);
    routes.act("/applications/{application}/judge/{requirement}", act, do_judge);
    Rule many = rule({"Kết luận nhiều yêu cầu", "Judge several requirements"});
    many.asks = {"dated"};
    Rule act_of_many = many;
    act_of_many.personal = false;
    act_of_many.fields = fields_of_many();
    routes.page("/applications/{application}/judge", many, show_judge_many);
    routes.act("/applications/{application}/judge", act_of_many, do_judge_many);
    Rule one = rule({"Rút một kết luận", "Take a judgement back"});
    Rule back = one;
    back.personal = false;
    back.fields = {"screen"};
    back.confirmed = true;
    routes.page("/applications/{application}/judgements/{finding}", one, show_judgement);
    routes.act("/applications/{application}/judgements/{finding}", back, do_withdraw_judgement);
}

} // namespace radcert::web
