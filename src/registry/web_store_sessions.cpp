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

void run_on_session(Database& stored, const char* change, const std::string& digest,
                    std::optional<std::int64_t> now = {})
{
    Query query{stored, change};
    query.bind(":digest", digest);
    if (now) query.bind(":now", *now);
    query.run();
}

constexpr const char* forget_session = R"sql(
    DELETE FROM session
     WHERE digest = :digest
)sql";

ApiToken read_token(const Query& row)
{
    ApiToken token{std::string{row.text(0)},      std::string{row.text(1)},      std::string{row.text(2)},
                   row.integer(3) / store_second, row.integer(4) / store_second, {}};
    if (!row.is_null(5)) token.last_used = row.integer(5) / store_second;
    return token;
}

std::optional<std::string> invited(Database& stored, const std::string& digest, std::int64_t now)
{
    Query query{stored, R"sql(
        SELECT officer
          FROM invitation
         WHERE digest = :digest
           AND ends_at > :now
    )sql"};
    query.bind(":digest", digest);
    query.bind(":now", now);
    if (!query.next()) return std::nullopt;
    return std::string{query.text(0)};
}

} // namespace

std::string WebStore::start_session(const std::string& officer, const std::string& fingerprint)
{
    std::string token = make_secret_token();
    state_->ask([&](Database& stored, std::int64_t now) {
        Query query{stored, R"sql(
            INSERT INTO session (digest, officer, fingerprint, made_at, last_seen)
            VALUES (:digest, :officer, :fingerprint, :now, :now)
        )sql"};
        query.bind_copy(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":fingerprint", fingerprint);
        query.bind(":now", now);
        query.run();
    });
    return token;
}

std::optional<Session> WebStore::find_session(std::string_view token, const SessionLimits& limits)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](Database& stored, std::int64_t now) -> std::optional<Session> {
        std::optional<Session> session;
        std::int64_t last_seen = 0;
        {
            Query query{stored, R"sql(
                SELECT officer, fingerprint, made_at, last_seen
                  FROM session
                 WHERE digest = :digest
            )sql"};
            query.bind(":digest", digest);
            if (!query.next()) return std::nullopt;
            const std::int64_t made_at = query.integer(2);
            last_seen = query.integer(3);
            if (!session_is_over(made_at, last_seen, now, limits)) {
                session = Session{digest, std::string{query.text(0)}, std::string{query.text(1)},
                                  made_at / store_second, last_seen / store_second};
            }
        }
        if (!session) {
            run_on_session(stored, forget_session, digest);
        } else if (now - last_seen >= session_seen_every) {
            session->last_seen = now / store_second;
            run_on_session(stored, R"sql(
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
    state_->ask([&](Database& stored, std::int64_t) {
        run_on_session(stored, forget_session, text::sha256_hex(token));
    });
}

void WebStore::end_sessions_of(const std::string& officer)
{
    state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            DELETE FROM session
             WHERE officer = :officer
        )sql"};
        query.bind(":officer", officer);
        query.run();
    });
}

void WebStore::end_all_of(const std::string& officer)
{
    state_->ask([&](Database& stored, std::int64_t) {
        WriteTransaction transaction{stored};
        for (const char* const change : {"DELETE FROM session WHERE officer = :officer",
                                         "DELETE FROM invitation WHERE officer = :officer",
                                         "DELETE FROM token WHERE officer = :officer"}) {
            Query query{stored, change};
            query.bind(":officer", officer);
            query.run();
        }
        transaction.commit();
    });
}

std::vector<Session> WebStore::sessions_of(const std::string& officer, const SessionLimits& limits)
{
    return state_->ask([&](Database& stored, std::int64_t now) {
        Query query{stored, R"sql(
            SELECT digest, officer, fingerprint, made_at, last_seen
              FROM session
             WHERE officer = :officer
             ORDER BY made_at DESC, digest
        )sql"};
        query.bind(":officer", officer);
        std::vector<Session> sessions;
        while (query.next()) {
            const std::int64_t made_at = query.integer(3), last_seen = query.integer(4);
            if (session_is_over(made_at, last_seen, now, limits)) continue;
            sessions.push_back({std::string{query.text(0)}, std::string{query.text(1)},
                                std::string{query.text(2)}, made_at / store_second,
                                last_seen / store_second});
        }
        return sessions;
    });
}

