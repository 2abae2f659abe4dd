#include "cli/rules_test.h"

#include <algorithm>
#include <array>

#include "cli/desk.h"
#include "cli/exit_status.h"
#include "cli/fields.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "registry/clock.h"
#include "text/json_writer.h"
#include "workshop/case_coverage.h"
#include "workshop/hunt.h"

namespace radcert::cli {
namespace {

using workshop::Catcher;
using workshop::ShownCase;

struct TestOptions {
    std::string on;
    std::size_t mutants{0};
    std::int64_t seed{1};
    bool accept{false}, list{false};
    int* status{nullptr};
};

/// What became of the mistakes that were made.
struct MutantCounts {
    struct Kind {
        std::size_t made{0}, caught{0};
    };
    std::array<Kind, workshop::mutant_kind_count> kinds;
    std::array<std::size_t, 4> by_catcher{};
    std::vector<const workshop::Mutant*> survivors;

    std::size_t made() const
    {
        std::size_t sum = 0;
        for (const Kind& kind : kinds) sum += kind.made;
        return sum;
    }
    std::size_t caught() const { return made() - survivors.size(); }
};

MutantCounts hunt_all(const workshop::Hunter& hunter, const std::vector<workshop::Mutant>& mutants)
{
    MutantCounts counts;
    for (const workshop::Mutant& mutant : mutants) {
        const workshop::Caught caught = hunter.hunt(mutant);
        auto& kind = counts.kinds[std::size_t(mutant.kind)];
        ++kind.made;
        ++counts.by_catcher[std::size_t(caught.by)];
        if (caught.by == Catcher::nobody)
            counts.survivors.push_back(&mutant);
        else
            ++kind.caught;
    }
    return counts;
}

std::size_t failing(const std::vector<ShownCase>& shown)
{
    return std::size_t(
        std::ranges::count_if(shown, [](const ShownCase& one) { return !one.mismatches.empty(); }));
}

class TestPage {
public:
    explicit TestPage(const Settings& settings)
        : page_{report_width, settings.spoken(), colour_wanted()},
          accept_{"radcert rules test --accept" +
                  (settings.rules.empty() ? "" : " --rules " + settings.rules)}
    {
    }

    std::string write(const std::vector<ShownCase>& shown, const workshop::CaseCoverage& coverage,
                      const std::vector<Words>& reach, const std::optional<MutantCounts>& mutants)
    {
        for (const ShownCase& one : shown) {
            if (!one.mismatches.empty()) failure(one);
        }
        for (const Words& difference : reach) page_.paragraph(page_.say(difference), 0, Colour::red);
        if (!reach.empty())
            page_.paragraph(page_.say({"nếu đúng ý: ", "if that is meant: "}) + accept_, 0, Colour::dim);
        page_.line(page_.say({"Ví dụ đã giải", "Worked cases"}),
                   of(shown.size() - failing(shown), shown.size()), 0, "", Colour::bold);
        page_.line(page_.say({"Điều cần có ví dụ", "Boundaries that need a case"}),
                   of(coverage.points.size() - coverage.gaps().size(), coverage.points.size()), 0, "",
                   Colour::bold);
        for (const auto& gap : coverage.gaps())
            page_.paragraph(gap.row->id + page_.say({": chưa có ví dụ cho trường hợp: ", ": no case "}) +
                                page_.say(gap.what),
                            2, Colour::yellow);
        if (mutants) hunted(*mutants);
        page_.paragraph(
            page_.say(
                {"Không ví dụ nào xét mức phí, thời hạn giải quyết, thời hạn chứng chỉ, lịch, mã tỉnh và "
                 "nhân lực: đối chiếu bằng radcert rules diff.",
                 "No case looks at fees, clocks, terms of certificates, the calendar, provinces and "
                 "staffing: compare them with radcert rules diff."}),
            0, Colour::dim);
        return page_.take();
    }

private:
    static std::string of(std::size_t good, std::size_t all)
    {
        return std::to_string(good) + " / " + std::to_string(all);
    }

