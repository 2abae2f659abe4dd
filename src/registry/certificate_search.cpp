#include "registry/certificate_search.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace radcert::registry {
namespace {

class CertificateSearch {
public:
    CertificateSearch(Database& database, const CertificatesAsked& asked, AsOf as_of)
        : database_{database}, asked_{asked}, as_of_{as_of}, number_{in_capitals(asked.number)},
          day_{to_iso(as_of.in_force)}
    {
        if (asked.equipment_type) equipment_ = '"' + *asked.equipment_type + '"';
        from_ = asked.expires_from ? to_iso(*asked.expires_from) : "";
        to_ = asked.expires_to ? to_iso(*asked.expires_to) : "9999-12-31";
    }

    std::vector<Certificate> page(std::size_t skip, std::size_t most)
    {
        skip_ = skip;
        most_ = most;
        if (asked_.seen_worker || asked_.worker)
            of_worker(asked_.seen_worker ? *asked_.seen_worker : *asked_.worker);
        else if (asked_.facility)
            at_facility(*asked_.facility);
        else if (asked_.seen_facility)
            seen_from(*asked_.seen_facility);
        else if (!of_rare_status() && !of_short_time() && !of_small_province())
            down_the_list();
        return std::move(page_);
    }

private:
    /// Few enough to look at each; else the list in order fills the first page soon.
    static constexpr std::int64_t few = 2'000;

    /// Columns of the table, as SELECT * gives them.
    enum Column : int {
        since_event,
        until_event,
        number,
        issued_by,
        worker,
        facility,
        role,
        equipment_types,
        issued_on,
        valid_to
    };

    static std::string in_capitals(std::string_view text)
    {
        const auto capital = [](char letter) {
            return letter >= 'a' && letter <= 'z' ? char(letter - 32) : letter;
        };
        std::string capitals{text};
        std::ranges::transform(capitals, capitals.begin(), capital);
        return capitals;
    }

    bool full() const { return page_.size() == most_; }
    bool has_range() const { return asked_.expires_from || asked_.expires_to; }

    void keep(Certificate certificate)
    {
        if (skip_ > 0)
            --skip_;
        else
            page_.push_back(std::move(certificate));
    }

    // Whether a row passes: first by what stands in it, then by what has to be looked up.

    bool passes(const Query& row) const
    {
        if (row.integer(since_event) > as_of_.known_by || row.integer(until_event) <= as_of_.known_by)
            return false;
        if (asked_.role && row.text(role) != *asked_.role) return false;
        if (!equipment_.empty() && row.text(equipment_types).find(equipment_) == std::string_view::npos)
            return false;
        if (asked_.issued_by && row.text(issued_by) != *asked_.issued_by) return false;
        if (asked_.worker && row.integer(worker) != *asked_.worker) return false;
        if (asked_.seen_worker && row.integer(worker) != *asked_.seen_worker) return false;
        if (asked_.facility && (row.is_null(facility) || row.integer(facility) != *asked_.facility))
            return false;
        if (has_range() && (row.is_null(valid_to) || row.text(valid_to) < from_ || row.text(valid_to) > to_))
            return false;
        if (!may_have_status(row)) return false;
        return number_.empty() || in_capitals(row.text(number)).find(number_) != std::string::npos;
    }

    /// False where the certificate's own days say already that it has another status.
    bool may_have_status(const Query& row) const
    {
        const bool not_yet = row.text(issued_on) > day_;
        if (asked_.status == "not_yet") return not_yet;
        if (asked_.status != "in_force") return true;
        return !not_yet && (row.is_null(valid_to) || row.text(valid_to) >= day_);
    }

    bool passes(const Certificate& certificate)
    {
        return (!asked_.status || status_of(certificate) == *asked_.status) &&
               (!asked_.province || stands_in(certificate, *asked_.province)) &&
               (!asked_.seen_facility || is_seen_from(certificate, *asked_.seen_facility)) &&
               (!asked_.seen_province || stands_in(certificate, *asked_.seen_province) ||
                is_of_province(certificate.worker, *asked_.seen_province));
    }

