#pragma once

#include "casework/rejudge.h"
#include "casework/sweep.h"

namespace radcert::casework {

/// A certificate whose file is not eligible any more, or was not on the day of issue.
struct Suspect {
    registry::Certificate certificate;
    std::string application;
    registry::ScreeningMark screening; ///< that the decision rests on
    bool in_order{};                   ///< on its filing day it was
};

/// Finds out why a file that was eligible is not eligible by what is known today.
class SweepExplainer {
public:
    SweepExplainer(registry::Database& database, Rulebooks& rulebooks, EventNumber known_by);

    SweepFinding explain(const Suspect& suspect);

private:
    void explain_stale(SweepFinding& finding, const RestsOn& file);
    bool rests_on_withdrawn_evidence(SweepFinding& finding, const RestsOn& file);
    bool rests_on_withdrawn_judgement(SweepFinding& finding, const RestsOn& file);
    bool rests_on_other_rules(SweepFinding& finding, const RestsOn& file, bool stale);

    registry::Database& database_;
    Rulebooks& rulebooks_;
    const EventNumber known_by_;
    const RulebookInUse& rules_;
    Rejudge rejudge_;
};

} // namespace radcert::casework
