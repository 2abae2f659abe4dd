#include "cli/app.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/parse_trouble.h"
#include "cli/plan.h"
#include "cli/suggest.h"
#include "text/utf8.h"

namespace radcert::cli {
namespace {

constexpr const char* examples = R"(Ví dụ / Examples:
  radcert check ho-so.json                    xem xét một hồ sơ / screen one dossier
  radcert check --lang en --as-of 2026-01-01 ho-so.json
  radcert check --json ho-so.json             kết quả JSON / the determination as JSON
  radcert check --jsonl < vao.jsonl > ra.jsonl
  radcert rules list --on 2025-08-12          các quy định trong ngày / the rules of a day
  radcert rules show B-HEALTH-1               một quy định, kèm trích dẫn / one rule with its citation
  radcert demo thu-muc                        sổ đăng ký mẫu / a sample register
  radcert init --authority province:66 --as lan --name "Nguyễn Thị Lan"
  radcert application record ho-so.json       ghi hồ sơ vào sổ / record a dossier in the register
  radcert worker search duc thinh nguyen      tìm không cần dấu / search without marks
  radcert register verify                     sổ có bị sửa không / was anything rewritten

Mã thoát / Exit status: 0 xong / done · 1 lỗi không mong đợi / unexpected · 2 sai cách dùng / usage
  3 dữ liệu không hợp lệ / invalid input · 4 không tìm thấy / not found · 5 không được phép / refused
  6 xung đột / conflict · 8 sổ bị hỏng hoặc bị sửa / damaged or changed · 9 không đọc, ghi được / cannot read or write)";

std::string version_text(const Settings& settings)
{
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    return "radcert " RADCERT_VERSION "\nrulebook " + book.version + " sha256:" + book.digest + "\n";
}

/// In which language to say that the command line cannot be read: it may not have been read as far as --lang.
Language language_of(const Settings& settings, int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--lang=en") return Language::en;
        if (argument == "--lang" && i + 1 < argc)
            return std::string_view{argv[i + 1]} == "en" ? Language::en : Language::vi;
    }
    return settings.spoken();
}

/// CLI11 says what it could not parse; add what the user may have meant. Every such error is wrong usage.
int usage_error(const CLI::App& app, const CLI::ParseError& error, Language language, int argc, char** argv)
{
    std::string hint;
    for (int i = 1; i < argc && hint.empty(); ++i) {
        hint = suggestion(app, argv[i], i > 1 ? argv[1] : "", language);
    }
    if (hint.empty()) hint = help_of(app, argc, argv);
    std::cerr << "radcert: error: " << parse_trouble(error.what()).in(language) << "\nradcert: hint: " << hint
              << '\n';
    return exit_status(Fault::usage);
}

int parse_and_run(CLI::App& app, const Settings& settings, const int& status, int argc, char** argv)
{
    try {
        app.parse(argc, argv);
        if (app.count("--version") > 0) {
            write_out(version_text(settings));
            return 0;
        }
        if (app.get_subcommands().empty()) {
            std::cerr << "radcert: error: no command was given\nradcert: hint: radcert --help\n";
            return exit_status(Fault::usage);
        }
        return status;
    } catch (const CLI::CallForHelp&) {
        const CLI::App* deepest = &app;
        std::string way;
        while (!deepest->get_subcommands().empty()) {
            way += (way.empty() ? "" : " ") + deepest->get_name();
            deepest = deepest->get_subcommands().front();
        }
        write_out(deepest->help(way));
        return 0;
    } catch (const CLI::ParseError& error) {
        return usage_error(app, error, language_of(settings, argc, argv), argc, argv);
    }
}

/// The language that the configuration names, until --lang names another.
void take_language(Settings& settings)
{
    std::optional<Setting> said;
    try {
        said = Configuration{}.find("lang");
    } catch (const Error&) { // whatever needs the configuration says so; help does not
    }
    if (!said) return;
    if (said->value != "vi" && said->value != "en")
        throw Error{Fault::usage,
                    {said->origin + ": lang chỉ nhận vi hoặc en", said->origin + ": lang is vi or en"}};
    settings.language = said->value;
}

void add_language_option(Command& command, Settings& settings)
{
    command.add_option("--lang", settings.language, "Ngôn ngữ / language: vi, en")
        ->one_of({"vi", "en"})
        ->type_name("LANG");
}

using Bind = void (*)(Command&, Settings&, int&);

struct Noun {
    std::vector<std::string_view> words; ///< as they are typed
    Bind bind;
    bool of_all{false}; ///< says something of every command
};

