#include "casework/override_ledger.h"

#include <algorithm>
#include <array>
#include <set>

#include "casework/ledger_lines.h"
#include "casework/screened_clauses.h"
#include "casework/words_of.h"
#include "registry/offices.h"

namespace radcert::casework {
namespace {

using registry::JudgedFile;

/// How one file stands to a clause, a topic, or as a whole.
struct FileAsked {
    bool asked{false}, open{false}, unsettled{false}, unclear{false}, judged{false};

    void also(const FileAsked& other)
    {
        asked |= other.asked;
        open |= other.open;
        unsettled |= other.unsettled;
        unclear |= other.unclear;
    }
    void count_in(LedgerLine& line) const
    {
        line.asked += asked;
        line.open += open;
        line.unsettled += unsettled;
        line.unclear += unclear;
        line.judged_files += judged;
    }
};

/// The judgements of a file that settle what it leaves open, at the end of the period.
class StandingJudgements {
public:
    StandingJudgements(const JudgedFile& file, Date to)
    {
        for (const registry::OfficerFinding& one : file.judgements) {
            if (one.status == "withdrawn" || one.judged_on > to) continue;
            if (one.requirement)
                rows_.insert(*one.requirement);
            else
                topics_[std::size_t(topic_from(one.topic).value_or(Topic::other))] = true;
            any_ = true;
        }
    }

    bool any() const { return any_; }
    bool any_topic() const { return std::ranges::find(topics_, true) != topics_.end(); }
    bool of_topic(std::size_t topic) const { return topics_[topic]; }
    bool of_row(const ClauseFinding& row) const
    {
        return rows_.contains(row.clause) || (!row.settles.empty() && rows_.contains(row.settles));
    }

private:
    std::set<std::string, std::less<>> rows_;
    std::array<bool, topic_count> topics_{};
    bool any_{false};
};

std::optional<OverrideKind> override_kind(const std::string& outcome, const std::string& verdict)
{
    const bool eligible = verdict == word(Verdict::eligible);
    if (outcome == "granted") return eligible ? std::nullopt : std::optional{OverrideKind::granted};
    if (eligible) return OverrideKind::refused;
    return verdict == word(Verdict::undetermined) ? std::optional{OverrideKind::refused_open} : std::nullopt;
}

bool stood_against(OverrideKind kind, const ClauseFinding& finding)
{
    if (!finding.bears || finding.outcome == Outcome::met) return false;
    return kind == OverrideKind::granted || finding.outcome == Outcome::undetermined;
}

class LedgerCounting {
public:
    LedgerCounting(registry::Database& database, Rulebooks& rulebooks, OverrideLedger& made)
        : made_{made}, own_{registry::load_register(database).authority},
          period_{registry::events_of_period(database, made.question.from, made.question.to,
                                             made.question.known_by)},
          clauses_of_{database, rulebooks}
    {
    }

    const registry::EventsOfPeriod& period() const { return period_; }
    LedgerLines& lines() { return lines_; }

    void add(const JudgedFile& file)
    {
        if (made_.question.province && file.province != *made_.question.province) return;
        file_ = &file;
        office_ = file.filed_with.value_or(own_);
        count_latest_screening();
        for (const registry::OfficerFinding& one : file.judgements) {
            if (in_period(one.judged_on)) count_judgement(one);
        }
        for (const auto& version : file.decisions) {
            const bool decides = version.record.outcome != "reopened";
            if (decides && in_period(version.record.decided_on)) count_decision(version);
        }
    }

private:
    bool in_period(Date day) const { return day >= period_.from && day <= period_.to; }

    /// Rows that a screening of the period before `latest` left open.
    std::set<std::string_view> open_before(const JudgedFile::Screened& latest)
    {
        std::set<std::string_view> open;
        for (const JudgedFile::Screened& each : file_->screenings) {
            if (each.event < period_.first || each.event >= latest.event) continue;
            for (const ClauseFinding& finding : clauses_of_.of(each)) {
                if (finding.outcome == Outcome::undetermined) open.insert(finding.clause);
            }
        }
        return open;
    }