    std::string status_of(const Certificate& certificate)
    {
        return status_on(certificate, statuses_of(database_, certificate, as_of_.known_by), as_of_.in_force);
    }

    bool stands_in(const Certificate& certificate, const std::string& province)
    {
        if (!certificate.facility) return false;
        Query query{database_, R"sql(
            SELECT 1
              FROM facility
             WHERE facility = :facility
               AND province = :province
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":facility", *certificate.facility);
        query.bind(":province", province);
        query.bind(":known_by", as_of_.known_by);
        return query.next();
    }

    bool is_seen_from(const Certificate& certificate, std::int64_t from)
    {
        if (certificate.facility == from) return true;
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
               AND since_event <= :known_by
               AND until_event > :known_by
        )sql"};
        query.bind(":worker", certificate.worker);
        query.bind(":facility", from);
        bind_clocks(query);
        return query.next();
    }

    /// In post, appointed or certified at a facility there, or with a file there.
    bool is_of_province(std::int64_t holder, const std::string& province)
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
              FROM application
             WHERE worker = :worker
               AND province = :province
               AND since_event <= :known_by
               AND until_event > :known_by
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
              FROM certificate
              JOIN facility ON facility.facility = certificate.facility
             WHERE certificate.worker = :worker
               AND certificate.since_event <= :known_by
               AND certificate.until_event > :known_by
               AND facility.province = :province
               AND facility.since_event <= :known_by
               AND facility.until_event > :known_by
        )sql"};
        query.bind(":worker", holder);
        query.bind(":province", province);
        bind_clocks(query);
        return query.next();
    }

    void bind_clocks(Query& query) const
    {
        query.bind(":in_force", as_of_.in_force);
        query.bind(":known_by", as_of_.known_by);
    }

    // Where rows come from. Each gives all that pass, and maybe others.

    void of_worker(std::int64_t of)
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE worker = :worker
        )sql"};
        rows.bind(":worker", of);
        take_sorted(rows);
    }

    void at_facility(std::int64_t at)
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE facility = :facility
        )sql"};
        rows.bind(":facility", at);
        take_sorted(rows);
    }

    void seen_from(std::int64_t from)
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE facility = :facility
            UNION
            SELECT certificate.*
              FROM (SELECT worker FROM post WHERE facility = :facility
                     UNION
                    SELECT worker FROM appointment WHERE facility = :facility
                     UNION
                    SELECT worker FROM application WHERE facility = :facility) AS person
              JOIN certificate ON certificate.worker = person.worker
        )sql"};
        rows.bind(":facility", from);
        take_sorted(rows);
    }

    /// False: the days of a certificate tell of the status, or too many bear it.
    bool of_rare_status()
    {
        static constexpr std::array<std::string_view, 4> rare{"suspended", "revoked", "withdrawn",
                                                              "replaced"};
        if (!asked_.status || std::ranges::find(rare, *asked_.status) == rare.end()) return false;
        Query query{database_, R"sql(
            SELECT count(*)
              FROM (SELECT 1
                      FROM certificate_status
                     WHERE status = :status
                     LIMIT :few) AS found
        )sql"};
        query.bind(":status", *asked_.status);
        query.bind(":few", few);
        query.next();
        if (query.integer(0) == few) return false;
        Query rows{database_, R"sql(
            SELECT certificate.*
              FROM (SELECT DISTINCT certificate, issued_by FROM certificate_status WHERE status = :status) AS entry
              JOIN certificate
                ON certificate.certificate = entry.certificate
               AND certificate.issued_by = entry.issued_by
        )sql"};
        rows.bind(":status", *asked_.status);
        take_sorted(rows);
        return true;
    }

    bool of_short_time()
    {
        if (!has_range() || asked_.order == CertificateOrder::expiry) return false;
        Query query{database_, R"sql(
            SELECT count(*)
              FROM (SELECT 1
                      FROM certificate
                     WHERE valid_to >= :from
                       AND valid_to <= :to
                     LIMIT :few) AS found
        )sql"};
        query.bind(":from", from_);
        query.bind(":to", to_);
        query.bind(":few", few);
        query.next();
        if (query.integer(0) == few) return false;
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE valid_to >= :from
               AND valid_to <= :to
        )sql"};
        rows.bind(":from", from_);
        rows.bind(":to", to_);
        take_sorted(rows);
        return true;
    }

    bool of_small_province()
    {
        const auto& province = asked_.seen_province ? asked_.seen_province : asked_.province;
        if (!province) return false;
        Query query{database_, R"sql(
            SELECT count(*)
              FROM (SELECT 1
                      FROM facility
                      JOIN certificate ON certificate.facility = facility.facility
                     WHERE facility.province = :province
                     LIMIT :few) AS found
        )sql"};
        query.bind(":province", *province);
        query.bind(":few", few);
        query.next();
        if (query.integer(0) == few) return false;
        Query rows{database_, R"sql(
            WITH here AS (SELECT DISTINCT facility FROM facility WHERE province = :province)
            SELECT certificate.*
              FROM here
              JOIN certificate ON certificate.facility = here.facility
            UNION
            SELECT certificate.*
              FROM (SELECT post.worker FROM here JOIN post ON post.facility = here.facility
                     UNION
                    SELECT appointment.worker FROM here JOIN appointment ON appointment.facility = here.facility
                     UNION
                    SELECT held.worker FROM here JOIN certificate AS held ON held.facility = here.facility
                     UNION
                    SELECT worker FROM application WHERE province = :province) AS person
              JOIN certificate ON certificate.worker = person.worker
        )sql"};
        rows.bind(":province", *province);
        take_sorted(rows);
        return true;
    }

    void down_the_list()
    {
        if (asked_.order == CertificateOrder::number) return by_number();
        by_expiry();
        if (!has_range()) without_end();
    }

    void by_number()
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             ORDER BY certificate, issued_by, since_event
        )sql",
                   Rows::many};
        take(rows);
    }

    void by_expiry()
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE valid_to >= :from
               AND valid_to <= :to
             ORDER BY valid_to, certificate, issued_by, since_event
        )sql",
                   Rows::many};
        const bool only_standing = asked_.status == "in_force"; // those that are over come first, and many
        const std::string& from = only_standing && from_ < day_ ? day_ : from_;
        rows.bind(":from", from);
        rows.bind(":to", to_);
        take(rows);
    }

    void without_end()
    {
        Query rows{database_, R"sql(
            SELECT *
              FROM certificate
             WHERE valid_to IS NULL
             ORDER BY certificate, issued_by, since_event
        )sql",
                   Rows::many};
        take(rows);
    }

    void take(Query& rows)
    {
        while (!full() && rows.next()) {
            if (!passes(rows)) continue;
            Certificate certificate = read_version<Certificate>(rows).record;
            if (passes(certificate)) keep(std::move(certificate));
        }
    }

    void take_sorted(Query& rows)
    {
        std::vector<Certificate> found;
        while (rows.next()) {
            if (passes(rows)) found.push_back(read_version<Certificate>(rows).record);
        }
        const auto place = [this](const Certificate& one) {
            const bool by_end = asked_.order == CertificateOrder::expiry;
            return std::tuple{by_end && !one.valid_to, by_end ? one.valid_to.value_or(Date{}) : Date{},
                              std::string_view{one.certificate}, std::string_view{one.issued_by}};
        };
        std::ranges::sort(found, {}, place);
        for (Certificate& one : found) {
            if (full()) break;
            if (passes(one)) keep(std::move(one));
        }
    }

    Database& database_;
    const CertificatesAsked& asked_;
    const AsOf as_of_;
    const std::string number_; ///< in capitals
    const std::string day_;    ///< the day that statuses are of, in ISO 8601
    std::string equipment_;    ///< as it stands in a JSON array
    std::string from_, to_;    ///< days in ISO 8601
    std::size_t skip_{0}, most_{0};
    std::vector<Certificate> page_;
};

} // namespace

std::vector<Certificate> find_certificates(Database& database, const CertificatesAsked& asked, AsOf as_of,
                                           std::size_t skip, std::size_t most)
{
    return CertificateSearch{database, asked, as_of}.page(skip, most);
}

} // namespace radcert::registry