std::string WebStore::make_invitation(const std::string& officer, std::chrono::seconds valid)
{
    std::string token = make_secret_token();
    state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        Query earlier{stored, R"sql(
            DELETE FROM invitation
             WHERE officer = :officer
        )sql"};
        earlier.bind(":officer", officer);
        earlier.run();
        Query query{stored, R"sql(
            INSERT INTO invitation (digest, officer, ends_at)
            VALUES (:digest, :officer, :ends_at)
        )sql"};
        query.bind_copy(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":ends_at", now + in_store(valid));
        query.run();
        transaction.commit();
    });
    return token;
}

std::optional<std::string> WebStore::look_at_invitation(std::string_view token)
{
    return state_->ask(
        [&](Database& stored, std::int64_t now) { return invited(stored, text::sha256_hex(token), now); });
}

std::optional<std::string> WebStore::take_invitation(std::string_view token)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        std::optional<std::string> officer = invited(stored, digest, now);
        Query query{stored, R"sql(
            DELETE FROM invitation
             WHERE digest = :digest
        )sql"};
        query.bind(":digest", digest);
        query.run();
        transaction.commit();
        return officer;
    });
}

std::string WebStore::make_token(const std::string& officer, const std::string& label,
                                 std::chrono::seconds valid)
{
    std::string token = make_secret_token();
    state_->ask([&](Database& stored, std::int64_t now) {
        Query query{stored, R"sql(
            INSERT INTO token (digest, officer, label, made_at, ends_at)
            VALUES (:digest, :officer, :label, :now, :ends_at)
        )sql"};
        query.bind_copy(":digest", text::sha256_hex(token));
        query.bind(":officer", officer);
        query.bind(":label", label);
        query.bind(":now", now);
        query.bind(":ends_at", now + in_store(valid));
        query.run();
    });
    return token;
}

std::optional<ApiToken> WebStore::find_token(std::string_view token)
{
    const std::string digest = text::sha256_hex(token);
    return state_->ask([&](Database& stored, std::int64_t now) -> std::optional<ApiToken> {
        std::optional<ApiToken> found;
        {
            Query query{stored, R"sql(
                SELECT digest, officer, label, made_at, ends_at, last_used
                  FROM token
                 WHERE digest = :digest
                   AND ends_at > :now
            )sql"};
            query.bind(":digest", digest);
            query.bind(":now", now);
            if (!query.next()) return std::nullopt;
            found = read_token(query);
        }
        Query query{stored, R"sql(
            UPDATE token
               SET last_used = :now
             WHERE digest = :digest
               AND (last_used IS NULL OR last_used <= :before)
         RETURNING digest
        )sql"};
        query.bind(":digest", digest);
        query.bind(":now", now);
        query.bind(":before", now - token_seen_every);
        if (query.next()) found->last_used = now / store_second;
        query.run();
        return found;
    });
}

std::vector<ApiToken> WebStore::tokens_of(const std::string& officer)
{
    return state_->ask([&](Database& stored, std::int64_t now) {
        Query query{stored, R"sql(
            SELECT digest, officer, label, made_at, ends_at, last_used
              FROM token
             WHERE officer = :officer
               AND ends_at > :now
             ORDER BY made_at, digest
        )sql"};
        query.bind(":officer", officer);
        query.bind(":now", now);
        std::vector<ApiToken> tokens;
        while (query.next()) tokens.push_back(read_token(query));
        return tokens;
    });
}

bool WebStore::end_token(const std::string& officer, std::string_view id)
{
    return state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            DELETE FROM token
             WHERE digest = :digest
               AND officer = :officer
         RETURNING digest
        )sql"};
        query.bind(":digest", id);
        query.bind(":officer", officer);
        const bool ended = query.next();
        query.run();
        return ended;
    });
}

} // namespace radcert::registry
