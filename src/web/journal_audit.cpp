#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "documents/tar.h"
#include "registry/export.h"
#include "registry/kept_file.h"
#include "registry/signed_note.h"
#include "registry/status.h"
#include "registry/verify.h"
#include "text/digest.h"
#include "web/moments.h"
#include "web/nouns.h"
#include "web/part.h"
#include "web/visit.h"

namespace radcert::web {
namespace {

namespace fs = std::filesystem;

/// What was found when the journal was last verified through a browser, since this program started.
struct Verified {
    Timestamp at;
    std::string by; ///< name of the officer
    std::chrono::milliseconds took{};
    registry::Report report;
};

/// The last verification of each register that this program shows. One runs at a time: it reads all of the
/// journal.
struct Verifications {
    std::mutex reading, running;
    std::map<std::string, Verified> last; ///< by the name of the register

    static Verifications& all()
    {
        static Verifications made;
        return made;
    }
    std::optional<Verified> find(const std::string& name)
    {
        const std::lock_guard lock{reading};
        const auto found = last.find(name);
        return found == last.end() ? std::nullopt : std::optional{found->second};
    }
};

// The state.

std::string schema_list(registry::Database& database)
{
    std::string names;
    for (const std::string& name : registry::schema_names(database))
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

/// Size that the checkpoint beside the register signs; empty: there is none.
std::optional<std::uint64_t> kept_size(Visit& visit)
{
    const auto kept = registry::read_kept_file(registry::kept_checkpoint_file(visit.database().place()));
    if (!kept) return std::nullopt;
    return registry::open_checkpoint(*kept, visit.office().keys().verifying()).size;
}

Facts state_facts(Visit& visit)
{
    registry::Database& database = visit.database();
    const EventNumber size = registry::journal_size(database);
    Facts facts;
    facts.add({"origin", {"Tên nhật ký", "Journal"}}, registry::load_register(database).origin);
    facts.add({"events", {"Số sự kiện", "Events"}}, size, "/journal");
    if (size > 0)
        facts.add({"last_event_at", {"Sự kiện cuối lúc", "Last event at"}},
                  moment_cell(registry::load_event(database, size - 1).at),
                  address({"journal", std::to_string(size - 1)}));
    facts.add({"vkey", {"Khóa kiểm tra", "Verifier key"}}, registry::vkey(visit.office().keys().verifying()),
              {}, Tone::plain,
              {"so với khóa mà cơ quan công bố trên giấy", "compare it with the one published on paper"});
    try {
        const auto kept = kept_size(visit);
        facts.add({"kept_checkpoint", {"Điểm kiểm giữ cạnh sổ", "Checkpoint kept beside the register"}},
                  kept ? Cell{std::int64_t(*kept)} : Cell{}, {}, kept ? Tone::plain : Tone::near,
                  kept ? Words{"số sự kiện mà nó ký", "events that it signs"}
                       : Words{"không có: sổ cũ đặt vào chỗ này sẽ khó bị phát hiện hơn",
                               "none: an older register put here would be harder to notice"});
    } catch (const Error& error) {
        facts.add({"kept_checkpoint", {"Điểm kiểm giữ cạnh sổ", "Checkpoint kept beside the register"}},
                  Cell::coded("damaged", {"không đọc được", "cannot be read"}), {}, Tone::bad,
                  error.sentence());
    }
    facts.add({"erased", {"Người đã xóa dữ liệu", "Erased persons"}},
              std::int64_t(registry::list_erasures(database).size()));
    return facts;
}

/// What only whoever runs the machine needs.
Folded for_keepers(registry::Database& database)
{
    Facts facts;
    facts.add({"schema", {"Lược đồ dữ liệu", "Schema"}}, schema_list(database));
    return {{"Dành cho quản trị", "For administrators"},
            {std::move(facts),
             Paragraph{{"Kiểm tra cả dữ liệu niêm phong và các bảng bản ghi, trên máy chủ: radcert register "
                        "verify.",
                        "To verify what is sealed and the tables of records too, on the server: radcert "
                        "register verify."},
                       true}}};
}

Listing problem_list(const registry::Report& report, Language language)
{
    documents::Table table{{"table", {"Bảng hoặc tệp", "Table or file"}},
                           {"row", {"Dòng", "Row"}},
                           {"column", {"Cột", "Column"}},
                           {"problem", {"Sai ở đâu", "What is wrong"}}};
    for (const registry::Problem& problem : report.problems)
        table.row({problem.table, problem.row, problem.column, problem.sentence.in(language)});
    Listing list{"problems", {"Những chỗ sai", "Problems"}, std::move(table)};
    list.whole = report.found == report.problems.size();
    return list;
}

Notice verified_notice(const Verified& verified)
{
    const registry::Report& report = verified.report;
    const std::string events = std::to_string(report.events), points = std::to_string(report.checkpoints);
    const std::string when = shown_moment(verified.at) + " (" + verified.by + ", " +
                             std::to_string(verified.took.count()) + " ms)";
    Notice notice{report.clean() ? Notice::Kind::done : Notice::Kind::wrong,
                  report.clean() ? Words{"Nhật ký nguyên vẹn, kiểm tra lúc " + when + ".",
                                         "The journal is whole; verified at " + when + "."}
                                 : Words{"NHẬT KÝ KHÔNG NGUYÊN VẸN: " + std::to_string(report.found) +
                                             " chỗ sai, kiểm tra lúc " + when + ".",
                                         "THE JOURNAL IS NOT WHOLE: " + std::to_string(report.found) +
                                             " problems; verified at " + when + "."}};
    notice.more.push_back(
        {"Đã xem: " + events + " sự kiện, " + points + " điểm kiểm, cả cây và mọi chữ ký" +
             (report.kept ? ", điểm kiểm giữ cạnh sổ." : "; không có điểm kiểm giữ cạnh sổ để so."),
         "Looked at: " + events + " events, " + points + " checkpoints, the whole tree and every signature" +
             (report.kept ? ", the checkpoint kept beside the register."
                          : "; there is no kept checkpoint to compare with.")});
    notice.more.push_back(
        {"Chưa xem: dữ liệu niêm phong và các bảng bản ghi; quản trị kiểm tra việc đó trên máy chủ.",
         "Not looked at: what is sealed, and the tables of records; the administrator verifies them on the "
         "server."});
    if (!report.clean())
        notice.more.push_back(
            {"Giữ nguyên máy, không ghi gì thêm, báo lãnh đạo và quản trị hệ thống.",
             "Leave the machine as it is, record nothing more, tell the head and the administrator."});
    return notice;
}

constexpr Duties auditing{Duty::auditor, Duty::head, Duty::administrator};

Reply show_state(Visit& visit)
{
    Page page{{"Tình trạng nhật ký", "State of the journal"}};
    page.acts = {{{"Tìm trong nhật ký", "Search the journal"}, "/journal", true},
                 {{"Kiểm tra ngoại tuyến", "Offline audit"}, "/journal/offline", true}};
    const auto last = Verifications::all().find(visit.database().name());
    if (last) page.add(verified_notice(*last));
    if (last && !last->report.clean()) page.add(problem_list(last->report, visit.language()));
    page.add(state_facts(visit));
    if (visit.may(auditing)) {
        page.add(Form{.action = "/journal/verify",
                      .submit = {"Kiểm tra ngay", "Verify now"},
                      .legend = {"Kiểm tra cả nhật ký", "Verify the whole journal"},
                      .id = "verify"});
        page.add(Paragraph{
            {"Đọc lại mọi sự kiện, tính lại cả cây và kiểm tra mọi chữ ký; nhật ký rất lớn mất vài phút, các "
             "trang "
             "khác vẫn dùng được.",
             "Reads every event again, computes the whole tree and checks every signature; a very long "
             "journal takes some minutes, and other pages go on meanwhile."},
            true});
    }
    page.add(Verbatim{{"Điểm kiểm mới nhất (C2SP signed note)", "Newest checkpoint (C2SP signed note)"},
                      registry::load_checkpoint(visit.database())});
    page.add(for_keepers(visit.database()));
    return page;
}

Reply verify_now(Visit& visit)
{
    Verifications& all = Verifications::all();
    const std::unique_lock alone{all.running, std::try_to_lock};
    if (!alone)
        throw Error{Fault::conflict,
                    {"đang có người kiểm tra nhật ký", "somebody is verifying the journal just now"},
                    {"đợi vài giây rồi mở lại trang này", "wait some seconds, then open this page again"}};
    // A connection of its own: the kept checkpoint has to be read before the state that is compared with it.
    registry::Database database = visit.office().open_reader();
    database.expect_one_pass();
    const auto begun = std::chrono::steady_clock::now();
    Verified verified{database.now(),
                      visit.who().officer.name,
                      {},
                      registry::verify_register(database, visit.office().keys().verifying(), nullptr, {})};
    verified.took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    const bool clean = verified.report.clean();
    {
        const std::lock_guard lock{all.reading};
        all.last[database.name()] = std::move(verified);
    }
    return Redirect{"/journal/state",
                    clean ? Words{"đã kiểm tra: nhật ký nguyên vẹn", "verified: the journal is whole"}
                          : Words{"đã kiểm tra: CÓ CHỖ SAI", "verified: THERE ARE PROBLEMS"}};
}

// The export.

/// A folder of files that is gone when the answer is made.
struct TemporaryFolder {
    fs::path path{fs::temp_directory_path() / ("radcert-" + text::to_hex(registry::random_bytes(8)))};

    TemporaryFolder() = default;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

std::string content_of(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    if (stream) return bytes;
    throw Error{Fault::unavailable, {file.string() + ": không đọc được", file.string() + ": cannot be read"}};
}

constexpr EventNumber most_exported =
    200'000; ///< a third of a kilobyte each, held in memory while it is sent

Reply download_export(Visit& visit)
{
    const EventNumber size = registry::journal_size(visit.database());
    if (size > most_exported)
        throw Error{Fault::refused,
                    {"nhật ký có " + std::to_string(size) + " sự kiện, quá lớn để tải qua trình duyệt",
                     "the journal has " + std::to_string(size) + " events, too many for a browser"},
                    {"chạy trên máy chủ: radcert journal export THƯ-MỤC",
                     "on the server: radcert journal export FOLDER"}};
    const TemporaryFolder folder;
    registry::export_journal(visit.database(), visit.office().keys().verifying(), folder.path);
    const std::string name = "radcert-journal-" + std::to_string(size);
    documents::TarWriter tar{registry::system_seconds()};
    for (const char* const file :
         {"AUDIT.txt", "audit.py", "checkpoint", "checkpoints.ndjson", "events.ndjson", "vkey"})
        tar.add(name + '/' + file, content_of(folder.path / file));
    return Download{"application/x-tar", name + ".tar", tar.take()};
}

Reply show_offline(Visit& visit)
{
    Page page{{"Kiểm tra ngoại tuyến", "Offline audit"}};
    page.lead = {"Kiểm tra nhật ký trên máy của bên kiểm tra, không cần chương trình này.",
                 "The journal is verified on the auditor's own machine, without this program."};
    page.acts.push_back({{"Tình trạng nhật ký", "State of the journal"}, "/journal/state", true});
    if (visit.may(auditing)) {
        page.add(Links{{{{"Tải nhật ký (tar)", "Download the journal (tar)"}, "/journal/export", false},
                        {{"Tải audit.py", "Download audit.py"}, "/journal/audit-script", true}}});
        page.add(Paragraph{
            {"Tệp tar không chứa dữ liệu cá nhân; mở bằng lệnh: tar -xf TỆP. Qua trình duyệt tải được đến " +
                 std::to_string(most_exported) + " sự kiện.",
             "The tar file holds no personal data; unpack it with: tar -xf FILE. A browser gets up to " +
                 std::to_string(most_exported) + " events."},
            true});
    }
    page.add(Verbatim{{"Cách kiểm tra (AUDIT.txt)", "Procedure (AUDIT.txt)"},
                      std::string{registry::audit_procedure()}});
    return page;
}

Reply download_script(Visit&)
{
    return Download{"text/plain; charset=utf-8", "audit.py", std::string{registry::audit_script()}};
}

} // namespace

void add_journal_audit_routes(Routes& routes)
{
    constexpr Duties who = readers | Duties{Duty::administrator};
    routes.page(
        "/journal/state",
        {.access = only(who), .summary = {"Tình trạng nhật ký", "State of the journal"}, .twins = true},
        show_state);
    routes.act("/journal/verify",
               {.access = only(auditing),
                .summary = {"Kiểm tra cả nhật ký", "Verify the whole journal"},
                .form_on = "/journal/state"},
               verify_now);
    routes.page("/journal/export",
                {.access = only(auditing),
                 .summary = {"Tải nhật ký để kiểm tra", "Download the journal for an audit"}},
                download_export);
    routes.page("/journal/offline",
                {.access = only(who), .summary = {"Kiểm tra ngoại tuyến", "Offline audit"}}, show_offline);
    routes.page("/journal/audit-script",
                {.access = only(who), .summary = {"Tệp audit.py", "The file audit.py"}}, download_script);
}

} // namespace radcert::web
