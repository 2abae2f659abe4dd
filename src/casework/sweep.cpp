#include "casework/sweep.h"

#include <algorithm>

#include "casework/deadlines.h"
#include "casework/explain_sweep.h"
#include "casework/file_life.h"
#include "casework/rejudge.h"
#include "casework/shared_papers.h"
#include "casework/words_of.h"
#include "registry/journal.h"

namespace radcert::casework {
namespace {

using registry::PersonCases;
using registry::PersonFile;

template <class List, class Member>
auto find_on(const List& list, const std::string& application, Member member) -> decltype(&*list.begin())
{
    const auto found = std::ranges::find(list, application, member);
    return found == list.end() ? nullptr : &*found;
}

using Corrections = std::unordered_map<std::int64_t, EventNumber>;

/// Looks at every certificate of a person; what does not fit is explained afterwards, one by one.
class SweepVisitor : public PersonVisitor {
public:
    /// @param corrected  registry::last_corrections
    SweepVisitor(const RulebookInUse& rules, const FacilityShelf& shelf, const Corrections& corrected,
                 const SweepQuestion& question)
        : question_{question}, shelf_{shelf}, corrected_{corrected}, rejudge_{rules}
    {
    }

    void visit(const PersonFile& person, const PersonCases& cases) override
    {
        bool swept = false;
        for (const registry::Certificate& certificate : person.certificates) {
            if (!question_.asks(certificate) || !in_scope(cases, certificate)) continue;
            if (!certificate.application) {
                ++found.without_file;
                continue;
            }
            ++found.certificates;
            swept = true;
            look_at(person, cases, certificate);
        }
        papers.add(person, swept);
    }

    Sweep found;
    std::vector<Suspect> suspects;
    NumberedPapers papers;

private:
    bool in_scope(const PersonCases& cases, const registry::Certificate& certificate) const
    {
        const Scope& scope = question_.scope;
        if (scope.is_everything()) return true;
        const auto* filed = certificate.application ? find_on(cases.applications, *certificate.application,
                                                              &registry::Application::application)
                                                    : nullptr;
        const auto at = filed != nullptr ? std::optional{filed->facility} : certificate.facility;
        const registry::Facility* const facility = at ? shelf_.find(*at) : nullptr;
        const std::string province = filed != nullptr      ? filed->province
                                     : facility != nullptr ? facility->province
                                                           : "";
        return !scope.worker && (!scope.province || province == *scope.province) &&
               (!scope.facility || at == *scope.facility);
    }

    void look_at(const PersonFile& person, const PersonCases& cases, const registry::Certificate& certificate)
    {
        const auto* filed =
            find_on(cases.applications, *certificate.application, &registry::Application::application);
        const auto* decision =
            find_on(cases.decisions, *certificate.application, &registry::Decision::application);
        if (filed == nullptr || decision == nullptr || decision->outcome != "granted" ||
            decision->decided_on > certificate.issued_on) {
            add(Irregularity::no_grant, certificate, no_grant_proof(decision, certificate));
            return;
        }
        tell_if_late(cases, certificate, *decision);
        const registry::ScreeningMark* mark = mark_of(cases, *decision);
        const registry::Facility* facility = shelf_.find(filed->facility);
        if (mark == nullptr || facility == nullptr) {
            add(Irregularity::no_grant, certificate,
                {"không tìm thấy lần xem xét mà quyết định dựa vào",
                 "the screening that the decision rests on is not there"});
            return;
        }
        if (mark->verdict != "eligible") {
            if (is_blank(decision->legal_basis.value_or(""))) {
                add(Irregularity::no_ground, certificate, no_ground_proof(*mark), {mark->event});
                return;
            }
            ++found.overridden;
            if (was_corrected(person, *mark))
                suspects.push_back({certificate, filed->application, *mark, Suspicion::corrected});
            return;
        }
        judge_again(person, cases, certificate, *filed, *facility, *mark);
    }

    void judge_again(const PersonFile& person, const PersonCases& cases,
                     const registry::Certificate& certificate, const registry::Application& filed,
                     const registry::Facility& facility, const registry::ScreeningMark& mark)
    {
        judgements_.clear();
        for (const auto& version : cases.judgements) {
            if (version.record.application == filed.application && version.record.status == "recorded")
                judgements_.push_back(version.record);
        }
        const RestsOn file{person, certificate, filed, facility, mark, judgements_};
        try {
            const auto verdicts = rejudge_.today(file);
            const auto suspect = [&](Suspicion why) {
                suspects.push_back({certificate, filed.application, mark, why});
            };
            if (verdicts.filed != Verdict::eligible) return suspect(Suspicion::not_eligible);
            if (verdicts.issued != Verdict::eligible) suspect(Suspicion::stale);
            if (was_corrected(person, mark)) suspect(Suspicion::corrected);
        } catch (const Error& error) {
            add(Irregularity::not_met, certificate, error.sentence());
        }
    }

