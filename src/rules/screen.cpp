#include "rules/screen.h"

#include <algorithm>

#include "rules/applies.h"
#include "rules/best_fit.h"
#include "rules/competence.h"

namespace radcert::rules {
namespace {

constexpr std::size_t narrowed_slots = 2048;

std::uint32_t bit_of(Topic topic)
{
    return 1u << unsigned(topic);
}

/// Order of a report: the certificate's own conditions first, what is only advised after them; fallback rows
/// last, when it is known which topics have been heard.
int place_of(const Requirement& requirement)
{
    return int(requirement.fallback) * 1000 + int(requirement.on_failure == FailureAction::advise) * 100 +
           int(requirement.topic);
}

} // namespace

Screener::Screener(const Program& program, ScreenOptions options)
    : program_{program}, options_{options},
      candidates_((program.starts.size() + 1) * program.book.vocabulary.roles.size()), evaluator_{program}
{
}

const Screener::Candidates& Screener::candidates(Code role)
{
    Candidates& found = candidates_[program_.era_of(day_) * program_.book.vocabulary.roles.size() + role];
    if (!found.ready) gather(found, role);
    return found;
}

void Screener::gather(Candidates& found, Code role) const
{
    const Rulebook& book = program_.book;
    const Date date{std::chrono::days{day_}};
    for (std::size_t i = 0; i < book.requirements.size(); ++i) {
        const Requirement& row = book.requirements[i];
        const bool by_completion = row.deciding_date == DecidingDate::completed_on;
        if (!by_completion && !row.in_force.holds(date)) continue;
        add_gates(row.topic == Topic::certificate_need ? found.needs : found.requirements, std::uint16_t(i),
                  row, role);
    }
    std::ranges::stable_sort(found.requirements, {},
                             [&](const Gate& gate) { return place_of(book.requirements[gate.row]); });
    for (const Gate& gate : found.requirements) {
        const Requirement& row = book.requirements[gate.row];
        if (row.on_failure != FailureAction::advise && decides_certificate(row.topic))
            found.deciding.push_back(gate);
    }
    for (std::size_t i = 0; i < book.authorities.size(); ++i) {
        const AuthorityRow& row = book.authorities[i];
        if (row.in_force.holds(date)) add_gates(found.authorities, std::uint16_t(i), row, role);
    }
    found.ready = true;
}

namespace {

/// Every row that applies, or may apply, once: the alternatives of a row stand side by side.
void narrow(const std::vector<Gate>& gates, const Circumstances& here, std::vector<Fitting>& found)
{
    found.clear();
    for (std::size_t i = 0; i < gates.size();) {
        const std::uint16_t row = gates[i].row;
        Tri fit = Tri::no;
        for (; i < gates.size() && gates[i].row == row; ++i) fit = fit | fits(gates[i], here);
        if (fit != Tri::no) found.push_back({row, fit});
    }
}

} // namespace

template <bool full>
const Screener::Narrowed& Screener::narrowed(const Candidates& from)
{
    const Circumstances here{screening_.dossier->application, facts_.devices};
    const auto era_and_role = std::uint64_t(&from - candidates_.data());
    std::uint64_t hash = (here.devices ^ (era_and_role << 40)) * 0x9E3779B97F4A7C15u;
    hash ^= (std::uint64_t{here.procedure} << 20 ^ std::uint64_t{here.channel} << 10 ^
             std::uint64_t(here.medical.value_or(false))) *
            0xD1B54A32D192ED03u;
    auto& slots = narrowed_[full];
    if (slots.empty()) slots.resize(narrowed_slots);
    Narrowed& found = slots[(hash >> 40) % narrowed_slots];
    if (found.from == &from && found.here == here) return found;
    found.from = &from;
    found.here = here;
    narrow(from.needs, here, found.needs);
    narrow(full ? from.requirements : from.deciding, here, found.requirements);
    narrow(from.authorities, here, found.authorities);
    return found;
}

bool Screener::overlay_applies(std::size_t index) const
{
    const Overlay& overlay = program_.book.overlays[index];
    const auto& bodies = screening_.competence.bodies;
    return overlay.in_force.holds(screening_.as_of) &&
           std::ranges::find(bodies, overlay.authority) != bodies.end();
}

/// Whether an overlay row speaks in this row's place.
bool Screener::is_settled_by_overlay(std::uint16_t index) const
{
    if (!program_.rows[index].settled) return false;
    const Application& application = screening_.dossier->application;
    return std::ranges::any_of(program_.settled_by[index], [&](std::size_t other) {
        const Requirement& row = program_.book.requirements[other];
        return row.in_force.holds(screening_.as_of) && overlay_applies(*row.overlay) &&
               applies(row, application, facts_.devices) == Tri::yes;
    });
}

/// Whether the row may decide by itself: by its standing, by an adoption, or as a signed overlay.
bool Screener::decides(std::uint16_t index, Finding& finding) const
{
    const RowCode& row = program_.rows[index];
    if (row.overlay != no_overlay || row.standing <= options_.decide_on) return true;
    if (program_.book.adoptions.empty()) return false;
    const std::string& id = program_.book.requirements[index].id;
    finding.adoption = find_adoption(program_.book, id, day_, screening_.competence.bodies);
    return finding.adoption != no_index;
}

/// The latest entry about the requirement itself, or without one about its whole topic, settles what is open.
void Screener::ask_officer(Finding& finding) const
{
    const auto& entries = screening_.dossier->officer_findings;
    if (entries.empty() || finding.outcome != Outcome::undetermined) return;
    const Topic topic = topic_of(program_.book, finding);
    const std::string& id = row_of(program_.book, finding).id;
    const std::string* settles =
        finding.row == no_index ? nullptr : &program_.book.requirements[finding.row].settles;
    std::size_t best = no_index;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const OfficerFinding& entry = entries[i];
        if (entry.topic != topic) continue;
        const bool named = entry.requirement && (*entry.requirement == id ||
                                                 (settles != nullptr && *entry.requirement == *settles));
        if (entry.requirement && !named) continue;
        if (best != no_index) {
            const OfficerFinding& kept = entries[best];
            const bool same_reach = kept.requirement.has_value() == entry.requirement.has_value();
            if (same_reach ? kept.on >= entry.on : kept.requirement.has_value()) continue;
        }
        best = i;
    }
    if (best == no_index) return;
    finding.outcome = entries[best].outcome;
    finding.reason = Reason::none;
    finding.officer = std::uint16_t(best);
}

