#include "cli/rules_impact.h"

#include <algorithm>
#include <filesystem>

#include "casework/adopt_row.h"
#include "casework/impact.h"
#include "cli/desk.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/impact_page.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/verb.h"
#include "text/json_writer.h"

namespace radcert::cli {
namespace {

struct ImpactOptions {
    std::string before{"in-use"}, after, on, province, witnesses;
    bool pending{false}, certificates{false}, all{false};
};

/// What the register would screen by if it adopted the rulebook of that name today: the rows that it adopted
/// one by one stay adopted.
rules::Rulebook rulebook_in_register(const Settings& settings, registry::Database& database,
                                     const std::string& name, bool overlays)
{
    std::vector<rules::SourceFile> added;
    if (overlays)
        for (const std::string& path : settings.overlays) added.push_back({path, read_file(path)});
    casework::RulebookFiles files;
    if (name == "in-use")
        files = casework::rulebook_files_in_force(database);
    else
        files.files = rulebook_files(rulebook_folder(name));
    rules::read_rulebook(files.files, added); // which names the file of what cannot be read
    std::ranges::move(added, std::back_inserter(files.overlays));
    if (name != "in-use") casework::keep_adoptions(database, files);
    files = casework::as_kept(files);
    return rules::read_rulebook(files.files, files.overlays);
}

/// What shows the answer of the new rulebook about a witness; the file alone where `check` would answer by
/// another one: by the installed one in place of the register's, or without the rows that the register
/// adopted.
std::string how_to_see(const Settings& settings, const ImpactOptions& options, const rules::Rulebook& after,
                       const std::string& file)
{
    if (options.after == "in-use" || !after.adoptions.empty()) return file;
    return check_command(options.after, settings.overlays, {}, file);
}

/// Saves the witness of each group, and tells where it is and the command that shows it.
std::vector<std::string> save_flip_witnesses(const Settings& settings, const ImpactOptions& options,
                                             const casework::Impact& impact, const rules::Rulebook& after)
{
    std::vector<std::string> commands;
    if (options.witnesses.empty()) return commands;
    make_folder(options.witnesses);
    for (std::size_t i = 0; i < impact.groups.size(); ++i) {
        const casework::FlipGroup& group = impact.groups[i];
        const std::string name = "flip-" + std::to_string(i + 1) + "-" + std::string{word(group.before)} +
                                 "-" + std::string{word(group.after)} + ".json";
        const std::string path = (std::filesystem::path{options.witnesses} / name).string();
        save_file(path, text::indented(group.dossier) + '\n');
        commands.push_back(how_to_see(settings, options, after, path));
    }
    return commands;
}

void tell_impact(const Settings& settings, const ImpactOptions& options)
{
    registry::Database database = open_register(settings);
    const rules::Rulebook before = rulebook_in_register(settings, database, options.before, false);
    const rules::Rulebook after = rulebook_in_register(settings, database, options.after, true);
    const rules::Program program_before{before}, program_after{after};
    casework::ImpactQuestion question;
    question.before = &program_before;
    question.after = &program_after;
    question.on = day_option(options.on, "--on").value_or(day_in_vietnam(database.now()));
    question.province = province_option(options.province, after.vocabulary, question.on, question.on);
    const bool everything = options.all || (!options.pending && !options.certificates);
    question.pending = options.pending || everything;
    question.certificates = options.certificates || everything;
    question.posts = everything;
    casework::Impact found;
    {
        ProgressBar bar{settings.spoken() == Language::vi ? "xét lại" : "screening"};
        question.progress = [&](std::size_t done, std::size_t all) { bar(done, all); };
        found = casework::impact(database, question);
    }
    const ImpactTold told{found,
                          before,
                          after,
                          {question.pending, question.certificates, question.posts},
                          save_flip_witnesses(settings, options, found, after)};
    if (settings.json) return write_out(impact_json(told));
    if (settings.csv || !settings.xlsx.empty()) return flips_table(told, settings.spoken()).print(settings);
    write_out(impact_page(told, settings.spoken()));
}

} // namespace

void add_rules_impact_command(Command& rules, Settings& settings)
{
    auto [command, options] = add_verb<ImpactOptions>(rules, "impact",
                                                      "Thay bộ quy định thì hồ sơ, chứng chỉ nào đổi kết quả "
                                                      "/ for whom another rulebook changes the answer",
                                                      settings, tell_impact);
    command->add_option("--from", options->before, "Thư mục, hoặc in-use / a folder, or in-use")
        ->type_name("A")
        ->show_default();
    command->add_option("--to", options->after, "Thư mục, hoặc in-use / a folder, or in-use")
        ->required()
        ->type_name("B");
    command
        ->add_option("--overlay", settings.overlays,
                     "Quy định diễn giải của tỉnh thêm vào B / a province's own rules on top of B")
        ->type_name("FILE")
        ->one_value_each();
    command->add_option("--on", options->on, "Ngày bắt đầu dùng / day from which B is used (today)")
        ->type_name("DAY");
    command
        ->add_option("--province", options->province, "Chỉ cơ sở của tỉnh này / facilities of one province")
        ->type_name("NN");
    Option* const pending =
        command->add_flag("--pending", options->pending, "Hồ sơ đang chờ / files that wait");
    Option* const certificates =
        command->add_flag("--certificates", options->certificates,
                          "Người có chứng chỉ còn hiệu lực / holders of certificates in force");
    command
        ->add_flag(
            "--all", options->all,
            "Cả hai, và người có vị trí công tác mà chưa có chứng chỉ (mặc định) / both, and whoever is "
            "in post without a certificate (default)")
        ->excludes(pending)
        ->excludes(certificates);
    command
        ->add_option("--witnesses", options->witnesses,
                     "Lưu mỗi nhóm một hồ sơ minh họa vào thư mục / save a file of each group in a folder")
        ->type_name("DIR");
    add_register_options(*command, settings);
    add_export_options(*command, settings);
    command->footer("Chỉ đọc, không ghi gì / reads only\n"
                    "Ví dụ / Examples:\n"
                    "  radcert rules impact --to ban-thao\n"
                    "  radcert rules impact --to ban-thao --pending --on 2027-01-01\n"
                    "  radcert rules impact --to ban-thao --province 66 --xlsx tac-dong.xlsx");
}

} // namespace radcert::cli
