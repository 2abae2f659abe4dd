#include <filesystem>
#include <memory>

#include "casework/found_register.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/papers.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "registry/backup.h"
#include "registry/copy_register.h"
#include "registry/journal.h"
#include "registry/status.h"

namespace radcert::cli {
namespace {

namespace fs = std::filesystem;

struct CopyOptions {
    std::string from, to, against, vkey, code, name, on;
    bool accept_loss{false}, inactive{false};
};

void show_halt(Record& record, registry::Database& database, bool vi)
{
    const auto halt = registry::find_halt(database);
    const bool halted = halt && halt->halted;
    const std::string loud = vi ? "*** ĐANG DỪNG CẤP CHỨNG CHỈ ***: " : "*** ISSUING IS STOPPED ***: ";
    record.field("halted", {"Dừng cấp", "Halted"}, Cell{halted});
    if (halted) record.field("halt_reason", {"LÝ DO", "REASON"}, loud + halt->reason);
}

void status(const Settings& settings)
{
    registry::Database database = open_register(settings);
    const registry::ReadScope scope{database};
    const auto what = registry::load_register(database);
    const auto counts = registry::count_records(database);
    const auto rulebook = registry::load_rulebook_in_force(database);
    const EventNumber events = registry::journal_size(database);
    std::error_code ignored;
    Record record;
    show_halt(record, database, settings.spoken() == Language::vi);
    record.field("register", {"Sổ đăng ký", "Register"}, database.place().full_name());
    record.field("authority", {"Cơ quan", "Authority"}, what.authority);
    record.field("origin", {"Tên nhật ký", "Journal"}, what.origin);
    record.field("events", {"Sự kiện", "Events"}, events);
    if (events > 0)
        record.field("last_event_at", {"Điểm kiểm cuối", "Last checkpoint"},
                     registry::load_event(database, events - 1).at.utc);
    record.field("rulebook", {"Bộ quy định", "Rulebook"}, rulebook.version);
    record.field("rulebook_digest", {"Mã băm", "Digest"}, rulebook.digest);
    record.field("facilities", {"Cơ sở", "Facilities"}, counts.facilities);
    record.field("equipment", {"Thiết bị", "Equipment"}, counts.equipment);
    record.field("workers", {"Nhân viên", "Workers"}, counts.workers);
    record.field("evidence", {"Minh chứng", "Evidence"}, counts.evidence);
    record.field("applications", {"Hồ sơ", "Applications"}, counts.applications);
    record.field("certificates", {"Chứng chỉ", "Certificates"}, counts.certificates);
    record.field("erased", {"Người đã xóa", "Erased persons"}, counts.erasures);
    record.field("bytes", {"Dung lượng", "Bytes"}, registry::size_of(database));
    record.field("key_file", {"Có tệp khóa", "Key file present"},
                 Cell{fs::exists(key_file(settings), ignored)});
    std::string schema;
    for (const std::string& name : registry::schema_names(database))
        schema += (schema.empty() ? "" : " ") + name;
    record.field("schema", {"Lược đồ", "Schema"}, schema);
    record.print(output_format(settings.json), settings.spoken());
}

void back_up(const Settings& settings, const CopyOptions& options)
{
    registry::Database database = open_register(settings);
    const auto report = registry::back_up(database, load_verifier(settings, options.vkey).key, options.to);
    const bool vi = settings.spoken() == Language::vi;
    write_out(options.to + ": " + std::to_string(report.events) +
              (vi ? " sự kiện, đã kiểm tra; tệp khóa không nằm trong bản sao, hãy giữ riêng\n"
                  : " events, tree and signatures verified; the key file is not in it, keep that apart\n"));
}

void restore(const Settings& settings, const CopyOptions& options)
{
    Settings source = settings;
    source.register_file = options.from;
    const registry::RegisterPlace backup = register_place(source);
    // A backup's file has no keys of its own beside it, a database has.
    const auto key = load_verifier(backup.is_file() ? settings : source, options.vkey).key;
    const auto restored = registry::restore({backup, options.to, options.against, options.accept_loss}, key);
    const bool vi = settings.spoken() == Language::vi;
    const std::string size = std::to_string(restored.size);
    std::string line = (options.to.empty() ? backup.name() : options.to) + ": " + size +
                       (vi ? " sự kiện, đã kiểm tra cây và chữ ký" : " events, tree and signatures verified");
    if (restored.lost() > 0)
        line +=
            (vi ? "; MẤT các sự kiện " : "; LOST events ") + size + "-" + std::to_string(*restored.head - 1);
    if (!restored.head)
        line += vi ? "; không có điểm kiểm đã giữ để so (--against)"
                   : "; there was no kept checkpoint to compare with (--against)";
    write_out(line + '\n');
}

void copy(const Settings& settings, const CopyOptions& options)
{
    Settings source = settings;
    source.register_file = options.from;
    registry::Database from = open_register(source);
    Settings target = settings; // what belongs to a database lies beside the keys, where these are named
    target.register_file = options.to;
    const registry::RegisterPlace to = register_place(target);
    const auto copied = registry::copy_register(from, to, load_verifier(source, options.vkey).key);
    const bool vi = settings.spoken() == Language::vi;
    const std::string events = std::to_string(copied.events), rows = std::to_string(copied.rows),
                      tables = std::to_string(copied.tables);
    write_out(
        to.name() + ": " +
        (vi ? events + " sự kiện; " + rows + " dòng của " + tables + " bảng giống hệt; gốc cây " +
                  copied.root +
                  " như điểm kiểm đã ký\ntiếp theo: chép tệp khóa, rồi radcert register verify\n"
            : events + " events; " + rows + " rows of " + tables + " tables are equal; root " + copied.root +
                  " as the checkpoint signs it\nnext: copy the key file, then radcert register verify\n"));
}

void officers(const Settings& settings)
{
    registry::Database database = open_register(settings);
    Table table{{"code", {"Mã", "Code"}},
                {"name", {"Họ và tên", "Name"}},
                {"active", {"Đang làm việc", "Active"}},
                {"reference", {"Ký hiệu trong nhật ký", "Reference"}}};
    for (const registry::Officer& officer : registry::list_officers(database))
        table.row({officer.code, officer.name, Cell{officer.active}, officer.officer});
    table.print(settings);
}

void officer(const Settings& settings, const CopyOptions& options)
{
    registry::Writer writer = open_writer(settings);
    registry::WriteScope write{writer, act(settings)};
    const auto recorded = casework::record_officer(write, options.code, options.name, !options.inactive);
    write.commit();
    write_out(recorded.code + '\t' + recorded.name + '\n');
    say_dry_run(settings);
}

void authorities(const Settings& settings, const CopyOptions& options)
{
    registry::Database database = open_register(settings);
    Table table{{"authority", {"Mã", "Authority"}},
                {"name", {"Tên", "Name"}},
                {"from", {"Từ ngày", "From"}},
                {"to", {"Đến ngày", "To"}},
                {"successor", {"Kế tục", "Successor"}}};
    for (const auto& body : registry::list_authorities(database, day_option(options.on, "--on"))) {
        const auto last = body.in_force_to ? std::optional{to_iso(*body.in_force_to)} : std::nullopt;
        table.row({body.authority, body.name, to_iso(body.in_force_from), last, body.successor});
    }
    table.print(settings);
}

/// Whoever opens a register for writing brings it up to the program's schema.
void upgrade(const Settings& settings)
{
    const registry::Writer writer = open_writer(settings);
    const bool vi = settings.spoken() == Language::vi;
    write_out(vi ? "sổ đã theo lược đồ của chương trình này; tiếp theo: radcert register verify\n"
                 : "the register has this program's schema; next: radcert register verify\n");
}

Command* register_command(Command& noun, Settings& settings, const char* name, const char* what)
{
    Command* made = noun.add_subcommand(name, what);
    add_register_options(*made, settings);
    return made;
}

void add_copies(Command& noun, Settings& settings, int& exit, const std::shared_ptr<CopyOptions>& options)
{
    const auto vkey = [&](Command& made) {
        made.add_option("--vkey", options->vkey, "Khóa kiểm tra / verifier key")->type_name("VKEY");
    };
    auto* verify = register_command(noun, settings, "verify", "Kiểm tra tất cả / verify everything");
    verify->callback([&settings, &exit] { exit = verify_and_report(settings, {}, {true, true, true}); });

    auto* backup =
        register_command(noun, settings, "backup", "Sao lưu, khi sổ đang dùng / back up, while in use");
    backup->add_option("to", options->to, "Tệp mới / a new file")->required()->type_name("FILE");
    vkey(*backup);
    backup->callback([&settings, options] { back_up(settings, *options); });

    auto* copying = register_command(
        noun, settings, "copy", "Chép sang tệp khác hoặc PostgreSQL / copy to another file or to PostgreSQL");
    copying->add_option("from", options->from, "Sổ nguồn / the register")->required()->type_name("REGISTER");
    copying->add_option("to", options->to, "Chỗ mới / the new place: FILE, postgresql://HOST/NAME")
        ->required()
        ->type_name("PLACE");
    vkey(*copying);
    copying->callback([&settings, options] { copy(settings, *options); });

    auto* restoring = register_command(noun, settings, "restore", "Khôi phục / restore");
    restoring->add_option("from", options->from, "Bản sao lưu, hoặc PostgreSQL / the backup, or PostgreSQL")
        ->required()
        ->type_name("BACKUP");
    restoring->add_option("to", options->to, "Tệp mới / a new file")->type_name("FILE");
    restoring->add_option("--against", options->against, "Điểm kiểm đã giữ / kept checkpoint")
        ->type_name("FILE");
    restoring->add_flag("--accept-loss", options->accept_loss, "Chấp nhận mất sự kiện / events may be lost");
    vkey(*restoring);
    restoring->callback([&settings, options] { restore(settings, *options); });
}

} // namespace

void add_register_commands(Command& app, Settings& settings, int& exit)
{
    auto* noun = app.add_subcommand("register", "Sổ đăng ký / the register");
    noun->require_subcommand();
    noun->footer("Ví dụ / Examples:\n"
                 "  radcert register status\n"
                 "  radcert register backup /mnt/luu/so-2026-08-12.db\n"
                 "  radcert register officer lan --name \"Trần Thị Lan\" --as hoa");
    const auto options = std::make_shared<CopyOptions>();
    register_command(*noun, settings, "status", "Tình trạng / how it stands")->callback([&settings] {
        status(settings);
    });
    register_command(*noun, settings, "upgrade",
                     "Nâng sổ cũ lên theo chương trình này / bring an older register up")
        ->callback([&settings] { upgrade(settings); });
    add_copies(*noun, settings, exit, options);
    auto* people = register_command(*noun, settings, "officers", "Cán bộ / officers");
    add_export_options(*people, settings);
    people->callback([&settings] { officers(settings); });

    auto* recording = noun->add_subcommand("officer", "Ghi một cán bộ / record an officer");
    recording->add_option("code", options->code, "Mã / code")->required()->type_name("CODE");
    recording->add_option("--name", options->name, "Họ và tên / full name")->type_name("NAME");
    recording->add_flag("--inactive", options->inactive, "Không còn làm việc / no longer acts");
    add_write_options(*recording, settings);
    recording->callback([&settings, options] { officer(settings, *options); });

    add_letterhead_command(*noun, settings);
    auto* bodies = register_command(*noun, settings, "authorities", "Cơ quan / authorities");
    bodies->add_option("--on", options->on, "Tồn tại trong ngày / that existed on")->type_name("DAY");
    add_export_options(*bodies, settings);
    bodies->callback([&settings, options] { authorities(settings, *options); });
}

} // namespace radcert::cli
