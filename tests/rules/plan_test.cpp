#include "rules/plan.h"

#include <algorithm>
#include <bit>

#include "tests/rounds.h"
#include "tests/rules/random_dossier.h"
#include "tests/rules/sample_rulebook.h"

// Plans: what to do until a file is eligible. That none is shorter is compared with trying every set of
// remedies.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::rules;

const Rulebook& book()
{
    static const Rulebook read = read_rulebook(shipped_files());
    return read;
}

const Program& program()
{
    static const Program compiled{book()};
    return compiled;
}

std::vector<std::string> steps(const std::optional<Plan>& plan)
{
    std::vector<std::string> ids;
    if (plan)
        for (const PlanStep& step : plan->steps) ids.push_back(step.remedy->id);
    std::ranges::sort(ids);
    return ids;
}

/// A CT safety officer's file of May 2024 in which nothing is wrong, changed by `patch`.
PlanAnswer plan_of(std::string_view patch, Date start = date(2024, 5, 20), bool supplement = false)
{
    const json base = tests::parsed(bytes_of("qualification-rules/cases/bases/b-ct.json"));
    Planner planner{program()};
    return planner.plan(dossier_of(patched(base, patch), book().vocabulary), {start, supplement});
}

bool good(Verdict verdict)
{
    return verdict == Verdict::eligible || verdict == Verdict::not_required;
}

/// The least effort of any of these remedies that makes the file eligible on some day, by trying every set on
/// every day.
int least_effort(Planner& planner, Screener& screener, const Dossier& dossier, const PlanQuestion& question,
                 const std::vector<std::size_t>& remedies)
{
    int least = 1'000'000;
    for (const Date filing : planner.filing_days(dossier, question)) {
        const std::uint64_t usable = planner.usable(dossier, question, filing),
                            needed = planner.waiting(dossier, question, filing);
        for (std::uint64_t pick = 0; pick < std::uint64_t{1} << remedies.size(); ++pick) {
            std::uint64_t set = needed;
            for (std::size_t i = 0; i < remedies.size(); ++i)
                if ((pick >> i & 1) != 0) set |= std::uint64_t{1} << remedies[i];
            int effort = 0;
            for (std::size_t i = 0; i < book().remedies.size(); ++i)
                if ((set >> i & 1) != 0) effort += book().remedies[i].effort;
            if ((set & ~usable) != 0 || effort >= least) continue;
            if (good(screener.screen(planner.after(dossier, question, set, filing)).verdict)) least = effort;
        }
    }
    return least;
}

} // namespace

TEST_CASE("a file in which nothing is wrong needs nothing", "[rules]")
{
    const PlanAnswer answer = plan_of("{}");
    CHECK(answer.now == Verdict::eligible);
    CHECK(steps(answer.cheapest).empty());
    CHECK(answer.cheapest->filing == date(2024, 5, 20));
}

TEST_CASE("what is missing is made good, each step with the row that it settles", "[rules]")
{
    const PlanAnswer answer = plan_of(R"({"evidence": {"trainings": [], "health_checks": []}})");
    CHECK(answer.now == Verdict::incomplete);
    CHECK(steps(answer.cheapest) == std::vector<std::string>{"R-HEALTH", "R-TRAIN-1", "R-TRAIN-14"});
    CHECK(answer.cheapest->filing == date(2024, 5, 25)); // five days for a course
    for (const PlanStep& step : answer.cheapest->steps) CHECK(!step.satisfies.empty());
    CHECK(answer.cheapest->steps.back().remedy->id == "R-HEALTH"); // takes two days, so it begins last
    CHECK(answer.cheapest->steps.back().begin == date(2024, 5, 23));
}

TEST_CASE("photographs that were not counted are counted, not taken again, where that is as little work",
          "[rules]")
{
    const PlanAnswer answer = plan_of(
        R"({"evidence": {"documents": [{"id": "a", "kind": "application_form"}, {"id": "b", "kind": "degree"},
            {"id": "c", "kind": "photo", "format": "print"}]}})");
    CHECK(answer.now == Verdict::undetermined);
    CHECK(steps(answer.cheapest) == std::vector<std::string>{"R-COPIES"}); // today; new ones take a day
    CHECK(answer.cheapest->filing == date(2024, 5, 20));
}

TEST_CASE("who is too young waits for the birthday, and what would be too old by then is made anew",
          "[rules]")
{
    const PlanAnswer answer = plan_of(R"({"worker": {"birth_date": "2007-01-10"}})");
    CHECK(answer.now == Verdict::ineligible);
    REQUIRE(answer.cheapest);
    CHECK(answer.cheapest->filing == date(2025, 1, 10));
    CHECK(steps(answer.cheapest) == std::vector<std::string>{"R-ADULT", "R-HEALTH"});
}

