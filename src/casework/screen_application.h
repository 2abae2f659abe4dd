#pragma once

#include "casework/rulebooks.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/json.h"

namespace radcert::casework {

/// A screening and the determination that it made.
struct ScreenedApplication {
    registry::Screening record;
    std::string determination; ///< one line of JSON (contract/determination.schema.json)
};

struct ScreenRequest {
    std::string application;
    std::optional<Date> as_of; ///< law of another day than the filing day
    Standing decide_on{Standing::secondary};
};

/// Screens an application by the rulebook in force and keeps the findings.
/// @throws Error  not_found; conflict: it was withdrawn or decided.
ScreenedApplication screen_application(registry::WriteScope& write, Rulebooks& rulebooks,
                                       const ScreenRequest& request);

/// Screens one dossier after another under one rulebook: for many of them, that come from records at hand.
class ManyScreenings {
public:
    explicit ManyScreenings(const RulebookInUse& rules)
        : rules_{rules}, screener_{rules.program}, writer_{rules.program}
    {
    }

    /// What `screen_application` would record of the dossier. @param dossier  in canonical JSON
    registry::Screening screening(const registry::Application& application, std::int64_t number,
                                  const std::string& dossier);
    /// Code of the competent authority's procedure, as `procedure_code` tells it.
    std::optional<std::string> procedure_code(const Dossier& dossier);

private:
    const RulebookInUse& rules_;
    rules::Screener screener_;
    rules::DeterminationWriter writer_;
    text::JsonReader reader_;
    std::string determination_; ///< reused
};

/// What a rulebook says of a dossier that nobody records: the determination, one line of JSON.
/// @param as_of   law of another day than the filing day
/// @throws Error  invalid_input with line and pointer: it is no dossier.
std::string screen_dossier(const RulebookInUse& rules, const std::string& dossier,
                           std::optional<Date> as_of = {}, Standing decide_on = Standing::secondary);

/// A past screening made again: the dossier as it was known then, the rulebook of then.
struct Replay {
    registry::Screening record;
    EventNumber event{};
    Timestamp at;
    std::string dossier, determination;
    bool same_dossier{false}, same_determination{false}; ///< by their digests: byte for byte
};

/// @param screening  which of the application's; empty: the latest.
/// @throws Error     not_found: no such screening.
Replay replay_screening(registry::Database& database, Rulebooks& rulebooks, const std::string& application,
                        std::optional<std::int64_t> screening = {});

/// A past screening's dossier under another rulebook or the law of another day, to compare.
std::string screen_under(const Replay& past, const RulebookInUse& rules, std::optional<Date> as_of);

/// Whether the facts, as the register knows them now, are no longer those that were screened.
bool facts_changed_since(registry::Database& database, const registry::Screening& screening);

/// Whether the latest screening is of the facts as they are now; false where there is none.
bool screened_as_it_is(registry::Database& database, const std::string& application);

/// An officer's judgement of a topic or one requirement. @throws Error not_found, conflict, invalid_input.
struct Judgement {
    std::string application, topic, requirement, outcome, reason; ///< outcome: met, not_met
    std::optional<Date> on;
};
registry::OfficerFinding judge(registry::WriteScope& write, const RulebookInUse& rules,
                               const Judgement& judgement);

/// Takes a judgement back: it was recorded by mistake, and stays in the history.
void withdraw_judgement(registry::WriteScope& write, const std::string& application, std::int64_t finding);

} // namespace radcert::casework
