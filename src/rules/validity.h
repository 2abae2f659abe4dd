#pragma once

#include <cstdint>
#include <optional>

#include "domain/dossier.h"
#include "rules/rulebook.h"

namespace radcert::rules {

/// How long a certificate is valid, by the law of the day on which it was issued.
struct Validity {
    enum class Term : std::uint8_t {
        months,
        unlimited,
        stated_by_officer, ///< no rule that may decide: whoever issues the certificate states the term
    };

    Term term{Term::stated_by_officer};
    int months{0};                     ///< with `Term::months` only
    const ValidityRule* rule{nullptr}; ///< null: no row is in force for such a certificate
    /// The last day on which the certificate is valid, with `Term::months` only: issued on 31/01/2021 for 5
    /// years, it is good until the end of 31/01/2026, rest day or not (contract/README.md, "Month
    /// arithmetic"; law DA-8). The date printed on a certificate goes before it.
    std::optional<Date> expires_on;
};

/// The term of a certificate issued on `issued_on` upon `application`: its role, procedure, channel and
/// facility are what a row may ask for. Of several rows the strongest standing speaks; a row that only may
/// apply, or may not decide by itself, is named as `rule` and leaves the term to the officer.
///
/// Pure. The result points into the rulebook.
///
/// @param application  with at least one device, as every application has: no row applies to none.
/// @param decide_on    weakest standing that may decide by itself.
///
/// Source: law LA-17, LB-23, LC-09; qualification-rules/README.md, "The other tables".
Validity validity_on(const Rulebook& book, Date issued_on, const Application& application,
                     Standing decide_on = Standing::secondary);

} // namespace radcert::rules