TEST_CASE("a file that was filed keeps its day: nobody grows older by a supplement", "[rules]")
{
    const PlanAnswer young = plan_of(R"({"worker": {"birth_date": "2007-01-10"}})", date(2024, 5, 27), true);
    CHECK(!young.cheapest);
    REQUIRE(!young.stuck.empty());
    CHECK(book().requirements[young.stuck.front()].id == "LAW-AGE-2");
    const PlanAnswer papers = plan_of(R"({"evidence": {"health_checks": []}})", date(2024, 5, 27), true);
    CHECK(steps(papers.cheapest) == std::vector<std::string>{"R-HEALTH"});
}

TEST_CASE("what an officer has to judge is put to him, and what he refused is not asked again", "[rules]")
{
    const PlanAnswer open = plan_of(R"({"officer_findings": []})");
    CHECK(open.now == Verdict::undetermined);
    CHECK(steps(open.cheapest) == std::vector<std::string>{"R-JUDGE-QUALIFICATION"});
    const PlanAnswer refused =
        plan_of(R"({"officer_findings": [{"topic": "qualification", "outcome": "not_met",
        "by": "o", "on": "2024-05-22", "reason": "x"}]})");
    CHECK(refused.now == Verdict::ineligible);
    CHECK(!refused.cheapest);
    REQUIRE(refused.stuck.size() == 1);
    CHECK(book().requirements[refused.stuck.front()].id == "LAW-QUALIFY-1");
}

TEST_CASE("the fastest plan is not always the one of least work", "[rules]")
{
    // A course takes five days and five of effort; having it judged is quicker where the row is open.
    const PlanAnswer answer = plan_of(R"({"application": {"filed_on": "2025-08-12"},
        "evidence": {"trainings": [{"id": "t", "programme": 1, "completed_on": "2024-03-10",
                                    "provider_registered": true}]}})",
                                      date(2025, 8, 12));
    REQUIRE(answer.cheapest);
    CHECK(answer.fastest->filing <= answer.cheapest->filing);
    CHECK(answer.fastest->effort >= answer.cheapest->effort);
}

TEST_CASE("every plan makes its file eligible, and no set of remedies does so with less work", "[rules]")
{
    Planner planner{program()};
    Screener screener{program()};
    RandomDossiers random{20261127};
    // What most plans are made of: all sets of ten are tried, and of the plan's own steps.
    std::vector<std::size_t> often;
    for (std::size_t i = 0; i < book().remedies.size(); ++i) {
        const std::string& id = book().remedies[i].id;
        for (const char* one : {"R-FORM", "R-DEGREE", "R-PHOTO", "R-COPIES", "R-PROVIDER", "R-TRAIN-1",
                                "R-TRAIN-14", "R-HEALTH", "R-CAPACITY", "R-JUDGE-QUALIFICATION"})
            if (id == one) often.push_back(i);
    }
    std::size_t planned = 0, compared = 0;
    for (int i = 0; i < rounds(60); ++i) {
        const Dossier dossier = dossier_of(random.next(), book().vocabulary);
        const PlanQuestion question{dossier.application.filed_on, false};
        const PlanAnswer answer = planner.plan(dossier, question);
        if (!answer.cheapest) {
            CHECK(!answer.stuck.empty());
            continue;
        }
        ++planned;
        for (const Plan* plan : {&*answer.cheapest, &*answer.fastest}) {
            const Dossier after = planner.after(dossier, question, plan->chosen, plan->filing);
            CHECK(good(screener.screen(after).verdict));
            CHECK(after.application.completed_on == plan->filing);
        }
        std::vector<std::size_t> tried = often;
        for (const PlanStep& step : answer.cheapest->steps) {
            if (step.remedy->act == Remedy::Act::wait) continue;
            const auto at = std::size_t(step.remedy - book().remedies.data());
            if (std::ranges::find(tried, at) == tried.end()) tried.push_back(at);
        }
        if (tried.size() > 11) continue; // 2,048 sets a day are enough of one file
        ++compared;
        CAPTURE(steps(answer.cheapest), dossier.application.id, to_iso(question.start));
        CHECK(least_effort(planner, screener, dossier, question, tried) == answer.cheapest->effort);
    }
    CHECK(planned > 20);
    CHECK(compared > 0);
}
