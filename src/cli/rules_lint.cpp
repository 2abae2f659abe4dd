#include "cli/rules_lint.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "casework/pending_files.h"
#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "registry/clock.h"
#include "text/json_writer.h"
#include "text/write_dossier.h"
#include "workshop/lint.h"

namespace radcert::cli {
namespace {

using workshop::LintFinding;

struct LintOptions {
    std::string on, witnesses;
    bool save{false};
    int* status{nullptr};
};

/// The determination, what the first row says, and who decides: what a change of the rulebook must not pass
/// by unseen.
void write_expected(text::JsonWriter& json, const rules::Rulebook& book, const LintFinding& finding,
                    const rules::Screening& screening)
{
    json.open_object();
    json.member("determination", word(screening.verdict));
    const std::string row = finding.rows.empty() ? "" : finding.rows.front();
    if (std::ranges::find(book.requirements, row, &rules::Requirement::id) != book.requirements.end()) {
        json.key("finding");
        const auto found = std::ranges::find_if(
            screening.findings, [&](const rules::Finding& each) { return row_of(book, each).id == row; });
        if (found == screening.findings.end()) {
            json.null();
        } else {
            json.open_object();
            json.member("outcome", word(found->outcome));
            if (found->reason != Reason::none) json.member("reason", word(found->reason));
            if (found->indication) json.member("indication", *found->indication ? "met" : "not_met");
            json.close_object();
        }
    }
    json.key("authority");
    json.open_object();
    json.key("bodies");
    json.open_array();
    for (const Body& body : screening.competence.bodies) json.string(to_word(body));
    json.close_array();
    json.close_object();
    json.close_object();
}

/// A witness as a worked case: what `rules test` plays. It expects what the rulebook says today, which is
/// what its author has to judge.
std::string case_text(const rules::Program& program, const LintFinding& finding)
{
    const Vocabulary& words = program.book.vocabulary;
    rules::Screener screener{program, finding.witness->options};
    const rules::Screening& screening = screener.screen(finding.witness->file);
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    if (!finding.rows.empty()) json.member("requirement", finding.rows.front());
    json.key("cases");
    json.open_array();
    json.open_object();
    json.member("why", finding.sentence.en);
    json.key("dossier");
    json.raw(text::write_dossier(finding.witness->file, words));
    if (finding.witness->options.as_of) {
        json.key("options");
        json.open_object();
        json.member("as_of", to_iso(*finding.witness->options.as_of));
        json.close_object();
    }
    json.key("expect");
    write_expected(json, program.book, finding, screening);
    json.close_object();
    json.close_array();
    json.close_object();
    return text::indented(out) + '\n';
}

std::string witness_name(const LintFinding& finding, std::map<std::string, int>& used)
{
    std::string name = "found-" + std::string{word(finding.kind)};
    std::ranges::replace(name, '_', '-');
    for (const std::string& row : finding.rows) name += "-" + row;
    const int times = ++used[name];
    return times == 1 ? name : name + "-" + std::to_string(times);
}

/// Writes each witness into a folder of its own choice, and with --save as a case; says where each went.
std::vector<std::string> save_witnesses(const rules::Program& program, const std::filesystem::path& rulebook,
                                        const std::vector<LintFinding>& found, const LintOptions& options)
{
    std::map<std::string, int> used;
    std::vector<std::string> names(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!found[i].witness) continue;
        names[i] = witness_name(found[i], used);
        if (!options.witnesses.empty()) {
            make_folder(options.witnesses);
            save_file((std::filesystem::path{options.witnesses} / (names[i] + ".json")).string(),
                      text::indented(text::write_dossier(found[i].witness->file, program.book.vocabulary)) +
                          '\n');
        }
        if (options.save)
            save_file((rulebook / "cases" / (names[i] + ".json")).string(), case_text(program, found[i]));
    }
    return names;
}

std::string lint_page(const rules::Program& program, const std::vector<LintFinding>& found,
                      const std::vector<std::string>& names, const LintOptions& options,
                      const Settings& settings)
{
    Page page{report_width, settings.spoken(), colour_wanted()};
    std::optional<workshop::LintKind> kind;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (kind != found[i].kind) {
            if (kind) page.blank();
            kind = found[i].kind;
            page.line(page.say(name(*kind)), word(*kind), 0, "", Colour::bold);
        }
        page.paragraph(page.say(found[i].sentence), 2);
        if (found[i].pending)
            page.paragraph(page.say({"hồ sơ đang chờ bị ảnh hưởng: ", "waiting files that it would hit: "}) +
                               std::to_string(*found[i].pending),
                           4);
        page.paragraph(page.say(found[i].hint), 4, Colour::dim);
        if (!names[i].empty() && options.save) page.paragraph("cases/" + names[i] + ".json", 4, Colour::dim);
        if (!names[i].empty() && !options.witnesses.empty())
            page.paragraph(check_command(settings.rules, settings.overlays, found[i].witness->options.as_of,
                                         options.witnesses + "/" + names[i] + ".json"),
                           4, Colour::dim);
    }
    if (!found.empty()) page.blank();
    page.paragraph(page.say({"bộ quy định ", "rulebook "}) + program.book.version + ": " +
                       (found.empty() ? page.say({"không có gì đáng ngờ", "nothing suspicious"})
                                      : std::to_string(found.size()) +
                                            page.say({" điều cần xem lại", " things to look at"})),
                   0);
    return page.take();
}

