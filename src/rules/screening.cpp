#include "rules/screening.h"

namespace radcert::rules {

const Row& row_of(const Rulebook& book, const Finding& finding)
{
    if (finding.authority != no_index) return book.authorities[finding.authority];
    return book.requirements[finding.row];
}

const Overlay* overlay_of(const Rulebook& book, const Finding& finding)
{
    if (finding.row == no_index || !book.requirements[finding.row].overlay) return nullptr;
    return &book.overlays[*book.requirements[finding.row].overlay];
}

const Adoption* adoption_of(const Rulebook& book, const Finding& finding)
{
    return finding.adoption == no_index ? nullptr : &book.adoptions[finding.adoption];
}

Topic topic_of(const Rulebook& book, const Finding& finding)
{
    return finding.authority != no_index ? Topic::authority : book.requirements[finding.row].topic;
}

FailureAction on_failure_of(const Rulebook& book, const Finding& finding)
{
    return finding.authority != no_index ? FailureAction::advise : book.requirements[finding.row].on_failure;
}

} // namespace radcert::rules
