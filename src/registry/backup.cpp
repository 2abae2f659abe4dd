#include "registry/backup.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <algorithm>
#include <sqlite3.h>

#include "registry/export.h"
#include "registry/folder_owner.h"
#include "registry/fresh_register.h"
#include "registry/journal.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "registry/sql_error.h"
#include "registry/writer_lock.h"

namespace radcert::registry {
namespace {

namespace fs = std::filesystem;

void refuse_existing(const fs::path& file)
{
    std::error_code ignored;
    for (const char* const ending : {"", "-wal", "-journal"}) {
        const std::string name = file.string() + ending;
        if (!fs::exists(name, ignored)) continue;
        throw Error{
            Fault::conflict,
            {name + ": đã có tệp này, không ghi đè", name + ": is there already; nothing was overwritten"},
            {"chọn tên khác, hoặc tự chuyển tệp cũ đi nơi khác", "choose another name, or move it away"}};
    }
}

/// Copies page by page. The reader's transaction holds the state still, so others may write meanwhile.
void copy_pages(Database& from, SQLite::Database& to, const std::string& name)
{
    sqlite3_backup* const copy = sqlite3_backup_init(to.getHandle(), "main", from.sql().getHandle(), "main");
    if (copy == nullptr) throw sql_error(SQLite::Exception{to.getHandle()}, name);
    constexpr int pages = 1024; // 4 MiB
    int answer = SQLITE_OK;
    while (answer == SQLITE_OK) answer = sqlite3_backup_step(copy, pages);
    sqlite3_backup_finish(copy);
    if (answer != SQLITE_DONE) throw sql_error(SQLite::Exception{to.getHandle(), answer}, name);
}

/// One file that needs nothing beside it: no write-ahead log until a writer opens it.
void copy_register_pages(Database& from, const fs::path& fresh)
{
    make_for_folder_owner(fresh);
    const ReadScope scope{from};
    journal_size(from); // the transaction begins with its first reading
    try {
        SQLite::Database to{fresh.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 900};
        copy_pages(from, to, fresh.string());
        to.exec("PRAGMA journal_mode=DELETE");
    } catch (const SQLite::Exception& error) {
        throw sql_error(error, fresh.string());
    }
    sync_file(fresh);
}

Report verified(Database& database, const VerifyingKey& key)
{
    Report report = verify_register(database, key, nullptr, {});
    if (report.clean()) return report;
    const Problem& first = report.problems.front();
    const std::string place = database.name() + ": " + first.table + " " + first.row + " ";
    throw Error{Fault::integrity,
                {place + first.sentence.vi + " (" + std::to_string(report.found) + " lỗi)",
                 place + first.sentence.en + " (" + std::to_string(report.found) + " problems)"},
                {"xem tất cả: radcert register verify --register " + database.name(),
                 "see them all: radcert register verify --register " + database.name()}};
}

/// Copies under a temporary name, verifies, and gives the copy its name.
Report copy_verified(Database& from, const VerifyingKey& key, const fs::path& to)
{
    FreshRegister fresh{to, ".new"};
    copy_register_pages(from, fresh.file());
    Report report;
    {
        Database copy{fresh.file(), Access::read};
        report = verified(copy, key);
    }
    refuse_existing(to);
    fresh.keep();
    return report;
}

/// What a kept checkpoint says; empty where there is none and none was asked for.
std::optional<Checkpoint> read_head(const fs::path& file, const VerifyingKey& key, bool asked_for)
{
    if (file.empty()) return std::nullopt;
    if (const auto note = read_kept_file(file)) return open_checkpoint(*note, key);
    if (!asked_for) return std::nullopt;
    throw Error{Fault::not_found,
                {file.string() + ": không có tệp này", file.string() + ": there is no such file"},
                {"--against nhận tệp SỔ.checkpoint đã giữ", "--against takes a kept REGISTER.checkpoint"}};
}

void compare_with(Database& backup, const Checkpoint& head, const Restoring& restoring)
{
    const std::string name = restoring.backup.name(), has = std::to_string(journal_size(backup)),
                      signed_for = std::to_string(head.size);
    if (head.size > std::uint64_t(journal_size(backup))) {
        if (restoring.accept_loss) return;
        throw Error{
            Fault::refused,
            {name + ": cũ hơn điểm kiểm đã giữ: bản này có " + has + " sự kiện, điểm kiểm ký cho " +
                 signed_for + "; mất các sự kiện từ " + has,
             name + ": older than the kept checkpoint: it has " + has + " events, the checkpoint signs " +
                 signed_for + "; events from " + has + " on are lost"},
            backup.place().is_file()
                ? Words{"tìm bản mới hơn (một tệp chép thiếu -wal cũng như vậy); nếu không còn: "
                        "--accept-loss",
                        "look for a newer one (a file copied without its -wal looks the same); if there is "
                        "none: --accept-loss"}
                : Words{"khôi phục đến một thời điểm sau hơn (kho nhật ký WAL thiếu hoặc hỏng tệp cũng như "
                        "vậy); nếu không còn gì hơn: --accept-loss",
                        "restore to a later moment (an archive of WAL that lacks a file looks the same); if "
                        "there is no more: --accept-loss"}};
    }
    const Hash root = root_of(
        head.size, [&](unsigned level, std::uint64_t place) { return read_node(backup, level, place); });
    if (root == head.root) return;
    throw Error{Fault::integrity,
                {name + ": lịch sử khác với điểm kiểm đã giữ (" + signed_for + " sự kiện)",
                 name + ": its history is not the one of the kept checkpoint (" + signed_for + " events)"},
                {"đây là sổ khác, hoặc đã bị viết lại; không dùng",
                 "it is another register, or was rewritten; do not use it"}};
}

/// What was restored against each checkpoint that is there: the one beside the register, the one that is
/// named.
Restored compared(Database& backup, const fs::path& beside, const Restoring& restoring,
                  const VerifyingKey& key)
{
    Restored restored{std::uint64_t(journal_size(backup)), {}};
    for (const fs::path& file : {beside, restoring.against}) {
        const auto head = read_head(file, key, file == restoring.against);
        if (!head) continue;
        compare_with(backup, *head, restoring);
        restored.head = std::max(restored.head.value_or(0), head->size);
    }
    return restored;
}

void keep_head(const fs::path& beside, const std::string& note, const Restored& restored)
{
    if (restored.lost() > 0) { // what was lost stays signed: the office must be able to show it
        std::error_code ignored;
        fs::rename(beside, beside.string() + ".lost", ignored);
    }
    write_kept_file(beside, note);
}

/// Whoever put it back wrote into the server's folder, not here.
Restored take_on(const Restoring& restoring, const VerifyingKey& key)
{
    const RegisterPlace& place = restoring.backup;
    const WriterLock alone{place.file()}; // other programs of this machine renew the same checkpoint
    // Under a name beside which none is kept: what it lacks is for `compared` to judge.
    Database database{RegisterPlace{place.address(), place.beside(".restored")}, Access::read};
    const ReadScope scope{database};
    const Restored restored = compared(database, kept_checkpoint_file(place), restoring, key);
    verified(database, key);
    keep_head(kept_checkpoint_file(place), load_checkpoint(database), restored);
    return restored;
}

void refuse_other_engine(const Restoring& restoring)
{
    const bool to_database = !RegisterPlace{restoring.to}.is_file();
    if (restoring.backup.is_file() && to_database) {
        throw Error{
            Fault::usage,
            {"một tệp sổ không được khôi phục vào PostgreSQL mà được chép vào",
             "a register's file is not restored into PostgreSQL but copied there"},
            {"radcert register copy TỆP postgresql://…", "radcert register copy FILE postgresql://…"}};
    }
    if (restoring.backup.is_file() && restoring.to.empty()) {
        throw Error{Fault::usage,
                    {"chưa nói khôi phục vào đâu", "it is not said where to restore it"},
                    {"radcert register restore BẢN-SAO-LƯU TỆP-MỚI", "radcert register restore BACKUP FILE"}};
    }
    if (!restoring.backup.is_file() && !restoring.to.empty()) {
        throw Error{
            Fault::usage,
            {restoring.backup.name() + ": sổ trong PostgreSQL do công cụ của PostgreSQL khôi phục tại chỗ",
             restoring.backup.name() + ": a register in PostgreSQL is put back by PostgreSQL's own tools, "
                                       "and stays there"},
            {"bỏ chỗ mới đi; muốn chép thành một tệp sổ: radcert register copy",
             "leave the new place out; to copy it into a file: radcert register copy"}};
    }
}

} // namespace

Report back_up(Database& database, const VerifyingKey& key, const fs::path& to)
{
    if (!database.place().is_file()) {
        throw Error{Fault::usage,
                    {database.name() + ": sổ trong PostgreSQL được sao lưu bằng công cụ của PostgreSQL",
                     database.name() + ": a register in PostgreSQL is backed up by PostgreSQL's own tools"},
                    {"pg_basebackup; hoặc chép thành một tệp sổ: radcert register copy",
                     "pg_basebackup; or copy it into a file: radcert register copy"}};
    }
    refuse_existing(to);
    return copy_verified(database, key, to);
}

Restored restore(const Restoring& restoring, const VerifyingKey& key)
{
    refuse_other_engine(restoring);
    if (!restoring.backup.is_file()) return take_on(restoring, key);
    refuse_existing(restoring.to);
    Database backup{restoring.backup, Access::read};
    const fs::path beside = kept_checkpoint_file(restoring.to);
    const Restored restored = compared(backup, beside, restoring, key);
    copy_verified(backup, key, restoring.to);
    keep_head(beside, load_checkpoint(backup), restored);
    return restored;
}

} // namespace radcert::registry
