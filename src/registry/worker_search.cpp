#include "registry/worker_search.h"

#include <algorithm>

#include "registry/names.h"
#include "text/vietnamese.h"

namespace radcert::registry {
namespace {

/// People are few enough behind one rare word, or in one small province, to look at each; else the list in
/// order gives the first page soon.
constexpr std::int64_t few = 2'000;

struct Named {
    std::string sort_key;
    std::int64_t worker;
    std::string folded;
    auto operator<=>(const Named&) const = default;
};

/// The first text that begins with none of `start`'s continuations; folded words are ASCII letters and
/// digits, or letters of other scripts, all below U+10FFFF.
std::string end_of_prefix(const std::string& start)
{
    return start + "\xF4\x8F\xBF\xBF";
}

std::int64_t count_behind(Database& database, const std::string& start)
{
    Query query{database, R"sql(
        SELECT count(*)
          FROM (SELECT 1
                  FROM worker_word
                 WHERE word >= :start
                   AND word < :end
                 LIMIT :few) AS found
    )sql"};
    const std::string end = end_of_prefix(start);
    query.bind(":start", start);
    query.bind(":end", end);
    query.bind(":few", few);
    query.next();
    return query.integer(0);
}

/// Whether fewer than `few` posts were ever recorded in the province.
bool is_small(Database& database, const std::string& province)
{
    Query query{database, R"sql(
        SELECT count(*)
          FROM (SELECT 1
                  FROM facility
                  JOIN post ON post.facility = facility.facility
                 WHERE facility.province = :province
                 LIMIT :few) AS found
    )sql"};
    query.bind(":province", province);
    query.bind(":few", few);
    query.next();
    return query.integer(0) < few;
}

class WorkerSearch {
public:
    WorkerSearch(Database& database, const WorkerFilter& filter, AsOf as_of)
        : database_{database}, filter_{filter}, as_of_{as_of}, seen_{filter.seen_on},
          starts_{text::folded_words(filter.words)}
    {
    }

    std::vector<std::int64_t> page(std::size_t skip, std::size_t most)
    {
        const bool signs_only = starts_.empty() && filter_.words.find_first_not_of(' ') != std::string::npos;
        if (signs_only || most == 0) return {};
        skip_ = skip;
        most_ = most;
        if (filter_.worker)
            named({*filter_.worker});
        else if (filter_.at)
            named(people_at(*filter_.at, false, as_of_));
        else if (filter_.facility)
            named(people_at(*filter_.facility, true, seen_));
        else if (const std::string* rare = rarest_word())
            behind(*rare);
        else if (filter_.province && is_small(database_, *filter_.province))
            named(people_in(*filter_.province));
        else
            down_the_list();
        return std::move(page_);
    }

private:
    bool full() const { return page_.size() == most_; }

    void keep(std::int64_t worker)
    {
        if (skip_ > 0)
            --skip_;
        else
            page_.push_back(worker);
    }

    void take(const Named& one)
    {
        if (has_every_word(one.folded, starts_) && passes(one.worker)) keep(one.worker);
    }

    void take_sorted(std::vector<Named> found)
    {
        std::ranges::sort(found);
        const auto [end_of_found, last] = std::ranges::unique(found);
        found.erase(end_of_found, last);
        for (const Named& one : found) {
            if (full()) break;
            take(one);
        }
    }

    const std::string* rarest_word() const
    {
        std::int64_t fewest = few;
        const std::string* rare = nullptr;
        for (const std::string& start : starts_) {
            if (const std::int64_t count = count_behind(database_, start); count < fewest) {
                fewest = count;
                rare = &start;
            }
        }
        return rare;
    }

    void behind(const std::string& rare)
    {
        Query query{database_, R"sql(
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
        query.bind(":known_by", as_of_.known_by);
        std::vector<Named> found;
        while (query.next())
            found.push_back({std::string{query.text(0)}, query.integer(1), std::string{query.text(2)}});
        take_sorted(std::move(found));
    }

    void down_the_list()
    {
        Query query{database_, R"sql(
            SELECT worker, folded
              FROM worker_name
             WHERE since_event <= :known_by
               AND until_event > :known_by
             ORDER BY sort_key, worker
        )sql",
                    Rows::many};
        query.bind(":known_by", as_of_.known_by);
        while (!full() && query.next()) {
            if (has_every_word(query.text(1), starts_) && passes(query.integer(0))) keep(query.integer(0));
        }
    }

