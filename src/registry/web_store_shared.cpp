#include "registry/web_store_state.h"
#include "text/digest.h"

namespace radcert::registry {

bool WebStore::take_turn(const std::string& work, std::chrono::seconds period)
{
    return state_->ask([&](Database& stored, std::int64_t now) {
        WriteTransaction transaction{stored}; // one at a time of all servers
        Query taken{stored, R"sql(
            SELECT 1
              FROM turn
             WHERE work = :work
               AND ends_at > :now
        )sql"};
        taken.bind(":work", work);
        taken.bind(":now", now);
        if (taken.next()) return false;
        Query take{stored, R"sql(
            INSERT INTO turn (work, ends_at)
            VALUES (:work, :ends_at)
            ON CONFLICT (work) DO UPDATE SET ends_at = excluded.ends_at
        )sql"};
        take.bind(":work", work);
        take.bind(":ends_at", now + in_store(period));
        take.run();
        transaction.commit();
        return true;
    });
}

void WebStore::give_turn_back(const std::string& work)
{
    state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            DELETE FROM turn
             WHERE work = :work
        )sql"};
        query.bind(":work", work);
        query.run();
    });
}

bool WebStore::was_told(const std::string& reminder)
{
    return state_->ask([&](Database& stored, std::int64_t) {
        Query query{stored, R"sql(
            SELECT 1
              FROM told
             WHERE reminder = :reminder
        )sql"};
        query.bind(":reminder", reminder);
        return query.next();
    });
}

void WebStore::note_told(const std::string& reminder)
{
    state_->ask([&](Database& stored, std::int64_t now) {
        Query query{stored, R"sql(
            INSERT INTO told (reminder, made_at)
            VALUES (:reminder, :now)
            ON CONFLICT (reminder) DO NOTHING
        )sql"};
        query.bind(":reminder", reminder);
        query.bind(":now", now);
        query.run();
    });
}

void WebStore::keep_file(const std::string& officer, std::string_view token, std::string_view box,
                         std::size_t most)
{
    state_->ask([&](Database& stored, std::int64_t now) {
        const std::string digest = text::sha256_hex(token);
        WriteTransaction transaction{stored};
        Query keep{stored, R"sql(
            INSERT INTO sent_file (digest, officer, box, made_at)
            VALUES (:digest, :officer, :box, :now)
        )sql"};
        keep.bind(":digest", digest);
        keep.bind(":officer", officer);
        keep.bind_blob(":box", box);
        keep.bind(":now", now);
        keep.run();
        Query forget{stored, R"sql(
            DELETE FROM sent_file
             WHERE officer = :officer
               AND digest NOT IN (SELECT digest
                                    FROM sent_file
                                   WHERE officer = :officer
                                   ORDER BY made_at DESC, digest
                                   LIMIT :most)
        )sql"};
        forget.bind(":officer", officer);
        forget.bind(":most", std::int64_t(most));
        forget.run();
        transaction.commit();
    });
}

std::optional<std::string> WebStore::find_file(const std::string& officer, std::string_view token)
{
    return state_->ask([&](Database& stored, std::int64_t now) -> std::optional<std::string> {
        const std::string digest = text::sha256_hex(token);
        Query query{stored, R"sql(
            SELECT box
              FROM sent_file
             WHERE digest = :digest
               AND officer = :officer
               AND made_at > :before
        )sql"};
        query.bind(":digest", digest);
        query.bind(":officer", officer);
        query.bind(":before", now - in_store(files_rest));
        if (!query.next()) return std::nullopt;
        return std::string{query.text(0)};
    });
}

void WebStore::drop_file(std::string_view token)
{
    state_->ask([&](Database& stored, std::int64_t) {
        const std::string digest = text::sha256_hex(token);
        Query query{stored, R"sql(
            DELETE FROM sent_file
             WHERE digest = :digest
        )sql"};
        query.bind(":digest", digest);
        query.run();
    });
}

} // namespace radcert::registry
