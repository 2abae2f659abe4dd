#include "rules/workflow.h"

#include <set>

#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using namespace radcert::rules;
using tests::refusal_of;

namespace {

const Workflow& shipped_workflow()
{
    static const Workflow workflow = read_rulebook(tests::shipped_files(), {}).workflow;
    return workflow;
}

} // namespace

TEST_CASE("a file has thirteen places to stand, five of which end it", "[workflow]")
{
    CHECK(shipped_workflow().statuses.size() == 13);
    std::set<std::string> ended;
    for (const DeskStatus& status : shipped_workflow().statuses) {
        CHECK_FALSE(status.name.vi.empty());
        if (status.ended) ended.insert(status.code);
        CHECK(status.ended == (shipped_workflow().legal(status.code).empty() || status.code == "refused" ||
                               status.code == "decided"));
    }
    CHECK(ended == std::set<std::string>{"refused_intake", "withdrawn", "refused", "decided", "delivered"});
}

TEST_CASE("every step has a name, a command, and leads somewhere", "[workflow]")
{
    for (const DeskStep& step : shipped_workflow().steps) {
        INFO(step.act);
        CHECK_FALSE(step.name.vi.empty());
        CHECK_FALSE(step.command.empty());
        CHECK(shipped_workflow().status(step.to) != nullptr);
    }
}

TEST_CASE("what the desk may not do has no step", "[workflow]")
{
    CHECK(shipped_workflow().step("receive", "received") == nullptr);
    CHECK(shipped_workflow().step("grant", "submitted") == nullptr);
    CHECK(shipped_workflow().step("grant", "supplement") == nullptr);
    CHECK(shipped_workflow().step("refuse", "fee_due") == nullptr);
    CHECK(shipped_workflow().step("deliver", "in_review") == nullptr);
    CHECK(shipped_workflow().step("withdraw", "decided") == nullptr);
    CHECK(shipped_workflow().step("grant", "for_signature")->to == "decided");
}

TEST_CASE("a workflow that leads nowhere is refused", "[workflow]")
{
    Workflow broken = shipped_workflow();
    SECTION("a step to no status")
    {
        broken.steps[0].to = "limbo";
    }
    SECTION("a step from no status")
    {
        broken.steps[0].from = {"limbo"};
    }
    SECTION("a status twice")
    {
        broken.statuses.push_back(broken.statuses.front());
    }
    SECTION("a status that nobody can leave")
    {
        for (DeskStep& step : broken.steps) std::erase(step.from, "fee_due");
    }
    SECTION("a status that nothing reaches")
    {
        for (DeskStep& step : broken.steps)
            if (step.to == "fee_due") step.to = "in_review";
    }
    SECTION("an ended file that is worked on")
    {
        broken.steps.push_back({"review", {"x", "x"}, {"withdrawn"}, "in_review", {}, {}, ""});
    }
    CHECK(refusal_of([&] { check_workflow(broken); }).fault() == Fault::invalid_input);
}
