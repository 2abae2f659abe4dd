#include "registry/postgres_engine.h"

#include <chrono>
#include <thread>

#include "domain/error.h"
#include "registry/copied_rows.h"
#include "registry/dialect.h"
#include "registry/postgres_fence.h"
#include "registry/postgres_statement.h"

namespace radcert::registry {
namespace {

std::string first_text(const PostgresResult& result)
{
    return libpq().rows(result.get()) == 0 ? "" : libpq().value(result.get(), 0, 0);
}

} // namespace

PostgresEngine::PostgresEngine(const RegisterPlace& place, Access access)
    : name_{place.name()}, connection_{place, access == Access::read}
{
}

std::unique_ptr<PostgresEngine> PostgresEngine::open(const RegisterPlace& place, Access access)
{
    std::unique_ptr<PostgresEngine> engine{new PostgresEngine{place, access}};
    if (!engine->holds_register()) {
        throw Error{Fault::not_found,
                    {place.name() + ": cơ sở dữ liệu này chưa có sổ đăng ký",
                     place.name() + ": the database holds no register"},
                    {"tạo sổ mới ở đó: radcert init với cùng --register",
                     "make one there: radcert init with the same --register"}};
    }
    if (access == Access::write) engine->check_server();
    return engine;
}

std::unique_ptr<PostgresEngine> PostgresEngine::create(const RegisterPlace& place)
{
    std::unique_ptr<PostgresEngine> engine{new PostgresEngine{place, Access::write}};
    engine->check_server();
    if (engine->holds_register() && engine->has_events()) {
        throw Error{Fault::conflict,
                    {place.name() + ": cơ sở dữ liệu này đã có một sổ đăng ký",
                     place.name() + ": the database holds a register already"},
                    {"chọn cơ sở dữ liệu khác: --register postgresql://…",
                     "choose another database: --register postgresql://…"}};
    }
    engine->connection_.run(postgres_additions);
    return engine;
}

std::unique_ptr<PostgresEngine> PostgresEngine::store(const RegisterPlace& place)
{
    std::unique_ptr<PostgresEngine> engine{new PostgresEngine{place, Access::write}};
    PostgresConnection& connection = engine->connection_;
    const std::string schema = schema_beside(connection, "_web");
    connection.run("SELECT pg_advisory_lock(20251126)"); // of several who start at once, one makes it
    connection.run("CREATE SCHEMA IF NOT EXISTS " + schema);
    connection.move_to(schema);
    connection.run(postgres_additions);
    connection.run("SELECT pg_advisory_unlock(20251126)");
    return engine;
}

bool PostgresEngine::holds_register()
{
    return first_text(connection_.run("SELECT coalesce(to_regclass('schema_version')::text, '')")) != "";
}

bool PostgresEngine::has_events()
{
    return first_text(connection_.run("SELECT coalesce(to_regclass('event')::text, '')")) != "" &&
           first_text(connection_.run("SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1) AS one")) != "0";
}

void PostgresEngine::check_server()
{
    struct Setting {
        const char *name, *expected;
    };
    for (const auto& [name, expected] :
         {Setting{"server_encoding", "UTF8"}, Setting{"fsync", "on"}, Setting{"full_page_writes", "on"},
          Setting{"synchronous_commit", "on"}}) {
        const std::string found = first_text(connection_.run(std::string{"SHOW "} + name));
        if (found == expected || found.starts_with("remote_")) continue; // a standby confirms as well
        const std::string sentence = std::string{name} + " = " + found;
        throw Error{
            Fault::integrity,
            {name_ + ": máy chủ có thể mất những gì đã xác nhận: " + sentence,
             name_ + ": the server may lose what it has acknowledged: " + sentence},
            {std::string{"đặt "} + name + " = " + expected, std::string{"set "} + name + " = " + expected}};
    }
}

std::unique_ptr<Statement> PostgresEngine::prepare(const char* sql, Rows rows)
{
    return std::make_unique<PostgresStatement>(connection_, sql, rows);
}

void PostgresEngine::execute(const std::string& sql)
{
    connection_.run(sql);
}

std::unique_ptr<RowSink> PostgresEngine::rows_into(const std::string& table,
                                                   const std::vector<TableColumn>& columns)
{
    return std::make_unique<CopiedRows>(connection_, table, columns.size());
}

void PostgresEngine::begin(Access access)
{
    if (connection_.is_broken()) connect_again(access);
    try {
        begin_once(access);
    } catch (const Error&) {
        const bool broken = connection_.is_broken();
        roll_back();
        if (!broken) throw;
        connect_again(access); // it broke since it was last used, and nothing was done yet
        try {
            begin_once(access);
        } catch (const Error&) {
            roll_back();
            throw;
        }
    }
}

/// To the same server or another, which is asked again what it promises to whoever writes.
void PostgresEngine::connect_again(Access access)
{
    connection_.connect_again();
    if (access == Access::write) check_server();
}

void PostgresEngine::begin_once(Access access)
{
    if (access == Access::read) return connection_.begin("REPEATABLE READ READ ONLY");
    connection_.begin("READ COMMITTED READ WRITE");
    const auto head = connection_.run("SELECT entry FROM head FOR UPDATE"); // from here on nobody else writes
    if (libpq().rows(head.get()) == 1) return;
    throw Error{Fault::integrity,
                {name_ + ": bảng head không có đúng một dòng để khóa",
                 name_ + ": the table head has not one row to lock"},
                {"ai đó đã sửa cơ sở dữ liệu; kiểm tra sổ: radcert register verify",
                 "somebody changed the database; check the register: radcert register verify"}};
}

bool PostgresEngine::commit()
{
    try {
        connection_.end("COMMIT");
        return true;
    } catch (const Error&) {
        if (!connection_.is_broken()) throw;
        return false;
    }
}

void PostgresEngine::roll_back() noexcept
{
    try {
        connection_.end("ROLLBACK");
    } catch (const Error&) { // the connection broke, and the server takes everything back by itself
    }
}

void PostgresEngine::end_reading() noexcept
{
    roll_back();
}

bool PostgresEngine::in_transaction() const
{
    return connection_.in_transaction();
}

void PostgresEngine::narrow(const RowScope& scope)
{
    registry::narrow(connection_, scope);
}

void PostgresEngine::fence_rows()
{
    raise_fence(connection_, name_);
}

void PostgresEngine::make_tables(std::string_view schema)
{
    connection_.run(postgres_additions); // of this program's version, whichever made the register
    connection_.run(postgres_schema(schema));
}

std::vector<std::string> PostgresEngine::tables()
{
    PostgresStatement rows{connection_, R"sql(
        SELECT relname::text
          FROM pg_class
         WHERE relkind IN ('r', 'p')
           AND relnamespace = current_schema()::regnamespace
         ORDER BY relname COLLATE "C"
    )sql",
                           Rows::few, Runs::once};
    std::vector<std::string> tables;
    while (rows.next()) {
        if (!is_postgres_addition(rows.bytes(0))) tables.emplace_back(rows.bytes(0));
    }
    return tables;
}

