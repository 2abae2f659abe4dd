#include <algorithm>
#include <cmath>

#include "domain/error.h"
#include "registry/web_store_state.h"
#include "text/digest.h"

namespace radcert::registry {
namespace {

using std::chrono::seconds;

constexpr std::int64_t longest_delay = in_store(std::chrono::hours{12});
constexpr std::int64_t failures_rest = in_store(std::chrono::hours{24});
constexpr std::int64_t answers_rest = in_store(std::chrono::hours{24});
constexpr double store_minute = 60.0 * store_second;

struct Failures {
    std::int64_t count{}, last_at{};
};

/// Those that are not forgotten. A moment to come, by a clock that was put back, is taken as now.
Failures failures_of(Database& stored, const text::Digest& key, std::int64_t now)
{
    Query query{stored, R"sql(
        SELECT count, last_at
          FROM failure
         WHERE digest = :digest
    )sql"};
    query.bind_blob(":digest", text::view(key));
    if (!query.next()) return {0, now};
    const Failures found{query.integer(0), std::min(query.integer(1), now)};
    return now - found.last_at < failures_rest ? found : Failures{0, now};
}

/// In whole seconds, rounded up: whoever waits so long is not asked to wait again.
seconds rounded_up(std::int64_t time)
{
    return seconds{(std::max<std::int64_t>(time, 0) + store_second - 1) / store_second};
}

seconds delay_after(const Failures& failures, int free, std::int64_t now)
{
    const std::int64_t beyond = failures.count - free;
    if (beyond < 0) return seconds{0};
    const std::int64_t delay =
        beyond >= 16 ? longest_delay : std::min(longest_delay, store_second << beyond); // 2^16 s is 18 hours
    return rounded_up(failures.last_at + delay - now);
}

void write_failure(Database& stored, const text::Digest& key, std::int64_t count, std::int64_t now)
{
    Query query{stored, R"sql(
        INSERT INTO failure (digest, count, last_at)
        VALUES (:digest, :count, :now)
            ON CONFLICT (digest) DO UPDATE SET count = :count, last_at = :now
    )sql"};
    query.bind_blob(":digest", text::view(key));
    query.bind(":count", count);
    query.bind(":now", now);
    query.run();
}

struct Bucket {
    double tokens{}, per_minute{};
};

/// What the bucket holds now.
std::optional<Bucket> bucket_of(Database& stored, const text::Digest& key, std::int64_t now)
{
    Query query{stored, R"sql(
        SELECT tokens, per_minute, burst, filled_at
          FROM bucket
         WHERE digest = :digest
    )sql"};
    query.bind_blob(":digest", text::view(key));
    if (!query.next()) return std::nullopt;
    const double per_minute = query.number(1);
    const double minutes = double(std::max<std::int64_t>(now - query.integer(3), 0)) / store_minute;
    return Bucket{std::min(query.number(2), query.number(0) + minutes * per_minute), per_minute};
}

/// A request that came before; `status` is NULL while it is worked on.
struct EarlierRequest {
    std::string request;
    std::optional<int> status;
    std::string body;
};

std::optional<EarlierRequest> earlier_request(Database& stored, const std::string& officer,
                                              const std::string& key, std::int64_t now)
{
    Query query{stored, R"sql(
        SELECT request, status, body
          FROM answer
         WHERE officer = :officer
           AND key = :key
           AND made_at > :made_after
    )sql"};
    query.bind(":officer", officer);
    query.bind(":key", key);
    query.bind(":made_after", now - answers_rest);
    if (!query.next()) return std::nullopt;
    EarlierRequest found{std::string{query.text(0)}, {}, std::string{query.text(2)}};
    if (!query.is_null(1)) found.status = int(query.integer(1));
    return found;
}

/// The answer that was kept; empty where the request is the first of its key or still being worked on.
std::optional<KeptAnswer> kept_answer(const std::optional<EarlierRequest>& earlier, std::string_view request)
{
    if (!earlier) return std::nullopt;
    if (earlier->request != request) {
        throw Error{Fault::conflict,
                    {"khóa chống lặp này đã dùng cho một yêu cầu khác",
                     "this idempotency key came with another request before"},
                    {"gửi lại với một khóa mới", "send it with a new key"}};
    }
    if (!earlier->status) return std::nullopt;
    return KeptAnswer{*earlier->status, earlier->body};
}

void write_answer(Database& stored, const std::string& officer, const std::string& key,
                  std::string_view request, const KeptAnswer* answer, std::int64_t now)
{
    Query query{stored, R"sql(
        INSERT INTO answer (officer, key, request, status, body, made_at)
        VALUES (:officer, :key, :request, :status, :body, :now)
            ON CONFLICT (officer, key) DO UPDATE SET request = :request, status = :status, body = :body, made_at = :now
    )sql"};
    query.bind(":officer", officer);
    query.bind(":key", key);
    query.bind(":request", request);
    query.bind(":status", answer != nullptr ? std::optional<std::int64_t>{answer->status} : std::nullopt);
    if (answer != nullptr)
        query.bind(":body", answer->body);
    else
        query.bind_null(":body", Holds::text);
    query.bind(":now", now);
    query.run();
}

} // namespace

seconds WebStore::delay_of(std::string_view key, int free)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    return state_->ask([&](Database& stored, std::int64_t now) {
        return delay_after(failures_of(stored, digest, now), free, now);
    });
}