const std::vector<Noun>& nouns()
{
    static const std::vector<Noun> all{
        {{"check"}, add_check_command},
        {{"rules"}, add_rules_commands},
        {{"init", "halt"}, add_init_commands},
        {{"demo"}, add_demo_commands},
        {{"application"}, add_application_commands},
        {{"certificate"}, add_certificate_commands},
        {{"worker"}, add_worker_commands},
        {{"evidence"}, add_evidence_commands},
        {{"facility"}, add_facility_commands},
        {{"equipment"}, add_equipment_commands},
        {{"journal"}, add_journal_commands},
        {{"register"}, add_register_commands},
        {{"account"}, add_account_commands},
        {{"report"}, add_report_commands},
        {{"reminders"}, add_reminders_command},
        {{"verify-certificate"}, add_verify_certificate_command},
        {{"revocations"}, add_revocations_commands},
        {{"due"}, add_due_command},
        {{"plan"}, add_plan_command},
        {{"import"}, add_import_commands},
        {{"serve", "http"}, add_serve_commands},
        {{"read-sheet"}, add_read_sheet_command},
        {{"completion", "manual-pages"}, add_completion_commands, true},
    };
    return all;
}

/// Describing every command takes longer than a `check`; where a noun was typed, only the nouns that were
/// typed are described. Help and the search for what may have been meant need all of them.
void bind_nouns(Command& app, Settings& settings, int& status, int argc, char** argv)
{
    const auto typed = [&](const Noun& noun) {
        return std::any_of(argv + 1, argv + argc, [&](const char* argument) {
            return std::ranges::find(noun.words, std::string_view{argument}) != noun.words.end();
        });
    };
    const bool some =
        argc > 0 && std::ranges::any_of(nouns(), typed) &&
        std::ranges::none_of(nouns(), [&](const Noun& noun) { return noun.of_all && typed(noun); });
    for (const Noun& noun : nouns()) {
        if (!some || typed(noun)) noun.bind(app, settings, status);
    }
}

} // namespace

void add_register_options(Command& command, Settings& settings)
{
    command.add_option("--register", settings.register_file, "Tệp sổ đăng ký / the register")
        ->type_name("FILE");
    command.add_option("--key-file", settings.key_file, "Tệp khóa / its keys")->type_name("FILE");
    command.add_flag("--json", settings.json, "Kết quả JSON / answer in JSON");
    add_language_option(command, settings);
}

void add_read_options(Command& command, Settings& settings)
{
    add_register_options(command, settings);
    command
        .add_option("--in-force", settings.in_force, "Ngày trong đời thực / day in the world (YYYY-MM-DD)")
        ->type_name("DAY");
    command
        .add_option("--known-by", settings.known_by,
                    "Theo những gì sổ đã ghi đến lúc đó / as far as had been recorded by then")
        ->type_name("MOMENT");
}

void add_export_options(Command& command, Settings& settings)
{
    Option* const csv = command.add_flag("--csv", settings.csv,
                                         "CSV ra đầu ra chuẩn, mở được bằng Excel / CSV for spreadsheets");
    Option* const xlsx =
        command.add_option("--xlsx", settings.xlsx, "Ghi tệp Excel / write a workbook")->type_name("FILE");
    csv->excludes(xlsx);
    if (Option* const json = command.find_option("--json")) {
        csv->excludes(json);
        xlsx->excludes(json);
    }
}

void add_write_options(Command& command, Settings& settings)
{
    add_register_options(command, settings);
    command.add_option("--as", settings.officer, "Cán bộ thực hiện / officer who acts")->type_name("CODE");
    command.add_option("--second", settings.second, "Người thứ hai / second person")->type_name("CODE");
    command.add_flag("--dry-run", settings.dry_run,
                     "Làm thử, không ghi / go through everything, record nothing");
}

void add_shared_options(Command& command, Settings& settings)
{
    command.add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command
        .add_option("--overlay", settings.overlays,
                    "Quy định diễn giải của một tỉnh, lặp lại được / a province's own rules, repeatable")
        ->type_name("FILE")
        ->one_value_each(); // or it would swallow the dossiers that follow
    add_language_option(command, settings);
}

int run(int argc, char** argv)
{
    Settings settings;
    int status = 0;
    CLI::App app{"radcert: sổ đăng ký nhân viên bức xạ, xem xét hồ sơ theo pháp luật, cấp chứng chỉ / "
                 "a register of radiation workers: screens applications against the law, issues certificates",
                 "radcert"};
    app.set_help_flag("-h,--help", "Trợ giúp / help");
    app.footer(examples);
    Command root{app};
    bool version = false;
    root.add_flag("--version", version,
                  "Phiên bản chương trình và bộ quy định / version of the program and the rulebook");
    add_shared_options(root, settings);
    root.add_option("--register", settings.register_file, "Tệp sổ đăng ký / the register")->type_name("FILE");
    root.add_option("--key-file", settings.key_file, "Tệp khóa / its keys")->type_name("FILE");
    bind_nouns(root, settings, status, argc, argv);
    try {
        take_language(settings);
        return parse_and_run(app, settings, status, argc, argv);
    } catch (const Error& error) {
        write_error(error, settings.spoken());
        return exit_status(error.fault());
    }
}

} // namespace radcert::cli
