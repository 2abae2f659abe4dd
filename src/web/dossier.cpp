#include "web/dossier.h"

#include <algorithm>

#include "casework/planned_work.h"
#include "casework/screen_application.h"
#include "web/clocks.h"
#include "web/finding_blocks.h"
#include "web/nouns.h"
#include "web/plan_blocks.h"
#include "web/record_form.h"

namespace radcert::web {
namespace {

using casework::FindingWords;
using Judgements = std::vector<registry::OfficerFinding>;

/// Whether whoever looks may see what was determined: the office always, others when the file has its result.
bool sees_findings(const Visit& visit, const FileAtHand& at_hand)
{
    return visit.may(readers) || at_hand.place.ended;
}

std::optional<casework::ScreenedWords> screened_words(Visit& visit, const FileAtHand& at_hand)
{
    if (!sees_findings(visit, at_hand)) return std::nullopt;
    const std::string& number = at_hand.file.application;
    const auto screenings = registry::screenings_of(visit.database(), number, visit.as_of().known_by);
    if (screenings.empty()) return std::nullopt;
    return casework::latest_findings(visit.database(), visit.rulebooks(), number,
                                     screenings.back().record.screening);
}

/// What an officer can do at one finding.
ActsOfFinding acts_at_findings(Visit& visit, const FileAtHand& at_hand, const Judgements& judged)
{
    const bool may_judge = visit.may(case_officers) && !at_hand.place.ended && !visit.query().has("known_by");
    if (!may_judge) return {};
    return [number = at_hand.file.application, judged](const FindingWords& finding) -> std::vector<Link> {
        if (finding.outcome != Outcome::undetermined || finding.on_failure == FailureAction::advise ||
            is_judged(judged, finding))
            return {};
        return {{{"Kết luận", "Judge"}, address({"applications", number, "judge", finding.requirement})}};
    };
}

/// In whose hands an open finding is.
enum class OpenFinding : std::uint8_t { missing, failed, to_judge, judged, none };

OpenFinding open_finding(const FindingWords& finding, const Judgements& judged)
{
    if (finding.topic == Topic::authority || finding.on_failure == FailureAction::advise)
        return OpenFinding::none;
    if (is_judged(judged, finding)) return OpenFinding::judged;
    const bool unrecorded = finding.reason == Reason::not_recorded;
    switch (finding.outcome) {
    case Outcome::met: return OpenFinding::none;
    case Outcome::not_met:
        return finding.on_failure == FailureAction::supplement ? OpenFinding::missing : OpenFinding::failed;
    case Outcome::undetermined: break;
    }
    return unrecorded ? OpenFinding::missing : OpenFinding::to_judge;
}

/// What is missing, what no paper cures, what an officer has to judge; then what was judged since, which the
/// next screening settles.
std::vector<Block> open_findings(const std::vector<FindingWords>& findings, const ActsOfFinding& acts,
                                 const Judgements& judged)
{
    static const std::pair<OpenFinding, Words> groups[]{
        {OpenFinding::missing, {"Còn thiếu: người nộp bổ sung được", "Missing: the applicant can add it"}},
        {OpenFinding::failed,
         {"Không đạt: không giấy tờ nào bổ sung được", "Not met: no further paper cures it"}},
        {OpenFinding::to_judge, {"Cán bộ phải xem xét, kết luận", "For an officer to judge"}},
        {OpenFinding::judged, {"Đã kết luận, chờ xem xét lại", "Judged, to be screened again"}}};
    std::vector<Block> blocks;
    for (const auto& [group, caption] : groups) {
        Findings block{caption, {}};
        for (const FindingWords& finding : findings) {
            if (open_finding(finding, judged) != group) continue;
            FindingView view = finding_view(finding);
            if (acts) view.acts = acts(finding);
            block.findings.push_back(std::move(view));
        }
        block.open = group != OpenFinding::judged;
        if (!block.findings.empty()) blocks.emplace_back(std::move(block));
    }
    return blocks;
}

/// Whether more than one requirement waits for an officer, and whoever looks is one.
bool is_for_judging(Visit& visit, const FileAtHand& at_hand, const std::vector<Block>& open)
{
    if (!visit.may(case_officers) || at_hand.place.ended || visit.query().has("known_by")) return false;
    std::size_t acts = 0;
    for (const Block& block : open) {
        for (const FindingView& view : std::get<Findings>(block.value).findings) acts += view.acts.size();
    }
    return acts > 1;
}

/// What is met and what is only advised, folded.
std::vector<Block> folded_findings(const std::vector<FindingWords>& findings)
{
    std::vector<Block> blocks = finding_blocks(findings);
    std::erase_if(blocks, [](const Block& block) {
        const auto* const shown = std::get_if<Findings>(&block.value);
        return shown == nullptr || shown->open;
    });
    return blocks;
}

/// The same for programs and spreadsheets.
Listing finding_table(const std::vector<FindingWords>& findings)
{
    Listing list{"findings",
                 {"Kết quả xem xét từng yêu cầu", "Findings"},
                 documents::Table{{"requirement", {"Dòng quy định", "Row"}},
                                  {"title", {"Yêu cầu", "Requirement"}},
                                  {"topic", {"Chủ đề", "Topic"}},
                                  {"outcome", {"Kết luận", "Outcome"}},
                                  {"reason", {"Vì sao", "Why"}},
                                  {"on_failure", {"Nếu không đạt", "On failure"}},
                                  {"standing", {"Mức tin cậy", "Standing"}},
                                  {"citation", {"Căn cứ", "Citation"}},
                                  {"explanation", {"Ghi nhận", "What was read"}}}};
    const auto coded = [](auto value) { return Cell::coded(word(value), name(value)); };
    for (const FindingWords& one : findings)
        list.table.row({one.requirement, Cell::coded(one.title.vi, one.title), coded(one.topic),
                        coded(one.outcome), one.reason == Reason::none ? Cell{} : coded(one.reason),
                        coded(one.on_failure), coded(one.standing), one.citation,
                        Cell::coded(one.explanation.en, one.explanation)});
    return list;
}

/// What is open beside the evidence that it is judged by; then the rest, folded.
std::vector<Block> finding_part(Visit& visit, const FileAtHand& at_hand,
                                const std::optional<casework::ScreenedWords>& screened)
{
    std::vector<Block> blocks, open;
    if (screened) {
        const std::string& number = at_hand.file.application;
        const auto screenings = registry::screenings_of(visit.database(), number, visit.as_of().known_by);
        const Judgements judged =
            visit.may(readers) ? judged_since(visit, number, screenings.back().since) : Judgements{};
        open = open_findings(screened->findings, acts_at_findings(visit, at_hand, judged), judged);
    }
    std::vector<Block> evidence = evidence_blocks(visit, at_hand);
    if (is_for_judging(visit, at_hand, open))
        open.emplace_back(Links{{{{"Kết luận nhiều yêu cầu một lúc", "Judge several at once"},
                                  address({"applications", at_hand.file.application, "judge"}),
                                  true}}});
    const bool something_open = std::ranges::any_of(
        open, [](const Block& block) { return !std::holds_alternative<Folded>(block.value); });
    if (something_open) {
        blocks.emplace_back(Beside{{std::move(open), std::move(evidence)}});
    } else {
        std::ranges::move(open, std::back_inserter(blocks));
        std::ranges::move(evidence, std::back_inserter(blocks));
    }
    if (screened) std::ranges::move(folded_findings(screened->findings), std::back_inserter(blocks));
    return blocks;
}

/// The least work, and the soonest day, to an eligible file; found when it is opened for.
std::vector<Block> plan_part(Visit& visit, const FileAtHand& at_hand)
{
    const std::string& number = at_hand.file.application;
    if (at_hand.place.ended || visit.query().has("known_by") || !visit.may(readers)) return {};
    const Words title{"Việc cần làm để hồ sơ đủ điều kiện", "What to do until the file is eligible"};
    const auto screenings = registry::screenings_of(visit.database(), number, visit.as_of().known_by);
    const bool eligible = !screenings.empty() && screenings.back().record.verdict == word(Verdict::eligible);
    if (!visit.query().has("plan")) {
        if (eligible) return {};
        return {Links{{{title, dossier_address(number, {}, {{"plan", "yes"}}) + "#plan", true}}}};
    }
    const auto work =
        casework::plan_supplement(visit.database(), visit.rules(), number, visit.as_of().in_force);
    return plan_blocks(work, {title, 2, "plan"});
}

Facts more_facts(Visit& visit, const registry::Application& file)
{
    Facts facts;
    add_facts(facts, visit.cells(), file,
              {"application", "worker", "facility", "role", "devices", "documents", "status", "reason"});
    return facts;
}

Reply show_dossier(Visit& visit)
{
    const FileAtHand at_hand = file_at_hand(visit);
    const std::string& number = at_hand.file.application;
    const auto screened = screened_words(visit, at_hand);
    Page page{{"Hồ sơ " + number, "Application " + number}};
    page.lead = {at_hand.full_name + " – " + at_hand.facility_name,
                 at_hand.full_name + " – " + at_hand.facility_name};
    if (visit.may(readers))
        page.acts.push_back({{"Lịch sử", "History"}, dossier_address(number, "history"), true});
    page.print = true;
    const auto add = [&](std::vector<Block> blocks) {
        std::ranges::move(blocks, std::back_inserter(page.blocks));
    };
    add(clock_notice(visit));
    if (sees_findings(visit, at_hand)) add(verdict_blocks(visit, at_hand, screened));
    if (screened && !visit.twin().empty()) page.add(finding_table(screened->findings));
    page.add(file_facts(visit, at_hand));
    add(act_blocks(visit, at_hand));
    add(deadline_blocks(visit, at_hand));
    add(finding_part(visit, at_hand, screened));
    add(question_blocks(visit, at_hand));
    add(paper_blocks(visit, at_hand));
    page.add(step_timeline(visit, at_hand));
    add(plan_part(visit, at_hand));
    page.add(Folded{{"Thông tin khác của hồ sơ", "More about the file"}, {more_facts(visit, at_hand.file)}});
    page.add(Folded{{"Xem hồ sơ ở một thời điểm khác", "As of another moment"}, {clock_form(visit)}});
    return page;
}

} // namespace

void add_dossier_routes(Routes& routes)
{
    routes.page("/applications/{application}",
                {.access = only(readers_and_own),
                 .names = Names::application,
                 .summary = {"Một hồ sơ", "One application"},
                 .twins = true,
                 .personal = true,
                 .asks = {"plan"}},
                show_dossier);
}

} // namespace radcert::web
