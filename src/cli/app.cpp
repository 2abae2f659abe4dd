#include "cli/app.h"

#include <CLI/CLI.hpp>

#include <iostream>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/suggest.h"

namespace radcert::cli {
namespace {

constexpr const char* examples = R"(Ví dụ / Examples:
  radcert check ho-so.json                    xem xét một hồ sơ / screen one dossier
  radcert check --lang en --as-of 2026-01-01 ho-so.json
  radcert check --json ho-so.json             kết quả JSON / the determination as JSON
  radcert check --jsonl < vao.jsonl > ra.jsonl
  radcert rules list --on 2025-08-12          các quy định trong ngày / the rules of a day
  radcert rules show B-HEALTH-1               một quy định, kèm trích dẫn / one rule with its citation

Mã thoát / Exit status: 0 xong / done · 1 lỗi không mong đợi / unexpected · 2 sai cách dùng / usage
  3 dữ liệu không hợp lệ / invalid input · 4 không tìm thấy / not found · 9 không đọc, ghi được / cannot read or write)";

std::string version_text(const Settings& settings)
{
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    return "radcert " RADCERT_VERSION "\nrulebook " + book.version + " sha256:" + book.digest + "\n";
}

/// CLI11 says what it could not parse; add what the user may have meant. Every such error is wrong usage.
int usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv)
{
    std::string hint;
    for (int i = 1; i < argc && hint.empty(); ++i) {
        hint = suggestion(app, argv[i], i > 1 ? argv[1] : "");
    }
    if (hint.empty())
        hint =
            argc > 1 && argv[1][0] != '-' ? "radcert " + std::string{argv[1]} + " --help" : "radcert --help";
    std::cerr << "radcert: error: " << error.what() << "\nradcert: hint: " << hint << '\n';
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
        return usage_error(app, error, argc, argv);
    }
}

} // namespace

void add_shared_options(CLI::App& command, Settings& settings)
{
    command.add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command
        .add_option("--overlay", settings.overlays,
                    "Quy định diễn giải của một tỉnh, lặp lại được / a province's own rules, repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false); // or it would swallow the dossiers that follow
    command.add_option("--lang", settings.language, "Ngôn ngữ / language: vi, en")
        ->check(CLI::IsMember({"vi", "en"}))
        ->type_name("LANG");
}

int run(int argc, char** argv)
{
    Settings settings;
    int status = 0;
    CLI::App app{"radcert: xem xét hồ sơ đề nghị cấp chứng chỉ nhân viên bức xạ theo pháp luật / "
                 "screens applications for radiation worker certificates against the law",
                 "radcert"};
    app.set_help_flag("-h,--help", "Trợ giúp / help");
    app.footer(examples);
    bool version = false;
    app.add_flag("--version", version,
                 "Phiên bản chương trình và bộ quy định / version of the program and the rulebook");
    add_shared_options(app, settings);
    add_check_command(app, settings, status);
    add_rules_commands(app, settings, status);
    try {
        return parse_and_run(app, settings, status, argc, argv);
    } catch (const Error& error) {
        write_error(error, settings.spoken());
        return exit_status(error.fault());
    }
}

} // namespace radcert::cli
