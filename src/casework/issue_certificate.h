#pragma once

#include "casework/rulebooks.h"

namespace radcert::casework {

struct IssueRequest {
    std::string application;
    std::optional<Date> on;
    std::optional<Date> valid_to;      ///< stated by the officer, where no rule sets the end
    bool without_end{false};           ///< ... or stated to have none
    std::optional<std::string> renews; ///< number of the certificate that this one follows
};

/// Gives a certificate its number in the series of the office, by its day of issue and place in that year.
void give_number(registry::Certificate& certificate, const registry::Register& office, std::int64_t ordinal);

/// How long a certificate would be valid that is issued on a day upon an application.
struct TermByLaw {
    bool to_be_stated{false};       ///< no rule that may decide sets it: the officer does
    std::optional<Date> expires_on; ///< absent with a rule: without end
    std::string rule;               ///< row that speaks; empty: there is none
    Words title;
    std::string citation;
};
/// @throws Error  not_found: no such application.
TermByLaw term_by_law(registry::Database& database, Rulebooks& rulebooks, const std::string& application,
                      Date on);

/// Issues the certificate that was granted: the next number of the authority's series of the year, no number
/// left out; the scope of the application; the end that the law of the day of issue sets.
///
/// @throws Error  refused: issuing is halted, nothing was granted, the end is to be stated or may not be;
///                conflict: issued before, or facts changed since the screening that it rests on.
registry::Certificate issue_certificate(registry::WriteScope& write, Rulebooks& rulebooks,
                                        const IssueRequest& request);

/// A new paper for a certificate that was lost, damaged or misprinted: same holder, scope and end, the next
/// number; the old one is replaced from that day on.
struct ReplaceRequest {
    std::string certificate;
    std::optional<std::string> issued_by;
    std::string reason;
    std::optional<Date> on;
};
registry::Certificate replace_certificate(registry::WriteScope& write, const ReplaceRequest& request);

/// A certificate that another authority issued (VARANS, a former province), as its paper says.
/// @throws Error  invalid_input; conflict: it is recorded already.
registry::Certificate record_certificate(registry::WriteScope& write, const Vocabulary& vocabulary,
                                         registry::Certificate certificate, const std::string& status);

/// @throws Error  refused: issuing is halted; the reason is told.
void refuse_if_halted(registry::Database& database);

} // namespace radcert::casework