    std::string quoted(const std::string& word) const
    {
        return word.empty() ? page_.say({"không có gì", "nothing"}) : word;
    }

    void failure(const ShownCase& one)
    {
        page_.paragraph(one.source->file + ": " + one.source->why, 0, Colour::red);
        for (const auto& wrong : one.mismatches)
            page_.paragraph(wrong.what + page_.say({": ví dụ ghi ", ": expected "}) + quoted(wrong.expected) +
                                page_.say({", kết quả là ", ", found "}) + quoted(wrong.found),
                            2);
        page_.blank();
    }

    void hunted(const MutantCounts& counts)
    {
        page_.line(page_.say({"Lỗi cố ý được phát hiện", "Mistakes on purpose that were noticed"}),
                   of(counts.caught(), counts.made()), 0, "", Colour::bold);
        for (std::size_t i = 0; i < counts.kinds.size(); ++i) {
            const auto& kind = counts.kinds[i];
            if (kind.made > 0)
                page_.line(page_.say(name(workshop::MutantKind(i))), of(kind.caught, kind.made), 2, "",
                           Colour::none);
        }
        for (const workshop::Mutant* survivor : counts.survivors)
            page_.paragraph(page_.say({"không ai thấy: ", "unnoticed: "}) + survivor->row + ", " +
                                page_.say(survivor->what),
                            2, Colour::yellow);
    }