template <bool full>
void Screener::evaluate(const RowCode& row, bool may_decide, Tri applies, Finding& finding)
{
    if (row.condition == no_node || !may_decide) {
        finding.outcome = Outcome::undetermined;
        finding.reason =
            row.standing == Standing::no_rule ? Reason::no_rule_in_force : Reason::rule_unconfirmed;
        if (!full || row.condition == no_node) return;
    }
    const std::size_t mark = evaluator_.traces.size();
    const Tri answer = full ? evaluator_.explain(row.condition) : evaluator_.answer(row.condition);
    if (full) {
        finding.first_trace = std::uint32_t(mark);
        finding.traces = std::uint32_t(evaluator_.traces.size() - mark);
    }
    if (!may_decide) {
        if (answer != Tri::maybe) finding.indication = answer == Tri::yes;
        return;
    }
    finding.outcome = answer == Tri::yes  ? Outcome::met
                      : answer == Tri::no ? Outcome::not_met
                                          : Outcome::undetermined;
    if (answer == Tri::maybe) {
        finding.reason = Reason::not_recorded;
        for (std::size_t i = mark; full && i < evaluator_.traces.size(); ++i) {
            const bool judgement = program_.nodes[evaluator_.traces[i].node].check == Check::judgement;
            if (judgement) finding.reason = Reason::officer_judgement;
        }
    } else if (answer == Tri::no && applies == Tri::maybe) {
        finding.outcome = Outcome::undetermined;
        finding.reason = Reason::not_recorded;
        finding.applicability_unknown = true;
    } else if (answer == Tri::no && row.on_failure == FailureAction::refer &&
               row.topic != Topic::certificate_need) {
        finding.outcome = Outcome::undetermined;
        finding.reason = Reason::officer_judgement;
    }
}