void write_finding(text::JsonWriter& json, const rules::Program& program, const LintFinding& finding,
                   Language language)
{
    json.open_object();
    json.member("kind", word(finding.kind));
    json.key("rows");
    json.open_array();
    for (const std::string& row : finding.rows) json.string(row);
    json.close_array();
    json.member("sentence", finding.sentence.in(language));
    json.member("hint", finding.hint.in(language));
    if (finding.pending) {
        json.key("pending");
        json.number(*finding.pending);
    }
    if (finding.witness) {
        json.key("witness");
        json.raw(text::write_dossier(finding.witness->file, program.book.vocabulary));
        if (finding.witness->options.as_of) json.member("as_of", to_iso(*finding.witness->options.as_of));
    }
    json.close_object();
}

/// How many waiting files of a register what ends would hit: those for whom a topic falls silent, and all of
/// them where a table or the calendar ends.
void count_pending(const Settings& settings, const rules::Program& program, std::vector<LintFinding>& found)
{
    const auto ends = [](const LintFinding& finding) {
        return finding.kind == workshop::LintKind::lapse || finding.kind == workshop::LintKind::calendar_ends;
    };
    if (settings.register_file.empty() || std::ranges::none_of(found, ends)) return;
    registry::Database database = open_register(settings);
    const registry::ReadScope one_state{database};
    const auto files = casework::pending_files(database, program.book.vocabulary);
    for (LintFinding& finding : found) {
        if (!ends(finding)) continue;
        finding.pending =
            finding.topic && finding.day
                ? casework::pending_in_silence(program, files, *finding.topic, *finding.day, finding.places)
                : files.size();
    }
}

void lint_rulebook(const Settings& settings, const LintOptions& options)
{
    const Date today = day_option(options.on, "--on").value_or(day_in_vietnam(registry::system_time()));
    const auto folder = rulebook_folder(settings.rules);
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const rules::Program program{book};
    const auto cases = workshop::read_cases(case_files(folder), book.vocabulary);
    auto found = workshop::lint(program, cases, {today});
    count_pending(settings, program, found);
    const auto names = save_witnesses(program, folder, found, options);
    if (!found.empty()) *options.status = something_found;
    if (!settings.json) return write_out(lint_page(program, found, names, options, settings));
    std::string out;
    text::JsonWriter json{out};
    json.open_array();
    for (const LintFinding& finding : found) write_finding(json, program, finding, settings.spoken());
    json.close_array();
    write_out(text::indented(out) + '\n');
}

} // namespace

void add_rules_lint_command(Command& rules, Settings& settings, int& status)
{
    auto [command, options] =
        add_verb<LintOptions>(rules, "lint",
                              "Tìm lỗ hổng, mâu thuẫn, dòng thừa trước khi dùng / gaps, contradictions, dead "
                              "rows, before anybody is judged by them",
                              settings, lint_rulebook);
    options->status = &status;
    command->add_option("--on", options->on, "Hôm nay là ngày / what counts as today")->type_name("DATE");
    command
        ->add_option("--witnesses", options->witnesses,
                     "Ghi các hồ sơ minh họa vào thư mục này / write the files that show each finding here")
        ->type_name("DIR");
    command->add_flag(
        "--save", options->save,
        "Thêm các hồ sơ minh họa vào cases/ của bộ quy định / add them to the rulebook's cases/");
    command
        ->add_option("--register", settings.register_file,
                     "Đếm hồ sơ đang chờ của sổ này / count this register's waiting files that it would hit")
        ->type_name("FILE");
    command->add_flag("--json", settings.json, "JSON");
    add_shared_options(*command, settings);
    command->footer("Mã thoát 7: có điều cần xem lại / exit status 7: there is something to look at\n"
                    "Ví dụ / Examples:\n"
                    "  radcert rules lint\n"
                    "  radcert rules lint --rules ban-thao --witnesses minh-hoa\n"
                    "  radcert check --rules ban-thao minh-hoa/found-two-needs-NEED-4-NEED-5.json");
}

} // namespace radcert::cli
