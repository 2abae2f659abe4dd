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

/// Walks the name table in order and keeps what has every word.
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

bool has_every_word(std::string_view folded, const std::vector<std::string>& starts)
{
    return std::ranges::all_of(starts, [&](const std::string& start) { return has_word(folded, start); });
}

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

std::vector<std::int64_t> find_facilities_by_name(Database& database, std::string_view words,
                                                  EventNumber known_by, std::size_t most)
{
    Query query{database, R"sql(
        SELECT facility, folded
          FROM facility_name
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY sort_key, facility
    )sql",
                Rows::many};
    return in_order(query, text::folded_words(words), known_by, most);
}

} // namespace radcert::registry
