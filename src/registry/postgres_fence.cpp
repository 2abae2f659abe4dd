#include "registry/postgres_fence.h"

#include <algorithm>
#include <array>

#include "domain/error.h"
#include "registry/postgres_statement.h"

namespace radcert::registry {
namespace {

constexpr const char* of_worker = "fence_worker(worker)";
constexpr const char* of_file = "fence_file(application)";
constexpr const char* of_facility = "fence_facility(facility)";

struct Function {
    const char *head, *body, *name;
};

/// Who keeps the tables answers them, so that one fenced table may be asked about another.
constexpr std::array functions{
    // A row that itself says whose it is. The first line: who gave no scope sees nothing.
    Function{
        "fence_row(province TEXT, facility BIGINT, worker BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE",
        "DECLARE"
        "    of_province TEXT := nullif(current_setting('radcert.province', true), '');"
        "    of_facility BIGINT := nullif(current_setting('radcert.facility', true), '');"
        "    of_worker BIGINT := nullif(current_setting('radcert.worker', true), ''); "
        "BEGIN"
        "    RETURN coalesce(of_province, CAST(of_facility AS TEXT), CAST(of_worker AS TEXT)) IS NOT NULL"
        "       AND coalesce(of_province = province, TRUE)"
        "       AND coalesce(of_facility = facility, TRUE)"
        "       AND coalesce(of_worker = worker, TRUE); "
        "END",
        "fence_row"},
    Function{"fence_file(file TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER",
             "BEGIN"
             "    RETURN EXISTS (SELECT 1 FROM application"
             "                    WHERE application = file AND fence_row(province, facility, worker)); "
             "END",
             "fence_file"},
    Function{
        "fence_worker(person BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER",
        "DECLARE"
        "    of_province TEXT := nullif(current_setting('radcert.province', true), '');"
        "    of_facility BIGINT := nullif(current_setting('radcert.facility', true), '');"
        "    of_worker BIGINT := nullif(current_setting('radcert.worker', true), ''); "
        "BEGIN"
        "    IF of_province IS NULL AND of_facility IS NULL THEN"
        "        RETURN of_worker = person;"
        "    END IF;"
        "    IF of_worker <> person THEN RETURN FALSE; END IF;"
        "    IF of_facility IS NOT NULL"
        "       AND NOT EXISTS (SELECT 1 FROM post WHERE worker = person AND facility = of_facility)"
        "       AND NOT EXISTS (SELECT 1 FROM appointment WHERE worker = person AND facility = of_facility)"
        "       AND NOT EXISTS (SELECT 1 FROM application WHERE worker = person AND facility = of_facility)"
        "       AND NOT EXISTS (SELECT 1 FROM certificate WHERE worker = person AND facility = of_facility)"
        "    THEN RETURN FALSE; END IF;"
        "    RETURN of_province IS NULL"
        "        OR EXISTS (SELECT 1 FROM application WHERE worker = person AND province = of_province)"
        "        OR EXISTS (SELECT 1 FROM facility AS place"
        "                    WHERE place.province = of_province"
        "                      AND place.facility IN (SELECT facility FROM post WHERE worker = person"
        "                                             UNION ALL"
        "                                             SELECT facility FROM appointment WHERE worker = person"
        "                                             UNION ALL"
        "                                             SELECT facility FROM certificate WHERE worker = "
        "person)); "
        "END",
        "fence_worker"},
    // Of a facility's own account its own and wherever its people work; an office knows every facility by
    // name.
    Function{"fence_facility(place BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER",
             "DECLARE"
             "    of_facility BIGINT := nullif(current_setting('radcert.facility', true), '');"
             "    of_worker BIGINT := nullif(current_setting('radcert.worker', true), ''); "
             "BEGIN"
             "    IF of_facility IS NULL AND of_worker IS NULL THEN"
             "        RETURN nullif(current_setting('radcert.province', true), '') IS NOT NULL;"
             "    END IF;"
             "    IF of_facility = place THEN RETURN TRUE; END IF;"
             "    RETURN EXISTS (SELECT 1 FROM post WHERE facility = place AND fence_worker(worker))"
             "        OR EXISTS (SELECT 1 FROM appointment WHERE facility = place AND fence_worker(worker))"
             "        OR EXISTS (SELECT 1 FROM application WHERE facility = place AND fence_worker(worker))"
             "        OR EXISTS (SELECT 1 FROM certificate WHERE facility = place AND fence_worker(worker)); "
             "END",
             "fence_facility"},
};

/// What the comment of a table's policy says: which condition it was made with.
std::string mark(const Fenced& table)
{
    return std::string{"radcert: "} + table.condition;
}

bool has_role(PostgresConnection& connection)
{
    const auto found = connection.run(
        "SELECT 1 FROM pg_roles WHERE rolname = 'radcert_narrowed' AND pg_has_role(oid, 'MEMBER')");
    return libpq().rows(found.get()) == 1;
}

/// Roles are the server's, not the database's: another register of it may have made the role.
void make_role(PostgresConnection& connection, const std::string& register_name)
{
    if (has_role(connection)) return;
    const auto there = connection.run("SELECT 1 FROM pg_roles WHERE rolname = 'radcert_narrowed'");
    try {
        if (libpq().rows(there.get()) == 0) connection.run("CREATE ROLE radcert_narrowed NOLOGIN");
        connection.run("GRANT radcert_narrowed TO CURRENT_USER");
    } catch (const Error& error) {
        if (connection.is_broken()) throw;
        throw Error{Fault::refused,
                    {register_name +
                         ": máy chủ chưa có vai trò radcert_narrowed, và tài khoản này không tạo "
                         "được: " +
                         error.sentence().vi,
                     register_name +
                         ": the server has no role radcert_narrowed, and this account may not make "
                         "it: " +
                         error.sentence().en},
                    {"nhờ quản trị máy chủ chạy một lần: CREATE ROLE radcert_narrowed NOLOGIN; GRANT "
                     "radcert_narrowed TO tài_khoản_này",
                     "ask whoever runs the server to say once: CREATE ROLE radcert_narrowed NOLOGIN; GRANT "
                     "radcert_narrowed TO this_account"}};
    }
}

/// Where the functions look for tables, whoever calls them: nowhere but in the register.
std::string search_path(PostgresConnection& connection)
{
    const auto found = connection.run("SELECT quote_ident(current_schema()) || ', pg_temp'");
    return libpq().value(found.get(), 0, 0);
}

std::string statements(const std::string& path)
{
    std::string sql;
    for (const Function& one : functions) {
        sql += std::string{"CREATE OR REPLACE FUNCTION "} + one.head + " SET search_path = " + path +
               " AS $fence$" + one.body + "$fence$;\n";
    }
    for (const Fenced& one : fenced_tables()) {
        const std::string table = one.table;
        if (one.condition == nullptr) continue;
        sql += "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\n" +
               "DROP POLICY IF EXISTS narrowed ON " + table + ";\nCREATE POLICY narrowed ON " + table +
               " FOR SELECT TO radcert_narrowed USING (" + one.condition +
               ");\nCOMMENT ON POLICY narrowed ON " + table + " IS $mark$" + mark(one) + "$mark$;\n";
    }
    return sql + R"sql(
        DO $$ BEGIN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO radcert_narrowed', current_schema());
            EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO radcert_narrowed', current_schema());
        END $$;
    )sql";
}

/// Tables of the register that stand in no fence of this program's making.
std::vector<std::string> unfenced(PostgresConnection& connection)
{
    PostgresStatement rows{connection, R"sql(
        SELECT relname::text || '=' || coalesce(obj_description(pg_policy.oid, 'pg_policy'), '')
          FROM pg_class
          JOIN pg_policy ON polrelid = pg_class.oid AND polname = 'narrowed'
         WHERE relnamespace = current_schema()::regnamespace
           AND relrowsecurity
    )sql",
                           Rows::few, Runs::once};
    std::vector<std::string> standing;
    while (rows.next()) standing.emplace_back(rows.bytes(0));
    std::vector<std::string> missing;
    for (const Fenced& one : fenced_tables()) {
        if (one.condition == nullptr) continue;
        if (std::ranges::find(standing, std::string{one.table} + '=' + mark(one)) == standing.end())
            missing.emplace_back(one.table);
    }
    return missing;
}