std::vector<TableColumn> PostgresEngine::columns(const std::string& table)
{
    PostgresStatement rows{connection_, R"sql(
        SELECT attname::text, atttypid::regtype::text, attnotnull,
               coalesce(array_position(conkey, attnum), 0)
          FROM pg_attribute
          LEFT JOIN pg_constraint ON conrelid = attrelid AND contype = 'p'
         WHERE attrelid = to_regclass(:table)
           AND attnum > 0
           AND NOT attisdropped
         ORDER BY attnum
    )sql",
                           Rows::few, Runs::once};
    rows.bind_text(1, table);
    std::vector<TableColumn> columns;
    while (rows.next()) {
        const std::string_view type = rows.bytes(1);
        columns.push_back({std::string{rows.bytes(0)},
                           type == "bigint"             ? Holds::integer
                           : type == "double precision" ? Holds::number
                           : type == "bytea"            ? Holds::bytes
                                                        : Holds::text,
                           rows.integer(2) != 0, int(rows.integer(3))});
    }
    return columns;
}

std::vector<std::string> PostgresEngine::attachments()
{
    PostgresStatement rows{connection_, R"sql(
        SELECT CASE WHEN of_constraint THEN 'unique on ' ELSE 'index ' || made.relname || ' on ' END || owner.relname ||
               ' (' || (SELECT string_agg(attname, ', ' ORDER BY place)
                          FROM unnest(CAST(indkey AS int2[])) WITH ORDINALITY AS part (column_number, place)
                          JOIN pg_attribute ON attrelid = indrelid AND attnum = column_number) || ')' ||
               CASE WHEN indisunique THEN ' unique' ELSE '' END ||
               CASE WHEN indpred IS NOT NULL THEN ' partial' ELSE '' END ||
               CASE WHEN indisvalid THEN '' ELSE ' not valid' END
          FROM pg_index
          JOIN pg_class AS made ON made.oid = indexrelid
          JOIN pg_class AS owner ON owner.oid = indrelid
          CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)) AS bound (of_constraint)
         WHERE made.relnamespace = current_schema()::regnamespace
           AND NOT indisprimary
        UNION ALL
        SELECT 'trigger ' || tgname || ' on ' || relname
          FROM pg_trigger
          JOIN pg_class ON pg_class.oid = tgrelid
         WHERE relnamespace = current_schema()::regnamespace
           AND NOT tgisinternal
        UNION ALL
        SELECT 'rule ' || rulename || ' on ' || tablename
          FROM pg_rules
         WHERE schemaname = current_schema()
        UNION ALL
        SELECT 'view ' || relname || ' on ' || relname
          FROM pg_class
         WHERE relkind IN ('v', 'm', 'f')
           AND relnamespace = current_schema()::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        UNION ALL
        SELECT 'function ' || proname || ' ' || prosrc
          FROM pg_proc
         WHERE pronamespace = current_schema()::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
         ORDER BY 1
    )sql",
                           Rows::few, Runs::once};
    std::vector<std::string> found;
    while (rows.next()) {
        if (!is_postgres_addition(rows.bytes(0))) found.emplace_back(rows.bytes(0));
    }
    return found;
}

