#include "registry/erasures.h"

namespace radcert::registry {

template <>
const char* const Statements<Erasure>::close = R"sql(
    UPDATE erasure
       SET until_event = :event
     WHERE subject = :subject
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Erasure>::insert = R"sql(
    INSERT INTO erasure (since_event, until_event, subject, worker, reason, legal_basis, second)
    VALUES (:event, 9223372036854775807, :subject, :worker, :reason, :legal_basis, :second)
)sql";

template <>
const char* const Statements<ErasedOrdinal>::close = R"sql(
    UPDATE erased_ordinal
       SET until_event = :event
     WHERE series = :series
       AND year = :year
       AND ordinal = :ordinal
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<ErasedOrdinal>::insert = R"sql(
    INSERT INTO erased_ordinal (since_event, until_event, series, year, ordinal)
    VALUES (:event, 9223372036854775807, :series, :year, :ordinal)
)sql";

std::vector<Erasure> list_erasures(Database& database)
{
    Query query{database, R"sql(
        SELECT *
          FROM erasure
         WHERE until_event = 9223372036854775807
         ORDER BY worker
    )sql"};
    return read_all<Erasure>(query);
}

} // namespace radcert::registry
