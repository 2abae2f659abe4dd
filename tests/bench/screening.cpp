// Speed of the engine in memory, on one core: the shipped rulebook and the demo's made-up dossiers, beside
// the same requirements written by hand in C++ (by_hand.h) in the same run. `bench_screening [DOSSIERS]
// [RULES]`.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/files.h"
#include "demo/dossier_generator.h"
#include "rules/explain.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "tests/bench/by_hand.h"
#include "tests/bench/timing.h"
#include "text/read_dossier.h"

namespace {

using namespace radcert;
using bench::print_rate;
using bench::rate;

/// Refuses to compare speeds of two programs that do not say the same.
bool agree(const std::vector<Dossier>& dossiers, rules::Screener& screener, const bench::ByHand& by_hand)
{
    for (const Dossier& dossier : dossiers) {
        const Verdict by_engine = screener.verdict(dossier);
        if (by_engine == by_hand.verdict(dossier) && by_engine == screener.screen(dossier).verdict) continue;
        std::fprintf(stderr, "bench_screening: %s: engine %s, by hand %s\n", dossier.application.id.c_str(),
                     std::string{word(by_engine)}.c_str(),
                     std::string{word(by_hand.verdict(dossier))}.c_str());
        return false;
    }
    return true;
}

void explain_all(const rules::Program& program, const rules::Screening& screening, std::string& words)
{
    for (const rules::Finding& finding : screening.findings) {
        words.clear();
        rules::append_explanation(words, program, screening, finding, Language::vi);
        rules::append_explanation(words, program, screening, finding, Language::en);
    }
}

int run(std::size_t count, const std::string& folder)
{
    const rules::Rulebook book = cli::load_rulebook(folder, {});
    const rules::Program program{book};
    const demo::DossierGenerator generator;
    std::vector<std::string> lines;
    std::vector<Dossier> dossiers;
    text::JsonReader reader;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count; ++i) {
        lines.push_back(generator.dossier(i));
        bytes += lines.back().size();
        dossiers.push_back(text::read_dossier(reader, lines.back(), book.vocabulary));
    }
    rules::Screener screener{program};
    rules::DeterminationWriter writer{program};
    const bench::ByHand by_hand{book.vocabulary};
    if (!agree(dossiers, screener, by_hand)) return 1;

    const std::size_t repeats = std::max<std::size_t>(1, 200'000 / count);
    const auto each = [&](auto work) {
        return rate(count * repeats, [&] {
            for (std::size_t i = 0; i < repeats; ++i) {
                for (const Dossier& dossier : dossiers) work(dossier);
            }
        });
    };
    std::size_t sink = 0, findings = 0, written = 0;
    std::string words;
    for (const Dossier& dossier : dossiers) findings += screener.screen(dossier).findings.size();
    std::printf("%zu dossiers of %zu bytes, %zu findings each; one core, median of 7 rounds\n", count,
                bytes / count, findings / count);

    const double hand = each([&](const Dossier& dossier) { sink += std::size_t(by_hand.verdict(dossier)); });
    const std::string base = "by hand";
    print_rate("verdict, by hand in C++ (the baseline)", hand, base, 1.0);
    const double verdict =
        each([&](const Dossier& dossier) { sink += std::size_t(screener.verdict(dossier)); });
    print_rate("verdict, engine", verdict, base, verdict / hand);
    const double full =
        each([&](const Dossier& dossier) { sink += screener.screen(dossier).findings.size(); });
    print_rate("all findings: outcome, reason, deciding records", full, base, full / hand);
    const double worded =
        each([&](const Dossier& dossier) { explain_all(program, screener.screen(dossier), words); });
    print_rate("all findings with words in both languages", worded, base, worded / hand);
    const double json = each([&](const Dossier& dossier) {
        words.clear();
        writer.append(words, screener.screen(dossier));
        written += words.size();
    });
    print_rate("determinations as JSON", json, base, json / hand);
    const double reading = rate(count, [&] {
        for (const std::string& line : lines)
            sink += text::read_dossier(reader, line, book.vocabulary).application.id.size();
    });
    print_rate("reading dossiers from JSON", reading, base, reading / hand);
    std::printf("engine's verdict takes %.2f times the hand-written one's time\n", hand / verdict);
    return sink + written == 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t count = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 5000;
    return run(count == 0 ? 5000 : count, argc > 2 ? argv[2] : "");
}
