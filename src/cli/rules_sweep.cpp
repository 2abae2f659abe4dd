#include "cli/rules_sweep.h"

#include <algorithm>

#include "casework/sweep.h"
#include "casework/words_of.h"
#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/fields.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/table.h"
#include "cli/verb.h"

namespace radcert::cli {
namespace {

using casework::Irregularity;
using casework::Sweep;

struct SweepOptions {
    std::string from, to, kind;
    int* status{nullptr};
};

std::vector<std::string> irregularity_list()
{
    std::vector<std::string> words;
    for (std::size_t i = 0; i < casework::irregularity_count; ++i) words.emplace_back(word(Irregularity(i)));
    return words;
}

/// The command that shows what a finding rests on.
std::string look_at(const casework::SweepFinding& finding)
{
    const std::string worker = "W-" + std::to_string(finding.worker);
    switch (finding.kind) {
    case Irregularity::shared_paper:
        return "radcert evidence list " + worker + "; radcert evidence list W-" +
               std::to_string(finding.other_worker);
    case Irregularity::decided_late: return "radcert application due " + finding.application;
    case Irregularity::evidence_withdrawn:
    case Irregularity::facts_changed:
    case Irregularity::not_met: return "radcert worker history " + worker;
    case Irregularity::stale_at_issue: return "radcert evidence list " + worker;
    case Irregularity::no_grant:
    case Irregularity::no_ground:
    case Irregularity::judgement_withdrawn: return "radcert application history " + finding.application;
    case Irregularity::other_rules:
        return "radcert application replay " + finding.application + " --under in-force";
    }
    return {};
}

/// The page shows so many of a kind; --json and --csv have all of them.
constexpr std::size_t most_of_a_kind = 20;

std::string sweep_page(const Sweep& found, Language language)
{
    Page page{report_width, language, colour_wanted()};
    std::optional<Irregularity> kind;
    std::size_t shown = 0;
    for (const auto& finding : found.findings) {
        if (kind != finding.kind) {
            if (kind) page.blank();
            kind = finding.kind;
            shown = 0;
            const auto count = std::ranges::count(found.findings, *kind, &casework::SweepFinding::kind);
            page.line(page.say(name(*kind)), std::to_string(count), 0, "", Colour::bold);
        }
        if (++shown > most_of_a_kind) {
            if (shown == most_of_a_kind + 1) page.paragraph("... --json, --csv", 2, Colour::dim);
            continue;
        }
        const std::string status =
            finding.status == "in_force" ? "" : " (" + page.say(casework::status_name(finding.status)) + ")";
        page.line(finding.certificate + status, to_dmy(finding.issued_on), 2, "", Colour::none);
        page.paragraph(page.say(finding.proof), 4);
        page.paragraph(look_at(finding), 4, Colour::dim);
    }
    if (kind) page.blank();
    page.paragraph(page.say({"chứng chỉ cấp theo hồ sơ trong sổ này, đã xét lại: ",
                             "certificates issued on files of this register, judged again: "}) +
                       std::to_string(found.certificates),
                   0);
    page.paragraph(page.say({"trong đó cấp trái kết quả xem xét, có căn cứ: ",
                             "of these granted against the determination, with ground: "}) +
                       std::to_string(found.overridden),
                   0);
    page.paragraph(page.say({"ngoài ra, chứng chỉ không có hồ sơ trong sổ này: ",
                             "besides, certificates without a file in this register: "}) +
                       std::to_string(found.without_file),
                   0);
    page.paragraph(found.findings.empty()
                       ? page.say({"không thấy dấu hiệu bất thường", "nothing irregular was found"})
                       : page.say({"điều cần xem lại: ", "to be looked at: "}) +
                             std::to_string(found.findings.size()),
                   0, found.findings.empty() ? Colour::green : Colour::yellow);
    return page.take();
}

Table sweep_table(const Sweep& found, Language language)
{
    Table table{{"kind", {"Dấu hiệu bất thường", "Irregularity"}},
                {"certificate", {"Chứng chỉ", "Certificate"}},
                {"issued_by", {"Cơ quan cấp", "Issued by"}},
                {"issued_on", {"Ngày cấp", "Issued on"}},
                {"worker", {"Nhân viên", "Worker"}},
                {"application", {"Hồ sơ", "Application"}},
                {"status", {"Tình trạng", "Status"}},
                {"proof", {"Nội dung", "Proof"}},
                {"requirements", {"Yêu cầu", "Requirements"}},
                {"events", {"Sự kiện", "Events"}},
                {"command", {"Xem", "See"}}};
    for (const auto& finding : found.findings) {
        std::vector<std::string> events;
        for (const EventNumber event : finding.events) events.push_back(std::to_string(event));
        table.row({Cell::coded(word(finding.kind), name(finding.kind)), finding.certificate,
                   finding.issued_by, to_iso(finding.issued_on), "W-" + std::to_string(finding.worker),
                   finding.application, status_cell(finding.status), finding.proof.in(language),
                   Cell::raw_json(registry::to_json(finding.rows), joined(finding.rows, ", ")),
                   Cell::raw_json("[" + joined(events, ",") + "]", joined(events, ", ")), look_at(finding)});
    }
    return table;
}

void sweep_register(const Settings& settings, const SweepOptions& options)
{
    registry::Database database = open_register(settings);
    casework::Rulebooks rulebooks;
    casework::SweepQuestion question;
    question.issued_from = day_option(options.from, "--from");
    question.issued_to = day_option(options.to, "--to");
    casework::check_order(question.issued_from, question.issued_to);
    question.today = day_in_vietnam(database.now());
    Sweep found;
    {
        ProgressBar bar{settings.spoken() == Language::vi ? "xét lại" : "judging again"};
        question.progress = [&](std::size_t done, std::size_t all) { bar(done, all); };
        found = casework::sweep(database, rulebooks, question);
    }
    if (const auto kind = casework::irregularity_from(options.kind))
        std::erase_if(found.findings, [&](const auto& finding) { return finding.kind != *kind; });
    if (!found.findings.empty()) *options.status = something_found;
    if (settings.json || settings.csv || !settings.xlsx.empty())
        return sweep_table(found, settings.spoken()).print(settings);
    write_out(sweep_page(found, settings.spoken()));
}

} // namespace

void add_rules_sweep_command(Command& rules, Settings& settings, int& status)
{
    auto [command, options] = add_verb<SweepOptions>(rules, "sweep",
                                                     "Xét lại mọi chứng chỉ đã cấp theo những gì biết hôm "
                                                     "nay / every certificate issued here, judged again "
                                                     "by what is known today",
                                                     settings, sweep_register);
    options->status = &status;
    command->add_option("--from", options->from, "Cấp từ ngày / issued from")->type_name("DAY");
    command->add_option("--to", options->to, "Cấp đến ngày / issued until")->type_name("DAY");
    command->add_option("--kind", options->kind, "Chỉ loại này / this kind only")
        ->one_of(irregularity_list());
    add_register_options(*command, settings);
    add_export_options(*command, settings);
    command->footer(
        "Chỉ đọc; mã thoát 7: có điều cần xem lại / reads only; exit status 7: there is something to "
        "look at\n"
        "Ví dụ / Examples:\n"
        "  radcert rules sweep\n"
        "  radcert rules sweep --from 2025-07-01 --xlsx ra-soat.xlsx");
}

} // namespace radcert::cli
