#include "rules/best_fit.h"

#include <algorithm>
#include <map>

namespace radcert::rules {
namespace {

/// Kuhn's augmenting paths: each requirement of a group takes a record, and may push another to its next
/// choice.
class Matching {
public:
    explicit Matching(std::vector<std::vector<Tri>> fits)
        : fits_{std::move(fits)}, holder_(fits_.empty() ? 0 : fits_.front().size(), no_record)
    {
    }

    /// Gives a record that fits at least so well to every requirement without one, as far as they go. Who has
    /// a record keeps one.
    void share_out(Tri enough)
    {
        enough_ = enough;
        for (std::uint32_t taker = 0; taker < fits_.size(); ++taker) {
            std::vector<bool> asked(holder_.size(), false);
            if (record_of(taker) == no_record) take(taker, asked);
        }
    }

    std::uint32_t record_of(std::uint32_t taker) const
    {
        for (std::uint32_t record = 0; record < holder_.size(); ++record) {
            if (holder_[record] == taker) return record;
        }
        return no_record;
    }

private:
    bool take(std::uint32_t taker, std::vector<bool>& asked)
    {
        for (std::uint32_t record = 0; record < holder_.size(); ++record) {
            if (asked[record] || fits_[taker][record] < enough_) continue;
            asked[record] = true;
            if (holder_[record] == no_record || take(holder_[record], asked)) {
                holder_[record] = taker;
                return true;
            }
        }
        return false;
    }

    std::vector<std::vector<Tri>> fits_;
    Tri enough_{Tri::yes};
    std::vector<std::uint32_t> holder_;
};

struct GroupKey {
    std::uint32_t group;
    List list;
    auto operator<=>(const GroupKey&) const = default;
};

void share(const Program& program, Evaluator& evaluator, Screening& screening,
           const std::vector<std::size_t>& members)
{
    std::vector<std::vector<Tri>> fits;
    for (const std::size_t member : members) {
        const NodeCode& node = program.nodes[program.rows[screening.findings[member].row].condition];
        std::vector<Tri> row;
        for (std::uint32_t record = 0; record < evaluator.facts().table(node.list).rows; ++record) {
            row.push_back(evaluator.passes_where(node, record));
        }
        fits.push_back(std::move(row));
    }
    Matching sure{std::move(fits)};
    sure.share_out(Tri::yes);
    Matching possible = sure; // beyond what is sure: who else could have a record
    possible.share_out(Tri::maybe);
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        Finding& finding = screening.findings[members[i]];
        const std::uint32_t record = sure.record_of(i), maybe = possible.record_of(i);
        finding.outcome = record != no_record  ? Outcome::met
                          : maybe != no_record ? Outcome::undetermined
                                               : Outcome::not_met;
        finding.reason = finding.outcome == Outcome::undetermined ? Reason::not_recorded : Reason::none;
        const bool refer = program.rows[finding.row].on_failure == FailureAction::refer;
        if (finding.outcome == Outcome::not_met && finding.may_not_apply) {
            finding.outcome = Outcome::undetermined;
            finding.reason = Reason::not_recorded;
            finding.applicability_unknown = true;
        } else if (finding.outcome == Outcome::not_met && refer) {
            finding.outcome = Outcome::undetermined;
            finding.reason = Reason::officer_judgement;
        }
        Trace& trace = evaluator.traces[finding.first_trace];
        trace.record = record != no_record ? record : maybe;
        trace.answer = record != no_record ? Tri::yes : maybe != no_record ? Tri::maybe : Tri::no;
    }
}

} // namespace

void share_out_evidence(const Program& program, Evaluator& evaluator, Screening& screening)
{
    std::map<GroupKey, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < screening.findings.size(); ++i) {
        const Finding& finding = screening.findings[i];
        const RowCode& row = program.rows[finding.row];
        const bool open =
            finding.officer == no_index && finding.reason != Reason::rule_unconfirmed && finding.traces == 1;
        if (row.group == 0 || !open) continue;
        const List list = program.nodes[row.condition].list;
        if (evaluator.facts().table(list).recorded) groups[{row.group, list}].push_back(i);
    }
    for (auto& [key, members] : groups) {
        // A requirement that perhaps does not apply takes no record from one that does.
        std::ranges::stable_partition(members,
                                      [&](std::size_t i) { return !screening.findings[i].may_not_apply; });
        if (members.size() > 1) share(program, evaluator, screening, members);
    }
}

} // namespace radcert::rules
