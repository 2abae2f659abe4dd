#include "casework/rejudge.h"

#include <algorithm>

#include "casework/dossiers.h"
#include "rules/bearing.h"
#include "text/read_dossier.h"

namespace radcert::casework {

void Rejudge::read(const registry::PersonFile& person, const RestsOn& file,
                   const std::vector<registry::OfficerFinding>& judgements)
{
    dossier_ =
        text::read_dossier(reader_, compose_dossier(person, file.application, file.facility, judgements),
                           rules_.book.vocabulary);
}

/// The screener of the day and the standing that the decision's screening went by.
rules::Screener& Rejudge::screener(const RestsOn& file, bool law_of_filing_day)
{
    rules::ScreenOptions options;
    options.decide_on = standing_from(file.screening.decide_on).value_or(options.decide_on);
    options.as_of = file.screening.as_of;
    if (law_of_filing_day && !options.as_of) options.as_of = file.application.filed_on;
    if (!options.as_of && options.decide_on == rules::ScreenOptions{}.decide_on) return screener_;
    return other_.emplace(rules_.program, options);
}

Rejudge::Answer Rejudge::told(rules::Screener& screener)
{
    const rules::Screening& screening = screener.screen(dossier_);
    Answer answer{screening.verdict, {}};
    for (const rules::Finding& finding : screening.findings) {
        const bool bears = rules::bears_on_verdict(rules_.book, finding);
        if (bears && finding.outcome != Outcome::met)
            answer.rows.push_back(rules::row_of(rules_.book, finding).id);
    }
    return answer;
}

Verdict Rejudge::with(const RestsOn& file, const registry::PersonFile& person,
                      const std::vector<registry::OfficerFinding>& judgements)
{
    read(person, file, judgements);
    return screener(file, false).verdict(dossier_);
}

/// Lets the dossier that was read be filed on the day of issue; gives the screener that judges it.
rules::Screener& Rejudge::move_to_issue(const RestsOn& file)
{
    const Date issued = file.certificate.issued_on;
    const auto era = [&](Date day) { return rules_.program.era_of(day.time_since_epoch().count()); };
    const bool other_law = era(issued) != era(file.application.filed_on);
    dossier_.application.completed_on = dossier_.closed_on(); // no later paper lay in the file
    dossier_.application.filed_on = issued;
    return screener(file, other_law);
}

Rejudge::Verdicts Rejudge::today(const RestsOn& file)
{
    Verdicts verdicts;
    verdicts.filed = with(file, file.person, file.judgements);
    verdicts.issued = move_to_issue(file).verdict(dossier_);
    return verdicts;
}

std::vector<std::string> Rejudge::met_by_facts(const RestsOn& file, const registry::PersonFile& person)
{
    read(person, file, {});
    std::vector<std::string> rows;
    for (const rules::Finding& finding : screener(file, false).screen(dossier_).findings) {
        const bool bears = rules::bears_on_verdict(rules_.book, finding);
        const bool met = finding.outcome == Outcome::met || finding.indication.value_or(false);
        if (bears && met) rows.push_back(rules::row_of(rules_.book, finding).id);
    }
    std::ranges::sort(rows);
    return rows;
}

Rejudge::Answer Rejudge::as_filed(const RestsOn& file)
{
    read(file.person, file, file.judgements);
    return told(screener(file, false));
}

Rejudge::Answer Rejudge::as_issued(const RestsOn& file)
{
    read(file.person, file, file.judgements);
    return told(move_to_issue(file));
}

} // namespace radcert::casework
