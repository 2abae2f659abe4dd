#pragma once

#include "demo/random.h"
#include "demo/sketch.h"

namespace radcert::demo {

/// What may be wrong, or left open, in a file.
enum class Flaw {
    judged,     ///< nothing is missing, and an officer found the person suitable
    all_judged, ///< an officer judged every topic, the unconfirmed ones too
    not_judged, ///< nothing is missing; nobody judged yet
    unsuitable, ///< an officer found the qualification unsuitable
    no_photo,
    two_photos,
    old_health_form,
    commune_health_form,
    fit_with_limits,
    wrong_programme,     ///< training for other work
    no_safety_programme, ///< without programme 14
    lapsed_training,     ///< three years and more ago
    trainings_not_recorded,
    papers_not_recorded,
    late_health_form, ///< too old at filing, a new one before the file was complete
    operator_only,    ///< applies as an operator, who needs no certificate
    lost_certificate, ///< asks for a re-issue
};
constexpr int flaw_count = 17;

/// Adds everything that the law of the filing day asks of this role at this facility: papers, degree,
/// training, health check. What no text asks for (an appointment, say) comes in some files only.
void add_evidence(Sketch& sketch, Random& random);

/// Doses of the last years, work done and certificates held; for files as large as real ones.
void add_past(Sketch& sketch, Random& random);

/// Makes one thing wrong, or lets an officer judge.
void apply(Sketch& sketch, Flaw flaw, Random& random);

} // namespace radcert::demo
