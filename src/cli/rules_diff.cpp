#include "cli/rules_diff.h"

#include "casework/rulebooks.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "registry/clock.h"
#include "workshop/compare.h"

namespace radcert::cli {
namespace {

using workshop::ChangeKind;
using workshop::EntryChange;

struct DiffOptions {
    std::string before, after;
};

std::string said(const Words& words, Language language)
{
    return words.empty() ? "-" : words.in(language);
}

/// One line a point; an entry that was added or removed is one line.
Table diff_table(const std::vector<EntryChange>& changes, Language language)
{
    Table table{{"section", {"Loại", "Section"}},
                {"id", {"Mã", "ID"}},
                {"change", {"Thay đổi", "Change"}},
                {"point", {"Điểm", "Point"}},
                {"before", {"Trước", "Before"}},
                {"after", {"Sau", "After"}},
                {"rewrites_past", {"Viết lại quá khứ", "Rewrites the past"}}};
    for (const EntryChange& change : changes) {
        const Cell kind = Cell::coded(word(change.kind), name(change.kind));
        const Cell section = Cell::coded(change.section.en, change.section);
        if (change.points.empty())
            table.row({section, change.id, kind, {}, {}, change.title.in(language), change.rewrites_past});
        for (const auto& point : change.points)
            table.row({section, change.id, kind, point.point.in(language), said(point.before, language),
                       said(point.after, language), change.rewrites_past});
    }
    return table;
}

std::string diff_page(const std::vector<EntryChange>& changes, Language language)
{
    Page page{report_width, language, colour_wanted()};
    bool rewritten = false;
    for (const EntryChange& change : changes) {
        const Colour colour = change.kind == ChangeKind::added     ? Colour::green
                              : change.kind == ChangeKind::removed ? Colour::red
                                                                   : Colour::yellow;
        page.line(change.id + (change.rewrites_past ? " !" : "") + "  " + page.say(change.title),
                  page.say(name(change.kind)) + ", " + page.say(change.section), 0, "", colour);
        for (const auto& point : change.points) {
            page.paragraph(page.say(point.point) + ":", 2);
            page.paragraph("- " + said(point.before, language), 4);
            page.paragraph("+ " + said(point.after, language), 4);
        }
        rewritten = rewritten || change.rewrites_past;
    }
    if (changes.empty())
        page.paragraph(page.say({"hai bộ quy định không khác nhau", "the two rulebooks say the same"}), 0);
    if (rewritten) {
        page.blank();
        page.paragraph(
            page.say(
                {"! dòng đã có bị viết lại, hoặc có hiệu lực lùi ngày: hồ sơ của những ngày đã qua sẽ "
                 "được xét khác đi (xem: radcert rules impact). Ghi ngày cuối cho dòng cũ và viết dòng "
                 "mới với mã mới, từ hôm nay trở đi.",
                 "! a row that was there is rewritten, or one is back-dated: files of days gone by would "
                 "come out otherwise (see: radcert rules impact). Give the old row its last day and "
                 "write a new one with a new id, from today on."}),
            0, Colour::red);
    }
    return page.take();
}

void diff(const Settings& settings, const DiffOptions& options)
{
    const auto changes =
        workshop::compare(named_rulebook(settings, options.before), named_rulebook(settings, options.after),
                          day_in_vietnam(registry::system_time()));
    if (settings.json || settings.csv || !settings.xlsx.empty())
        return diff_table(changes, settings.spoken()).print(settings);
    write_out(diff_page(changes, settings.spoken()));
}

} // namespace

rules::Rulebook named_rulebook(const Settings& settings, const std::string& name)
{
    if (name != "in-use") {
        const auto kept = casework::as_kept({rulebook_files(rulebook_folder(name)), {}});
        return rules::read_rulebook(kept.files, kept.overlays);
    }
    registry::Database database = open_register(settings);
    casework::Rulebooks rulebooks;
    return rulebooks.in_force(database).book;
}

void add_rules_diff_command(Command& rules, Settings& settings)
{
    auto [command, options] = add_verb<DiffOptions>(
        rules, "diff", "Hai bộ quy định khác nhau ở đâu / in what two rulebooks differ", settings, diff);
    command
        ->add_option("before", options->before,
                     "Thư mục, hoặc in-use: bộ quy định của sổ / a folder, or in-use: the register's")
        ->required()
        ->type_name("A");
    command->add_option("after", options->after, "Thư mục, hoặc in-use / a folder, or in-use")
        ->required()
        ->type_name("B");
    add_register_options(*command, settings);
    add_export_options(*command, settings);
    command->footer("Ví dụ / Examples:\n"
                    "  radcert rules diff qualification-rules ban-thao\n"
                    "  radcert rules diff in-use ban-thao --lang en");
}

} // namespace radcert::cli