bool has_functions(PostgresConnection& connection)
{
    PostgresStatement rows{connection, R"sql(
        SELECT 'function ' || proname || ' ' || prosrc
          FROM pg_proc
         WHERE pronamespace = current_schema()::regnamespace
           AND proconfig = ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp']
    )sql",
                           Rows::few, Runs::once};
    std::vector<std::string> standing;
    while (rows.next()) standing.emplace_back(rows.bytes(0));
    return std::ranges::all_of(fence_functions(), [&](const std::string& wanted) {
        return std::ranges::find(standing, wanted) != standing.end();
    });
}

} // namespace

const std::vector<Fenced>& fenced_tables()
{
    static const std::vector<Fenced> tables{
        {"worker", of_worker},
        {"worker_name", of_worker},
        {"worker_word", of_worker},
        {"identity_paper", of_worker},
        {"post", of_worker},
        {"appointment", of_worker},
        {"evidence", of_worker},
        {"certificate", of_worker},
        {"certificate_status", of_worker},
        {"paper", of_worker},
        {"import_row", "worker IS NULL OR fence_worker(worker)"},
        {"duplicate", "kind <> 'worker' OR fence_worker(first)"},
        {"application", "fence_row(province, facility, worker)"},
        {"desk_file", "fence_row(province, facility, worker)"},
        {"screening", of_file},
        {"officer_finding", of_file},
        {"decision", of_file},
        {"step", of_file},
        {"deadline", of_file},
        {"supplement_request", of_file},
        {"consultation", of_file},
        {"facility", of_facility},
        {"facility_name", of_facility},
        {"practice", of_facility},
        {"licence", of_facility},
        {"equipment", of_facility},
        // The journal: what it says of persons is sealed, and opened by who may see the record.
        {"event", nullptr},
        {"subject", nullptr},
        {"payload", nullptr},
        {"node", nullptr},
        {"checkpoint", nullptr},
        {"document", nullptr},
        // The office and its law.
        {"rulebook_text", nullptr},
        {"register", nullptr},
        {"officer", nullptr},
        {"account", nullptr},
        {"authority", nullptr},
        {"rulebook", nullptr},
        {"halt", nullptr},
        {"equipment_type", nullptr},
        {"import", nullptr},
        {"letterhead", nullptr},
        // Numbers that are not given again.
        {"erasure", nullptr},
        {"erased_number", nullptr},
        {"erased_ordinal", nullptr},
        {"schema_version", nullptr},
    };
    return tables;
}

