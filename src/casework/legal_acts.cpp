#include "casework/legal_acts.h"

#include <algorithm>

#include "casework/deadline_words.h"
#include "casework/desk.h"
#include "casework/screen_application.h"

namespace radcert::casework {
namespace {

std::string verdict_of_latest(registry::Database& database, const std::string& application)
{
    const auto all = registry::screenings_of(database, application);
    return all.empty() ? std::string{} : all.back().record.verdict;
}

std::vector<Words> clocks(const std::vector<std::string>& codes)
{
    std::vector<Words> names;
    for (const std::string& code : codes)
        names.push_back(code == "*" ? Words{"mọi thời hạn đang chạy", "every clock that runs"}
                                    : clock_words(code));
    return names;
}

LegalAct legal_act(const rules::Workflow& workflow, const rules::DeskStep& step)
{
    LegalAct act{step.act, step.name, {step.to, step.to}, clocks(step.opens), clocks(step.closes)};
    if (const rules::DeskStatus* const to = workflow.status(step.to)) act.to = to->name;
    return act;
}

} // namespace

const LegalAct* DeskPlace::find(std::string_view act) const
{
    const auto found = std::ranges::find(legal, act, &LegalAct::act);
    return found != legal.end() ? &*found : nullptr;
}

DeskPlace place_of(registry::Database& database, const RulebookInUse& rules,
                   const registry::Application& application, EventNumber known_by)
{
    const rules::Workflow& workflow = rules.book.workflow;
    DeskPlace place;
    place.status = desk_status(database, application, known_by);
    place.name = {place.status, place.status};
    if (const rules::DeskStatus* const status = workflow.status(place.status)) {
        place.name = status->name;
        place.acts = status->acts;
        place.ended = status->ended;
    }
    for (const rules::DeskStep* const step : workflow.legal(place.status))
        place.legal.push_back(legal_act(workflow, *step));
    return place;
}

std::string next_act(registry::Database& database, const DeskPlace& place,
                     const registry::Application& application)
{
    const bool screened = screened_as_it_is(database, application.application);
    const std::string verdict = verdict_of_latest(database, application.application);
    const bool open = place.allows("refuse"); // a file that is worked on
    if (place.allows("receive")) return "receive";
    if (place.allows("submit")) return "submit";
    if (place.allows("supplemented")) return "supplemented";
    if (place.allows("pay_fee")) return "pay_fee";
    if (place.allows("deliver")) return "deliver";
    if (!open) return {};
    if (!screened) return "review";
    if (verdict == "incomplete") return place.allows("request_supplement") ? "request_supplement" : "";
    if (verdict == "undetermined") return {}; // somebody has to judge
    if (!application.completed_on && place.allows("complete"))
        return application.fee_paid_on ? "complete" : "notify_fee";
    if (place.allows("to_sign")) return "to_sign";
    return verdict == "eligible" ? "grant" : "refuse";
}

Words desk_status_name(const RulebookInUse& rules, const std::string& status)
{
    const rules::DeskStatus* const known = rules.book.workflow.status(status);
    return known != nullptr ? known->name : Words{status, status};
}

Words step_words(const RulebookInUse& rules, const std::string& act)
{
    return rules.book.workflow.step_name(act);
}

std::vector<std::pair<std::string, Words>> desk_status_names(const RulebookInUse& rules)
{
    std::vector<std::pair<std::string, Words>> names;
    for (const rules::DeskStatus& status : rules.book.workflow.statuses)
        names.emplace_back(status.code, status.name);
    return names;
}

} // namespace radcert::casework