    /// Whether something that is known of the person was corrected or withdrawn after the screening.
    bool was_corrected(const PersonFile& person, const registry::ScreeningMark& mark) const
    {
        const auto last = corrected_.find(person.worker.worker);
        return last != corrected_.end() && last->second > mark.event;
    }

    void tell_if_late(const PersonCases& cases, const registry::Certificate& certificate,
                      const registry::Decision& decision)
    {
        std::vector<registry::Version<registry::Deadline>> clocks;
        std::ranges::copy_if(cases.clocks, std::back_inserter(clocks), [&](const auto& version) {
            return version.record.application == decision.application;
        });
        const auto due = due_of_result(FileLife::clocks_until(clocks, decision.decided_on, true));
        if (!due || due->due_on >= decision.decided_on) return;
        const std::string rule = due->rule ? " (" + *due->rule + ")" : "";
        add(Irregularity::decided_late, certificate,
            {"hạn " + to_dmy(due->due_on) + rule + ", quyết định ngày " + to_dmy(decision.decided_on),
             "due on " + to_iso(due->due_on) + rule + ", decided on " + to_iso(decision.decided_on)});
    }

    static const registry::ScreeningMark* mark_of(const PersonCases& cases,
                                                  const registry::Decision& decision)
    {
        const auto found = std::ranges::find_if(cases.screenings, [&](const registry::ScreeningMark& mark) {
            return mark.application == decision.application && mark.screening == decision.screening;
        });
        return found == cases.screenings.end() ? nullptr : &*found;
    }

    static Words no_grant_proof(const registry::Decision* decision, const registry::Certificate& certificate)
    {
        if (decision == nullptr)
            return {"hồ sơ " + *certificate.application + " chưa có quyết định",
                    "application " + *certificate.application + " has no decision"};
        if (decision->outcome != "granted")
            return {"hồ sơ " + decision->application + " không được quyết định cấp",
                    "application " + decision->application + " was not granted"};
        return {"cấp ngày " + to_dmy(certificate.issued_on) + ", trước quyết định ngày " +
                    to_dmy(decision->decided_on),
                "issued on " + to_iso(certificate.issued_on) + ", before the decision of " +
                    to_iso(decision->decided_on)};
    }

    static Words no_ground_proof(const registry::ScreeningMark& mark)
    {
        const Words verdict = verdict_name(mark.verdict);
        return {"kết quả xem xét là '" + verdict.vi + "', quyết định cấp không nêu căn cứ pháp lý",
                "the determination was '" + verdict.en + "', and the grant names no legal basis"};
    }

    void add(Irregularity kind, const registry::Certificate& certificate, Words proof,
             std::vector<EventNumber> events = {}, std::vector<std::string> rows = {})
    {
        SweepFinding finding = about(kind, certificate);
        finding.proof = std::move(proof);
        finding.rows = std::move(rows);
        finding.events = std::move(events);
        found.findings.push_back(std::move(finding));
    }

