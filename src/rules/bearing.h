#pragma once

#include "rules/screening.h"

namespace radcert::rules {

/// Whether a verdict hangs on the row: a requirement of the certificate that is more than advice
/// (contract/README.md, 3).
inline bool bears_on_verdict(const Requirement& row)
{
    return row.on_failure != FailureAction::advise && decides_certificate(row.topic);
}

inline bool bears_on_verdict(const Rulebook& book, const Finding& finding)
{
    return finding.row != no_index && bears_on_verdict(book.requirements[finding.row]);
}

} // namespace radcert::rules
