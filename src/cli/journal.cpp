#include <charconv>
#include <memory>

#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "registry/export.h"
#include "registry/signed_note.h"
#include "registry/witness.h"

namespace radcert::cli {
namespace {

struct JournalOptions {
    bool rebuild{false}, structure_only{false};
    std::int64_t from{0}, most{200}, number{0};
    std::string subject, folder, state, cosign, vkey;
    registry::Depth depth;
};

/// The subject of "W-17" or "F-3". @throws Error usage, not_found.
std::string subject_of(registry::Database& database, const std::string& named)
{
    std::int64_t number = 0;
    const char* const end = named.data() + named.size();
    const bool shaped =
        named.size() > 2 && named[1] == '-' && std::from_chars(named.data() + 2, end, number).ptr == end;
    if (shaped && named[0] == 'W') return registry::load_worker(database, number).subject;
    if (shaped && named[0] == 'F') return registry::load_facility(database, number).subject;
    throw Error{Fault::usage,
                {"--subject " + named + ": không phải mã", "--subject " + named + ": not an id"},
                {"viết W-17 (nhân viên) hoặc F-3 (cơ sở)", "write W-17 (a worker) or F-3 (a facility)"}};
}

void list_events(const Settings& settings, const JournalOptions& options)
{
    registry::Database database = open_register(settings);
    const std::string subject =
        options.subject.empty() ? std::string{} : subject_of(database, options.subject);
    Table table{{"event", {"Sự kiện", "Event"}},    {"at", {"Lúc (UTC)", "At (UTC)"}},
                {"officer", {"Cán bộ", "Officer"}}, {"action", {"Việc", "Action"}},
                {"door", {"Qua", "Door"}},          {"subject", {"Chủ thể", "Subject"}}};
    for (const registry::Event& event :
         registry::list_events(database, options.from, std::size_t(options.most), subject)) {
        const auto officer = registry::find_officer_by_reference(database, event.actor);
        table.row({event.number, event.at.utc, officer ? officer->code : event.actor, event.action,
                   event.door, event.subject});
    }
    table.print(settings);
}

void write_export(const Settings& settings, const JournalOptions& options)
{
    registry::Database database = open_register(settings);
    const auto exported = export_journal(database, load_verifier(settings, options.vkey).key, options.folder);
    const bool vi = settings.spoken() == Language::vi;
    write_out(options.folder + ": " + std::to_string(exported.events) + (vi ? " sự kiện, " : " events, ") +
              std::to_string(exported.checkpoints) +
              (vi ? " điểm kiểm; cách kiểm tra: " : " checkpoints; how to audit them: ") + options.folder +
              "/AUDIT.txt\n");
}

void witness(const Settings& settings, const JournalOptions& options)
{
    registry::Database database = open_register(settings);
    std::optional<registry::KeyFile> cosigner;
    if (!options.cosign.empty()) cosigner = registry::KeyFile::load(options.cosign);
    const auto seen = witness_journal(database, load_verifier(settings, options.vkey).key, options.state,
                                      cosigner ? &*cosigner : nullptr);
    const bool vi = settings.spoken() == Language::vi;
    const std::string size = std::to_string(seen.size);
    if (!seen.before)
        write_out(options.state +
                  (vi ? ": lần đầu, đã giữ điểm kiểm của " : ": first visit, kept the checkpoint of ") +
                  size + (vi ? " sự kiện\n" : " events\n"));
    else
        write_out(options.state + ": " + size + (vi ? " sự kiện, nối tiếp " : " events, continuing ") +
                  std::to_string(*seen.before) + (vi ? " đã thấy lần trước\n" : " seen last time\n"));
}

/// Records are compared unless only the structure is asked for, or the payloads cannot be opened.
registry::Depth depth_of(const Settings& settings, const JournalOptions& options)
{
    registry::Depth depth = options.depth;
    std::error_code ignored;
    const bool may_open = std::filesystem::exists(key_file(settings), ignored);
    depth.rebuild = options.rebuild || (!options.structure_only && may_open);
    return depth;
}

/// A subcommand with the options of a register.
Command* journal_command(Command& journal, Settings& settings, const char* name, const char* what)
{
    Command* made = journal.add_subcommand(name, what);
    add_register_options(*made, settings);
    return made;
}

void add_vkey_option(Command& command, JournalOptions& options)
{
    command
        .add_option("--vkey", options.vkey,
                    "Khóa kiểm tra, thay cho tệp khóa / verifier key, where there is no key file")
        ->type_name("VKEY");
}

void add_reading(Command& journal, Settings& settings, const std::shared_ptr<JournalOptions>& options)
{
    auto* listing = journal_command(journal, settings, "list", "Liệt kê sự kiện / list events");
    listing->add_option("--from", options->from, "Từ sự kiện số / from event")->type_name("N");
    listing->add_option("--most", options->most, "Nhiều nhất (200) / at most")->type_name("N");
    listing->add_option("--subject", options->subject, "Về / about W-17, F-3")->type_name("ID");
    add_export_options(*listing, settings);
    listing->callback([&settings, options] { list_events(settings, *options); });

    auto* newest = journal_command(journal, settings, "checkpoint", "Điểm kiểm mới nhất / newest checkpoint");
    newest->callback([&settings] {
        registry::Database database = open_register(settings);
        write_out(registry::load_checkpoint(database));
    });

    auto* key =
        journal_command(journal, settings, "vkey", "Khóa kiểm tra, để công bố / verifier key, to publish");
    key->callback([&settings] { write_out(registry::vkey(load_verifier(settings, {}).key) + '\n'); });

    auto* prove = journal_command(journal, settings, "prove", "Chứng minh một sự kiện / prove one event");
    prove->add_option("event", options->number, "Số sự kiện / number of the event")
        ->required()
        ->type_name("N");
    prove->callback([&settings, options] {
        registry::Database database = open_register(settings);
        write_out(registry::prove_event(database, options->number));
    });
}

} // namespace

void add_journal_commands(Command& app, Settings& settings, int& status)
{
    auto* journal = app.add_subcommand("journal", "Nhật ký không sửa được / the journal nobody can rewrite");
    journal->require_subcommand();
    journal->footer("Ví dụ / Examples:\n"
                    "  radcert journal verify --read-data\n"
                    "  radcert journal prove 17 > 17.tlog-proof\n"
                    "  radcert journal witness da-thay.checkpoint --vkey khoa.vkey");
    const auto options = std::make_shared<JournalOptions>();
    add_reading(*journal, settings, options);

    auto* verify = journal_command(*journal, settings, "verify", "Kiểm tra nhật ký / verify the journal");
    verify->add_flag("--read-data", options->depth.read_data,
                     "Mở mọi dữ liệu niêm phong / open all that is sealed");
    verify->add_flag("--rebuild", options->rebuild,
                     "Diễn lại, so mọi bản ghi (mặc định khi có tệp khóa) / play it again, compare (usual)");
    verify->add_flag("--structure", options->structure_only,
                     "Chỉ cây và chữ ký / the tree and its signatures only");
    add_vkey_option(*verify, *options);
    verify->callback([&settings, &status, options] {
        status = verify_and_report(settings, options->vkey, depth_of(settings, *options));
    });

    auto* exporting =
        journal_command(*journal, settings, "export", "Xuất cho bên kiểm tra / export for an auditor");
    exporting->add_option("folder", options->folder, "Thư mục mới / a new folder")
        ->required()
        ->type_name("DIR");
    add_vkey_option(*exporting, *options);
    exporting->callback([&settings, options] { write_export(settings, *options); });

    auto* witnessing = journal_command(*journal, settings, "witness",
                                       "Giám sát: nhật ký nối tiếp lần trước / auditor: it continues");
    witnessing->add_option("state", options->state, "Tệp giữ điểm kiểm đã thấy / keeps the checkpoint seen")
        ->required()
        ->type_name("STATE");
    witnessing->add_option("--cosign", options->cosign, "Ký xác nhận bằng tệp khóa / cosign with a key file")
        ->type_name("KEYFILE");
    add_vkey_option(*witnessing, *options);
    witnessing->callback([&settings, options] { witness(settings, *options); });
}

} // namespace radcert::cli
