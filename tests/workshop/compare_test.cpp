#include "workshop/compare.h"

#include <set>

#include "tests/rounds.h"
#include "tests/workshop/shipped.h"
#include "workshop/mutants.h"

// Two rulebooks side by side: everything that differs is told, in words, and nothing else.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

rules::Requirement& row(rules::Rulebook& book, std::string_view id)
{
    return *std::ranges::find(book.requirements, id, &rules::Row::id);
}

std::string told(const EntryChange& change)
{
    std::string text = std::string{word(change.kind)} + " " + change.id;
    for (const PointChange& point : change.points)
        text += "; " + point.point.en + ": " + point.before.en + " -> " + point.after.en;
    return text + (change.rewrites_past ? " !" : "");
}

} // namespace

TEST_CASE("a rulebook does not differ from itself, whatever the order of its rows", "[workshop]")
{
    CHECK(compare(shipped().book, shipped().book).empty());
    rules::Rulebook turned = shipped().book;
    std::ranges::reverse(turned.requirements);
    std::ranges::reverse(turned.authorities);
    CHECK(compare(shipped().book, turned).empty());
}

TEST_CASE("an end and a successor are told, and do not rewrite the past", "[workshop]")
{
    rules::Rulebook after = shipped().book;
    row(after, "D-AGE-1").in_force.to = date(2026, 12, 31);
    rules::Requirement next = row(after, "D-AGE-1");
    next.id = "D-AGE-2";
    next.in_force = {date(2027, 1, 1), {}};
    after.requirements.push_back(next);
    const auto changes = compare(shipped().book, after);
    REQUIRE(changes.size() == 2);
    CHECK(told(changes[0]) == "changed D-AGE-1; last day:  -> 2026-12-31");
    CHECK(told(changes[1]) == "added D-AGE-2");
}

TEST_CASE("a row that was there and asks something else rewrites the past, and so does one that is gone",
          "[workshop]")
{
    rules::Rulebook after = shipped().book;
    row(after, "B-HEALTH-1").condition->must.front().period.count = 12;
    std::erase_if(after.requirements, [](const rules::Row& each) { return each.id == "A-PHOTO-1"; });
    const auto changes = compare(shipped().book, after);
    REQUIRE(changes.size() == 2);
    CHECK(
        told(changes[0]) ==
        "changed B-HEALTH-1; condition: health checks: the latest; it must be: examined within 6 months "
        "before filing -> health checks: the latest; it must be: examined within 12 months before filing !");
    CHECK(told(changes[1]) == "removed A-PHOTO-1 !");
}

TEST_CASE("what is back-dated rewrites the past from the day on which it is proposed", "[workshop]")
{
    rules::Rulebook after = shipped().book;
    row(after, "D-AGE-1").in_force.to = date(2026, 6, 30);
    rules::Requirement next = row(after, "D-AGE-1");
    next.id = "D-AGE-2";
    next.in_force = {date(2026, 7, 1), {}};
    after.requirements.push_back(next);
    const auto rewritten = [&](Date today) {
        return std::ranges::count(compare(shipped().book, after, today), true, &EntryChange::rewrites_past);
    };
    CHECK(rewritten(date(2026, 6, 1)) == 0);
    CHECK(rewritten(date(2026, 7, 1)) == 0); // the old row ended yesterday, the new one begins today
    CHECK(rewritten(date(2026, 7, 2)) == 2);
}

TEST_CASE("words, days off and texts are compared too", "[workshop]")
{
    rules::Rulebook after = shipped().book;
    after.vocabulary.document_kinds.add({"passport", {"hộ chiếu", "passport"}});
    after.calendar.back().off.push_back(date(2027, 12, 24));
    after.instruments.front().to = date(2030, 1, 1);
    std::set<std::string> sections;
    for (const EntryChange& change : compare(shipped().book, after)) {
        sections.insert(change.section.en);
        CHECK(!told(change).empty());
    }
    CHECK(sections == std::set<std::string>{"vocabulary", "calendar", "instrument"});
}

TEST_CASE("every small mistake in a rulebook is told, and nothing but it", "[workshop]")
{
    const std::size_t step = std::size_t(std::max(1, 40 / rounds(1)));
    std::size_t place = 0, seen = 0;
    for (const Mutant& mutant : every_mutant(shipped().book)) {
        // An instrument that is not listed cannot be read, so it is never compared.
        if (mutant.what.en == "an instrument that is not listed" || ++place % step != 0) continue;
        CAPTURE(mutant.row, mutant.what.en);
        rules::Rulebook after = shipped().book;
        mutant.make(after);
        const auto changes = compare(shipped().book, after);
        CHECK(changes.size() == 1);
        ++seen;
    }
    CHECK(seen > 100);
}
