#include "cli/adopt.h"

#include <algorithm>

#include "casework/adopt_row.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/reading.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "text/digest.h"

namespace radcert::cli {
namespace {

struct AdoptOptions {
    std::string row, basis, from, last_day, document;
};

void say_adopted(Writing& writing, const registry::Rulebook& adopted, const std::string& record,
                 const Words& what, const std::string& next)
{
    const std::string digest = "; sha256:" + adopted.digest;
    writing.done(record, {what.vi + digest, what.en + digest}, next);
}

void adopt_whole(const Settings& settings, const AdoptOptions& options)
{
    Writing writing{settings};
    auto files = rulebook_to_adopt(settings);
    casework::keep_adoptions(writing.database(), files);
    const auto adopted = casework::adopt_rulebook(writing.scope(), files, options.basis);
    const rules::Rulebook& book = writing.rulebooks().adopted(writing.database(), adopted.digest).book;
    const auto idle = std::ranges::find_if(book.adoptions, [&](const rules::Adoption& each) {
        return !casework::why_superfluous(book, each, writing.scope().today()).empty();
    });
    say_adopted(
        writing, adopted, adopted.version, {"bộ quy định được dùng từ nay", "rulebook in use from now on"},
        idle == book.adoptions.end() ? "radcert rules adopted" : "radcert rules unadopt " + idle->row);
}

void adopt(const Settings& settings, const AdoptOptions& options)
{
    if (options.row.empty()) return adopt_whole(settings, options);
    if (!settings.rules.empty() || !settings.overlays.empty()) {
        throw Error{Fault::usage,
                    {"một dòng được áp dụng theo bộ quy định đang dùng, không theo bộ khác",
                     "one row is adopted of the rulebook in use, not of another"},
                    {"bỏ --rules, --overlay; hoặc dùng cả bộ: radcert rules adopt --rules THƯ MỤC",
                     "leave out --rules and --overlay; or adopt the whole: radcert rules adopt --rules DIR"}};
    }
    Writing writing{settings};
    casework::RowAdoption adoption{options.row, day_option(options.from, "--from"), options.basis, {}};
    if (!options.document.empty()) adoption.document = text::sha256_hex(read_file(options.document));
    const auto adopted = casework::adopt_row(writing.scope(), writing.rulebooks(), adoption);
    const Date from = adoption.from.value_or(writing.scope().today());
    say_adopted(
        writing, adopted, options.row,
        {"được áp dụng cho hồ sơ nộp từ " + to_dmy(from), "decides for files filed from " + to_iso(from)},
        "radcert rules adoptions");
}

void unadopt(const Settings& settings, const AdoptOptions& options)
{
    Writing writing{settings};
    const auto last = day_option(options.last_day, "--last-day");
    const auto adopted = casework::end_adoption(writing.scope(), options.row, last, options.basis);
    const Date day = last.value_or(writing.scope().today());
    say_adopted(writing, adopted, options.row,
                {"thôi áp dụng sau " + to_dmy(day), "is not adopted any more after " + to_iso(day)},
                "radcert rules adoptions");
}

void adoptions(const Settings& settings)
{
    Reading reading{settings};
    casework::Rulebooks rulebooks;
    const rules::Rulebook& book = rulebooks.in_force(reading.database(), reading.known_by()).book;
    Table table{{"row", {"Dòng", "Row"}},           {"authority", {"Cơ quan", "Authority"}},
                {"from", {"Từ ngày", "From"}},      {"to", {"Đến ngày", "To"}},
                {"by", {"Người quyết định", "By"}}, {"second", {"Người thứ hai", "Second person"}},
                {"basis", {"Căn cứ", "Basis"}},     {"not_needed", {"Không còn cần", "Not needed any more"}}};
    const Date today = day_in_vietnam(reading.database().now());
    for (const rules::Adoption& each : book.adoptions) {
        const Words idle = casework::why_superfluous(book, each, today);
        table.row({each.row, to_word(each.authority), to_iso(each.in_force.from),
                   each.in_force.to ? Cell{to_iso(*each.in_force.to)} : Cell{}, each.by, each.second,
                   each.basis.in(settings.spoken()),
                   idle.empty() ? Cell{} : Cell{idle.in(settings.spoken())}});
    }
    table.print(settings);
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
    auto [command, options] =
        add_verb<AdoptOptions>(rules, "adopt",
                               "Dùng bộ quy định này ở cơ quan, hoặc áp dụng một dòng chưa được xác nhận "
                               "(hai người) / screen by this "
                               "rulebook from now on, or let one unconfirmed row decide (two persons)",
                               settings, adopt);
    command->add_option("row", options->row, "Một dòng, ví dụ / one row, e.g. C-HEALTH-1")->type_name("ID");
    command->add_option("--from", options->from, "Từ ngày / from (today)")->type_name("DAY");
    command
        ->add_option("--document", options->document,
                     "Tệp văn bản; sổ giữ mã SHA-256 của tệp / the document's file; its SHA-256 is kept")
        ->type_name("FILE");
    command->add_option("--rules", settings.rules, "Thư mục bộ quy định khác / folder of another rulebook")
        ->type_name("DIR");
    command
        ->add_option("--overlay", settings.overlays, "Quy định diễn giải của tỉnh / a province's own rules")
        ->type_name("FILE")
        ->one_value_each();
    command->add_option("--basis", options->basis, "Văn bản làm căn cứ, lý do / the document, why")
        ->type_name("TEXT");
    command->add_option("--by", settings.officer, "Như --as / as --as")->type_name("CODE");
    add_write_options(*command, settings);

    auto [end, ending] = add_verb<AdoptOptions>(
        rules, "unadopt", "Thôi áp dụng một dòng (hai người) / end an adoption (two persons)", settings,
        unadopt);
    end->add_option("row", ending->row, "Mã dòng / id")->required()->type_name("ID");
    end->add_option("--last-day", ending->last_day, "Ngày cuối còn áp dụng / last day (today)")
        ->type_name("DAY");
    end->add_option("--basis", ending->basis, "Lý do / why")->type_name("TEXT");
    add_write_options(*end, settings);

    auto* list = rules.add_subcommand("adoptions",
                                      "Những dòng đang được áp dụng / rows that an authority has adopted");
    add_read_options(*list, settings);
    add_export_options(*list, settings);
    list->callback([&settings] { adoptions(settings); });

    auto* past = rules.add_subcommand(
        "adopted", "Những bộ quy định cơ quan đã dùng / rulebooks that the register has adopted");
    add_register_options(*past, settings);
    add_export_options(*past, settings);
    past->callback([&settings] { adopted(settings); });
}

} // namespace radcert::cli
