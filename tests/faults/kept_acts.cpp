#include "tests/faults/kept_acts.h"

#include <algorithm>
#include <map>
#include <set>

#include "registry/database.h"

namespace radcert::faults {
namespace {

using registry::Query;

/// The events that recorded each act, by its mark: reasons of statuses, notes on workers, numbers of
/// certificates, screenings.
using Events = std::map<std::string, std::vector<std::int64_t>>;

Events events_by_mark(registry::Database& database)
{
    Events events;
    const auto add = [&](Query& rows) {
        while (rows.next()) events[std::string{rows.text(0)}].push_back(rows.integer(1));
    };
    Query statuses{database, "SELECT reason, since_event FROM certificate_status WHERE reason IS NOT NULL"};
    add(statuses);
    Query notes{database, "SELECT note, since_event FROM worker WHERE note IS NOT NULL"};
    add(notes);
    Query certificates{database,
                       "SELECT certificate, min(since_event) FROM certificate GROUP BY certificate"};
    add(certificates);
    Query screenings{database, "SELECT application, since_event, screening FROM screening"};
    while (screenings.next())
        events["screenings " + std::string{screenings.text(0)} + ' ' + std::to_string(screenings.integer(2))]
            .push_back(screenings.integer(1));
    return events;
}

/// Under what the register keeps an act that was told to be done; empty: it keeps it under nothing.
std::string kept_under(const Noted& one)
{
    if (!one.mark.empty()) return one.mark;
    if (one.operation.what == "issue" && one.operation.told != "refused") return one.operation.told;
    if (one.operation.what == "add") return one.thing + ' ' + one.operation.told;
    return {};
}

void check_marks(const Events& events, const RunReport& report, Kept& kept)
{
    for (const Noted& one : report.noted) {
        const std::string under = kept_under(one);
        if (under.empty() || (!one.operation.known() && one.mark.empty())) continue;
        const auto found = events.find(under);
        const std::size_t times = found == events.end() ? 0 : found->second.size();
        kept.acts += one.operation.known();
        kept.lost += one.operation.known() && times == 0;
        kept.doubled += times > 1;
        if ((one.operation.known() && times == 0) || times > 1)
            kept.trouble.push_back(one.thing + ": there " + std::to_string(times) + " times: " + under +
                                   ", " + text_of(one.operation));
    }
    for (const std::string& mark : report.not_done) {
        if (!events.contains(mark)) continue;
        ++kept.undone;
        kept.trouble.push_back("done, though it was said not to be: " + mark);
    }
}

/// An act that was asked for when another had been answered stands behind it in the journal.
void check_order(const Events& events, const RunReport& report, Kept& kept)
{
    struct Act {
        std::int64_t event;
        const Noted* noted;
    };
    std::vector<Act> acts;
    for (const Noted& one : report.noted) {
        const auto found = events.find(kept_under(one));
        if (one.operation.known() && found != events.end()) acts.push_back({found->second.front(), &one});
    }
    std::ranges::sort(acts, {}, &Act::event);
    const Noted* last_called = nullptr;
    for (const Act& act : acts) {
        const Exchange& operation = act.noted->operation;
        if (last_called != nullptr && operation.returned < last_called->operation.called) {
            ++kept.disorder;
            kept.trouble.push_back("event " + std::to_string(act.event) + ", " + text_of(operation) +
                                   ", stands behind " + text_of(last_called->operation));
        }
        if (last_called == nullptr || operation.called > last_called->operation.called)
            last_called = act.noted;
    }
}

/// Numbers are given once, in their order, without gaps; on an application there is one certificate.
void check_numbers(registry::Database& database, Kept& kept)
{
    std::map<std::int64_t, std::int64_t> next; // by year
    std::set<std::string> applications;
    Query rows{database, R"sql(
        SELECT certificate, year, ordinal, coalesce(application, ''), min(since_event)
          FROM certificate
         GROUP BY certificate, issued_by, year, ordinal, application
         ORDER BY min(since_event), ordinal
    )sql"};
    for (; rows.next(); ++kept.certificates) {
        const std::string name{rows.text(0)};
        if (rows.integer(2) != ++next[rows.integer(1)]) kept.trouble.push_back(name + ": out of its series");
        const std::string application{rows.text(3)};
        if (!application.empty() && !applications.insert(application).second)
            kept.trouble.push_back(application + ": a second certificate on it, " + name);
    }
}

} // namespace

Kept look_at_acts(const ServedRegister& served, const RunReport& report)
{
    registry::Database database{served.place(), registry::Access::read};
    const Events events = events_by_mark(database);
    Kept kept;
    check_marks(events, report, kept);
    check_order(events, report, kept);
    check_numbers(database, kept);
    return kept;
}

} // namespace radcert::faults
