#include "web/finding_blocks.h"

#include <algorithm>

#include "web/address.h"

namespace radcert::web {
namespace {

using casework::FindingWords;

enum class Group : std::uint8_t { not_met, to_judge, met, advice, authority };

Group group_of(const FindingWords& finding)
{
    if (finding.topic == Topic::authority) return Group::authority;
    if (finding.on_failure == FailureAction::advise) return Group::advice;
    switch (finding.outcome) {
    case Outcome::not_met: return Group::not_met;
    case Outcome::met: return Group::met;
    case Outcome::undetermined: break;
    }
    return Group::to_judge;
}

Words caption_of(Group group)
{
    switch (group) {
    case Group::not_met: return {"Không đạt, còn thiếu", "Not met, missing"};
    case Group::to_judge: return {"Cần người xem xét, chưa xác định", "For a person to judge, undetermined"};
    case Group::met: return {"Đạt", "Met"};
    case Group::advice: return {"Lưu ý, không ảnh hưởng kết luận", "Advice, does not bear on the verdict"};
    case Group::authority: break;
    }
    return {"Thẩm quyền", "Authority"};
}

Tone tone_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::met: return Tone::good;
    case Outcome::not_met: return Tone::bad;
    case Outcome::undetermined: break;
    }
    return Tone::near;
}

/// "chưa xác định: cán bộ phải xem xét, kết luận"
Words outcome_words(const FindingWords& finding)
{
    Words words = name(finding.outcome);
    if (finding.reason == Reason::none) return words;
    const Words& why = name(finding.reason);
    return {words.vi + ": " + why.vi, words.en + ": " + why.en};
}

Words meaning_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::not_required:
        return {"Với công việc này tại cơ sở này, không cần chứng chỉ.",
                "No certificate is needed for this role at this facility."};
    case Verdict::ineligible:
        return {"Có điều kiện không đạt mà không giấy tờ nào bổ sung được.",
                "A condition is not met that no further paper can cure."};
    case Verdict::incomplete:
        return {"Có thể bổ sung những nội dung còn thiếu dưới đây.",
                "The file may be completed with what is missing below."};
    case Verdict::undetermined:
        return {"Chưa đủ căn cứ để kết luận: xem các mục cần người xem xét.",
                "There is no ground for a verdict yet: see what a person must judge."};
    case Verdict::eligible: break;
    }
    return {"Mọi điều kiện quyết định đều đạt.", "Every deciding requirement is met."};
}

/// Whether two findings are cured in the same words: then they are told once.
bool told_alike(const FindingWords& a, const FindingWords& b)
{
    return a.outcome != Outcome::met && !a.remedy.empty() && a.remedy == b.remedy && a.outcome == b.outcome &&
           a.reason == b.reason && a.citation == b.citation && a.standing == b.standing &&
           a.on_failure == b.on_failure;
}

/// One for several: what they have in common once, then each requirement.
FindingView view_of_several(const std::vector<const FindingWords*>& findings)
{
    FindingView view = finding_view(*findings.front());
    const std::string count = std::to_string(findings.size());
    view.title = {count + " yêu cầu, cùng một cách khắc phục",
                  count + " requirements, cured in the same way"};
    view.requirement.clear();
    const bool same_words = std::ranges::all_of(
        findings, [&](const FindingWords* one) { return one->explanation == view.explanation; });
    for (const FindingWords* const one : findings) {
        Words text = one->title;
        if (!same_words && !one->explanation.empty()) {
            text.vi += ": " + one->explanation.vi;
            text.en += ": " + one->explanation.en;
        }
        view.about.push_back({std::move(text), address({"rules", one->requirement}), true});
    }
    if (!same_words) view.explanation = {};
    return view;
}

/// Findings of one group, those that are told alike as one.
std::vector<FindingView> views_of(const std::vector<const FindingWords*>& findings)
{
    std::vector<FindingView> views;
    std::vector<bool> told(findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (told[i]) continue;
        std::vector<const FindingWords*> alike{findings[i]};
        for (std::size_t other = i + 1; other < findings.size(); ++other) {
            if (told[other] || !told_alike(*findings[i], *findings[other])) continue;
            told[other] = true;
            alike.push_back(findings[other]);
        }
        views.push_back(alike.size() > 1 ? view_of_several(alike) : finding_view(*findings[i]));
    }
    return views;
}

} // namespace

FindingView finding_view(const FindingWords& finding)
{
    const bool advice = finding.on_failure == FailureAction::advise;
    FindingView view;
    view.title = finding.title;
    view.outcome = outcome_words(finding);
    view.tone = advice ? Tone::plain : tone_of(finding.outcome);
    view.requirement = finding.requirement;
    view.citation = finding.citation;
    view.explanation = finding.explanation;
    if (finding.outcome != Outcome::met) view.remedy = finding.remedy;
    if (finding.standing != Standing::text) view.standing = name(finding.standing);
    return view;
}

std::vector<Block> finding_blocks(const std::vector<FindingWords>& findings)
{
    std::vector<Block> blocks;
    for (const Group group : {Group::not_met, Group::to_judge, Group::met, Group::advice}) {
        const bool open = group == Group::not_met || group == Group::to_judge;
        std::vector<const FindingWords*> of_group;
        for (const FindingWords& finding : findings) {
            if (group_of(finding) == group) of_group.push_back(&finding);
        }
        Findings block{caption_of(group), views_of(of_group), open};
        if (!block.findings.empty()) blocks.emplace_back(std::move(block));
    }
    return blocks;
}

Words authority_words(const std::vector<FindingWords>& findings)
{
    for (const FindingWords& finding : findings) {
        if (group_of(finding) == Group::authority) return finding.explanation;
    }
    return {};
}

Tone tone_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::not_required:
    case Verdict::eligible: return Tone::good;
    case Verdict::ineligible:
    case Verdict::incomplete: return Tone::bad;
    case Verdict::undetermined: break;
    }
    return Tone::near;
}

Notice verdict_notice(Verdict verdict)
{
    const Tone tone = tone_of(verdict);
    const auto kind = tone == Tone::good ? Notice::Kind::done : Notice::Kind::warning;
    return {kind, name(verdict), {meaning_of(verdict)}, {}, {"Kết quả:", "Result:"}};
}

} // namespace radcert::web
