#include "registry/journal_search.h"

#include <algorithm>

namespace radcert::registry {
namespace {

/// Pieces of text that a leaf must hold to answer; empty ones are in every leaf. Leaves have no escapes, so a
/// piece with its member's name can stand in that member only.
struct Pieces {
    std::string actor, action, door, subject;

    explicit Pieces(const EventQuestion& question)
    {
        const bool group = question.action.find('.') == std::string::npos;
        if (!question.action.empty()) action = R"({"action":")" + question.action + (group ? "." : "\"");
        if (!question.actor.empty()) actor = R"(,"actor":")" + question.actor + '"';
        if (!question.door.empty()) door = R"(,"door":")" + question.door + '"';
        if (!question.subject.empty()) subject = R"(,"subject":")" + question.subject + '"';
    }
    bool any() const { return !actor.empty() || !action.empty() || !door.empty() || !subject.empty(); }
    void bind(Query& query) const
    {
        query.bind(":actor", actor);
        query.bind(":action", action);
        query.bind(":door", door);
    }
};

void read_events(Query& query, FoundEvents& found)
{
    while (query.next()) found.events.push_back(event_of(query.integer(0), query.text(1)));
}

/// The subject's short number, which its payloads have; empty: there is none, or its payloads are destroyed.
std::optional<std::int64_t> subject_with_payloads(Database& database, const std::string& subject)
{
    Query query{database, R"sql(
        SELECT id
          FROM subject
         WHERE subject = :subject
           AND wrapped_key IS NOT NULL
    )sql"};
    query.bind(":subject", subject);
    return query.next() ? std::optional{query.integer(0)} : std::nullopt;
}

void search_subject(Database& database, const EventQuestion& question, std::int64_t subject, std::size_t most,
                    FoundEvents& found)
{
    const Pieces pieces{question};
    Query query{database, R"sql(
        SELECT event.seq, event.leaf
          FROM payload
          JOIN event ON event.seq = payload.seq
         WHERE payload.subject = :subject
           AND payload.seq BETWEEN :first AND :last
           AND instr(event.leaf, :actor) > 0
           AND instr(event.leaf, :action) > 0
           AND instr(event.leaf, :door) > 0
         ORDER BY payload.seq DESC
         LIMIT :most
    )sql"};
    query.bind(":subject", subject);
    query.bind(":first", question.first);
    query.bind(":last", question.last);
    query.bind(":most", std::int64_t(most));
    pieces.bind(query);
    read_events(query, found);
}

void search_leaves(Database& database, const EventQuestion& question, EventNumber first, std::size_t most,
                   FoundEvents& found)
{
    const Pieces pieces{question};
    Query query{database, R"sql(
        SELECT seq, leaf
          FROM event
         WHERE seq BETWEEN :first AND :last
           AND instr(leaf, :actor) > 0
           AND instr(leaf, :action) > 0
           AND instr(leaf, :door) > 0
           AND instr(leaf, :subject) > 0
         ORDER BY seq DESC
         LIMIT :most
    )sql"};
    query.bind(":first", first);
    query.bind(":last", question.last);
    query.bind(":subject", pieces.subject);
    query.bind(":most", std::int64_t(most));
    pieces.bind(query);
    read_events(query, found);
}

} // namespace

FoundEvents search_events(Database& database, const EventQuestion& asked, const SearchLimits& limits)
{
    EventQuestion question = asked;
    question.first = std::max<EventNumber>(question.first, 0);
    question.last = std::min(question.last, journal_size(database) - 1);
    FoundEvents found;
    found.looked_from = question.first;
    found.looked_to = question.last;
    if (question.last < question.first || limits.most == 0) return found;

    const auto subject =
        question.subject.empty() ? std::nullopt : subject_with_payloads(database, question.subject);
    if (subject) {
        search_subject(database, question, *subject, limits.most, found);
    } else {
        const auto look_at = EventNumber(Pieces{question}.any() ? limits.look_at : limits.most);
        found.looked_from = std::max(question.first, question.last - look_at + 1);
        search_leaves(database, question, found.looked_from, limits.most, found);
    }
    if (found.events.size() == limits.most) found.looked_from = found.events.back().number;
    found.whole = found.looked_from <= question.first;
    return found;
}

} // namespace radcert::registry
