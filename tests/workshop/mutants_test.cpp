#include <set>

#include "tests/rounds.h"
#include "tests/workshop/shipped.h"
#include "workshop/hunt.h"

// Mistakes made on purpose in the shipped rulebook: nearly all are noticed, none by a crash.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

std::vector<ReachLine> stated_reach()
{
    const auto file =
        std::ranges::find(shipped().case_files, std::string{reach_file}, &rules::SourceFile::path);
    return read_reach(*file, shipped().book.vocabulary);
}

} // namespace

TEST_CASE("19 of 20 mistakes in the shipped rulebook are noticed", "[workshop]")
{
    // script/check --long makes all 300 that the goal asks for.
    const auto mutants = draw_mutants(shipped().book, std::size_t(std::min(rounds(27), 300)), 20261127);
    const Hunter hunter{shipped().book, shipped().cases, stated_reach(), {date(2026, 11, 27)}};
    std::vector<std::string> survivors;
    for (const Mutant& mutant : mutants) {
        if (hunter.hunt(mutant).by == Catcher::nobody)
            survivors.push_back(mutant.row + ": " + mutant.what.en);
    }
    CAPTURE(survivors);
    CHECK(survivors.size() * 20 <= mutants.size());
}

TEST_CASE("the same seed makes the same mistakes, of every kind, each of which changes the rulebook",
          "[workshop]")
{
    const auto first = draw_mutants(shipped().book, 90, 7), again = draw_mutants(shipped().book, 90, 7);
    REQUIRE(first.size() == 90);
    std::set<MutantKind> kinds;
    std::set<std::string> different;
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].row == again[i].row);
        CHECK(first[i].what == again[i].what);
        kinds.insert(first[i].kind);
        different.insert(first[i].row + first[i].what.en);
    }
    CHECK(kinds.size() == mutant_kind_count);
    CHECK(different.size() > 85);
    CHECK(every_mutant(shipped().book).size() > 3000);
}

TEST_CASE("every mistake can be made, and the reader or the screener lives with it", "[workshop]")
{
    rules::Screener screener{shipped().program};
    std::size_t made = 0;
    for (const Mutant& mutant : every_mutant(shipped().book)) {
        if (++made % std::size_t(std::max(1, 400 / rounds(1))) != 0) continue;
        CAPTURE(mutant.row, mutant.what.en);
        rules::Rulebook changed = shipped().book;
        mutant.make(changed);
        const rules::Program program{changed};
        rules::Screener after{program};
        for (std::size_t i = 0; i < shipped().cases.size(); i += 97)
            CHECK_NOTHROW(after.screen(shipped().cases[i].dossier));
    }
}

TEST_CASE("the reach file is what the rulebook says, and a word more in a set is told", "[workshop]")
{
    CHECK(reach(shipped().book) == stated_reach());
    CHECK(reach_text(reach(shipped().book), shipped().book.vocabulary) ==
          bytes_of("qualification-rules/cases/reach.json"));
    rules::Rulebook changed = shipped().book;
    auto& row = *std::ranges::find(changed.requirements, "TRAIN-9", &rules::Row::id);
    row.applies.front().devices.has.front() |= rules::DeviceSet{1}
                                               << changed.vocabulary.equipment_types.find("ct").value();
    const auto told = reach_differences(stated_reach(), reach(changed), changed.vocabulary);
    REQUIRE(told.size() == 1);
    CHECK(told.front().en ==
          "TRAIN-9 applies on days that reach.json does not say: Radiation safety officer: "
          "CT scanner");
}
