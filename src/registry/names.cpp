#include "registry/names.h"

#include <algorithm>

#include "text/vietnamese.h"

namespace radcert::registry {
namespace {

/// Whether some word of `folded` begins with `start`.
bool has_word(std::string_view folded, std::string_view start)
{
    for (std::size_t at = folded.find(start); at != std::string_view::npos; at = folded.find(start, at + 1)) {
        if (at == 0 || folded[at - 1] == ' ') return true;
    }
    return false;
}

bool has_every_word(std::string_view folded, const std::vector<std::string>& starts)
{
    return std::ranges::all_of(starts, [&](const std::string& start) { return has_word(folded, start); });
}

/// The first text that begins with none of `start`'s continuations; folded words are ASCII letters and
/// digits, or letters of other scripts, all below U+10FFFF.
std::string end_of_prefix(const std::string& start)
{
    return start + "\xF4\x8F\xBF\xBF";
}

/// Names are few enough behind one rare word to look at each; behind a frequent one the list in order gives
/// the first page soon.
constexpr std::int64_t few = 2'000;

std::int64_t count_behind(Database& database, const std::string& start)
{
    Query query{database, R"sql(
        SELECT count(*)
          FROM (SELECT 1
                  FROM worker_word
                 WHERE word >= :start
                   AND word < :end
                 LIMIT :few)
    )sql"};
    const std::string end = end_of_prefix(start);
    query.bind(":start", start);
    query.bind(":end", end);
    query.bind(":few", few);
    query.next();
    return query.integer(0);
}

struct Named {
    std::string sort_key;
    std::int64_t worker;
    auto operator<=>(const Named&) const = default;
};

std::vector<std::int64_t> behind_rare_word(Database& database, const std::string& rare,
                                           const std::vector<std::string>& starts, EventNumber known_by,
                                           std::size_t most)
{
    Query query{database, R"sql(
        SELECT name.sort_key, name.worker, name.folded
          FROM worker_word AS word
          JOIN worker_name AS name ON name.worker = word.worker
         WHERE word.word >= :start
           AND word.word < :end
           AND word.since_event <= :known_by
           AND word.until_event > :known_by
           AND name.since_event <= :known_by
           AND name.until_event > :known_by
    )sql"};
    const std::string end = end_of_prefix(rare);
    query.bind(":start", rare);
    query.bind(":end", end);
    query.bind(":known_by", known_by);
    std::vector<Named> found;
    while (query.next()) {
        if (has_every_word(query.text(2), starts))
            found.push_back({std::string{query.text(0)}, query.integer(1)});
    }
    std::ranges::sort(found);
    const auto [end_of_found, last] = std::ranges::unique(found);
    found.erase(end_of_found, last);
    std::vector<std::int64_t> workers;
    for (const Named& named : found) {
        if (workers.size() == most) break;
        workers.push_back(named.worker);
    }
    return workers;
}

/// Walks a name table in order and keeps what has every word.
std::vector<std::int64_t> in_order(Query& query, const std::vector<std::string>& starts, EventNumber known_by,
                                   std::size_t most)
{
    query.bind(":known_by", known_by);
    std::vector<std::int64_t> found;
    while (found.size() < most && query.next()) {
        if (has_every_word(query.text(1), starts)) found.push_back(query.integer(0));
    }
    return found;
}

} // namespace

void put_worker_name(Database& database, EventNumber event, std::int64_t worker, const std::string& name)
{
    Query names{database, R"sql(
        UPDATE worker_name
           SET until_event = :event
         WHERE worker = :worker
           AND until_event = 9223372036854775807
    )sql"};
    names.bind(":event", event);
    names.bind(":worker", worker);
    names.run();
    Query words{database, R"sql(
        UPDATE worker_word
           SET until_event = :event
         WHERE worker = :worker
           AND until_event = 9223372036854775807
    )sql"};
    words.bind(":event", event);
    words.bind(":worker", worker);
    words.run();

    Query add_name{database, R"sql(
        INSERT INTO worker_name (since_event, until_event, sort_key, worker, folded)
        VALUES (:event, 9223372036854775807, :sort_key, :worker, :folded)
    )sql"};
    const std::string key = text::name_sort_key(name), folded = text::folded(name);
    add_name.bind(":event", event);
    add_name.bind_blob(":sort_key", key);
    add_name.bind(":worker", worker);
    add_name.bind(":folded", folded);
    add_name.run();

    Query add_word{database, R"sql(
        INSERT INTO worker_word (since_event, until_event, word, worker)
        VALUES (:event, 9223372036854775807, :word, :worker)
            ON CONFLICT DO NOTHING
    )sql"};
    for (const std::string& word : text::folded_words(name)) {
        add_word.bind(":event", event);
        add_word.bind(":word", word);
        add_word.bind(":worker", worker);
        add_word.run();
        add_word.again();
    }
}

void put_facility_name(Database& database, EventNumber event, std::int64_t facility, const std::string& name)
{
    Query close{database, R"sql(
        UPDATE facility_name
           SET until_event = :event
         WHERE facility = :facility
           AND until_event = 9223372036854775807
    )sql"};
    close.bind(":event", event);
    close.bind(":facility", facility);
    close.run();
    Query add{database, R"sql(
        INSERT INTO facility_name (since_event, until_event, sort_key, facility, folded)
        VALUES (:event, 9223372036854775807, :sort_key, :facility, :folded)
    )sql"};
    const std::string key = text::sort_key(name), folded = text::folded(name);
    add.bind(":event", event);
    add.bind_blob(":sort_key", key);
    add.bind(":facility", facility);
    add.bind(":folded", folded);
    add.run();
}

std::vector<std::int64_t> find_workers_by_name(Database& database, std::string_view words,
                                               EventNumber known_by, std::size_t most)
{
    const auto starts = text::folded_words(words);
    if (starts.empty() && words.find_first_not_of(' ') != std::string_view::npos) return {}; // signs only
    std::int64_t fewest = few;
    const std::string* rare = nullptr;
    for (const std::string& start : starts) {
        if (const std::int64_t count = count_behind(database, start); count < fewest) {
            fewest = count;
            rare = &start;
        }
    }
    if (rare != nullptr) return behind_rare_word(database, *rare, starts, known_by, most);
    Query query{database, R"sql(
        SELECT worker, folded
          FROM worker_name
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY sort_key, worker
    )sql"};
    return in_order(query, starts, known_by, most);
}

std::vector<std::int64_t> find_facilities_by_name(Database& database, std::string_view words,
                                                  EventNumber known_by, std::size_t most)
{
    Query query{database, R"sql(
        SELECT facility, folded
          FROM facility_name
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY sort_key, facility
    )sql"};
    return in_order(query, text::folded_words(words), known_by, most);
}

} // namespace radcert::registry
