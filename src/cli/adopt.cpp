#include "cli/adopt.h"

#include <memory>

#include "cli/desk.h"
#include "cli/files.h"
#include "cli/reading.h"
#include "cli/table.h"

namespace radcert::cli {
namespace {

void adopt(const Settings& settings, const std::string& basis)
{
    Writing writing{settings};
    const auto adopted = casework::adopt_rulebook(writing.scope(), rulebook_to_adopt(settings), basis);
    writing.done(adopted.version,
                 {"bộ quy định được dùng từ nay, sha256:" + adopted.digest,
                  "rulebook in use from now on, sha256:" + adopted.digest},
                 "radcert rules adopted");
}

void adopted(const Settings& settings)
{
    registry::Database database = open_register(settings);
    Table table{{"event", {"Sự kiện", "Event"}},
                {"at", {"Lúc", "At"}},
                {"version", {"Phiên bản", "Version"}},
                {"in_use", {"Đang dùng", "In use"}},
                {"digest", {"SHA-256", "SHA-256"}},
                {"basis", {"Căn cứ", "Basis"}},
                {"second", {"Người thứ hai", "Second person"}}};
    for (const auto& version : registry::rulebook_versions(database)) {
        table.row({version.since, registry::load_event(database, version.since).at.utc,
                   version.record.version, version.until == registry::still_said, version.record.digest,
                   version.record.basis, version.record.second});
    }
    table.print(settings);
}

} // namespace

casework::RulebookFiles rulebook_to_adopt(const Settings& settings)
{
    casework::RulebookFiles files{rulebook_files(rulebook_folder(settings.rules)), {}};
    for (const std::string& path : settings.overlays) files.overlays.push_back({path, read_file(path)});
    return files;
}

void add_adopt_commands(Command& rules, Settings& settings)
{
    auto* command = rules.add_subcommand(
        "adopt",
        "Dùng bộ quy định này ở cơ quan (hai người) / screen by this rulebook from now on (two persons)");
    const auto basis = std::make_shared<std::string>();
    command->add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command
        ->add_option("--overlay", settings.overlays, "Quy định diễn giải của tỉnh / a province's own rules")
        ->type_name("FILE")
        ->one_value_each();
    command->add_option("--basis", *basis, "Căn cứ, lý do / why")->type_name("TEXT");
    add_write_options(*command, settings);
    command->callback([&settings, basis] { adopt(settings, *basis); });

    auto* past = rules.add_subcommand(
        "adopted", "Những bộ quy định cơ quan đã dùng / rulebooks that the register has adopted");
    add_register_options(*past, settings);
    add_export_options(*past, settings);
    past->callback([&settings] { adopted(settings); });
}

} // namespace radcert::cli
