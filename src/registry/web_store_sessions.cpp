#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include "registry/web_store_state.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

constexpr std::int64_t session_seen_every = in_store(std::chrono::seconds{30});
constexpr std::int64_t token_seen_every = in_store(std::chrono::minutes{1});
constexpr std::int64_t clock_may_step = in_store(std::chrono::minutes{1});

/// A clock that was put back must not make a session endless.
bool session_is_over(std::int64_t made_at, std::int64_t last_seen, std::int64_t now,
                     const SessionLimits& limits)
{
    return now - made_at > in_store(limits.absolute) || now - last_seen > in_store(limits.idle) ||
           now < made_at - clock_may_step || now < last_seen - clock_may_step;
}

void run_on_session(SQLite::Database& sql, const char* change, const std::string& digest,
                    std::optional<std::int64_t> now = {})
{
    SQLite::Statement query{sql, change};
    query.bind(":digest", digest);
    if (now) query.bind(":now", *now);
    query.exec();
}

constexpr const char* forget_session = R"sql(
    DELETE FROM session
     WHERE digest = :digest
)sql";

ApiToken read_token(SQLite::Statement& row)
{
    ApiToken token{row.getColumn(0).getString(),
                   row.getColumn(1).getString(),
                   row.getColumn(2).getString(),
                   row.getColumn(3).getInt64() / store_second,
                   row.getColumn(4).getInt64() / store_second,
                   {}};
    if (!row.getColumn(5).isNull()) token.last_used = row.getColumn(5).getInt64() / store_second;
    return token;
}

std::optional<std::string> invited(SQLite::Database& sql, const std::string& digest, std::int64_t now)
{
    SQLite::Statement query{sql, R"sql(
        SELECT officer
          FROM invitation
         WHERE digest = :digest
           AND ends_at > :now
    )sql"};
    query.bind(":digest", digest);
    query.bind(":now", now);
    if (!query.executeStep()) return std::nullopt;
    return query.getColumn(0).getString();
}

} // namespace

std::string WebStore::start_session(const std::string& officer, const std::string& fingerprint)
{
    std::string token = make_secret_token();
    state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Statement query{sql, R"sql(
            INSERT INTO session (digest, officer, fingerprint, made_at, last_seen)
            VALUES (:digest, :officer, :fingerprint, :now, :now)
        )sql"};
        query.bind(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":fingerprint", fingerprint);
        query.bind(":now", now);
        query.exec();
    });
    return token;
}

std::optional<Session> WebStore::find_session(std::string_view token, const SessionLimits& limits)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](SQLite::Database& sql, std::int64_t now) -> std::optional<Session> {
        std::optional<Session> session;
        std::int64_t last_seen = 0;
        {
            SQLite::Statement query{sql, R"sql(
                SELECT officer, fingerprint, made_at, last_seen
                  FROM session
                 WHERE digest = :digest
            )sql"};
            query.bind(":digest", digest);
            if (!query.executeStep()) return std::nullopt;
            const std::int64_t made_at = query.getColumn(2).getInt64();
            last_seen = query.getColumn(3).getInt64();
            if (!session_is_over(made_at, last_seen, now, limits)) {
                session = Session{digest, query.getColumn(0).getString(), query.getColumn(1).getString(),
                                  made_at / store_second, last_seen / store_second};
            }
        }
        if (!session) {
            run_on_session(sql, forget_session, digest);
        } else if (now - last_seen >= session_seen_every) {
            session->last_seen = now / store_second;
            run_on_session(sql, R"sql(
                UPDATE session
                   SET last_seen = :now
                 WHERE digest = :digest
            )sql",
                           digest, now);
        }
        return session;
    });
}

void WebStore::end_session(std::string_view token)
{
    state_->ask([&](SQLite::Database& sql, std::int64_t) {
        run_on_session(sql, forget_session, text::sha256_hex(token));
    });
}

void WebStore::end_sessions_of(const std::string& officer)
{
    state_->ask([&](SQLite::Database& sql, std::int64_t) {
        SQLite::Statement query{sql, R"sql(
            DELETE FROM session
             WHERE officer = :officer
        )sql"};
        query.bind(":officer", officer);
        query.exec();
    });
}

void WebStore::end_all_of(const std::string& officer)
{
    state_->ask([&](SQLite::Database& sql, std::int64_t) {
        SQLite::Transaction transaction{sql, SQLite::TransactionBehavior::IMMEDIATE};
        for (const char* const change : {"DELETE FROM session WHERE officer = :officer",
                                         "DELETE FROM invitation WHERE officer = :officer",
                                         "DELETE FROM token WHERE officer = :officer"}) {
            SQLite::Statement query{sql, change};
            query.bind(":officer", officer);
            query.exec();
        }
        transaction.commit();
    });
}

