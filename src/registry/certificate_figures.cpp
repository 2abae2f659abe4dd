#include "registry/certificate_figures.h"

namespace radcert::registry {
namespace {

CertificateFigure figure_in(const Query& row)
{
    CertificateFigure figure;
    figure.certificate = row.text(0);
    figure.issued_by = row.text(1);
    figure.worker = row.integer(2);
    figure.role = row.text(3);
    figure.equipment_types = words_from_json(row.text(4));
    figure.issued_on = row.day(5);
    if (!row.is_null(6)) figure.valid_to = row.day(6);
    figure.status = row.is_null(7) ? "not_yet" : row.text(7);
    figure.in_post = !row.is_null(9);
    if (!row.is_null(8)) figure.facility = row.integer(8);
    if (figure.in_post) figure.facility = row.integer(9);
    if (!row.is_null(10)) figure.province = row.text(10);
    return figure;
}

} // namespace

std::vector<CertificateFigure> certificate_figures(Database& database, Date on, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT held.certificate, held.issued_by, held.worker, held.role, held.equipment_types, held.issued_on,
               held.valid_to, held.status, held.applied_at, held.in_post_at, facility.province
          FROM (SELECT certificate, issued_by, worker, role, equipment_types, issued_on, valid_to,
                       facility AS applied_at,
                       (SELECT CASE WHEN entry.status = 'in_force' AND certificate.valid_to < :on THEN 'expired'
                                    ELSE entry.status END
                          FROM certificate_status AS entry
                         WHERE entry.certificate = certificate.certificate
                           AND entry.issued_by = certificate.issued_by
                           AND entry.from_day <= :on
                           AND (entry.to_day IS NULL OR entry.to_day >= :on)
                           AND entry.since_event <= :known_by
                           AND entry.until_event > :known_by
                         ORDER BY entry.entry DESC
                         LIMIT 1) AS status,
                       coalesce((SELECT post.facility
                                   FROM post
                                  WHERE post.worker = certificate.worker
                                    AND post.facility = certificate.facility
                                    AND (post.from_day IS NULL OR post.from_day <= :on)
                                    AND (post.to_day IS NULL OR post.to_day >= :on)
                                    AND post.since_event <= :known_by
                                    AND post.until_event > :known_by
                                  LIMIT 1),
                                (SELECT post.facility
                                   FROM post
                                  WHERE post.worker = certificate.worker
                                    AND (post.from_day IS NULL OR post.from_day <= :on)
                                    AND (post.to_day IS NULL OR post.to_day >= :on)
                                    AND post.since_event <= :known_by
                                    AND post.until_event > :known_by
                                  ORDER BY post.post DESC
                                  LIMIT 1)) AS in_post_at
                  FROM certificate
                 WHERE issued_on <= :on
                   AND since_event <= :known_by
                   AND until_event > :known_by) AS held
          LEFT JOIN facility ON facility.facility = coalesce(held.in_post_at, held.applied_at)
                            AND facility.since_event <= :known_by
                            AND facility.until_event > :known_by
         ORDER BY held.certificate, held.issued_by
    )sql"};
    query.bind(":on", on);
    query.bind(":known_by", known_by);
    std::vector<CertificateFigure> found;
    while (query.next()) found.push_back(figure_in(query));
    return found;
}

} // namespace radcert::registry
