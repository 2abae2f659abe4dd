// Remedy plans for the demo's made-up dossiers that are not eligible as they were filed: how long one takes,
// beside one full screening of the same dossiers in the same run; whether each makes its file eligible; and
// whether there is none better, by trying every set of remedies on every filing day (every_set.h).
// `bench_plans [DOSSIERS] [RULES]`; exit status 1 where a share is below 100 %.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "cli/files.h"
#include "demo/dossier_generator.h"
#include "tests/bench/every_set.h"
#include "tests/bench/timing.h"
#include "text/read_dossier.h"

namespace {

using namespace radcert;
using bench::EverySet;
using bench::good;
using rules::Plan;

constexpr double aim = 20'000; ///< microseconds that 99 of 100 plans should not exceed

struct File {
    std::size_t index{}; ///< in the generator
    Dossier dossier;
    rules::PlanQuestion question;
    rules::PlanAnswer answer{};
};

/// So many made-up files as can be planned for: those that are in order as they were filed are passed over.
std::vector<File> files_to_plan(std::size_t wanted, const rules::Program& program)
{
    const demo::DossierGenerator generator;
    text::JsonReader reader;
    rules::Screener screener{program};
    std::vector<File> files;
    std::map<Verdict, std::size_t> verdicts;
    for (std::size_t i = 0; files.size() < wanted; ++i) {
        Dossier dossier = text::read_dossier(reader, generator.dossier(i), program.book.vocabulary);
        const Verdict verdict = screener.verdict(dossier);
        ++verdicts[verdict];
        const Date filed = dossier.application.filed_on;
        if (!good(verdict)) files.push_back({i, std::move(dossier), {filed, false}});
    }
    std::printf("%zu dossiers that are not eligible:", files.size());
    for (const auto& [verdict, number] : verdicts)
        std::printf(" %zu %s%s", number, std::string{word(verdict)}.c_str(),
                    good(verdict) ? " (passed over)" : "");
    std::printf("\n");
    return files;
}

void make_plans(std::vector<File>& files, const rules::Program& program)
{
    rules::Screener screener{program};
    std::size_t sink = 0;
    const double screenings = bench::rate(files.size(), [&] {
        for (const File& file : files) sink += screener.screen(file.dossier).findings.size();
    });
    rules::Planner planner{program};
    std::vector<double> wall, processor;
    const double began = bench::processor_seconds();
    for (File& file : files) {
        const double before = bench::wall_seconds(), worked = bench::processor_seconds();
        file.answer = planner.plan(file.dossier, file.question);
        processor.push_back((bench::processor_seconds() - worked) * 1e6);
        wall.push_back((bench::wall_seconds() - before) * 1e6);
    }
    const double plans = double(files.size()) / (bench::processor_seconds() - began);
    const double p50 = bench::median(wall), p99 = bench::quantile(wall, 0.99);
    const auto longest = std::ranges::max_element(wall);
    const double one = 1e6 / screenings; // microseconds
    bench::print_rate("full screenings (the baseline)", screenings, "screening", double(sink != 0));
    std::printf("%-58s %12.0f /s   each takes as long as %.0f screenings\n", "plans", plans,
                screenings / plans);
    std::printf(
        "  one plan, us: p50 %.0f (%.0f screenings), p99 %.0f (%.0f screenings), %s the aim of %.0f\n", p50,
        p50 / one, p99, p99 / one, p99 < aim ? "under" : "OVER", aim);
    std::printf("  of processor: p50 %.0f, p99 %.0f; longest %.0f, dossier %zu\n", bench::median(processor),
                bench::quantile(processor, 0.99), *longest, files[longest - wall.begin()].index);
}

/// Counts what holds, and names the first files of which it does not.
class Share {
public:
    explicit Share(std::string what) : what_{std::move(what)} {}