    Page page_;
    std::string accept_;
};

void write_json(const std::vector<ShownCase>& shown, const workshop::CaseCoverage& coverage,
                const std::vector<Words>& reach, const std::optional<MutantCounts>& mutants,
                Language language)
{
    std::string out;
    text::JsonWriter json{out};
    json.open_object();
    json.key("cases");
    json.number(shown.size());
    json.key("failures");
    json.open_array();
    for (const ShownCase& one : shown) {
        for (const auto& wrong : one.mismatches) {
            json.open_object();
            json.member("file", one.source->file);
            json.member("why", one.source->why);
            json.member("what", wrong.what);
            json.member("expected", wrong.expected);
            json.member("found", wrong.found);
            json.close_object();
        }
    }
    json.close_array();
    json.key("reach");
    json.open_array();
    for (const Words& difference : reach) json.string(difference.in(language));
    json.close_array();
    json.key("boundaries");
    json.number(coverage.points.size());
    json.key("gaps");
    json.open_array();
    for (const auto& gap : coverage.gaps()) json.string(gap.row->id + ": " + gap.what.in(language));
    json.close_array();
    if (mutants) {
        json.key("mutants");
        json.number(mutants->made());
        json.key("caught");
        json.number(mutants->caught());
        json.key("survivors");
        json.open_array();
        for (const workshop::Mutant* survivor : mutants->survivors)
            json.string(survivor->row + ": " + survivor->what.in(language));
        json.close_array();
    }
    json.close_object();
    write_out(text::indented(out) + '\n');
}

/// Which case shows which branch or boundary of which row.
Table points_table(const workshop::CaseCoverage& coverage, Language language)
{
    Table table{{"row", {"Dòng", "Row"}},
                {"point", {"Nhánh, ranh giới", "Branch or boundary"}},
                {"file", {"Tệp", "File"}},
                {"why", {"Ví dụ", "Case"}}};
    for (const workshop::CasePoint& point : coverage.points) {
        const bool shown = point.shown != nullptr;
        table.row({point.row->id, point.what.in(language), shown ? Cell{point.shown->source->file} : Cell{},
                   shown ? Cell{point.shown->source->why} : Cell{}});
    }
    return table;
}

/// What cases/reach.json says, written anew first where the author accepts what is. A rulebook without that
/// file states nothing.
std::vector<workshop::ReachLine> stated_reach(const std::filesystem::path& folder,
                                              const std::vector<rules::SourceFile>& files,
                                              const std::vector<workshop::ReachLine>& reached,
                                              const Vocabulary& vocabulary, bool accept)
{
    if (accept) {
        save_file((folder / workshop::reach_file).string(), workshop::reach_text(reached, vocabulary));
        return reached;
    }
    const auto file = std::ranges::find(files, workshop::reach_file, &rules::SourceFile::path);
    return file == files.end() ? reached : workshop::read_reach(*file, vocabulary);
}

void test_rulebook(const Settings& settings, const TestOptions& options)
{
    const Date today = day_option(options.on, "--on").value_or(day_in_vietnam(registry::system_time()));
    const rules::Rulebook book = load_rulebook(settings.rules, settings.overlays);
    const rules::Program program{book};
    const auto folder = rulebook_folder(settings.rules);
    const auto files = case_files(folder);
    const auto cases = workshop::read_cases(files, book.vocabulary);
    const auto reached = workshop::reach(book);
    const auto stated = stated_reach(folder, files, reached, book.vocabulary, options.accept);
    const auto differences = workshop::reach_differences(stated, reached, book.vocabulary);
    const auto shown = workshop::show_cases(program, cases);
    const auto coverage = workshop::case_coverage(book, shown);
    std::vector<workshop::Mutant> mutants;
    std::optional<MutantCounts> counts;
    if (options.mutants > 0) {
        if (failing(shown) > 0 || !differences.empty()) {
            throw Error{Fault::refused,
                        {"có ví dụ sai; lỗi cố ý chỉ nói lên điều gì khi mọi ví dụ đều đúng",
                         "some cases fail; mistakes on purpose say something only where all cases hold"},
                        {"chạy radcert rules test trước", "run radcert rules test first"}};
        }
        mutants = workshop::draw_mutants(book, options.mutants, std::uint64_t(options.seed));
        counts = hunt_all(workshop::Hunter{book, cases, stated, {today}}, mutants);
    }
    if (failing(shown) > 0 || !differences.empty() || !coverage.gaps().empty())
        *options.status = something_found;
    if (options.list || settings.csv || !settings.xlsx.empty())
        return points_table(coverage, settings.spoken()).print(settings);
    if (settings.json) return write_json(shown, coverage, differences, counts, settings.spoken());
    write_out(TestPage{settings}.write(shown, coverage, differences, counts));
}

} // namespace

void add_rules_test_command(Command& rules, Settings& settings, int& status)
{
    auto [command, options] =
        add_verb<TestOptions>(rules, "test",
                              "Chạy các ví dụ đã giải và cho biết chúng bao quát đến đâu / play the worked "
                              "cases and say how far they reach",
                              settings, test_rulebook);
    options->status = &status;
    command
        ->add_option(
            "--mutants", options->mutants,
            "Cố ý làm sai bấy nhiêu chỗ, xem chỗ nào không ai thấy / make so many mistakes on purpose "
            "and see which go unnoticed")
        ->type_name("N")
        ->between(0, 100'000);
    command->add_option("--seed", options->seed, "Cùng số thì cùng lỗi / the same seed, the same mistakes")
        ->type_name("N")
        ->between(0, 1'000'000'000)
        ->show_default();
    command->add_flag(
        "--accept", options->accept,
        "Ghi lại cases/reach.json: ai bị hỏi gì / write cases/reach.json anew: who is asked what");
    command->add_flag("--list", options->list,
                      "Liệt kê: ví dụ nào cho thấy nhánh, ranh giới nào / list which case shows which branch "
                      "and boundary");
    command->add_option("--on", options->on, "Hôm nay là ngày / what counts as today")->type_name("DATE");
    command->add_flag("--json", settings.json, "JSON");
    add_export_options(*command, settings);
    add_shared_options(*command, settings);
    command->footer("Mã thoát 7: có ví dụ sai hoặc còn thiếu / exit status 7: a case fails or is missing\n"
                    "Ví dụ / Examples:\n"
                    "  radcert rules test\n"
                    "  radcert rules test --mutants 300");
}

} // namespace radcert::cli
