#include "casework/finding_words.h"

#include "casework/screen_application.h"
#include "registry/applications.h"
#include "registry/offices.h"
#include "rules/explain.h"
#include "rules/screen.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

std::string citation_of(const rules::Rulebook& book, const rules::Row& row)
{
    const std::string& number = book.instruments[row.citation.index].number;
    return row.citation.article.empty() ? number : number + ", Điều " + row.citation.article;
}

FindingWords words_of(const RulebookInUse& rules, const rules::Screening& screening,
                      const rules::Finding& finding)
{
    const rules::Row& row = rules::row_of(rules.book, finding);
    FindingWords made;
    made.requirement = row.id;
    made.topic = rules::topic_of(rules.book, finding);
    made.outcome = finding.outcome;
    made.reason = finding.reason;
    made.on_failure = rules::on_failure_of(rules.book, finding);
    made.standing = row.standing;
    made.title = row.title;
    made.citation = citation_of(rules.book, row);
    rules::append_explanation(made.explanation.vi, rules.program, screening, finding, Language::vi);
    rules::append_explanation(made.explanation.en, rules.program, screening, finding, Language::en);
    if (finding.row != rules::no_index) made.remedy = rules.book.requirements[finding.row].remedy;
    return made;
}

/// Whoever reads the words knows people by their names, not by how they sign in. A code that nobody bears
/// stays.
void name_officers(registry::Database& database, Dossier& dossier)
{
    for (OfficerFinding& finding : dossier.officer_findings) {
        const auto officer = registry::find_officer(database, finding.by);
        if (officer && !officer->name.empty()) finding.by = officer->name;
    }
}

} // namespace

std::vector<FindingWords> finding_words(const RulebookInUse& rules, const rules::Screening& screening)
{
    std::vector<FindingWords> made;
    for (const rules::Finding& finding : screening.findings)
        made.push_back(words_of(rules, screening, finding));
    return made;
}

std::optional<ScreenedWords> latest_findings(registry::Database& database, Rulebooks& rulebooks,
                                             const std::string& application,
                                             std::optional<std::int64_t> which)
{
    if (registry::screenings_of(database, application).empty()) return std::nullopt;
    const Replay past = replay_screening(database, rulebooks, application, which);
    const RulebookInUse& rules = rulebooks.adopted(database, past.record.rulebook);
    text::JsonReader reader;
    Dossier dossier = text::read_dossier(reader, past.dossier, rules.book.vocabulary);
    rules::Screener screener{rules.program, {past.record.as_of, *standing_from(past.record.decide_on)}};
    const rules::Screening& screening = screener.screen(dossier);
    name_officers(database, dossier); // it was screened as it stands; only its words are told with names
    return ScreenedWords{past.record.screening, screening.verdict, finding_words(rules, screening)};
}

std::vector<FindingWords> curable(const ScreenedWords& screened)
{
    std::vector<FindingWords> found;
    for (const FindingWords& finding : screened.findings) {
        const bool missing =
            finding.outcome == Outcome::not_met && finding.on_failure == FailureAction::supplement;
        const bool unrecorded = finding.outcome == Outcome::undetermined &&
                                finding.reason == Reason::not_recorded &&
                                finding.on_failure != FailureAction::advise;
        if (missing || unrecorded) found.push_back(finding);
    }
    return found;
}

std::vector<FindingWords> undetermined(const ScreenedWords& screened)
{
    std::vector<FindingWords> found;
    for (const FindingWords& finding : screened.findings) {
        if (finding.outcome == Outcome::undetermined && finding.on_failure != FailureAction::advise)
            found.push_back(finding);
    }
    return found;
}

std::vector<FindingWords> not_met(const ScreenedWords& screened)
{
    std::vector<FindingWords> found;
    for (const FindingWords& finding : screened.findings) {
        if (finding.outcome == Outcome::not_met && finding.on_failure != FailureAction::advise)
            found.push_back(finding);
    }
    return found;
}

} // namespace radcert::casework