void WebStore::note_failure(std::string_view key)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        write_failure(stored, digest, failures_of(stored, digest, now).count + 1, now);
        transaction.commit();
    });
}

seconds WebStore::attempt(std::string_view key, int free)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    return state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        const Failures failures = failures_of(stored, digest, now);
        const seconds delay = delay_after(failures, free, now);
        if (delay == seconds{0}) write_failure(stored, digest, failures.count + 1, now);
        transaction.commit();
        return delay;
    });
}

void WebStore::note_success(std::string_view key)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            DELETE FROM failure
             WHERE digest = :digest
        )sql"};
        query.bind_blob(":digest", text::view(digest));
        query.run();
    });
}

void WebStore::take_back(std::string_view key)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            UPDATE failure
               SET count = count - 1
             WHERE digest = :digest
               AND count > 0
        )sql"};
        query.bind_blob(":digest", text::view(digest));
        query.run();
    });
}

bool WebStore::allow(std::string_view key, double per_minute, double burst)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    return state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        const auto bucket = bucket_of(stored, digest, now);
        const double held = bucket ? std::min(bucket->tokens, burst) : burst;
        const bool allowed = held >= 1;
        Query query{stored, R"sql(
            INSERT INTO bucket (digest, tokens, per_minute, burst, filled_at)
            VALUES (:digest, :tokens, :per_minute, :burst, :now)
                ON CONFLICT (digest) DO UPDATE
               SET tokens = :tokens, per_minute = :per_minute, burst = :burst, filled_at = :now
        )sql"};
        query.bind_blob(":digest", text::view(digest));
        query.bind(":tokens", allowed ? held - 1 : held);
        query.bind(":per_minute", per_minute);
        query.bind(":burst", burst);
        query.bind(":now", now);
        query.run();
        transaction.commit();
        return allowed;
    });
}

seconds WebStore::wait(std::string_view key)
{
    const text::Digest digest = text::sha256({state_->salt, key});
    return state_->ask([&](Database& stored, std::int64_t now) {
        const auto bucket = bucket_of(stored, digest, now);
        if (!bucket || bucket->tokens >= 1) return seconds{0};
        if (bucket->per_minute <= 0) return seconds{std::chrono::hours{24}};
        return rounded_up(std::int64_t(std::ceil((1 - bucket->tokens) / bucket->per_minute * store_minute)));
    });
}

std::optional<KeptAnswer> WebStore::find_answer(const std::string& officer, std::string_view key,
                                                std::string_view request)
{
    return state_->ask([&](Database& stored, std::int64_t now) {
        return kept_answer(earlier_request(stored, officer, text::sha256_hex(key), now), request);
    });
}

std::optional<KeptAnswer> WebStore::claim_answer(const std::string& officer, std::string_view key,
                                                 std::string_view request)
{
    const std::string digest = text::sha256_hex(key);
    return state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored};
        const auto earlier = earlier_request(stored, officer, digest, now);
        auto answer = kept_answer(earlier, request);
        if (earlier && !answer) {
            throw Error{
                Fault::conflict,
                {"yêu cầu này đang được xử lý, hoặc đã bị ngắt giữa chừng",
                 "this request is being worked on, or was broken off"},
                {"đợi một chút rồi gửi lại với cùng khóa; nếu vẫn vậy, xem việc đã được ghi chưa rồi mới "
                 "gửi với khóa mới",
                 "wait a moment, then send it again with the same key; if that stays so, look whether "
                 "the work was done before you send it with a new key"}};
        }
        if (!answer) write_answer(stored, officer, digest, request, nullptr, now);
        transaction.commit();
        return answer;
    });
}

void WebStore::keep_answer(const std::string& officer, std::string_view key, std::string_view request,
                           const KeptAnswer& answer)
{
    state_->ask([&](Database& stored, std::int64_t now) {
        write_answer(stored, officer, text::sha256_hex(key), request, &answer, now);
    });
}

void WebStore::drop_claim(const std::string& officer, std::string_view key)
{
    state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            DELETE FROM answer
             WHERE officer = :officer
               AND key = :key
               AND status IS NULL
        )sql"};
        query.bind(":officer", officer);
        query.bind_copy(":key", text::sha256_hex(key));
        query.run();
    });
}

void WebStore::sweep(const SessionLimits& limits)
{
    struct Rest {
        const char* change;
        std::int64_t before;
    };
    state_->ask([&](Database& stored, std::int64_t now) {
        const Rest rests[] = {
            {"DELETE FROM session WHERE made_at < :before", now - in_store(limits.absolute)},
            {"DELETE FROM session WHERE last_seen < :before", now - in_store(limits.idle)},
            {"DELETE FROM invitation WHERE ends_at <= :before", now},
            {"DELETE FROM failure WHERE last_at <= :before", now - failures_rest},
            {"DELETE FROM bucket WHERE tokens + (:before - filled_at) / 60000000.0 * per_minute >= burst",
             now},
            {"DELETE FROM answer WHERE made_at <= :before", now - answers_rest},
            {"DELETE FROM token WHERE ends_at <= :before", now},
            {"DELETE FROM turn WHERE ends_at <= :before", now},
            {"DELETE FROM sent_file WHERE made_at <= :before", now - in_store(files_rest)},
        };
        WriteTransaction transaction{stored};
        for (const Rest& rest : rests) {
            Query query{stored, rest.change};
            query.bind(":before", rest.before);
            query.run();
        }
        transaction.commit();
    });
}

} // namespace radcert::registry