void Screener::count(const Finding& finding, const RowCode& row)
{
    if (row.on_failure == FailureAction::advise || !decides_certificate(row.topic)) return;
    if (finding.outcome == Outcome::undetermined) undetermined_ = true;
    if (finding.outcome != Outcome::not_met) return;
    if (row.on_failure == FailureAction::supplement)
        incomplete_ = true;
    else
        refused_ = true; // a refer row is not met only when a person said so
}

template <bool full>
void Screener::screen_row(std::uint16_t index, Tri fits)
{
    const RowCode& row = program_.rows[index];
    if (row.fallback && is_heard(row)) return;
    if (row.by_completion) {
        const std::int64_t completed = options_.as_of ? day_ : facts_.single(Fact::completed_on);
        fits = fits &
               (completed == not_recorded ? Tri::maybe : tri(row.from <= completed && completed <= row.to));
        if (fits == Tri::no) return;
    }
    if (row.overlay != no_overlay && !overlay_applies(row.overlay)) return;
    if (is_settled_by_overlay(index)) return;
    if (row.speaks_when != no_node && evaluator_.answer(row.speaks_when) != Tri::yes) return;

    Finding finding;
    finding.row = index;
    finding.may_not_apply = fits == Tri::maybe;
    const bool may_decide = decides(index, finding);
    evaluate<full>(row, may_decide, fits, finding);
    ask_officer(finding);
    hear(row, fits, finding);
    if (full) screening_.findings.push_back(finding);
    if (!full || !program_.has_groups) count(finding, row);
}

/// Whether a fallback row must keep silent. Advice does not stand in for a rule that decides.
bool Screener::is_heard(const RowCode& row) const
{
    const std::uint32_t heard =
        row.on_failure == FailureAction::advise ? topics_heard_ | topics_advised_ : topics_heard_;
    return (heard & bit_of(row.topic)) != 0;
}

/// A row that only may apply leaves its topic to the fallback row, unless it leaves the topic open itself.
void Screener::hear(const RowCode& row, Tri fits, const Finding& finding)
{
    if (fits == Tri::maybe && finding.outcome != Outcome::undetermined) return;
    (row.on_failure == FailureAction::advise ? topics_advised_ : topics_heard_) |= bit_of(row.topic);
}

/// Records that only one requirement of a group may use are shared out when every requirement has been
/// screened.
void Screener::share_out()
{
    share_out_evidence(program_, evaluator_, screening_);
    for (Finding& finding : screening_.findings) {
        const RowCode& row = program_.rows[finding.row];
        if (row.topic == Topic::certificate_need) continue;
        ask_officer(finding);
        count(finding, row);
    }
}

