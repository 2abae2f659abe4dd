#include "tests/refusal.h"
#include "tests/workshop/shipped.h"
#include "workshop/case_coverage.h"

// The worked cases leave no row and no boundary of a row without a case. What each row needs is read from the
// row itself, so a new row fails here until its cases are written.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

std::vector<std::string> gaps_of(const rules::Program& program, const std::vector<WorkedCase>& cases)
{
    std::vector<std::string> gaps;
    const auto shown = show_cases(program, cases);
    for (const CasePoint& gap : case_coverage(program.book, shown).gaps())
        gaps.push_back(gap.row->id + " has no case " + gap.what.en);
    return gaps;
}

/// The shipped cases without those that `drop` names.
template <class Drop>
std::vector<WorkedCase> without(Drop drop)
{
    auto cases = shipped().cases;
    std::erase_if(cases, drop);
    return cases;
}

bool has(const std::vector<std::string>& gaps, const std::string& gap)
{
    return std::ranges::find(gaps, gap) != gaps.end();
}

} // namespace

TEST_CASE("every boundary of every shipped row has its worked case, and every case holds", "[workshop]")
{
    CHECK(gaps_of(shipped().program, shipped().cases) == std::vector<std::string>{});
    std::size_t failing = 0;
    for (const ShownCase& shown : show_cases(shipped().program, shipped().cases))
        failing += !shown.mismatches.empty();
    CHECK(failing == 0);
    CHECK(shipped().cases.size() > 1000);
}

TEST_CASE("a row whose cases are taken away is missed, each boundary by its name", "[workshop]")
{
    const auto gaps = gaps_of(shipped().program,
                              without([](const WorkedCase& one) { return one.requirement == "B-HEALTH-1"; }));
    CAPTURE(gaps);
    CHECK(has(gaps, "B-HEALTH-1 has no case that meets it"));
    CHECK(has(gaps, "B-HEALTH-1 has no case that does not meet it"));
    CHECK(has(gaps, "B-HEALTH-1 has no case on the very day of its term"));
    CHECK(has(gaps, "B-HEALTH-1 has no case one day beside its term"));
    CHECK(has(gaps, "B-HEALTH-1 has no case on its last day 2025-06-30"));
    CHECK(has(gaps, "B-HEALTH-1 has no case without health checks"));
    CHECK(has(gaps, "B-HEALTH-1 has no case with an empty list: health checks"));
    for (const std::string& gap : gaps) CHECK(gap.starts_with("B-HEALTH-1 "));
}

TEST_CASE("cases that only ever meet a row do not cover it", "[workshop]")
{
    const auto gaps = gaps_of(shipped().program, without([](const WorkedCase& one) {
                                  return one.requirement == "B-PHOTO-1" && one.expect.finding &&
                                         one.expect.finding->outcome == Outcome::not_met;
                              }));
    CHECK(has(gaps, "B-PHOTO-1 has no case that does not meet it"));
    CHECK(has(gaps, "B-PHOTO-1 has no case one step beyond its bound"));
}

TEST_CASE("an authority row needs a case on its first and last day", "[workshop]")
{
    const auto gaps = gaps_of(
        shipped().program, without([](const WorkedCase& one) { return one.file == "cases/authority.json"; }));
    CHECK(has(gaps, "C-AUTH-1 has no case on its first day"));
    CHECK(has(gaps, "C-AUTH-1 has no case on its last day"));
}

TEST_CASE("what comes out otherwise than a case expects is named with both answers", "[workshop]")
{
    auto cases = without([](const WorkedCase& one) { return one.requirement != "B-HEALTH-1"; });
    REQUIRE(!cases.empty());
    WorkedCase& one = cases.front();
    one.expect.determination = Verdict::ineligible;
    one.expect.finding->outcome = Outcome::not_met;
    one.citation->article = "1";
    const auto shown = show_cases(shipped().program, {one});
    std::vector<std::string> told;
    for (const Mismatch& wrong : shown.front().mismatches)
        told.push_back(wrong.what + ": " + wrong.expected + " / " + wrong.found);
    CHECK(told == std::vector<std::string>{"citation.article: 1 / 35(2)(d)",
                                           "determination: ineligible / eligible",
                                           "finding.outcome: not_met / met"});
}

TEST_CASE("a case that misspells something is refused where it stands", "[workshop]")
{
    const auto read = [](const std::string& text) {
        return read_cases({{"cases/X.json", text},
                           {"cases/bases/b-ct.json", bytes_of("qualification-rules/cases/bases/b-ct.json")}},
                          shipped().book.vocabulary);
    };
    const auto one = [](const std::string& inside) {
        return R"({"requirement": "B-HEALTH-1", "cases": [{"why": "x", )" + inside + "}]}";
    };
    CHECK(read(one(R"("base": "b-ct", "expect": {"determination": "eligible"})")).size() == 1);
    const auto place = [&](const std::string& inside) {
        const Error refused = refusal_of([&] { read(one(inside)); });
        CHECK(refused.place().file == "cases/X.json");
        return refused.place().pointer;
    };
    CHECK(place(R"("base": "b-xx", "expect": {})") == "/cases/0/base");
    CHECK(place(R"("base": "b-ct", "expect": {"determinaton": "eligible"})") ==
          "/cases/0/expect/determinaton");
    CHECK(place(R"("base": "b-ct", "expect": {"finding": {"outcome": "maybe"}})") ==
          "/cases/0/expect/finding/outcome");
    CHECK(place(R"("base": "b-ct", "change": {"application": {"role": "king"}}, "expect": {})") ==
          "/cases/0");
}