    const SweepQuestion& question_;
    const FacilityShelf& shelf_;
    const Corrections& corrected_;
    Rejudge rejudge_;
    std::vector<registry::OfficerFinding> judgements_;
};

constexpr std::string_view irregularity_words[] = {
    "no_grant",      "no_ground",    "evidence_withdrawn", "judgement_withdrawn", "not_met",
    "facts_changed", "shared_paper", "stale_at_issue",     "decided_late",        "other_rules"};

/// A file that cannot be read any more is told with the reason; it must not hide the others.
void explain(SweepExplainer& explainer, const Suspect& suspect, std::vector<SweepFinding>& findings)
{
    try {
        if (auto finding = explainer.explain(suspect)) findings.push_back(std::move(*finding));
    } catch (const Error& error) {
        findings.push_back(about(Irregularity::not_met, suspect.certificate));
        findings.back().proof = error.sentence();
    }
}

/// Whoever sees one province's people alone is not told who of another has the same paper.
void hide_others(registry::Database& database, const Scope& scope, AsOf today, SweepFinding& finding)
{
    if (scope.is_everything() || sees_worker(database, scope, finding.other_worker, today)) return;
    finding.other_worker = 0;
    finding.proof = {"số văn bằng, giấy chứng nhận này cũng là số của một người ngoài phạm vi của bạn",
                     "the paper's number is that of somebody as well whom you do not see"};
}

void put_in_order(std::vector<SweepFinding>& findings)
{
    std::ranges::sort(findings, {}, [](const SweepFinding& finding) {
        return std::tuple{finding.kind, std::string_view{finding.issued_by}, finding.issued_on,
                          std::string_view{finding.certificate}, std::string_view{finding.proof.en}};
    });
}

} // namespace

std::string_view word(Irregularity kind)
{
    return irregularity_words[std::size_t(kind)];
}

const Words& name(Irregularity kind)
{
    static const Words names[] = {
        {"không có quyết định cấp", "no grant behind it"},
        {"cấp trái kết quả xem xét mà không nêu căn cứ", "override without ground"},
        {"dựa vào minh chứng đã bị rút", "rests on evidence withdrawn since"},
        {"dựa vào đánh giá đã bị rút", "rests on a judgement taken back since"},
        {"không đạt theo những gì biết hôm nay", "not met by what is known today"},
        {"minh chứng thay đổi sau quyết định, chỉ còn đánh giá của cán bộ",
         "facts changed since; only a person's word carries it"},
        {"số văn bằng, giấy chứng nhận trùng với người khác", "paper number shared with somebody else"},
        {"giấy tờ hết hạn trước ngày cấp", "a paper had run out by the day of issue"},
        {"quyết định trễ hạn", "decided late"},
        {"bộ quy định hiện dùng cho kết quả khác", "the rulebook in use answers otherwise"}};
    return names[std::size_t(kind)];
}

std::optional<Irregularity> irregularity_from(std::string_view word)
{
    const auto found = std::ranges::find(irregularity_words, word);
    if (found == std::end(irregularity_words)) return std::nullopt;
    return Irregularity(found - irregularity_words);
}

bool SweepQuestion::asks(const registry::Certificate& certificate) const
{
    return (!issued_from || certificate.issued_on >= *issued_from) &&
           (!issued_to || certificate.issued_on <= *issued_to);
}

SweepFinding about(Irregularity kind, const registry::Certificate& certificate)
{
    SweepFinding finding;
    finding.kind = kind;
    finding.certificate = certificate.certificate;
    finding.issued_by = certificate.issued_by;
    finding.worker = certificate.worker;
    finding.application = certificate.application.value_or("");
    finding.issued_on = certificate.issued_on;
    return finding;
}

Sweep sweep(registry::Database& database, Rulebooks& rulebooks, const SweepQuestion& question)
{
    const EventNumber known_by = registry::journal_size(database) - 1;
    const RulebookInUse& rules = rulebooks.in_force(database, known_by);
    const FacilityShelf shelf{database, known_by};
    const Corrections corrected = registry::last_corrections(database, known_by);
    std::vector<std::unique_ptr<SweepVisitor>> visitors;
    std::vector<PersonVisitor*> seen;
    for (std::size_t i = 0; i < walkers(); ++i) {
        visitors.push_back(std::make_unique<SweepVisitor>(rules, shelf, corrected, question));
        seen.push_back(visitors.back().get());
    }
    walk_people({database.place(), known_by, {.posts = false, .cases = true}, question.progress}, seen);

    Sweep all;
    NumberedPapers papers;
    SweepExplainer explainer{database, rulebooks, known_by};
    for (const auto& visitor : visitors) {
        all.certificates += visitor->found.certificates;
        all.without_file += visitor->found.without_file;
        all.overridden += visitor->found.overridden;
        std::ranges::move(visitor->found.findings, std::back_inserter(all.findings));
        for (const Suspect& suspect : visitor->suspects) explain(explainer, suspect, all.findings);
        papers.join(std::move(visitor->papers));
    }
    const AsOf today{question.today, known_by, question.today};
    for (SweepFinding& finding : shared_papers(database, papers, question, known_by)) {
        if (!sees_application(database, question.scope, finding.application, today)) continue;
        hide_others(database, question.scope, today, finding);
        all.findings.push_back(std::move(finding));
    }
    for (SweepFinding& finding : all.findings) {
        const auto certificate =
            registry::load_certificate(database, finding.certificate, finding.issued_by, known_by);
        finding.status = registry::status_on(
            certificate, registry::statuses_of(database, certificate, known_by), question.today);
    }
    put_in_order(all.findings);
    return all;
}

} // namespace radcert::casework
