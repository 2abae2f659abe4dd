#include "casework/deadlines.h"

#include <algorithm>
#include <map>

#include "registry/workers.h"

namespace radcert::casework {

using registry::Deadline;

namespace {

std::optional<Date> start_of(const rules::Clock& clock, const registry::Application& application, Date on)
{
    using From = rules::Clock::From;
    if (clock.from == From::received) return on;
    if (!application.completed_on) return std::nullopt;
    if (clock.from == From::complete) return application.completed_on;
    if (!application.fee_paid_on) return std::nullopt;
    return std::max(*application.completed_on, *application.fee_paid_on);
}

bool runs(const registry::Version<Deadline>& version)
{
    return !version.record.ended_on;
}

/// What clocks of that name a file has had, and whether one still runs after `ended`.
struct Earlier {
    std::int64_t runs{0};
    bool running{false};
};

Earlier earlier(const std::vector<registry::Version<Deadline>>& all, const std::vector<Deadline>& ended,
                std::string_view clock)
{
    Earlier found;
    for (const auto& version : all) {
        if (version.record.clock != clock) continue;
        found.runs = std::max(found.runs, version.record.run);
        const bool ends = std::ranges::any_of(
            ended, [&](const Deadline& d) { return d.clock == clock && d.run == version.record.run; });
        found.running = found.running || (runs(version) && !ends);
    }
    return found;
}

Deadline counted(const registry::Application& application, const rules::Clock& clock, std::int64_t run,
                 const rules::Term& term, const std::string& rule)
{
    Deadline made;
    made.application = application.application;
    made.clock = clock.name;
    made.run = run;
    made.worker = application.worker;
    made.started_on = term.start;
    made.working_days = term.working_days;
    made.due_on = term.due;
    made.rule = rule;
    made.provisional = term.provisional;
    return made;
}

} // namespace

rules::Term count_working_days(const rules::Rulebook& book, const Body& desk, Date from, int working_days)
{
    auto term = rules::working_days_after(rules::calendar_of(book, desk, from), from, working_days);
    if (term) return std::move(*term);
    throw Error{Fault::not_found,
                {"lịch làm việc của bộ quy định không đủ năm để đếm " + std::to_string(working_days) +
                     " ngày làm việc từ " + to_dmy(from),
                 "the rulebook's calendar does not hold the years to count " + std::to_string(working_days) +
                     " working days from " + to_dmy(from)},
                {"thêm năm còn thiếu vào calendar.json hoặc quy định của tỉnh, rồi thông qua",
                 "add the missing year to calendar.json or to the province's overlay, and adopt it"}};
}

void check_named_day(const rules::Rulebook& book, const Body& desk, Date from, Date named, const Words& what)
{
    if (named <= from) {
        throw Error{Fault::invalid_input,
                    {what.vi + " " + to_dmy(named) + " không sau ngày " + to_dmy(from),
                     what.en + " " + to_dmy(named) + " does not come after " + to_dmy(from)},
                    {"nêu một ngày sau đó", "name a later day"}};
    }
    const auto calendar = rules::calendar_of(book, desk, named);
    if (rules::is_working_day(calendar, named).value_or(true)) return;
    const auto next = rules::working_days_after(calendar, named, 1);
    throw Error{
        Fault::invalid_input,
        {what.vi + " " + to_dmy(named) + " là ngày nghỉ", what.en + " " + to_dmy(named) + " is a day off"},
        next ? Words{"ngày làm việc tiếp theo: " + to_iso(next->due),
                     "the next working day: " + to_iso(next->due)}
             : Words{"nêu một ngày làm việc", "name a working day"}};
}

Body desk_of(registry::Database& database)
{
    return parse_body(registry::load_register(database).authority).value_or(Body{});
}

std::vector<Deadline> end_clocks(registry::Database& database, const std::string& application,
                                 const std::vector<std::string>& clocks, Date on, std::string_view act)
{
    if (clocks.empty()) return {};
    return end_clocks(registry::deadlines_of(database, application), clocks, on, act);
}

std::vector<Deadline> end_clocks(const std::vector<registry::Version<Deadline>>& all,
                                 const std::vector<std::string>& clocks, Date on, std::string_view act)
{
    std::vector<Deadline> ended;
    const bool every = std::ranges::find(clocks, "*") != clocks.end();
    for (const auto& version : all) {
        Deadline deadline = version.record;
        if (deadline.ended_on || (!every && std::ranges::find(clocks, deadline.clock) == clocks.end()))
            continue;
        deadline.ended_on = on;
        deadline.ended_by = std::string{act};
        ended.push_back(std::move(deadline));
    }
    return ended;
}

std::vector<Deadline> start_clocks(registry::WriteScope& write, const RulebookInUse& rules,
                                   const registry::Application& application,
                                   const std::optional<std::string>& code,
                                   const std::vector<std::string>& clocks, Date on,
                                   const std::vector<Deadline>& ended)
{
    if (clocks.empty()) return {};
    return start_clocks(rules.book, desk_of(write.database()), application, code, clocks, on,
                        registry::deadlines_of(write.database(), application.application), ended);
}

std::vector<Deadline>
start_clocks(const rules::Rulebook& book, const Body& desk, const registry::Application& application,
             const std::optional<std::string>& code, const std::vector<std::string>& clocks, Date on,
             const std::vector<registry::Version<Deadline>>& all, const std::vector<Deadline>& ended)
{
    std::vector<Deadline> started;
    if (clocks.empty()) return started;
    const auto procedure = rules::procedure_clocks(book, code, desk, application.filed_on);
    if (procedure.row == nullptr) return started;
    for (const std::string& name : clocks) {
        const rules::Clock* const clock = rules::find_clock(*procedure.row, name);
        const auto start = clock != nullptr ? start_of(*clock, application, on) : std::nullopt;
        const Earlier before = earlier(all, ended, name);
        if (!start || before.running) continue;
        const auto term =
            rules::working_days_after(rules::calendar_of(book, desk, *start), *start, clock->working_days);
        if (term) started.push_back(counted(application, *clock, before.runs + 1, *term, procedure.row->id));
    }
    return started;
}

Deadline stated_deadline(registry::Database& database, const registry::Application& application,
                         std::string_view clock, Date from, Date due, const std::string& reason)
{
    Deadline made;
    made.application = application.application;
    made.clock = clock;
    made.run = earlier(registry::deadlines_of(database, application.application), {}, clock).runs + 1;
    made.worker = application.worker;
    made.started_on = from;
    made.due_on = due;
    if (!reason.empty()) made.reason = reason;
    return made;
}

std::optional<Deadline> due_of_result(const std::vector<registry::Version<Deadline>>& clocks)
{
    std::optional<Deadline> found;
    for (const char* const clock : {"decide", "appointment"}) {
        for (const auto& version : clocks) {
            if (version.record.clock == clock) found = version.record; // the last run
        }
        if (found) return found;
    }
    return found;
}

std::optional<Deadline> next_due(const std::vector<registry::Version<Deadline>>& clocks)
{
    std::optional<Deadline> found;
    for (const auto& version : clocks) {
        if (!runs(version)) continue;
        if (version.record.clock == "extension") return version.record; // what was promised last
        if (!found || version.record.due_on < found->due_on) found = version.record;
    }
    return found;
}

std::optional<int> working_days_between(const std::vector<rules::CalendarYear>& calendar, Date from, Date to)
{
    const Date first = std::min(from, to), last = std::max(from, to);
    int count = 0;
    for (Date day = first + std::chrono::days{1}; day <= last; day += std::chrono::days{1}) {
        const auto working = rules::is_working_day(calendar, day);
        if (!working) return std::nullopt;
        count += *working ? 1 : 0;
    }
    return to < from ? -count : count;
}

std::vector<DerivedDeadline> derive_deadlines(registry::Database& database, Rulebooks& rulebooks,
                                              const std::string& application, Date today,
                                              EventNumber known_by)
{
    const Body desk = desk_of(database);
    std::vector<DerivedDeadline> derived;
    for (auto& version : registry::deadlines_of(database, application, known_by)) {
        DerivedDeadline made{std::move(version.record), {}, {}};
        // When it ended, the last version is of the end: the calendar is that of the day when it was still
        // counted.
        const auto& book = rulebooks.in_force(database, version.since).book;
        const auto calendar = rules::calendar_of(book, desk, made.deadline.started_on);
        if (made.deadline.working_days) {
            auto term = rules::working_days_after(calendar, made.deadline.started_on,
                                                  int(*made.deadline.working_days));
            if (term && term->due == made.deadline.due_on) made.term = std::move(term);
        }
        if (!made.deadline.ended_on)
            made.days_left = working_days_between(calendar, today, made.deadline.due_on);
        derived.push_back(std::move(made));
    }
    return derived;
}

std::vector<Deadline> recount_deadlines(registry::WriteScope& write, const RulebookInUse& rules,
                                        const std::string& reason)
{
    registry::Database& database = write.database();
    const Body desk = desk_of(database);
    std::map<std::int64_t, std::vector<registry::AnyRecord>> moved_of;
    std::vector<Deadline> moved;
    for (Deadline& deadline : registry::running_deadlines(database)) {
        if (!deadline.working_days) continue;
        const auto term = rules::working_days_after(rules::calendar_of(rules.book, desk, deadline.started_on),
                                                    deadline.started_on, int(*deadline.working_days));
        if (!term || (term->due == deadline.due_on && term->provisional == deadline.provisional)) continue;
        deadline.due_on = term->due;
        deadline.provisional = term->provisional;
        deadline.reason = reason;
        moved_of[deadline.worker].emplace_back(deadline);
        moved.push_back(std::move(deadline));
    }
    for (const auto& [worker, records] : moved_of)
        write.record("deadline.recount", registry::load_worker(database, worker).subject, records);
    return moved;
}

} // namespace radcert::casework
