#include "registry/offices.h"

namespace radcert::registry {

template <>
const char* const Statements<Register>::close = R"sql(
    UPDATE register
       SET until_event = :event
     WHERE entry = :entry
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Register>::insert = R"sql(
    INSERT INTO register (since_event, until_event, entry, origin, authority, series, subject)
    VALUES (:event, 9223372036854775807, :entry, :origin, :authority, :series, :subject)
)sql";

template <>
const char* const Statements<Officer>::close = R"sql(
    UPDATE officer
       SET until_event = :event
     WHERE officer = :officer
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Officer>::insert = R"sql(
    INSERT INTO officer (since_event, until_event, officer, code, name, active, subject)
    VALUES (:event, 9223372036854775807, :officer, :code, :name, :active, :subject)
)sql";

template <>
const char* const Statements<Authority>::close = R"sql(
    UPDATE authority
       SET until_event = :event
     WHERE authority = :authority
       AND in_force_from = :in_force_from
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Authority>::insert = R"sql(
    INSERT INTO authority (since_event, until_event, authority, in_force_from, in_force_to, name, successor)
    VALUES (:event, 9223372036854775807, :authority, :in_force_from, :in_force_to, :name, :successor)
)sql";

template <>
const char* const Statements<Rulebook>::close = R"sql(
    UPDATE rulebook
       SET until_event = :event
     WHERE rulebook = :rulebook
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Rulebook>::insert = R"sql(
    INSERT INTO rulebook (since_event, until_event, rulebook, digest, version, basis, second)
    VALUES (:event, 9223372036854775807, :rulebook, :digest, :version, :basis, :second)
)sql";

template <>
const char* const Statements<Halt>::close = R"sql(
    UPDATE halt
       SET until_event = :event
     WHERE halt = :halt
       AND until_event = 9223372036854775807
)sql";

template <>
const char* const Statements<Halt>::insert = R"sql(
    INSERT INTO halt (since_event, until_event, halt, halted, reason, second)
    VALUES (:event, 9223372036854775807, :halt, :halted, :reason, :second)
)sql";

std::optional<Officer> find_officer(Database& database, std::string_view code, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM officer
         WHERE code = :code
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":code", code);
    query.bind(":known_by", known_by);
    return read_one<Officer>(query);
}

std::optional<Officer> find_officer_by_reference(Database& database, std::string_view reference)
{
    Query query{database, R"sql(
        SELECT *
          FROM officer
         WHERE officer = :officer
         ORDER BY since_event DESC
         LIMIT 1
    )sql"};
    query.bind(":officer", reference);
    return read_one<Officer>(query);
}

std::vector<Officer> list_officers(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM officer
         WHERE since_event <= :known_by
           AND until_event > :known_by
         ORDER BY code
    )sql"};
    query.bind(":known_by", known_by);
    return read_all<Officer>(query);
}

Register load_register(Database& database)
{
    Query query{database, R"sql(
        SELECT *
          FROM register
         WHERE until_event = 9223372036854775807
    )sql"};
    auto found = read_one<Register>(query);
    if (!found) {
        throw Error{Fault::integrity,
                    {"sổ đăng ký chưa được lập xong", "the register was never founded"},
                    {"lập sổ mới ở chỗ khác: radcert init", "make a new one elsewhere: radcert init"}};
    }
    return std::move(*found);
}

std::vector<Authority> list_authorities(Database& database, std::optional<Date> in_force,
                                        EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM authority
         WHERE (:in_force IS NULL
                OR (in_force_from <= :in_force AND (in_force_to IS NULL OR in_force_to >= :in_force)))
           AND since_event <= :known_by
           AND until_event > :known_by
         ORDER BY authority, in_force_from
    )sql"};
    query.bind(":in_force", in_force);
    query.bind(":known_by", known_by);
    return read_all<Authority>(query);
}

std::optional<Authority> find_authority(Database& database, std::string_view authority, Date in_force,
                                        EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM authority
         WHERE authority = :authority
           AND in_force_from <= :in_force
           AND (in_force_to IS NULL OR in_force_to >= :in_force)
           AND since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":authority", authority);
    query.bind(":in_force", in_force);
    query.bind(":known_by", known_by);
    return read_one<Authority>(query);
}

Rulebook load_rulebook_in_force(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM rulebook
         WHERE since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":known_by", known_by);
    auto found = read_one<Rulebook>(query);
    if (!found) {
        throw Error{Fault::not_found,
                    {"sổ đăng ký chưa thông qua bộ quy định nào", "the register has adopted no rulebook"},
                    {"thông qua: radcert rules adopt", "adopt one: radcert rules adopt"}};
    }
    return std::move(*found);
}

std::vector<Version<Rulebook>> rulebook_versions(Database& database)
{
    Query query{database, R"sql(
        SELECT *
          FROM rulebook
         WHERE rulebook = 1
         ORDER BY since_event
    )sql"};
    return read_versions<Rulebook>(query);
}

std::string load_rulebook_text(Database& database, const std::string& digest)
{
    Query query{database, R"sql(
        SELECT text
          FROM rulebook_text
         WHERE digest = :digest
    )sql"};
    query.bind(":digest", digest);
    if (!query.next()) {
        throw Error{
            Fault::not_found,
            {"sổ đăng ký không giữ bộ quy định " + digest, "the register keeps no rulebook " + digest},
            {"xem: radcert rules adopted", "see: radcert rules adopted"}};
    }
    return std::string{query.text(0)};
}

void keep_rulebook_text(Database& database, const std::string& digest, const std::string& text)
{
    Query query{database, R"sql(
        INSERT INTO rulebook_text (digest, text)
        VALUES (:digest, :text)
            ON CONFLICT DO NOTHING
    )sql"};
    query.bind(":digest", digest);
    query.bind(":text", text);
    query.run();
}

std::optional<Halt> find_halt(Database& database, EventNumber known_by)
{
    Query query{database, R"sql(
        SELECT *
          FROM halt
         WHERE since_event <= :known_by
           AND until_event > :known_by
    )sql"};
    query.bind(":known_by", known_by);
    return read_one<Halt>(query);
}

} // namespace radcert::registry
