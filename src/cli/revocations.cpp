#include <memory>

#include "casework/check_certificate.h"
#include "casework/prove_certificate.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/trusted_keys.h"

namespace radcert::cli {
namespace {

struct RevocationOptions {
    std::string file;
    int valid_days{7};
    std::vector<std::string> trust;
};

void write_snapshot(const Settings& settings, const RevocationOptions& options)
{
    registry::Database database = open_register(settings);
    const registry::KeyFile keys = registry::KeyFile::load(key_file(settings));
    const std::string bytes = casework::export_revocations(database, keys, options.valid_days);
    save_file(options.file, bytes);
    const documents::RevocationHead head = documents::read_revocations(bytes).head;
    std::uint64_t listed = 0;
    for (const std::uint64_t count : head.counts) listed += count;
    const bool vi = settings.spoken() == Language::vi;
    say_of(options.file, options.file + ": " + std::to_string(listed) +
                             (vi ? " giấy không còn giá trị, " : " papers that no longer stand, ") +
                             std::to_string(bytes.size()) +
                             (vi ? " byte; dùng đến hết ngày " : " bytes; fresh through ") +
                             to_dmy(head.due) + '\n');
}

/// Whether a trusted key signed it; "" where no key is trusted.
std::string signature_word(const std::string& bytes, const Trust& trust)
{
    if (trust.keys.empty()) return "not_checked";
    casework::look_up(bytes, trust.keys, 0);
    return "right";
}

void show_revocations(const Settings& settings, const RevocationOptions& options)
{
    static const Words kinds[] = {
        {"Thu hồi", "Revoked"},          {"Hủy vì cấp sai", "Withdrawn"},
        {"Đã thay", "Replaced"},         {"Đã sửa, cần giấy mới", "Corrected since"},
        {"Đã xóa dữ liệu", "Forgotten"}, {"Ghi là hết hạn", "Recorded as ended"},
        {"Đình chỉ", "Suspended"}};
    static const char* const keys[] = {"revoked",   "withdrawn", "replaced", "superseded",
                                       "forgotten", "expired",   "suspended"};
    const std::string bytes = read_file(options.file);
    const Trust trust = load_trust(settings, options.trust);
    const documents::RevocationFile file = documents::read_revocations(bytes);
    Record page;
    page.field("origin", {"Nguồn", "Origin"}, file.head.origin);
    page.field("authority", {"Cơ quan", "Authority"}, file.head.authority);
    page.field("made_at", {"Lập lúc (UTC)", "Made at (UTC)"}, file.head.made_at.utc);
    page.field("due", {"Dùng đến hết ngày", "Fresh through"}, to_iso(file.head.due));
    page.field("fresh", {"Còn dùng được", "Fresh"}, trust.today <= file.head.due);
    page.field("events", {"Số sự kiện", "Events"}, file.head.log_size);
    for (std::size_t kind = 0; kind < documents::kinds_of_not_good; ++kind)
        page.field(keys[kind], kinds[kind], file.head.counts[kind]);
    page.field("bytes", {"Byte", "Bytes"}, bytes.size());
    const std::string word = signature_word(bytes, trust);
    page.field("signature", {"Chữ ký", "Signature"},
               Cell::coded(word, word == "right"
                                     ? Words{"đúng", "right"}
                                     : Words{"chưa kiểm tra (--trust)", "not checked (--trust)"}));
    page.print(output_format(settings.json), settings.spoken());
}

} // namespace

void add_revocations_commands(Command& app, Settings& settings, int&)
{
    auto* noun = app.add_subcommand(
        "revocations",
        "Tệp thu hồi, để kiểm tra giấy nơi không có sổ / revocations for whoever has no register");
    noun->require_subcommand();
    const auto options = std::make_shared<RevocationOptions>();

    auto* exporting = noun->add_subcommand("export", "Lập tệp thu hồi đã ký / write a signed snapshot");
    exporting
        ->add_option("FILE", options->file, "Tệp mới; '-' là đầu ra chuẩn / new file; '-' is standard output")
        ->required();
    exporting->add_option("--valid-days", options->valid_days, "Số ngày dùng được / days it is fresh for (7)")
        ->type_name("N");
    add_register_options(*exporting, settings);
    exporting->callback([&settings, options] { write_snapshot(settings, *options); });

    auto* showing = noun->add_subcommand("show", "Xem tệp thu hồi / show a snapshot");
    showing
        ->add_option("FILE", options->file,
                     "Tệp thu hồi; '-' là đầu vào chuẩn / snapshot; '-' is standard input")
        ->required();
    add_trust_option(*showing, options->trust);
    add_register_options(*showing, settings);
    showing->callback([&settings, options] { show_revocations(settings, *options); });
}

} // namespace radcert::cli