std::vector<std::string> fence_functions()
{
    std::vector<std::string> all;
    for (const Function& one : functions) all.push_back(std::string{"function "} + one.name + ' ' + one.body);
    return all;
}

void raise_fence(PostgresConnection& connection, const std::string& register_name)
{
    if (has_role(connection) && unfenced(connection).empty() && has_functions(connection)) return;
    make_role(connection, register_name);
    connection.run(statements(search_path(connection)));
}

std::vector<Words> gaps_in_fence(PostgresConnection& connection)
{
    std::vector<Words> gaps;
    for (const std::string& table : unfenced(connection))
        gaps.push_back(
            {"bảng " + table + " không có hàng rào dòng: tài khoản hẹp đọc được dòng của người khác",
             "table " + table + " has no fence of rows: a narrowed account could read others' rows"});
    if (!has_functions(connection))
        gaps.push_back({"các hàm fence_ của hàng rào dòng không như chương trình này đặt",
                        "the functions fence_ of the fence of rows are not as this program made them"});
    return gaps;
}

void narrow(PostgresConnection& connection, const RowScope& scope)
{
    const auto text = [](const std::optional<std::int64_t>& number) {
        return number ? std::to_string(*number) : std::string{};
    };
    PostgresStatement set{connection, R"sql(
        SELECT set_config('radcert.province', :province, true), set_config('radcert.facility', :facility, true),
               set_config('radcert.worker', :worker, true), set_config('role', 'radcert_narrowed', true)
    )sql",
                          Rows::few, Runs::once};
    set.bind_copy(1, scope.province.value_or(""));
    set.bind_copy(2, text(scope.facility));
    set.bind_copy(3, text(scope.worker));
    set.next();
}

} // namespace radcert::registry
