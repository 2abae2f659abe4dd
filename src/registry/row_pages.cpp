#include "registry/row_pages.h"

#include <algorithm>
#include <iterator>

namespace radcert::registry {
namespace {

using Numbers = std::vector<std::int64_t>;

Numbers read_numbers(Query& rows)
{
    Numbers numbers;
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

/// "[1,2]", as json_each takes it.
std::string as_json(const Numbers& numbers)
{
    std::string json{"["};
    for (const std::int64_t number : numbers) json += (json.size() > 1 ? "," : "") + std::to_string(number);
    return json + ']';
}

Numbers workers_of_facility(Database& database, std::int64_t facility, AsOf as_of)
{
    Query rows{database, R"sql(
        SELECT worker FROM post
         WHERE facility = :facility AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT worker FROM appointment
         WHERE facility = :facility AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT worker FROM application
         WHERE facility = :facility AND since_event <= :known_by AND until_event > :known_by
         ORDER BY worker
    )sql"};
    rows.bind(":facility", facility);
    rows.bind(":in_force", as_of.in_force);
    rows.bind(":known_by", as_of.known_by);
    return read_numbers(rows);
}

Numbers workers_of_province(Database& database, const std::string& province, AsOf as_of)
{
    Query rows{database, R"sql(
        WITH here AS (
            SELECT facility FROM facility
             WHERE province = :province AND since_event <= :known_by AND until_event > :known_by
        )
        SELECT post.worker FROM here JOIN post ON post.facility = here.facility
         WHERE (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT appointment.worker FROM here JOIN appointment ON appointment.facility = here.facility
         WHERE (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT certificate.worker FROM here JOIN certificate ON certificate.facility = here.facility
         WHERE since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT worker FROM application
         WHERE province = :province AND since_event <= :known_by AND until_event > :known_by
         ORDER BY worker
    )sql"};
    rows.bind(":province", province);
    rows.bind(":in_force", as_of.in_force);
    rows.bind(":known_by", as_of.known_by);
    return read_numbers(rows);
}

Numbers facilities_of_worker(Database& database, std::int64_t worker, AsOf as_of)
{
    Query rows{database, R"sql(
        SELECT facility FROM post
         WHERE worker = :worker AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         UNION
        SELECT facility FROM appointment
         WHERE worker = :worker AND (to_day IS NULL OR to_day >= :in_force)
           AND since_event <= :known_by AND until_event > :known_by
         ORDER BY facility
    )sql"};
    rows.bind(":worker", worker);
    rows.bind(":in_force", as_of.in_force);
    rows.bind(":known_by", as_of.known_by);
    return read_numbers(rows);
}

/// Leaves in `among` what is in `numbers`, too.
void narrow(Among& among, Numbers numbers)
{
    if (!among) {
        among = std::move(numbers);
        return;
    }
    Numbers both;
    std::ranges::set_intersection(*among, numbers, std::back_inserter(both));
    among = std::move(both);
}

void narrow(Among& among, const std::optional<std::int64_t>& number)
{
    if (number) narrow(among, Numbers{*number});
}

/// The records of the first `most` numbers from `from` on that `find` finds and `wanted` takes.
template <class Record, class Find>
std::vector<Record> found_among(const Numbers& among, std::int64_t from, std::size_t most, Find find)
{
    std::vector<Record> records;
    for (auto number = std::ranges::lower_bound(among, from); number != among.end() && records.size() < most;
         ++number) {
        if (auto record = find(*number)) records.push_back(std::move(*record));
    }
    return records;
}

/// Whether a worker is in post, has a file or a certificate in a province.
bool is_of_province(Database& database, std::int64_t worker, const std::string& province, AsOf as_of)
{
    Query query{database, R"sql(
        WITH place AS (
            SELECT facility FROM post
             WHERE worker = :worker AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by AND until_event > :known_by
             UNION ALL
            SELECT facility FROM appointment
             WHERE worker = :worker AND (to_day IS NULL OR to_day >= :in_force)
               AND since_event <= :known_by AND until_event > :known_by
             UNION ALL
            SELECT facility FROM certificate
             WHERE worker = :worker AND since_event <= :known_by AND until_event > :known_by
        )
        SELECT EXISTS (SELECT 1
                         FROM place
                         JOIN facility ON facility.facility = place.facility
                        WHERE facility.province = :province
                          AND facility.since_event <= :known_by
                          AND facility.until_event > :known_by)
            OR EXISTS (SELECT 1
                         FROM application
                        WHERE worker = :worker
                          AND province = :province
                          AND since_event <= :known_by
                          AND until_event > :known_by)
    )sql"};
    query.bind(":worker", worker);
    query.bind(":province", province);
    query.bind(":in_force", as_of.in_force);
    query.bind(":known_by", as_of.known_by);
    return query.next() && query.integer(0) != 0;
}

/// Whether so much of the register is of the province that a page of it is found sooner by walking along the
/// whole register than by gathering all of the province first.
bool is_large(Database& database, const std::string& province)
{
    Query query{database, R"sql(
        SELECT count(*) FILTER (WHERE province = :province), count(*)
          FROM facility
         WHERE until_event = 9223372036854775807
    )sql"};
    query.bind(":province", province);
    constexpr std::int64_t part = 30; // what both ways take was measured
    return query.next() && query.integer(0) * part > query.integer(1);
}

/// The first `most` records that are wanted, walking along pages of all.
/// @param fetch  the page that begins with the record after another; absent: the first
template <class Record, class Fetch, class Wanted>
std::vector<Record> found_along(std::size_t most, Fetch fetch, Wanted wanted)
{
    std::vector<Record> records;
    std::optional<Record> last;
    while (records.size() < most) {
        const std::vector<Record> page = fetch(last);
        if (page.empty()) break;
        for (const Record& record : page) {
            if (records.size() < most && wanted(record)) records.push_back(record);
        }
        last = page.back();
    }
    return records;
}

/// What two questions say of one field. `nothing`: they contradict each other.
template <class T>
std::optional<T> both(const std::optional<T>& seen, const std::optional<T>& asked, bool& nothing)
{
    nothing = nothing || (seen && asked && *seen != *asked);
    return seen ? seen : asked;
}

} // namespace

std::vector<Facility> facility_page(Database& database, const PageOf& page, std::int64_t from,
                                    const Among& among)
{
    bool nothing = false;
    const auto province = both(page.seen.province, page.asked.province, nothing);
    if (nothing) return {};
    Among numbers = among;
    for (const RowsOf* const rows : {&page.seen, &page.asked}) {
        narrow(numbers, rows->facility);
        if (rows->worker) narrow(numbers, facilities_of_worker(database, *rows->worker, page.as_of));
    }
    if (numbers) {
        return found_among<Facility>(*numbers, from, page.most, [&](std::int64_t number) {
            auto facility = find_facility(database, number, page.as_of.known_by);
            if (facility && province && facility->province != *province) facility.reset();
            return facility;
        });
    }
    Query query{database, R"sql(
        SELECT *
          FROM facility
         WHERE facility >= :from
           AND (:province IS NULL OR province = :province)
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY facility
         LIMIT :most
    )sql"};
    query.bind(":from", from);
    query.bind(":province", province);
    query.bind(":known_by", page.as_of.known_by);
    query.bind(":most", std::int64_t(page.most));
    return read_all<Facility>(query);
}

std::vector<Worker> worker_page(Database& database, const PageOf& page, std::int64_t from, const Among& among)
{
    Among numbers = among;
    std::vector<std::string> provinces; // to be looked at one by one
    for (const RowsOf* const rows : {&page.seen, &page.asked}) {
        narrow(numbers, rows->worker);
        if (rows->facility) narrow(numbers, workers_of_facility(database, *rows->facility, page.as_of));
        if (rows->province && is_large(database, *rows->province))
            provinces.push_back(*rows->province);
        else if (rows->province)
            narrow(numbers, workers_of_province(database, *rows->province, page.as_of));
    }
    const auto wanted = [&](const Worker& one) {
        return std::ranges::all_of(provinces, [&](const std::string& province) {
            return is_of_province(database, one.worker, province, page.as_of);
        });
    };
    if (numbers) {
        return found_among<Worker>(*numbers, from, page.most, [&](std::int64_t number) {
            auto worker = find_worker(database, number, page.as_of.known_by);
            if (worker && !wanted(*worker)) worker.reset();
            return worker;
        });
    }
    return found_along<Worker>(
        page.most,
        [&](const std::optional<Worker>& last) {
            Query query{database, R"sql(
                SELECT *
                  FROM worker
                 WHERE worker >= :from
                   AND since_event <= :known_by
                   AND until_event > :known_by
                 ORDER BY worker
                 LIMIT :most
            )sql"};
            query.bind(":from", last ? last->worker + 1 : from);
            query.bind(":known_by", page.as_of.known_by);
            query.bind(":most", std::int64_t(page.most));
            return read_all<Worker>(query);
        },
        wanted);
}

std::vector<Equipment> equipment_page(Database& database, const PageOf& page, std::int64_t from,
                                      const std::optional<std::string>& type)
{
    bool nothing = page.seen.worker || page.asked.worker; // of persons there is none
    const auto province = both(page.seen.province, page.asked.province, nothing);
    const auto facility = both(page.seen.facility, page.asked.facility, nothing);
    if (nothing) return {};
    Query query{database, R"sql(
        SELECT equipment.*
          FROM (SELECT * FROM equipment WHERE :facility IS NULL
                 UNION ALL
                SELECT * FROM equipment WHERE facility = :facility) AS equipment -- each by its index
         WHERE equipment >= :from
           AND (:type IS NULL OR type = :type)
           AND (:province IS NULL OR facility IN (
                SELECT standing.facility
                  FROM facility AS standing
                 WHERE standing.province = :province
                   AND standing.since_event <= :known_by
                   AND standing.until_event > :known_by))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY equipment
         LIMIT :most
    )sql"};
    query.bind(":facility", facility);
    query.bind(":from", from);
    query.bind(":type", type);
    query.bind(":province", province);
    query.bind(":known_by", page.as_of.known_by);
    query.bind(":most", std::int64_t(page.most));
    return read_all<Equipment>(query);
}

std::vector<Application> application_page(Database& database, const PageOf& page, const std::string& from,
                                          const ApplicationFilter& filter)
{
    bool nothing = false;
    const auto province = both(page.seen.province, page.asked.province, nothing);
    const auto facility = both(page.seen.facility, page.asked.facility, nothing);
    const auto worker = both(page.seen.worker, page.asked.worker, nothing);
    if (nothing) return {};
    Query query{database, R"sql(
        SELECT application.*
          FROM (SELECT * FROM application WHERE :worker IS NULL AND :facility IS NULL
                 UNION ALL
                SELECT * FROM application WHERE :worker IS NULL AND facility = :facility
                 UNION ALL
                SELECT * FROM application
                 WHERE worker = :worker
                   AND (:facility IS NULL OR facility = :facility)) AS application -- each by its index
         WHERE application >= :from
           AND (:province IS NULL OR province = :province)
           AND (:filed_from IS NULL OR filed_on >= :filed_from)
           AND (:filed_to IS NULL OR filed_on <= :filed_to)
           AND (:status IS NULL OR :status = coalesce((SELECT decision.outcome
                                                         FROM decision
                                                        WHERE decision.application = application.application
                                                          AND decision.since_event <= :known_by
                                                          AND decision.until_event > :known_by), status))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY application
         LIMIT :most
    )sql"};
    query.bind(":worker", worker);
    query.bind(":facility", facility);
    query.bind(":from", from);
    query.bind(":province", province);
    query.bind(":filed_from", filter.filed_from);
    query.bind(":filed_to", filter.filed_to);
    query.bind(":status", filter.status);
    query.bind(":known_by", page.as_of.known_by);
    query.bind(":most", std::int64_t(page.most));
    return read_all<Application>(query);
}

namespace {

/// Where certificates are looked for: everywhere, or by an index.
struct Source {
    enum Way : std::int64_t { everywhere, of_worker, of_facility, of_these };
    Way way{everywhere};
    std::int64_t worker{}, facility{};
    std::string workers{"[]"}, facilities{"[]"}; ///< JSON
};

std::vector<Certificate> certificates_from(Database& database, const PageOf& page, const Source& source,
                                           const CertificateKey& from, bool after,
                                           const CertificateFilter& filter)
{
    std::optional<std::string> equipment;
    if (filter.equipment_type) equipment = '"' + *filter.equipment_type + '"';
    Query query{database, R"sql(
        SELECT certificate.*
          FROM (SELECT * FROM certificate WHERE :way = 0
                 UNION ALL
                SELECT * FROM certificate WHERE :way = 1 AND worker = :worker
                 UNION ALL
                SELECT * FROM certificate WHERE :way = 2 AND facility = :facility
                 UNION ALL
                SELECT * FROM certificate WHERE :way = 3 AND worker IN (SELECT value FROM json_each(:workers))
                 UNION ALL
                SELECT * FROM certificate
                 WHERE :way = 3
                   AND facility IN (SELECT value FROM json_each(:facilities))
                   AND worker NOT IN (SELECT value FROM json_each(:workers))) AS certificate -- each by its index
         WHERE (certificate, issued_by) >= (:from, :from_issuer)
           AND (:after = 0 OR (certificate, issued_by) > (:from, :from_issuer))
           AND (:asked_facility IS NULL OR facility = :asked_facility)
           AND (:asked_province IS NULL OR facility IN (
                SELECT standing.facility
                  FROM facility AS standing
                 WHERE standing.province = :asked_province
                   AND standing.since_event <= :known_by
                   AND standing.until_event > :known_by))
           AND (:role IS NULL OR role = :role)
           AND (:equipment IS NULL OR instr(equipment_types, :equipment) > 0)
           AND (:expires_from IS NULL OR valid_to >= :expires_from)
           AND (:expires_to IS NULL OR valid_to <= :expires_to)
           AND (:status IS NULL OR :status = (
                SELECT CASE WHEN entry.status = 'in_force' AND certificate.valid_to < :in_force THEN 'expired'
                            ELSE entry.status END
                  FROM certificate_status AS entry
                 WHERE entry.certificate = certificate.certificate
                   AND entry.issued_by = certificate.issued_by
                   AND entry.from_day <= :in_force
                   AND (entry.to_day IS NULL OR entry.to_day >= :in_force)
                   AND entry.since_event <= :known_by
                   AND entry.until_event > :known_by
                 ORDER BY entry.entry DESC
                 LIMIT 1))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY certificate, issued_by
         LIMIT :most
    )sql"};
    query.bind(":way", std::int64_t{source.way});
    query.bind(":worker", source.worker);
    query.bind(":facility", source.facility);
    query.bind(":workers", source.workers);
    query.bind(":facilities", source.facilities);
    query.bind(":from", from.number);
    query.bind(":from_issuer", from.issued_by);
    query.bind(":after", after);
    query.bind(":asked_facility", page.asked.facility);
    query.bind(":asked_province", page.asked.province);
    query.bind(":role", filter.role);
    query.bind(":equipment", equipment);
    query.bind(":expires_from", filter.expires_from);
    query.bind(":expires_to", filter.expires_to);
    query.bind(":status", filter.status);
    query.bind(":in_force", page.as_of.in_force);
    query.bind(":known_by", page.as_of.known_by);
    query.bind(":most", std::int64_t(page.most));
    return read_all<Certificate>(query);
}

/// Whether a certificate is of a facility, or of one of its people.
struct OfFacility {
    std::int64_t facility;
    Numbers workers;
    bool operator()(const Certificate& one) const
    {
        return one.facility == facility || std::ranges::binary_search(workers, one.worker);
    }
};

bool is_of_province(Database& database, const Certificate& one, const std::string& province, AsOf as_of)
{
    const auto at = one.facility ? find_facility(database, *one.facility, as_of.known_by) : std::nullopt;
    return (at && at->province == province) || is_of_province(database, one.worker, province, as_of);
}

/// The narrowest way to the certificates that are seen and asked for.
Source source_of(Database& database, const PageOf& page, const std::optional<std::int64_t>& worker,
                 const std::optional<OfFacility>& seen)
{
    Source source;
    if (worker) {
        source.way = Source::of_worker;
        source.worker = *worker;
    } else if (seen) {
        source.way = Source::of_these;
        source.workers = as_json(seen->workers);
        source.facilities = as_json({seen->facility});
    } else if (page.asked.facility) {
        source.way = Source::of_facility;
        source.facility = *page.asked.facility;
    } else if (page.seen.province && !is_large(database, *page.seen.province)) {
        source.way = Source::of_these;
        source.workers = as_json(workers_of_province(database, *page.seen.province, page.as_of));
        source.facilities = as_json(facilities_in(database, page.seen.province, page.as_of.known_by));
    }
    return source;
}

} // namespace

std::vector<Certificate> certificate_page(Database& database, const PageOf& page, const CertificateKey& from,
                                          const CertificateFilter& filter)
{
    bool nothing = false;
    const auto worker = both(page.seen.worker, page.asked.worker, nothing);
    if (nothing) return {};
    std::optional<OfFacility> at_facility;
    if (page.seen.facility)
        at_facility = {*page.seen.facility, workers_of_facility(database, *page.seen.facility, page.as_of)};
    const Source source = source_of(database, page, worker, at_facility);
    return found_along<Certificate>(
        page.most,
        [&](const std::optional<Certificate>& last) {
            const CertificateKey first = last ? CertificateKey{last->certificate, last->issued_by} : from;
            return certificates_from(database, page, source, first, last.has_value(), filter);
        },
        [&](const Certificate& one) {
            return (!at_facility || (*at_facility)(one)) &&
                   (!page.seen.province || is_of_province(database, one, *page.seen.province, page.as_of));
        });
}

} // namespace radcert::registry
