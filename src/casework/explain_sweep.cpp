#include "casework/explain_sweep.h"

#include <algorithm>

#include "casework/dossiers.h"

namespace radcert::casework {
namespace {

std::string list_of(const std::vector<std::string>& words)
{
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

/// Two rulebooks may bear the same version.
std::string named(const rules::Rulebook& book)
{
    constexpr std::size_t enough = 16;
    return book.version + ", sha256:" + book.digest.substr(0, enough) + "…";
}

} // namespace

SweepExplainer::SweepExplainer(registry::Database& database, Rulebooks& rulebooks, EventNumber known_by)
    : database_{database}, rulebooks_{rulebooks}, known_by_{known_by},
      rules_{rulebooks.in_force(database, known_by)}, rejudge_{rules_}
{
}

std::optional<SweepFinding> SweepExplainer::explain(const Suspect& suspect)
{
    SweepFinding finding = about(Irregularity::not_met, suspect.certificate);
    const auto person = registry::load_person(database_, suspect.certificate.worker, known_by_);
    const auto filed = registry::load_application(database_, suspect.application, known_by_);
    const auto facility = registry::load_facility(database_, filed.facility, known_by_);
    const auto judgements = registry::findings_of(database_, suspect.application, known_by_);
    const RestsOn file{person, suspect.certificate, filed, facility, suspect.screening, judgements};
    switch (suspect.why) {
    case Suspicion::not_eligible: explain_not_eligible(finding, file); return finding;
    case Suspicion::stale: explain_stale(finding, file); return finding;
    case Suspicion::corrected:
        if (explain_corrected(finding, file)) return finding;
    }
    return std::nullopt;
}

void SweepExplainer::explain_not_eligible(SweepFinding& finding, const RestsOn& file)
{
    const Rejudge::Answer answer = rejudge_.as_filed(file);
    finding.rows = answer.rows;
    if (rests_on_withdrawn_evidence(finding, file) || rests_on_withdrawn_judgement(finding, file) ||
        rests_on_other_rules(finding, file, false))
        return;
    finding.proof = {"xét lại hôm nay: '" + name(answer.verdict).vi + "' (" + list_of(answer.rows) +
                         "); lúc quyết định: đủ điều kiện",
                     "judged again today: '" + name(answer.verdict).en + "' (" + list_of(answer.rows) +
                         "); when it was decided: eligible"};
    finding.events = {file.screening.event};
}

/// Whether a requirement that the facts met when it was decided is met by them no more, though a judgement or
/// an override still carries the certificate.
bool SweepExplainer::explain_corrected(SweepFinding& finding, const RestsOn& file)
{
    const EventNumber then = file.screening.event;
    const auto person = registry::load_person(database_, file.person.worker.worker, then);
    const auto met = rejudge_.met_by_facts(file, person), still = rejudge_.met_by_facts(file, file.person);
    std::ranges::set_difference(met, still, std::back_inserter(finding.rows));
    if (finding.rows.empty()) return false;
    finding.kind = Irregularity::facts_changed;
    finding.events = {file.screening.event};
    finding.proof = {
        "minh chứng hoặc nhân thân được rút, sửa sau khi quyết định; theo dữ liệu hiện nay không còn "
        "đạt, hoặc không còn cho thấy đạt: " +
            list_of(finding.rows),
        "evidence or personal data withdrawn or corrected after the decision; by the facts as they "
        "are not met, or not indicated as met, any more: " +
            list_of(finding.rows)};
    return true;
}

/// A paper that ran out between filing and issue, by the rulebook of then.
void SweepExplainer::explain_stale(SweepFinding& finding, const RestsOn& file)
{
    finding.rows = rejudge_.as_issued(file).rows;
    if (rests_on_other_rules(finding, file, true)) return;
    finding.kind = Irregularity::stale_at_issue;
    const Date filed = file.application.filed_on, issued = file.certificate.issued_on;
    const std::string rows = list_of(finding.rows);
    finding.proof = {"hợp lệ vào ngày nộp " + to_dmy(filed) + ", không còn vào ngày cấp " + to_dmy(issued) +
                         " (" + rows + "); quy định xét theo ngày nộp",
                     "in order on the filing day " + to_iso(filed) + ", not any more on the day of issue " +
                         to_iso(issued) + " (" + rows + "); the rules ask of the filing day"};
}

namespace {

/// Puts pieces back that stood at the screening, each in place of what bears its name now.
registry::PersonFile with_pieces(registry::PersonFile person, const std::vector<registry::Evidence>& pieces)
{
    for (const registry::Evidence& piece : pieces) {
        std::erase_if(person.evidence, [&](const registry::Evidence& each) {
            return each.kind == piece.kind && id_of(each) == id_of(piece);
        });
        person.evidence.push_back(piece);
    }
    std::ranges::sort(person.evidence, {}, &registry::Evidence::evidence);
    return person;
}

/// Evidence that stood recorded at an event and is withdrawn now, with the event that withdrew it.
std::vector<std::pair<registry::Evidence, EventNumber>>
withdrawn_since(registry::Database& database, std::int64_t worker, EventNumber event, EventNumber known_by)
{
    const auto versions = registry::evidence_versions(database, worker);
    std::vector<std::pair<registry::Evidence, EventNumber>> pieces;
    for (const auto& now : versions) {
        const bool stands = now.since <= known_by && now.until > known_by;
        if (!stands || now.record.status != "withdrawn" || now.since <= event) continue;
        for (const auto& then : versions) {
            const bool stood = then.since <= event && then.until > event && then.record.status == "recorded";
            if (stood && then.record.evidence == now.record.evidence)
                pieces.emplace_back(then.record, now.since);
        }
    }
    return pieces;
}

/// A file that cannot be read, with the words of another rulebook or with two pieces of one name, is not what
/// was looked for.
template <class Judge>
bool is_eligible(Judge judge)
{
    try {
        return judge() == Verdict::eligible;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

/// Whether the file would be eligible with the evidence that was withdrawn since the screening; only pieces
/// are named without which it would not.
bool SweepExplainer::rests_on_withdrawn_evidence(SweepFinding& finding, const RestsOn& file)
{
    const auto withdrawn =
        withdrawn_since(database_, file.person.worker.worker, file.screening.event, known_by_);
    const auto eligible_without = [&](std::size_t left_out) {
        std::vector<registry::Evidence> pieces;
        for (std::size_t i = 0; i < withdrawn.size(); ++i)
            if (i != left_out) pieces.push_back(withdrawn[i].first);
        return is_eligible(
            [&] { return rejudge_.with(file, with_pieces(file.person, pieces), file.judgements); });
    };
    if (withdrawn.empty() || !eligible_without(withdrawn.size())) return false;
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < withdrawn.size(); ++i) {
        if (withdrawn.size() > 1 && eligible_without(i)) continue;
        const registry::Evidence& piece = withdrawn[i].first;
        pieces.push_back("W-" + std::to_string(piece.worker) + "/" + std::to_string(piece.evidence));
        finding.events.push_back(withdrawn[i].second);
    }
    finding.kind = Irregularity::evidence_withdrawn;
    finding.proof = {"minh chứng đã bị rút sau lần xem xét của quyết định: " + list_of(pieces) +
                         "; không còn đạt " + list_of(finding.rows),
                     "evidence withdrawn since the screening that the decision rests on: " + list_of(pieces) +
                         "; without it not met: " + list_of(finding.rows)};
    return true;
}

bool SweepExplainer::rests_on_withdrawn_judgement(SweepFinding& finding, const RestsOn& file)
{
    std::vector<registry::OfficerFinding> then = file.judgements;
    std::vector<std::string> numbers;
    std::vector<EventNumber> events;
    for (const auto& version : registry::finding_versions(database_, file.application.application)) {
        const bool withdrawn = version.record.status == "withdrawn" && version.since <= known_by_ &&
                               version.until > known_by_ && version.since > file.screening.event;
        if (!withdrawn) continue;
        then.push_back(version.record);
        numbers.push_back(std::to_string(version.record.finding));
        events.push_back(version.since);
    }
    if (numbers.empty()) return false;
    std::ranges::sort(then, {}, &registry::OfficerFinding::finding);
    if (!is_eligible([&] { return rejudge_.with(file, file.person, then); })) return false;
    finding.kind = Irregularity::judgement_withdrawn;
    finding.events = std::move(events);
    finding.proof = {"đánh giá số " + list_of(numbers) +
                         " của hồ sơ đã bị rút sau lần xem xét của quyết định; không còn "
                         "đạt " +
                         list_of(finding.rows),
                     "judgement " + list_of(numbers) +
                         " of the file was taken back since the screening that the decision rests on; "
                         "without it not met: " +
                         list_of(finding.rows)};
    return true;
}

/// Whether the rulebook that was in use then still finds the file eligible.
/// @param stale  on the day of issue, too
bool SweepExplainer::rests_on_other_rules(SweepFinding& finding, const RestsOn& file, bool stale)
{
    if (file.screening.rulebook == rules_.book.digest) return false;
    const RulebookInUse& then = rulebooks_.adopted(database_, file.screening.rulebook);
    auto& by_then = by_digest_[file.screening.rulebook];
    if (!by_then) by_then = std::make_unique<Rejudge>(then);
    const bool eligible = is_eligible([&] {
        const auto verdicts = by_then->today(file);
        return stale ? verdicts.issued : verdicts.filed;
    });
    if (!eligible) return false;
    finding.kind = Irregularity::other_rules;
    finding.events = {file.screening.event};
    const std::string was = named(then.book), is = named(rules_.book), rows = list_of(finding.rows);
    finding.proof = {"bộ quy định lúc đó (" + was + "): đủ điều kiện; bộ đang dùng (" + is +
                         ") thì không: " + rows,
                     "the rulebook of then (" + was + "): eligible; the one in use (" + is +
                         ") is not satisfied: " + rows};
    return true;
}

} // namespace radcert::casework
