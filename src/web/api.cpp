#include "web/api.h"

#include "casework/rule_pages.h"
#include "casework/words_of.h"
#include "registry/facilities.h"
#include "registry/journal.h"
#include "registry/workers.h"
#include "web/nouns.h"

namespace radcert::web {

std::string api_address(std::initializer_list<std::string_view> segments, const Parameters& query)
{
    return std::string{api_root} + address(segments, query);
}

std::string ApiObject::take()
{
    if (!links_.empty()) {
        json_.key("links");
        json_.open_object();
        for (const auto& [name, to] : links_) json_.member(name, to);
        json_.close_object();
    }
    json_.close_object();
    return std::move(out_);
}

std::string json_array(const std::vector<std::string>& items)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_array();
    for (const std::string& item : items) json.raw(item);
    json.close_array();
    return out;
}

Raw json_answer(std::string json, int status, std::vector<Header> headers)
{
    json += '\n';
    return {"application/json", std::move(json), status, std::move(headers)};
}

casework::FieldCells api_cells(Visit& visit)
{
    return {visit.words(), visit.as_of().in_force};
}

std::size_t api_most(const Visit& visit)
{
    const auto typed = visit.query().find("most");
    if (!typed) return most_records;
    const bool digits = typed->size() <= 3 && typed->find_first_not_of("0123456789") == std::string::npos;
    const std::size_t most = digits ? std::size_t(std::stoi(*typed)) : 0;
    if (most >= 1 && most <= most_records) return most;
    throw Error{Fault::usage,
                {"most=" + *typed + ": cần một số từ 1 đến 200",
                 "most=" + *typed + ": a number from 1 to 200 is needed"},
                {"còn nữa thì theo links.next", "where there is more, follow links.next"},
                Place{{}, 0, "/most"}};
}

Reply api_list(const Visit& visit, std::string_view key, const std::vector<std::string>& items,
               const std::optional<std::string>& next)
{
    const std::string& target = visit.request().target;
    ApiObject list;
    list.raw(key, json_array(items));
    list.link("self", target);
    std::vector<Header> headers;
    if (next) {
        const std::string to =
            target.substr(0, target.find('?')) + '?' + visit.query().with("from", *next).text();
        list.link("next", to);
        headers.push_back({"link", '<' + to + ">; rel=\"next\""});
    }
    return json_answer(list.take(), 200, std::move(headers));
}

Rule api_rule(Access access, Words summary, std::vector<std::string> asks)
{
    Rule rule;
    rule.access = access;
    rule.summary = std::move(summary);
    rule.asks = std::move(asks);
    rule.json = true;
    return rule;
}

Rule api_rule_of(Access access, Names names, bool personal, Words summary, std::vector<std::string> asks)
{
    Rule rule = api_rule(access, std::move(summary), std::move(asks));
    rule.names = names;
    rule.personal = personal;
    return rule;
}

