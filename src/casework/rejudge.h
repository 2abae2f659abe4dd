#pragma once

#include "casework/facility_shelf.h"
#include "casework/sweep.h"
#include "rules/screen.h"
#include "text/json.h"

namespace radcert::casework {

/// A certificate with all that it rests on; refers to the walk's records.
struct RestsOn {
    const registry::PersonFile& person;
    const registry::Certificate& certificate;
    const registry::Application& application;
    const registry::Facility& facility;
    const registry::ScreeningMark& screening;                ///< that the decision rests on
    const std::vector<registry::OfficerFinding>& judgements; ///< that stand
};

/// Judges files again under one rulebook; one for each thread.
class Rejudge {
public:
    explicit Rejudge(const RulebookInUse& rules) : rules_{rules}, screener_{rules.program} {}

    struct Answer {
        Verdict verdict{};
        std::vector<std::string> rows; ///< that bear on the verdict and are not met or open
    };
    /// By what is known today, under the law of the filing day: as the file was filed, and as if it had been
    /// filed on the day of issue: has a paper run out?
    struct Verdicts {
        Verdict filed{}, issued{};
    };
    Verdicts today(const RestsOn& file);

    // One of them with the reasons.
    Answer as_filed(const RestsOn& file);
    Answer as_issued(const RestsOn& file);

    /// Rows that bear on the verdict and that the facts of a person alone meet, or would meet where the row
    /// is not confirmed; sorted. No judgement counts.
    std::vector<std::string> met_by_facts(const RestsOn& file, const registry::PersonFile& person);

    /// As filed, with other evidence or other judgements.
    Verdict with(const RestsOn& file, const registry::PersonFile& person,
                 const std::vector<registry::OfficerFinding>& judgements);

private:
    void read(const registry::PersonFile& person, const RestsOn& file,
              const std::vector<registry::OfficerFinding>& judgements);
    rules::Screener& move_to_issue(const RestsOn& file);
    rules::Screener& screener(const RestsOn& file, bool law_of_filing_day);
    Answer told(rules::Screener& screener);

    const RulebookInUse& rules_;
    rules::Screener screener_;
    std::optional<rules::Screener> other_; ///< by the law of a stated day
    text::JsonReader reader_;
    Dossier dossier_;
};

} // namespace radcert::casework