std::vector<Session> WebStore::sessions_of(const std::string& officer, const SessionLimits& limits)
{
    return state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Statement query{sql, R"sql(
            SELECT digest, officer, fingerprint, made_at, last_seen
              FROM session
             WHERE officer = :officer
             ORDER BY made_at DESC, digest
        )sql"};
        query.bind(":officer", officer);
        std::vector<Session> sessions;
        while (query.executeStep()) {
            const std::int64_t made_at = query.getColumn(3).getInt64(),
                               last_seen = query.getColumn(4).getInt64();
            if (session_is_over(made_at, last_seen, now, limits)) continue;
            sessions.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                                query.getColumn(2).getString(), made_at / store_second,
                                last_seen / store_second});
        }
        return sessions;
    });
}

std::string WebStore::make_invitation(const std::string& officer, std::chrono::seconds valid)
{
    std::string token = make_secret_token();
    state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Transaction transaction{sql, SQLite::TransactionBehavior::IMMEDIATE};
        SQLite::Statement earlier{sql, R"sql(
            DELETE FROM invitation
             WHERE officer = :officer
        )sql"};
        earlier.bind(":officer", officer);
        earlier.exec();
        SQLite::Statement query{sql, R"sql(
            INSERT INTO invitation (digest, officer, ends_at)
            VALUES (:digest, :officer, :ends_at)
        )sql"};
        query.bind(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":ends_at", now + in_store(valid));
        query.exec();
        transaction.commit();
    });
    return token;
}

std::optional<std::string> WebStore::look_at_invitation(std::string_view token)
{
    return state_->ask(
        [&](SQLite::Database& sql, std::int64_t now) { return invited(sql, text::sha256_hex(token), now); });
}

std::optional<std::string> WebStore::take_invitation(std::string_view token)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Transaction transaction{sql, SQLite::TransactionBehavior::IMMEDIATE};
        std::optional<std::string> officer = invited(sql, digest, now);
        SQLite::Statement query{sql, R"sql(
            DELETE FROM invitation
             WHERE digest = :digest
        )sql"};
        query.bind(":digest", digest);
        query.exec();
        transaction.commit();
        return officer;
    });
}

std::string WebStore::make_token(const std::string& officer, const std::string& label,
                                 std::chrono::seconds valid)
{
    std::string token = make_secret_token();
    state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Statement query{sql, R"sql(
            INSERT INTO token (digest, officer, label, made_at, ends_at)
            VALUES (:digest, :officer, :label, :now, :ends_at)
        )sql"};
        query.bind(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":label", label);
        query.bind(":now", now);
        query.bind(":ends_at", now + in_store(valid));
        query.exec();
    });
    return token;
}

std::optional<ApiToken> WebStore::find_token(std::string_view token)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](SQLite::Database& sql, std::int64_t now) -> std::optional<ApiToken> {
        std::optional<ApiToken> found;
        {
            SQLite::Statement query{sql, R"sql(
                SELECT digest, officer, label, made_at, ends_at, last_used
                  FROM token
                 WHERE digest = :digest
                   AND ends_at > :now
            )sql"};
            query.bind(":digest", digest);
            query.bind(":now", now);
            if (!query.executeStep()) return std::nullopt;
            found = read_token(query);
        }
        SQLite::Statement query{sql, R"sql(
            UPDATE token
               SET last_used = :now
             WHERE digest = :digest
               AND (last_used IS NULL OR last_used <= :before)
        )sql"};
        query.bind(":digest", digest);
        query.bind(":now", now);
        query.bind(":before", now - token_seen_every);
        if (query.exec() > 0) found->last_used = now / store_second;
        return found;
    });
}

std::vector<ApiToken> WebStore::tokens_of(const std::string& officer)
{
    return state_->ask([&](SQLite::Database& sql, std::int64_t now) {
        SQLite::Statement query{sql, R"sql(
            SELECT digest, officer, label, made_at, ends_at, last_used
              FROM token
             WHERE officer = :officer
               AND ends_at > :now
             ORDER BY made_at, digest
        )sql"};
        query.bind(":officer", officer);
        query.bind(":now", now);
        std::vector<ApiToken> tokens;
        while (query.executeStep()) tokens.push_back(read_token(query));
        return tokens;
    });
}

bool WebStore::end_token(const std::string& officer, std::string_view id)
{
    return state_->ask([&](SQLite::Database& sql, std::int64_t) {
        SQLite::Statement query{sql, R"sql(
            DELETE FROM token
             WHERE digest = :digest
               AND officer = :officer
        )sql"};
        query.bind(":digest", std::string{id});
        query.bind(":officer", officer);
        return query.exec() > 0;
    });
}

} // namespace radcert::registry