namespace {

// The journal.

/// The subject of "W-17" or "F-3", which the account has to see. @throws Error usage, not_found.
std::string subject_of(Visit& visit, const std::string& named)
{
    const AsOf now{visit.today()};
    registry::Database& database = visit.database();
    const casework::Scope scope = visit.scope();
    std::optional<std::string> subject;
    if (named.starts_with("W-")) {
        const std::int64_t worker = casework::parse_worker(named);
        if (casework::sees_worker(database, scope, worker, now))
            subject = registry::load_worker(database, worker).subject;
    } else {
        const std::int64_t facility = casework::parse_facility(named);
        if (casework::sees_facility(database, scope, facility, now))
            subject = registry::load_facility(database, facility).subject;
    }
    if (subject) return *subject;
    throw Error{Fault::not_found,
                {"không tìm thấy, hoặc không thuộc phạm vi của bạn", "not found, or not yours to see"}};
}

/// Whoever sees a part of the register sees the events of what is in it.
std::string wanted_subject(Visit& visit)
{
    if (const auto named = visit.query().find("subject")) return subject_of(visit, *named);
    if (visit.scope().is_everything()) return {};
    throw Error{Fault::refused,
                {"tài khoản chỉ thấy một phần của sổ: cần nói sự kiện về ai",
                 "an account that sees a part of the register has to say whom the events are about"},
                {"thêm ?subject=W-17 hoặc ?subject=F-3", "add ?subject=W-17 or ?subject=F-3"}};
}

std::string event_json(Visit& visit, const registry::Event& event)
{
    const auto officer = registry::find_officer_by_reference(visit.database(), event.actor);
    ApiObject object;
    object.member("event", event.number);
    object.member("at", event.at.utc);
    object.member("officer", officer ? officer->code : event.actor);
    object.member("action", event.action);
    object.member("door", event.door);
    object.member("subject", event.subject);
    object.member("commit", event.commit);
    object.link("page", address({"journal", std::to_string(event.number)}));
    return object.take();
}

EventNumber first_event(const Visit& visit)
{
    const auto from = visit.query().find("from");
    if (!from) return 0;
    const bool digits = from->size() <= 15 && from->find_first_not_of("0123456789") == std::string::npos;
    if (digits) return std::stoll(*from);
    throw Error{Fault::usage,
                {"from: cần số của một sự kiện", "from: the number of an event is needed"},
                {},
                Place{{}, 0, "/from"}};
}

Reply list_events(Visit& visit)
{
    auto events = registry::list_events(visit.database(), first_event(visit), api_most(visit) + 1,
                                        wanted_subject(visit));
    return api_list_of(
        visit, "events", std::move(events),
        [](const registry::Event& event) { return std::to_string(event.number); },
        [&](const registry::Event& event) { return event_json(visit, event); });
}

// The rulebook.

std::string words_json(const Words& words)
{
    ApiObject both;
    both.member("vi", words.vi);
    both.member("en", words.en);
    return both.take();
}

void add_line(ApiObject& object, const casework::RuleLine& line)
{
    object.member("row", line.id);
    object.member("topic", line.topic);
    object.raw("kind", words_json(line.kind));
    object.raw("title", words_json(line.title));
    object.raw("citation", words_json(line.citation));
    object.member("standing", word(line.standing));
    object.raw("force", words_json(casework::name(line.force)));
    object.member("from_day", to_iso(line.from));
    object.member("to_day", line.to ? documents::Cell{to_iso(*line.to)} : documents::Cell{});
    object.link("self", api_address({"rules", line.id}));
    object.link("page", address({"rules", line.id}));
}

/// Rows of the day that `in_force` names; every row is one page, as a rulebook has some hundred.
Reply list_rules(Visit& visit)
{
    casework::RuleQuestion question{visit.as_of().in_force};
    question.topic = visit.query().find("topic").value_or("");
    question.text = visit.query().find("text").value_or("");
    question.authority = registry::load_register(visit.database()).authority;
    const auto lines = casework::rule_lines(visit.rules(), question);
    const std::string from = visit.query().find("from").value_or("");
    const auto first = from.empty() ? lines.begin() : std::ranges::find(lines, from, &casework::RuleLine::id);
    return api_list_of(
        visit, "rules", std::vector<casework::RuleLine>{first, lines.end()},
        [](const casework::RuleLine& line) { return line.id; },
        [](const casework::RuleLine& line) {
            ApiObject object;
            add_line(object, line);
            return object.take();
        });
}

Reply show_rule(Visit& visit)
{
    const auto sheet = casework::rule_sheet(visit.rules(), visit.part("row"), visit.as_of().in_force,
                                            registry::load_register(visit.database()).authority);
    ApiObject object;
    add_line(object, sheet.line);
    object.raw("says", words_json(sheet.says));
    object.raw("remedy", words_json(sheet.remedy));
    object.raw("source", casework::rule_source(visit.database(), visit.rules(), sheet.line.id));
    return json_answer(object.take());
}

} // namespace

void add_api_routes(Routes& routes)
{
    routes.page("/api/v1/journal",
                api_rule(only(readers | Duties{Duty::administrator}),
                         {"Sự kiện của nhật ký", "Events of the journal"}, {"subject", "most"}),
                list_events);
    routes.page(
        "/api/v1/rules",
        api_rule(for_signed_in, {"Các dòng quy định", "Rows of the rulebook"}, {"topic", "text", "most"}),
        list_rules);
    routes.page("/api/v1/rules/{row}",
                api_rule(for_signed_in, {"Một dòng quy định", "One row of the rulebook"}), show_rule);
    add_api_record_routes(routes);
    add_api_act_routes(routes);
    add_openapi_routes(routes);
}

} // namespace radcert::web
