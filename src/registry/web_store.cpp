#include "registry/web_store.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/error.h"
#include "domain/system_words.h"
#include "registry/folder_owner.h"
#include "registry/keys.h"
#include "registry/postgres_engine.h"
#include "registry/sqlite_engine.h"
#include "registry/web_store_state.h"
#include "text/base64.h"

namespace radcert::registry {

namespace fs = std::filesystem;

namespace {

constexpr const char* web_schema = R"sql(
    CREATE TABLE IF NOT EXISTS salt (             -- one row
        entry       INTEGER PRIMARY KEY,          -- always 1
        bytes       BLOB NOT NULL                 -- 32 random bytes that throttle keys are hashed with
    ) STRICT;

    CREATE TABLE IF NOT EXISTS session (          -- who is signed in
        digest      TEXT PRIMARY KEY,             -- SHA-256 of the token; the token itself is nowhere
        officer     TEXT NOT NULL,                -- reference of the officer
        fingerprint TEXT NOT NULL,                -- digest of the account at the sign-in
        made_at     INTEGER NOT NULL,             -- moment of the sign-in, microseconds since 1970, like all here
        last_seen   INTEGER NOT NULL              -- moment of a request, the last one or one shortly before it
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS invitation (       -- one-time links
        digest      TEXT PRIMARY KEY,             -- SHA-256 of the token
        officer     TEXT NOT NULL,                -- whom it is for
        ends_at     INTEGER NOT NULL              -- good before that moment
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS failure (          -- guesses that failed
        digest      BLOB PRIMARY KEY,             -- SHA-256 of salt and key
        count       INTEGER NOT NULL,             -- how many in a row
        last_at     INTEGER NOT NULL              -- moment of the last one
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS bucket (           -- how much somebody may still ask
        digest      BLOB PRIMARY KEY,             -- SHA-256 of salt and key
        tokens      REAL NOT NULL,                -- what it held at `filled_at`
        per_minute  REAL NOT NULL,                -- what it gains
        burst       REAL NOT NULL,                -- what it holds at most
        filled_at   INTEGER NOT NULL              -- moment
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS answer (           -- answers by idempotency key
        officer     TEXT NOT NULL,                -- who asked
        key         TEXT NOT NULL,                -- SHA-256 of the key that came with the request
        request     TEXT NOT NULL,                -- digest of the request
        status      INTEGER,                      -- HTTP status of the answer; NULL: being worked on
        body        TEXT,                         -- the answer
        made_at     INTEGER NOT NULL,             -- moment
        PRIMARY KEY (officer, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS token (            -- keys of programs
        digest      TEXT PRIMARY KEY,             -- SHA-256 of the token
        officer     TEXT NOT NULL,                -- for whom it acts
        label       TEXT NOT NULL,                -- what its owner calls it
        made_at     INTEGER NOT NULL,             -- moment
        ends_at     INTEGER NOT NULL,             -- good before that moment
        last_used   INTEGER                       -- moment of a use, the last one or one shortly before it
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS turn (             -- work that one server does for all
        work        TEXT PRIMARY KEY,             -- which
        ends_at     INTEGER NOT NULL              -- nobody else takes it before that moment
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS told (             -- reminders that were written for the office's mailer
        reminder    TEXT PRIMARY KEY,             -- id
        made_at     INTEGER NOT NULL              -- moment
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS sent_file (        -- files between preview and import, where several servers answer
        digest      TEXT PRIMARY KEY,             -- SHA-256 of the token
        officer     TEXT NOT NULL,                -- who sent it
        box         BLOB NOT NULL,                -- name and bytes, sealed under the key of the register
        made_at     INTEGER NOT NULL              -- moment
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX IF NOT EXISTS session_officer ON session (officer);
    CREATE INDEX IF NOT EXISTS token_officer ON token (officer);
)sql";

/// Made here and not by SQLite, so that nobody else can read it at any moment. SQLite gives its -wal and -shm
/// the same mode.
void make_private_file(const fs::path& file)
{
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    const bool owned = made >= 0 && ::fchmod(made, 0600) == 0;
    const int code = errno;
    if (made >= 0) give_to_folder_owner(made, file);
    if (made >= 0) ::close(made);
    if (owned) return;
    const Words cause = system_words(code);
    throw Error{Fault::unavailable,
                {file.string() + ": không mở được (" + cause.vi + ")",
                 file.string() + ": cannot be opened (" + cause.en + ")"},
                {"kiểm tra quyền của thư mục; tệp phải của người chạy chương trình",
                 "look at the folder's permissions; the file has to belong to who runs the program"}};
}

/// Beside a register in a file a file of its own, beside one in a database a schema of its own.
Database open_store(const RegisterPlace& place, Clock clock)
{
    if (!place.is_file()) return Database::of(PostgresEngine::store(place), place, std::move(clock));
    const RegisterPlace file = web_store_file(place);
    make_private_file(file.file());
    try {
        return Database::of(SqliteEngine::store(file.file()), file, std::move(clock));
    } catch (const Error& error) {
        refuse_damaged(error, file);
        throw;
    }
}

std::string salt_of(Database& stored)
{
    const std::string fresh = random_bytes(32);
    {
        Query keep{stored, R"sql(
            INSERT INTO salt (entry, bytes)
            VALUES (1, :bytes)
                ON CONFLICT DO NOTHING
        )sql"};
        keep.bind_blob(":bytes", fresh);
        keep.run();
    }
    Query query{stored, "SELECT bytes FROM salt WHERE entry = 1"};
    query.next();
    return std::string{query.text(0)};
}

std::int64_t digits_at(std::string_view text, std::size_t at, std::size_t digits)
{
    std::int64_t number = 0;
    std::from_chars(text.data() + at, text.data() + at + digits, number);
    return number;
}

/// "2025-07-01T08:30:00.000000Z" in microseconds since 1970.
std::int64_t store_moment(const Timestamp& moment)
{
    const std::string_view text = moment.utc;
    const std::int64_t days = parse_date(text.substr(0, 10))->time_since_epoch().count();
    const std::int64_t seconds =
        ((days * 24 + digits_at(text, 11, 2)) * 60 + digits_at(text, 14, 2)) * 60 + digits_at(text, 17, 2);
    return seconds * store_second + digits_at(text, 20, 6);
}

} // namespace

void refuse_damaged(const Error& error, const RegisterPlace& store)
{
    if (error.fault() != Fault::integrity || !store.is_file()) return;
    throw Error{Fault::integrity,
                {store.name() + ": tệp phiên làm việc bị hỏng (" + error.sentence().vi + ")",
                 store.name() + ": the file of sessions is damaged (" + error.sentence().en + ")"},
                {"xóa tệp này; mọi người chỉ cần đăng nhập lại", "delete it; everybody just signs in again"}};
}

fs::path web_store_file(const RegisterPlace& place)
{
    return place.beside(".web");
}

std::string make_secret_token()
{
    std::string token = text::to_base64(random_bytes(32));
    std::ranges::replace(token, '+', '-');
    std::ranges::replace(token, '/', '_');
    token.pop_back(); // the padding
    return token;
}

WebStore::State::State(const RegisterPlace& at, Clock time) : stored{open_store(at, std::move(time))}
{
    try {
        WriteTransaction transaction{stored};
        stored.engine().make_tables(web_schema);
        salt = salt_of(stored);
        transaction.commit();
    } catch (const Error& error) {
        refuse_damaged(error, stored.place());
        throw;
    }
}

std::int64_t WebStore::State::now() const
{
    return store_moment(stored.now());
}

WebStore::WebStore(const RegisterPlace& place, Clock clock)
    : state_{std::make_unique<State>(place, std::move(clock))}
{
}

WebStore::~WebStore() = default;

} // namespace radcert::registry
