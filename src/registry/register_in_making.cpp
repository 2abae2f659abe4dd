#include "registry/register_in_making.h"

#include "domain/error.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/postgres_connection.h"
#include "registry/postgres_fence.h"

namespace radcert::registry {
namespace {

namespace fs = std::filesystem;

constexpr const char *file_ending = ".making", *schema_ending = "_making";

RegisterPlace making_place(const RegisterPlace& place)
{
    return place.is_file() ? RegisterPlace{fs::path{place.file().string() + file_ending}}
                           : place.in_schema(schema_ending);
}

[[noreturn]] void refuse_taken_place(const std::string& name)
{
    throw Error{
        Fault::conflict,
        {name + ": đã có, không ghi đè", name + ": is there already; nothing was overwritten"},
        {"chọn chỗ khác, hoặc tự chuyển tệp cũ đi nơi khác", "choose another place, or move it away"}};
}

bool is_true(PostgresConnection& connection, const std::string& question)
{
    const PostgresResult answer = connection.run("SELECT " + question);
    return std::string_view{libpq().value(answer.get(), 0, 0)} == "t";
}

/// Tables without an event are no register: what a founding left that failed.
bool holds_events(PostgresConnection& connection)
{
    return is_true(connection, "to_regclass('event') IS NOT NULL") &&
           is_true(connection, "EXISTS (SELECT 1 FROM event)");
}

} // namespace

RegisterInMaking::RegisterInMaking(RegisterPlace place, fs::path key_file)
    : place_{std::move(place)}, making_{making_place(place_)}, key_file_{std::move(key_file)},
      making_key_{key_file_.string() + file_ending}
{
    std::error_code ignored;
    for (const fs::path& file :
         {key_file_, kept_checkpoint_file(place_), place_.is_file() ? place_.file() : fs::path{}}) {
        if (!file.empty() && fs::exists(file, ignored)) refuse_taken_place(file.string());
    }
    if (place_.is_file()) {
        file_.emplace(place_.file(), file_ending);
    } else {
        PostgresConnection connection{place_, false};
        if (holds_events(connection)) refuse_taken_place(place_.name());
        remove_schema();
        connection.run("CREATE SCHEMA " + schema_beside(connection, schema_ending));
    }
    remove_files();
}

RegisterInMaking::~RegisterInMaking()
{
    if (kept_) return;
    remove_files();
    if (file_) return; // removes itself
    try {
        remove_schema();
    } catch (const Error&) { // the server is gone: the next one removes it
    }
}

void RegisterInMaking::remove_files() const
{
    std::error_code ignored;
    fs::remove(making_key_, ignored);
    for (const char* const ending : {".checkpoint", ".checkpoint.new", ".lock"})
        if (!file_) fs::remove(making_.beside(ending), ignored);
}

void RegisterInMaking::remove_schema() const
{
    PostgresConnection connection{place_, false};
    connection.run("DROP SCHEMA IF EXISTS " + schema_beside(connection, schema_ending) + " CASCADE");
}

/// In one transaction, which moves names and no rows.
void RegisterInMaking::move_schema() const
{
    PostgresConnection connection{place_, false};
    const std::string from = schema_beside(connection, schema_ending), to = schema_beside(connection, "");
    connection.begin("READ COMMITTED READ WRITE");
    if (holds_events(connection)) refuse_taken_place(place_.name());
    const PostgresResult moves = connection.run(R"sql(
        SELECT format('DROP TABLE IF EXISTS )sql" +
                                                to + R"sql(.%1$I; ALTER TABLE )sql" + from +
                                                R"sql(.%1$I SET SCHEMA )sql" + to + R"sql(', relname)
          FROM pg_class
         WHERE relkind = 'r' AND relnamespace = ')sql" +
                                                from + R"sql('::regnamespace
        UNION ALL
        SELECT format('DROP FUNCTION IF EXISTS )sql" +
                                                to + R"sql(.%1$s; ALTER FUNCTION )sql" + from +
                                                R"sql(.%1$s SET SCHEMA )sql" + to + R"sql(',
                      quote_ident(proname) || '(' || pg_get_function_identity_arguments(oid) || ')')
          FROM pg_proc
         WHERE pronamespace = ')sql" + from + R"sql('::regnamespace
    )sql");
    for (int row = 0; row < libpq().rows(moves.get()); ++row)
        connection.run(libpq().value(moves.get(), row, 0));
    connection.run("DROP SCHEMA " + from);
    raise_fence(connection, place_.name()); // its functions still looked for their tables there
    connection.end("COMMIT");
}

void RegisterInMaking::keep()
{
    fs::rename(making_key_, key_file_); // first, as a register without its keys is of no use
    sync_folder(key_file_);
    if (file_) {
        sync_file(making_.file());
        file_->keep();
    } else {
        fs::rename(kept_checkpoint_file(making_), kept_checkpoint_file(place_));
        sync_folder(kept_checkpoint_file(place_));
        try {
            move_schema();
        } catch (const Error& error) {
            if (error.fault() == Fault::conflict) { // surely not moved: these belong to nothing
                fs::remove(key_file_);
                fs::remove(kept_checkpoint_file(place_));
            }
            throw;
        }
        remove_files();
    }
    kept_ = true;
}

} // namespace radcert::registry
