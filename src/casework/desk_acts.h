#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casework/rulebooks.h"
#include "registry/applications.h"
#include "registry/desk.h"

namespace radcert::casework {

// What the desk does with a file between receipt and result. Each is one event: the step, the clocks that it
// starts and ends, and what it records. The day of an act is today unless another is named (day_of_act).

/// An act that needs nothing but the file, a day and perhaps a reason.
struct DeskAct {
    std::string application;
    std::optional<Date> on{};
    std::string reason{};
};

/// Hands a draft in.
void submit(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);
/// Submitted files only: the reception takes it in, and its clocks start.
/// @param appointment  day named to the applicant; for procedures whose days are not known
void receive(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
             std::optional<Date> appointment = {});
/// Names the day on which the applicant gets the result; a working day.
/// @throws Error  refused: a day was named already (an apology names a new one), or the procedure's clock
/// says
///                it; invalid_input: the day is none.
void set_appointment(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act, Date due);
/// @throws Error  invalid_input: no reason.
void refuse_intake(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);

/// What a supplement request says.
struct SupplementItem {
    std::string requirement; ///< row of the rulebook; empty: the officer's own
    std::string sentence;
};
/// Everything that the latest screening found missing, and what nobody recorded yet: one list, by the rules'
/// remedies.
std::vector<SupplementItem> missing_items(registry::Database& database, Rulebooks& rulebooks,
                                          const std::string& application);
/// What a request says that was made.
std::vector<SupplementItem> items_of(const registry::SupplementRequest& request);
struct SupplementAct {
    std::string application;
    std::vector<std::string> also{}; ///< the officer's own items
    std::optional<Date> due_on{};    ///< the law names none (OS-10)
    std::string reason{};            ///< why a further request is needed
    std::optional<Date> on{};
};
/// Asks for everything at once. A second request of a file needs a reason and a second person: what is
/// missing is explained once, fully (Decree 61/2018/NĐ-CP Art. 15(3), 17(2)(a)).
/// @throws Error  refused: nothing is missing, the file was not screened, no reason.
registry::SupplementRequest request_supplement(registry::WriteScope& write, Rulebooks& rulebooks,
                                               const SupplementAct& act);
/// The applicant answered; clocks start from zero (Decree 61/2018/NĐ-CP Art. 19(4)).
/// @param papers  that were brought, "photo:print:3", as with_papers takes them
void record_supplement(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act,
                       const std::vector<std::string>& papers = {});

/// The file is complete and valid from that day on.
/// @throws Error  refused: the latest screening found something missing; conflict: it did, and facts were
///                changed since, so that it has to be screened again.
void complete(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);
/// The file is valid; the fee is due.
/// @return        what is due in dong, as the rulebook knows it; empty: not known
/// @throws Error  as complete.
std::optional<std::int64_t> notify_fee(registry::WriteScope& write, const RulebookInUse& rules,
                                       const DeskAct& act);
void record_fee(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);
/// Fee for a certificate on a day, in dong; empty: not known.
std::optional<std::int64_t> certificate_fee(const rules::Rulebook& book, Date on);

/// @throws Error  refused: not screened; conflict: facts were changed since the screening.
void submit_for_signature(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);
/// @throws Error  invalid_input: no reason.
void return_to_officer(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);
/// Apologises for a late file and names a new day, once (Decree 61/2018/NĐ-CP Art. 19(9)).
/// @return whether the apology itself came late: less than a day before the file was due
/// @throws Error  refused: a new day was named before; invalid_input: no reason, the day has passed.
bool apologise(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act, Date new_date);
/// Hands the result over. @throws Error refused: granted, and no certificate was issued yet; invalid_input:
/// the day comes before the certificate's.
void deliver(registry::WriteScope& write, const RulebookInUse& rules, const DeskAct& act);

/// Asks another body for its opinion, by a working day. The file's own clocks run on.
registry::Consultation consult(registry::WriteScope& write, const RulebookInUse& rules,
                               const std::string& application, const std::string& body,
                               const std::string& question, Date due, std::optional<Date> on = {});
registry::Consultation remind(registry::WriteScope& write, const std::string& application,
                              std::int64_t consultation, std::optional<Date> on = {});
/// @param opinion  agrees, objects, other
registry::Consultation record_opinion(registry::WriteScope& write, const std::string& application,
                                      std::int64_t consultation, const std::string& opinion,
                                      const std::string& answer, std::optional<Date> on = {});

/// What the office's papers bear.
void set_letterhead(registry::WriteScope& write, const registry::Letterhead& letterhead);
/// @throws Error  not_found: none was set.
registry::Letterhead load_letterhead(registry::Database& database);

} // namespace radcert::casework