/// Settles whether a certificate is needed. False: it is not, by a rule or a person that may say so.
template <bool full>
bool Screener::settle_need(const Narrowed& from)
{
    std::uint16_t best = no_index, doubtful = no_index, fallback = no_index;
    for (const auto [index, fit] : from.needs) {
        const RowCode& row = program_.rows[index];
        if (row.overlay != no_overlay && !overlay_applies(row.overlay)) continue;
        if (is_settled_by_overlay(index)) continue;
        if (row.fallback)
            fallback = index;
        else if (fit == Tri::maybe)
            doubtful = doubtful == no_index ? index : doubtful;
        else if (best == no_index || row.standing < program_.rows[best].standing)
            best = index;
    }
    const std::uint16_t index = best != no_index ? best : doubtful != no_index ? doubtful : fallback;
    screening_.need = CertificateNeed::unknown;
    if (index == no_index) {
        undetermined_ = true;
        return true;
    }
    Finding finding;
    finding.row = index;
    const bool may_decide = decides(index, finding);
    evaluate<full>(program_.rows[index], may_decide, Tri::yes, finding);
    if (index == doubtful && best == no_index) {
        finding.outcome = Outcome::undetermined;
        finding.reason = Reason::not_recorded;
        finding.indication.reset();
        finding.applicability_unknown = true;
    }
    ask_officer(finding);
    topics_heard_ |= bit_of(Topic::certificate_need);
    if (full) screening_.findings.push_back(finding);
    if (finding.outcome == Outcome::met)
        screening_.need = CertificateNeed::required;
    else if (finding.outcome == Outcome::not_met)
        screening_.need = CertificateNeed::not_required;
    else
        undetermined_ = true;
    return finding.outcome != Outcome::not_met;
}

/// The desk is advice: lodging a file at the wrong one says nothing about the person.
void Screener::add_authority_finding()
{
    const Competence& competence = screening_.competence;
    for (const std::uint16_t index : competence.rows) {
        Finding finding;
        finding.authority = index;
        const AuthorityRow& row = program_.book.authorities[index];
        const bool adopted = competence.adoption != no_index && row.standing > options_.decide_on;
        if (adopted) finding.adoption = find_adoption(program_.book, row.id, day_, competence.bodies);
        if (competence.filed_with_ok)
            finding.outcome = *competence.filed_with_ok ? Outcome::met : Outcome::not_met;
        else if (competence.standing == Standing::no_rule)
            finding.reason = Reason::no_rule_in_force;
        else
            finding.reason = competence.decides ? Reason::not_recorded : Reason::rule_unconfirmed;
        ask_officer(finding);
        screening_.findings.push_back(finding);
    }
}

template <bool full>
void Screener::run(const Dossier& dossier)
{
    const Application& application = dossier.application;
    screening_.dossier = &dossier;
    screening_.facts = &facts_;
    screening_.as_of = options_.as_of.value_or(application.filed_on);
    screening_.findings.clear();
    day_ = screening_.as_of.time_since_epoch().count();
    refused_ = incomplete_ = undetermined_ = false;
    topics_heard_ = topics_advised_ = 0;
    facts_.begin(dossier, program_.texts);
    evaluator_.begin(facts_);
    const Candidates& from = candidates(application.role);
    const Narrowed& rows = narrowed<full>(from);
    const bool bodies_matter = full || !program_.book.overlays.empty() || !program_.book.adoptions.empty();
    if (bodies_matter) {
        find_competence(program_.book, rows.authorities, application, day_, options_.decide_on,
                        screening_.competence);
    }
    if (!settle_need<full>(rows)) {
        screening_.verdict = Verdict::not_required;
    } else {
        for (const auto [row, fit] : rows.requirements) screen_row<full>(row, fit);
        if (full && program_.has_groups) share_out();
        if (full) add_authority_finding();
        screening_.verdict = refused_        ? Verdict::ineligible
                             : incomplete_   ? Verdict::incomplete
                             : undetermined_ ? Verdict::undetermined
                                             : Verdict::eligible;
    }
    if (full) screening_.traces.swap(evaluator_.traces); // the evaluator begins anew with the next dossier
}

const Screening& Screener::screen(const Dossier& dossier)
{
    run<true>(dossier);
    return screening_;
}

Verdict Screener::verdict(const Dossier& dossier)
{
    // Sharing out evidence needs the findings, so a rulebook with groups takes the long way.
    if (program_.has_groups) return screen(dossier).verdict;
    run<false>(dossier);
    return screening_.verdict;
}

} // namespace radcert::rules