    void count_latest_screening()
    {
        const JudgedFile::Screened* latest = nullptr;
        for (const JudgedFile::Screened& each : file_->screenings) {
            if (each.event >= period_.first && each.event <= period_.last) latest = &each;
        }
        if (latest == nullptr) return;
        const StandingJudgements judged{*file_, period_.to};
        const auto before = judged.any_topic() ? open_before(*latest) : std::set<std::string_view>{};
        FileAsked whole{true, judged.any(), false, false, judged.any()};
        std::array<FileAsked, topic_count> topics{};
        for (const ClauseFinding& finding : clauses_of_.of(*latest)) {
            const auto topic = std::size_t(finding.topic);
            FileAsked here{true};
            here.unsettled = finding.outcome == Outcome::undetermined;
            here.judged = judged.of_row(finding) ||
                          (judged.of_topic(topic) && (here.unsettled || before.contains(finding.clause)));
            here.open = here.unsettled || here.judged;
            here.unclear = here.unsettled && (here.judged || !finding.unrecorded);
            here.count_in(lines_.row(finding.clause));
            topics[topic].also(here);
            if (finding.bears) whole.also(here);
        }
        lines_.each_group(office_, file_->province, [&](LedgerLine& line) { whole.count_in(line); });
        for (std::size_t topic = 0; topic < topic_count; ++topic) {
            topics[topic].judged = topics[topic].asked && judged.of_topic(topic);
            topics[topic].open |= topics[topic].judged;
            topics[topic].count_in(lines_.topic(Topic(topic)));
        }
    }

    void count_judgement(const registry::OfficerFinding& one)
    {
        const bool stands = one.status != "withdrawn", met = one.outcome == word(Outcome::met);
        const auto count = [&](LedgerLine& line) {
            if (!stands) return void(++line.withdrawn);
            for (JudgedOutcomes* each :
                 {&line.judged, &line.by_officer[one.by_officer], &line.by_office[office_]})
                ++(met ? each->met : each->not_met);
        };
        lines_.each_group(office_, file_->province, count);
        count(lines_.officer(one.by_officer));
        count(one.requirement ? lines_.row(*one.requirement)
                              : lines_.topic(topic_from(one.topic).value_or(Topic::other)));
        made_.entries.push_back({one.judged_on,
                                 one.application,
                                 {},
                                 stands,
                                 {one.requirement.value_or(one.topic)},
                                 one.outcome,
                                 one.by_officer,
                                 one.reason,
                                 {},
                                 office_,
                                 file_->province});
    }

    void count_decision(const registry::Version<registry::Decision>& version)
    {
        const registry::Decision& one = version.record;
        const bool stands = version.until > period_.known_by;
        const auto screening =
            std::ranges::find(file_->screenings, one.screening, &JudgedFile::Screened::screening);
        const auto kind = screening == file_->screenings.end()
                              ? std::nullopt
                              : override_kind(one.outcome, screening->verdict);
        const auto count_override = [&](LedgerLine& line) {
            if (!kind || !stands) return;
            ++line.overrides.of[std::size_t(*kind)];
            line.overrides.without_basis += is_blank(one.legal_basis.value_or(""));
        };
        const auto count = [&](LedgerLine& line) {
            ++(stands ? line.decisions : line.taken_back);
            count_override(line);
        };
        lines_.each_group(office_, file_->province, count);
        count(lines_.officer(one.decided_by));
        if (!kind) return;
        LedgerEntry entry{one.decided_on,
                          one.application,
                          kind,
                          stands,
                          {},
                          one.outcome,
                          one.decided_by,
                          one.reason.value_or(""),
                          one.legal_basis,
                          office_,
                          file_->province};
        for (const ClauseFinding& finding : clauses_of_.of(*screening)) {
            if (stood_against(*kind, finding)) entry.about.emplace_back(finding.clause);
        }
        if (entry.about.empty()) count_override(lines_.row(""));
        for (const std::string& id : entry.about) count_override(lines_.row(id));
        made_.entries.push_back(std::move(entry));
    }

    OverrideLedger& made_;
    std::string own_;
    registry::EventsOfPeriod period_;
    ScreenedClauses clauses_of_;
    const JudgedFile* file_{nullptr}; ///< the file that is being counted
    std::string office_;              ///< where it was filed
    LedgerLines lines_;
};

} // namespace

OverrideLedger override_ledger(registry::Database& database, Rulebooks& rulebooks,
                               const LedgerQuestion& question)
{
    check_order(question.from, question.to);
    const registry::ReadScope one_state{database};
    OverrideLedger made;
    made.question = question;
    LedgerCounting counting{database, rulebooks, made};
    registry::visit_judged_files(database, counting.period(),
                                 [&](const JudgedFile& file) { counting.add(file); });
    counting.lines().move_into(made);
    std::ranges::stable_sort(made.entries, {}, &LedgerEntry::on); // files came by number
    return made;
}

} // namespace radcert::casework