    void named(const std::vector<std::int64_t>& workers)
    {
        Query query{database_, R"sql(
            SELECT sort_key, folded
              FROM worker_name
             WHERE worker = :worker
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        std::vector<Named> found;
        for (const std::int64_t worker : workers) {
            query.bind(":worker", worker);
            query.bind(":known_by", as_of_.known_by);
            if (query.next())
                found.push_back({std::string{query.text(0)}, worker, std::string{query.text(1)}});
            query.again();
        }
        take_sorted(std::move(found));
    }

    static std::vector<std::int64_t> numbers_in(Query& query, AsOf clocks)
    {
        query.bind(":in_force", clocks.in_force);
        query.bind(":known_by", clocks.known_by);
        std::vector<std::int64_t> found;
        while (query.next()) found.push_back(query.integer(0));
        return found;
    }

    /// In post or appointed there; with a file there too, where `filed`.
    std::vector<std::int64_t> people_at(std::int64_t facility, bool filed, AsOf clocks)
    {
        Query query{database_, R"sql(
            SELECT worker
              FROM post
             WHERE facility = :facility
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION
            SELECT worker
              FROM appointment
             WHERE facility = :facility
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION
            SELECT worker
              FROM application
             WHERE facility = :facility
               AND :filed = 1
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":facility", facility);
        query.bind(":filed", filed);
        return numbers_in(query, clocks);
    }

    std::vector<std::int64_t> people_in(const std::string& province)
    {
        Query query{database_, R"sql(
            WITH here AS (
                SELECT facility
                  FROM facility
                 WHERE province = :province
                   AND since_event <= :known_by
                   AND until_event > :known_by
            )
            SELECT post.worker
              FROM here
              JOIN post ON post.facility = here.facility
             WHERE (post.to_day IS NULL OR post.to_day >= :in_force)
               AND post.since_event <= :known_by
               AND post.until_event > :known_by
            UNION
            SELECT appointment.worker
              FROM here
              JOIN appointment ON appointment.facility = here.facility
             WHERE (appointment.to_day IS NULL OR appointment.to_day >= :in_force)
               AND appointment.since_event <= :known_by
               AND appointment.until_event > :known_by
            UNION
            SELECT certificate.worker
              FROM here
              JOIN certificate ON certificate.facility = here.facility
             WHERE certificate.since_event <= :known_by
               AND certificate.until_event > :known_by
            UNION
            SELECT worker
              FROM application
             WHERE province = :province
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":province", province);
        return numbers_in(query, seen_);
    }

    bool passes(std::int64_t worker)
    {
        return (!filter_.at || works_at(worker, *filter_.at, false, as_of_)) &&
               (!filter_.facility || works_at(worker, *filter_.facility, true, seen_)) &&
               (!filter_.role || holds_role(worker)) && (!filter_.province || is_in_province(worker));
    }

    static bool answered(Query& query, std::int64_t worker, AsOf clocks)
    {
        query.bind(":worker", worker);
        query.bind(":in_force", clocks.in_force);
        query.bind(":known_by", clocks.known_by);
        return query.next();
    }

    bool works_at(std::int64_t worker, std::int64_t facility, bool filed, AsOf clocks)
    {
        Query query{database_, R"sql(
            SELECT 1
              FROM post
             WHERE worker = :worker
               AND facility = :facility
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION ALL
            SELECT 1
              FROM appointment
             WHERE worker = :worker
               AND facility = :facility
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION ALL
            SELECT 1
              FROM application
             WHERE worker = :worker
               AND facility = :facility
               AND :filed = 1
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":facility", facility);
        query.bind(":filed", filed);
        return answered(query, worker, clocks);
    }

    bool holds_role(std::int64_t worker)
    {
        Query query{database_, R"sql(
            SELECT 1
              FROM post
             WHERE worker = :worker
               AND role = :role
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION ALL
            SELECT 1
              FROM appointment
             WHERE worker = :worker
               AND role = :role
               AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":role", *filter_.role);
        return answered(query, worker, as_of_);
    }

    bool is_in_province(std::int64_t worker)
    {
        Query query{database_, R"sql(
            SELECT 1
              FROM post
              JOIN facility ON facility.facility = post.facility
             WHERE post.worker = :worker
               AND (post.to_day IS NULL OR post.to_day >= :in_force)
               AND post.since_event <= :known_by
               AND post.until_event > :known_by
               AND facility.province = :province
               AND facility.since_event <= :known_by
               AND facility.until_event > :known_by
            UNION ALL
            SELECT 1
              FROM appointment
              JOIN facility ON facility.facility = appointment.facility
             WHERE appointment.worker = :worker
               AND (appointment.to_day IS NULL OR appointment.to_day >= :in_force)
               AND appointment.since_event <= :known_by
               AND appointment.until_event > :known_by
               AND facility.province = :province
               AND facility.since_event <= :known_by
               AND facility.until_event > :known_by
            UNION ALL
            SELECT 1
              FROM application
             WHERE worker = :worker
               AND province = :province
               AND since_event <= :known_by
               AND until_event > :known_by
            UNION ALL
            SELECT 1
              FROM certificate
              JOIN facility ON facility.facility = certificate.facility
             WHERE certificate.worker = :worker
               AND certificate.since_event <= :known_by
               AND certificate.until_event > :known_by
               AND facility.province = :province
               AND facility.since_event <= :known_by
               AND facility.until_event > :known_by
        )sql"};
        query.bind(":province", *filter_.province);
        return answered(query, worker, seen_);
    }

    Database& database_;
    const WorkerFilter& filter_;
    const AsOf as_of_, seen_;
    const std::vector<std::string> starts_;
    std::size_t skip_{0}, most_{0};
    std::vector<std::int64_t> page_;
};

} // namespace

std::vector<std::int64_t> find_workers(Database& database, const WorkerFilter& filter, AsOf as_of,
                                       std::size_t skip, std::size_t most)
{
    return WorkerSearch{database, filter, as_of}.page(skip, most);
}

std::vector<std::int64_t> find_workers_by_name(Database& database, std::string_view words,
                                               EventNumber known_by, std::size_t most)
{
    WorkerFilter filter;
    filter.words = words;
    return find_workers(database, filter, {Date{}, known_by, Date{}}, 0, most);
}

} // namespace radcert::registry
