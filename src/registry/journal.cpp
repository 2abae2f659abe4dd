#include "registry/journal.h"

#include "text/json.h"

namespace radcert::registry {
namespace {

/// The value after `"name":"` in a leaf. Leaves have no escapes: references, action words and base64 only.
std::string_view word_in(std::string_view leaf, std::string_view opening)
{
    const std::size_t at = leaf.find(opening);
    if (at == std::string_view::npos) return {};
    const std::size_t start = at + opening.size();
    return leaf.substr(start, leaf.find('"', start) - start);
}

[[noreturn]] void refuse_leaf(EventNumber number)
{
    const std::string name = std::to_string(number);
    throw Error{Fault::integrity,
                {"sự kiện " + name + ": nội dung không phải do radcert ghi",
                 "event " + name + ": not a leaf that radcert writes"},
                {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
}

Hash hash_from(std::string_view bytes, unsigned level, std::uint64_t index)
{
    Hash hash;
    if (bytes.size() != hash.size()) {
        const std::string name = std::to_string(level) + "/" + std::to_string(index);
        throw Error{Fault::integrity,
                    {"nút " + name + " của cây: sai độ dài", "node " + name + " of the tree: wrong length"}};
    }
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace

std::string leaf_of(const Event& event)
{
    std::string leaf;
    leaf.reserve(320);
    leaf.append(R"({"action":")").append(event.action);
    leaf.append(R"(","actor":")").append(event.actor);
    leaf.append(R"(","at":")").append(event.at.utc);
    leaf.append(R"(","commit":")").append(event.commit);
    leaf.append(R"(","door":")").append(event.door);
    leaf.append(R"(","hash":"sha256","seq":)").append(std::to_string(event.number));
    leaf.append(R"(,"subject":")").append(event.subject).append(R"(","v":1})");
    return leaf;
}

Event event_of(EventNumber number, std::string_view leaf)
{
    Event event;
    event.number = number;
    event.action = word_in(leaf, R"({"action":")");
    event.actor = word_in(leaf, R"(,"actor":")");
    event.at.utc = word_in(leaf, R"(,"at":")");
    event.commit = word_in(leaf, R"(,"commit":")");
    event.door = word_in(leaf, R"(,"door":")");
    event.subject = word_in(leaf, R"(,"subject":")");
    if (leaf_of(event) != leaf) refuse_leaf(number);
    return event;
}

EventNumber journal_size(Database& database)
{
    Query query{database, R"sql(
        SELECT max(seq)
          FROM event
    )sql"};
    query.next();
    return query.is_null(0) ? 0 : query.integer(0) + 1;
}

std::string load_leaf(Database& database, EventNumber number)
{
    Query query{database, R"sql(
        SELECT leaf
          FROM event
         WHERE seq = :seq
    )sql"};
    query.bind(":seq", number);
    if (!query.next()) {
        const std::string name = std::to_string(number);
        throw Error{Fault::not_found,
                    {"nhật ký không có sự kiện " + name, "the journal has no event " + name},
                    {"xem các sự kiện: radcert journal list", "see the events: radcert journal list"}};
    }
    return std::string{query.text(0)};
}

Event load_event(Database& database, EventNumber number)
{
    return event_of(number, load_leaf(database, number));
}

std::vector<Event> list_events(Database& database, EventNumber first, std::size_t most,
                               const std::string& subject)
{
    std::vector<Event> events;
    const auto read = [&](Query& query) {
        query.bind(":first", first);
        query.bind(":most", std::int64_t(most));
        while (query.next()) events.push_back(event_of(query.integer(0), query.text(1)));
    };
    if (subject.empty()) {
        Query query{database, R"sql(
            SELECT seq, leaf
              FROM event
             WHERE seq >= :first
             ORDER BY seq
             LIMIT :most
        )sql"};
        read(query);
        return events;
    }
    Query query{database, R"sql(
        SELECT event.seq, event.leaf
          FROM subject
          JOIN payload ON payload.subject = subject.id
          JOIN event ON event.seq = payload.seq
         WHERE subject.subject = :subject
           AND payload.seq >= :first
         ORDER BY payload.seq
         LIMIT :most
    )sql"};
    query.bind(":subject", subject);
    read(query);
    return events;
}

EventNumber event_known_by(Database& database, const Timestamp& moment)
{
    // Moments never decrease from event to event, so the place can be found by halving.
    EventNumber low = 0, high = journal_size(database);
    while (low < high) {
        const EventNumber middle = low + (high - low) / 2;
        if (load_event(database, middle).at <= moment)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

Hash read_node(Database& database, unsigned level, std::uint64_t index)
{
    if (level == 0) return leaf_hash(load_leaf(database, EventNumber(index)));
    Query query{database, R"sql(
        SELECT hash
          FROM node
         WHERE level = :level
           AND place = :place
    )sql"};
    query.bind(":level", std::int64_t{level});
    query.bind(":place", std::int64_t(index));
    if (!query.next()) {
        const std::string name = std::to_string(level) + "/" + std::to_string(index);
        throw Error{Fault::integrity,
                    {"cây nhật ký thiếu nút " + name, "the journal's tree lacks node " + name},
                    {"kiểm tra sổ: radcert register verify", "check the register: radcert register verify"}};
    }
    return hash_from(query.text(0), level, index);
}

Frontier stored_frontier(Database& database, std::uint64_t size)
{
    std::vector<Hash> roots;
    std::uint64_t covered = 0;
    for (unsigned level = 64; level-- > 0;) {
        if ((size >> level & 1) == 0) continue;
        roots.push_back(read_node(database, level, covered >> level));
        covered += std::uint64_t{1} << level;
    }
    return Frontier{size, roots};
}

std::optional<std::string> find_checkpoint(Database& database, std::optional<std::uint64_t> size)
{
    Query query{database, R"sql(
        SELECT note
          FROM checkpoint
         WHERE :size IS NULL
            OR size = :size
         ORDER BY size DESC
         LIMIT 1
    )sql"};
    if (size)
        query.bind(":size", std::int64_t(*size));
    else
        query.bind_null(":size", Holds::integer);
    if (!query.next()) return std::nullopt;
    return std::string{query.text(0)};
}

std::filesystem::path kept_checkpoint_file(const RegisterPlace& place)
{
    return place.beside(".checkpoint");
}

} // namespace radcert::registry