    void count(bool holds, const File& file, const std::string& otherwise)
    {
        ++all_;
        if (holds) return;
        if (++failed_ <= 5)
            std::fprintf(stderr, "bench_plans: dossier %zu (%s, filed %s): not %s: %s\n", file.index,
                         file.dossier.application.id.c_str(), to_iso(file.question.start).c_str(),
                         what_.c_str(), otherwise.c_str());
    }
    bool print() const
    {
        std::printf("  %-72s %6zu of %6zu   %6.2f %%\n", what_.c_str(), all_ - failed_, all_,
                    all_ == 0 ? 100.0 : 100.0 * double(all_ - failed_) / double(all_));
        return failed_ == 0;
    }

private:
    std::string what_;
    std::size_t all_{0}, failed_{0};
};

std::string in_words(const Plan& plan)
{
    std::string words = "filed " + to_iso(plan.filing) + ", effort " + std::to_string(plan.effort) + ':';
    for (const rules::PlanStep& step : plan.steps) words += ' ' + step.remedy->id;
    return words;
}

/// The best there is, by trying every set on every day.
struct Best {
    std::optional<Date> first, cheapest_on;
    int first_effort{0}, least{0};
};

Best best_of(const File& file, const rules::Planner& planner, EverySet& every)
{
    Best best;
    for (const Date filing : planner.filing_days(file.dossier, file.question)) {
        const auto effort = every.least_effort(file.dossier, file.question, filing);
        if (!effort) continue;
        if (!best.first) best.first = filing, best.first_effort = *effort;
        if (!best.cheapest_on || *effort < best.least) best.cheapest_on = filing, best.least = *effort;
    }
    return best;
}

/// Whether no set of all remedies at once is as cheap on an earlier day, or cheaper on any; empty where these
/// are too many to try.
std::optional<bool> none_better(const File& file, const rules::Planner& planner, EverySet& every)
{
    const Plan& plan = *file.answer.cheapest;
    for (const Date filing : planner.filing_days(file.dossier, file.question)) {
        const int below = filing < plan.filing ? plan.effort : plan.effort - 1;
        const auto any = every.any_within(file.dossier, file.question, filing, below);
        if (!any || *any) return any ? std::optional{false} : std::nullopt;
    }
    return true;
}

bool prove(const std::vector<File>& files, const rules::Program& program)
{
    const rules::Planner planner{program};
    rules::Screener screener{program};
    EverySet every{program};
    Share flips{"plans, cheapest and fastest, that make the file eligible"},
        cheapest{"cheapest: no set of remedies is less effort, or as little and sooner"},
        fastest{"fastest: no set of remedies is sooner, or as soon with less effort"},
        at_once{"of these, cheapest proved by the sets of all remedies at once as well"},
        none{"files without a plan: no set of remedies on any day makes one"},
        says{"files without a plan that name a row"}, why{"... and name one that no set of remedies settles"};
    std::size_t misnamed = 0;
    for (const File& file : files) {
        const Best best = best_of(file, planner, every);
        if (!file.answer.cheapest) {
            none.count(!best.first, file, "a plan exists for " + (best.first ? to_iso(*best.first) : ""));
            says.count(!file.answer.stuck.empty(), file, "no row is named");
            const auto never = std::ranges::count_if(file.answer.stuck, [&](std::uint16_t row) {
                return !every.can_be_met(file.dossier, file.question, row);
            });
            why.count(never > 0, file, "all rows that it names can be met");
            if (std::size_t(never) < file.answer.stuck.size()) ++misnamed;
            continue;
        }
        for (const Plan* plan : {&*file.answer.cheapest, &*file.answer.fastest})
            flips.count(good(screener.verdict(
                            planner.after(file.dossier, file.question, plan->chosen, plan->filing))),
                        file, in_words(*plan));
        const Plan &least = *file.answer.cheapest, &soonest = *file.answer.fastest;
        cheapest.count(best.cheapest_on == least.filing && best.least == least.effort, file,
                       in_words(least) + "; best " + std::to_string(best.least));
        fastest.count(best.first == soonest.filing && best.first_effort == soonest.effort, file,
                      in_words(soonest) + "; best " + std::to_string(best.first_effort));
        if (const auto holds = none_better(file, planner, every))
            at_once.count(*holds, file, in_words(least));
    }
    bool all = true;
    for (const Share* share : {&flips, &cheapest, &fastest, &at_once, &none, &says, &why})
        all = share->print() && all;
    std::printf("  files without a plan that also name a row that some set would settle: %zu\n", misnamed);
    return all;
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t count = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 0;
    const rules::Rulebook book = cli::load_rulebook(argc > 2 ? argv[2] : "", {});
    const rules::Program program{book};
    std::vector<File> files = files_to_plan(count == 0 ? 10'000 : count, program);
    make_plans(files, program);
    return prove(files, program) ? 0 : 1;
}
