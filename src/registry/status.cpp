#include "registry/status.h"

namespace radcert::registry {

Counts count_records(Database& database)
{
    Query query{database, R"sql(
        SELECT (SELECT count(*) FROM facility    WHERE until_event = 9223372036854775807),
               (SELECT count(*) FROM equipment   WHERE until_event = 9223372036854775807),
               (SELECT count(*) FROM worker      WHERE until_event = 9223372036854775807),
               (SELECT count(*) FROM evidence    WHERE until_event = 9223372036854775807
                                                   AND status = 'recorded'),
               (SELECT count(*) FROM application WHERE until_event = 9223372036854775807),
               (SELECT count(*) FROM certificate WHERE until_event = 9223372036854775807),
               (SELECT count(*) FROM erasure     WHERE until_event = 9223372036854775807)
    )sql"};
    query.next();
    return {query.integer(0), query.integer(1), query.integer(2), query.integer(3),
            query.integer(4), query.integer(5), query.integer(6)};
}

std::int64_t count_issued(Database& database)
{
    Query query{database, R"sql(
        SELECT count(*)
          FROM certificate
         WHERE until_event = 9223372036854775807
           AND ordinal IS NOT NULL
    )sql"};
    query.next();
    return query.integer(0);
}

std::int64_t size_of(Database& database)
{
    return database.engine().size();
}

std::vector<std::string> schema_names(Database& database)
{
    Query rows{database, R"sql(
        SELECT name
          FROM schema_version
         ORDER BY name
    )sql"};
    std::vector<std::string> names;
    while (rows.next()) names.emplace_back(rows.text(0));
    return names;
}

} // namespace radcert::registry
