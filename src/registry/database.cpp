#include "registry/database.h"

#include <cassert>
#include <unordered_map>

#include "registry/migrations.h"
#include "registry/postgres_engine.h"
#include "registry/sqlite_engine.h"
#include "registry/writer_lock.h"

namespace radcert::registry {

namespace fs = std::filesystem;

struct Database::State {
    State(RegisterPlace at, Access how, Clock time)
        : place{std::move(at)}, access{how}, clock{std::move(time)}
    {
    }

    RegisterPlace place;
    Access access;
    Clock clock;
    std::optional<WriterLock> lock; ///< outlives the connection, whose last act is a checkpoint
    std::unique_ptr<Engine> engine;
    std::unordered_map<const char*, std::unique_ptr<Statement>> kept;
    bool deferred{false};
};

Database::Database(std::unique_ptr<State> state) : state_{std::move(state)} {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;

Database::Database(const RegisterPlace& place, Access access, Clock clock)
    : state_{std::make_unique<State>(place, access, std::move(clock))}
{
    if (place.is_file()) {
        std::error_code ignored;
        if (!fs::is_regular_file(place.file(), ignored)) {
            throw Error{
                Fault::not_found,
                {place.name() + ": không có sổ đăng ký ở đây", place.name() + ": there is no register here"},
                {"tạo sổ mới: radcert init, hoặc chỉ tệp: --register TỆP",
                 "make one: radcert init, or name another: --register FILE"}};
        }
        if (access == Access::write) state_->lock.emplace(place.file());
        state_->engine = SqliteEngine::open(place.file(), access);
    } else {
        state_->engine = PostgresEngine::open(place, access);
    }
    if (access == Access::write) migrate(*this);
    check_schema(*this);
}

Database Database::create(const RegisterPlace& place, Clock clock)
{
    auto state = std::make_unique<State>(place, Access::write, std::move(clock));
    if (place.is_file()) {
        std::error_code ignored;
        if (fs::exists(place.file(), ignored)) {
            throw Error{Fault::conflict,
                        {place.name() + ": đã có một tệp tên này",
                         place.name() + ": there is a file of that name already"},
                        {"chọn tên khác: --register TỆP", "choose another name: --register FILE"}};
        }
        state->lock.emplace(place.file());
        state->engine = SqliteEngine::create(place.file());
    } else {
        state->engine = PostgresEngine::create(place);
    }
    Database made{std::move(state)};
    migrate(made);
    return made;
}

Database Database::of(std::unique_ptr<Engine> engine, RegisterPlace place, Clock clock)
{
    auto state = std::make_unique<State>(std::move(place), Access::write, std::move(clock));
    state->engine = std::move(engine);
    return Database{std::move(state)};
}

Database Database::scratch()
{
    auto state = std::make_unique<State>(":memory:", Access::write, system_time);
    state->engine = SqliteEngine::in_memory();
    Database made{std::move(state)};
    migrate(made);
    return made;
}

const RegisterPlace& Database::place() const
{
    return state_->place;
}
std::string Database::name() const
{
    return state_->place.name();
}
Access Database::access() const
{
    return state_->access;
}
Timestamp Database::now() const
{
    return state_->clock();
}
Engine& Database::engine()
{
    return *state_->engine;
}
SQLite::Database& Database::sql()
{
    auto* const file = dynamic_cast<SqliteEngine*>(state_->engine.get());
    assert(file != nullptr && "the register is not a file");
    return file->sql();
}

void Database::expect_many_rows()
{
    state_->engine->expect_many_rows();
}

void Database::defer_durability()
{
    state_->engine->defer_durability();
    state_->deferred = true;
}

void Database::make_durable()
{
    state_->engine->make_durable();
    state_->deferred = false;
}

bool Database::durability_deferred() const
{
    return state_->deferred;
}

void Database::expect_one_pass()
{
    state_->engine->expect_one_pass();
}

std::unique_ptr<Statement> Database::take(const char* sql, Rows rows)
{
    if (const auto kept = state_->kept.find(sql); kept != state_->kept.end() && kept->second)
        return std::move(kept->second);
    return state_->engine->prepare(sql, rows);
}

void Database::give_back(const char* sql, std::unique_ptr<Statement> statement)
{
    state_->kept[sql] = std::move(statement);
}

} // namespace radcert::registry
