#pragma once

#include <map>

#include "casework/rejudge.h"
#include "casework/sweep.h"

namespace radcert::casework {

/// What a walk noticed of a certificate: its file is not eligible by what is known today; it was not on the
/// day of issue; something that is known of its holder was corrected.
enum class Suspicion : std::uint8_t { not_eligible, stale, corrected };

struct Suspect {
    registry::Certificate certificate;
    std::string application;
    registry::ScreeningMark screening; ///< that the decision rests on
    Suspicion why{};
};

/// Finds out what is behind a suspicion.
class SweepExplainer {
public:
    SweepExplainer(registry::Database& database, Rulebooks& rulebooks, EventNumber known_by);

    /// Nothing where the suspicion was none.
    std::optional<SweepFinding> explain(const Suspect& suspect);

private:
    void explain_not_eligible(SweepFinding& finding, const RestsOn& file);
    bool explain_corrected(SweepFinding& finding, const RestsOn& file);
    void explain_stale(SweepFinding& finding, const RestsOn& file);
    bool rests_on_withdrawn_evidence(SweepFinding& finding, const RestsOn& file);
    bool rests_on_withdrawn_judgement(SweepFinding& finding, const RestsOn& file);
    bool rests_on_other_rules(SweepFinding& finding, const RestsOn& file, bool stale);

    registry::Database& database_;
    Rulebooks& rulebooks_;
    const EventNumber known_by_;
    const RulebookInUse& rules_;
    Rejudge rejudge_;
    std::map<std::string, std::unique_ptr<Rejudge>> by_digest_; ///< of rulebooks that were in use then
};

} // namespace radcert::casework