std::int64_t PostgresEngine::size()
{
    PostgresStatement rows{connection_, R"sql(
        SELECT coalesce(sum(pg_total_relation_size(oid)), 0)
          FROM pg_class
         WHERE relkind = 'r'
           AND relnamespace = current_schema()::regnamespace
    )sql",
                           Rows::few, Runs::once};
    rows.next();
    return rows.integer(0);
}

/// Its pages are pg_amcheck's to look at; what stands in them is compared with the journal.
std::vector<Words> PostgresEngine::damages()
{
    return gaps_in_fence(connection_);
}

void PostgresEngine::expect_many_rows() {}

/// The server still writes everything in order, and the transaction that gives the register its place waits
/// for the disk, and so for all that came before.
void PostgresEngine::defer_durability()
{
    connection_.run("SET synchronous_commit = off");
}

/// The server's own cleaners would draw their samples in a minute or so; until then it would take every table
/// for an empty one and choose its ways through them badly.
void PostgresEngine::make_durable()
{
    connection_.run("SET synchronous_commit = on");
    connection_.run("ANALYZE");
}

void PostgresEngine::expect_one_pass() {}

/// Rows that were taken out lie in their pages until VACUUM clears these up, and samples of them in the
/// statistics until ANALYZE draws new ones. VACUUM leaves what somebody may still see who began to read
/// before.
bool PostgresEngine::empty_log()
{
    using namespace std::chrono_literals;
    constexpr int tries = 20;
    constexpr const char* earlier_readers = R"sql(
        SELECT count(*)
          FROM pg_stat_activity
         WHERE backend_xmin IS NOT NULL
           AND age(backend_xmin) > 0
           AND datname = current_database()
           AND backend_type <> 'autovacuum worker'
           AND pid <> pg_backend_pid()
    )sql";
    try {
        bool alone = false;
        for (int i = 0; i < tries && !alone; ++i) {
            if (i > 0) std::this_thread::sleep_for(50ms);
            alone = first_text(connection_.run(earlier_readers)) == "0";
        }
        connection_.run("VACUUM (ANALYZE)");
        return alone;
    } catch (const Error&) {
        return false;
    }
}

} // namespace radcert::registry
