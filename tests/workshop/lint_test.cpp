#include "rules/check_rulebook.h"
#include "tests/workshop/shipped.h"
#include "workshop/lint.h"

// Planted troubles, each found by its kind, and a file that shows it; nothing found in the rulebook as it is
// shipped.

namespace {

using namespace radcert;
using namespace radcert::tests;
using namespace radcert::workshop;

const Date today = date(2026, 11, 27);

std::vector<LintFinding> lint_of(const rules::Rulebook& book)
{
    const rules::Program program{book};
    std::vector<LintFinding> found = lint(program, shipped().cases, {today});
    std::erase_if(found, [](const LintFinding& each) { return each.kind == LintKind::no_case; });
    return found;
}

/// "two_authorities C-AUTH-1 X-1", one a finding.
std::vector<std::string> kinds(const std::vector<LintFinding>& found)
{
    std::vector<std::string> all;
    for (const LintFinding& each : found) {
        std::string text{word(each.kind)};
        for (const std::string& row : each.rows) text += " " + row;
        all.push_back(text);
    }
    return all;
}

bool has_kind(const std::vector<LintFinding>& found, const std::string& wanted)
{
    const auto all = kinds(found);
    CAPTURE(all);
    return std::ranges::find(all, wanted) != all.end();
}

/// The shipped rulebook with one change.
class Changed {
public:
    rules::Rulebook book = shipped().book;

    rules::Requirement& row(std::string_view id)
    {
        return *std::ranges::find(book.requirements, id, &rules::Row::id);
    }
    rules::AuthorityRow& authority(std::string_view id)
    {
        return *std::ranges::find(book.authorities, id, &rules::Row::id);
    }
    std::vector<LintFinding> found() { return lint_of(book); }
};

/// A small rulebook, linted without cases.
std::vector<LintFinding> lint_of(const SampleRules& rules)
{
    const rules::Rulebook book = rules::read_rulebook(rules.files());
    const rules::Program program{book};
    std::vector<LintFinding> found = lint(program, {}, {today});
    std::erase_if(found, [](const LintFinding& each) { return each.kind == LintKind::no_case; });
    return found;
}

} // namespace

TEST_CASE("the shipped rulebook is clean", "[workshop]")
{
    CHECK(kinds(lint(shipped().program, shipped().cases, {today})) == std::vector<std::string>{});
}

TEST_CASE(
    "two annexes that give one device to two authorities are found, with a file that falls between them",
    "[workshop]")
{
    // As Đắk Lắk reported of Decree 133/2025: one annex names the province, another the Ministry.
    Changed changed;
    rules::AuthorityRow other = changed.authority("C-AUTH-1");
    other.id = "C-AUTH-1B";
    other.bodies = {Body::Kind::ministry};
    other.devices = rules::DeviceSet{1} << changed.book.vocabulary.equipment_types.find("xrd").value();
    changed.book.authorities.push_back(other);
    const auto found = changed.found();
    REQUIRE(has_kind(found, "two_authorities C-AUTH-1 C-AUTH-1B"));
    const auto& shown = *std::ranges::find(found, LintKind::two_authorities, &LintFinding::kind);
    REQUIRE(shown.witness);
    const Application& file = shown.witness->file.application;
    CHECK(file.filed_on == date(2025, 7, 1));
    REQUIRE(file.facility.devices.size() == 1);
    CHECK(changed.book.vocabulary.equipment_types.word(file.facility.devices.front().type) == "xrd");
}

TEST_CASE("a device that no authority row answers for any more is found", "[workshop]")
{
    Changed changed;
    auto& row = changed.authority("C-AUTH-1");
    row.devices &= ~(rules::DeviceSet{1} << changed.book.vocabulary.equipment_types.find("xrf").value());
    const auto found = changed.found();
    const bool told = std::ranges::any_of(found, [](const LintFinding& each) {
        return each.kind == LintKind::no_authority || each.kind == LintKind::lapse;
    });
    CHECK(told);
}

TEST_CASE("rows outside their text's life, and on days of their own, are found", "[workshop]")
{
    Changed changed;
    changed.row("B-HEALTH-1").in_force.from = date(2021, 1, 31);
    const auto found = changed.found();
    CHECK(has_kind(found, "outside_instrument B-HEALTH-1"));
    Changed other;
    other.row("TRAIN-9").in_force.to = date(2025, 6, 29);
    CHECK(has_kind(other.found(), "lone_day TRAIN-9"));
}

TEST_CASE("a row that looks at another topic's evidence, or refuses where its topic advises, is found",
          "[workshop]")
{
    Changed changed;
    changed.row("B-HEALTH-1").topic = Topic::photo;
    changed.row("LAW-DUTIES-1").on_failure = FailureAction::refuse;
    const auto found = changed.found();
    CHECK(has_kind(found, "wrong_evidence B-HEALTH-1"));
    CHECK(has_kind(found, "wrong_consequence LAW-DUTIES-1"));
}

TEST_CASE("a certificate that is needed and not needed is found", "[workshop]")
{
    Changed changed;
    changed.row("NEED-5").applies.front().devices.only =
        *changed.row("NEED-5").applies.front().devices.only |
        rules::DeviceSet{1} << changed.book.vocabulary.equipment_types.find("ct").value();
    CHECK(has_kind(changed.found(), "two_needs NEED-4 NEED-5"));
}

TEST_CASE("a topic that lapses overnight, and the holders whom that leaves in the air, are found",
          "[workshop]")
{
    Changed changed;
    changed.row("D-TRAIN-1").in_force.from = date(2026, 7, 1);
    changed.row("D-PROC-1").in_force.from = date(2026, 7, 1);
    changed.row("D-PROC-2").in_force.from = date(2026, 7, 1);
    changed.row("D-PROC-3").in_force.from = date(2026, 7, 1);
    const auto found = changed.found();
    const auto of = [&](LintKind kind) { return std::ranges::count(found, kind, &LintFinding::kind); };
    CHECK(of(LintKind::lapse) > 0);
    CHECK(of(LintKind::holder_lost) > 0);
}

TEST_CASE("a lapse is told once, with everybody whom it leaves without a row", "[workshop]")
{
    Changed changed;
    changed.row("D-HEALTH-1").in_force.to = date(2026, 12, 31);
    const auto found = changed.found();
    const auto is_lapse = [](const LintFinding& each) { return each.kind == LintKind::lapse; };
    REQUIRE(std::ranges::count_if(found, is_lapse) == 1);
    const auto& lapse = *std::ranges::find_if(found, is_lapse);
    CHECK(lapse.topic == Topic::health_check);
    CHECK(lapse.day == date(2027, 1, 1));
    CHECK(lapse.sentence.en.find("Radiation safety officer") != std::string::npos);
    CHECK(lapse.sentence.en.find("Reactor operator") != std::string::npos);
}

TEST_CASE("a row that decides while the unknown one before it goes on is found", "[workshop]")
{
    const auto with_new_row = [](std::optional<Date> old_ends) {
        Changed changed;
        rules::Requirement fresh = changed.row("B-HEALTH-1");
        fresh.id = "E-HEALTH-1";
        fresh.in_force = {date(2027, 1, 1), {}};
        fresh.applies = changed.row("D-HEALTH-1").applies;
        changed.row("D-HEALTH-1").in_force.to = old_ends;
        changed.book.requirements.push_back(fresh);
        return changed.found();
    };
    CHECK(has_kind(with_new_row({}), "open_beside_decided D-HEALTH-1 E-HEALTH-1"));
    CHECK_FALSE(has_kind(with_new_row(date(2026, 12, 31)), "open_beside_decided D-HEALTH-1 E-HEALTH-1"));
}

TEST_CASE("a calendar that ends before the terms of files received now is found, and not before",
          "[workshop]")
{
    const auto ends = [](Date on) {
        const auto found = lint(shipped().program, shipped().cases, {on});
        return std::ranges::count(found, LintKind::calendar_ends, &LintFinding::kind);
    };
    CHECK(ends(date(2027, 9, 2)) == 0); // 120 days before the end of 2027
    CHECK(ends(date(2027, 9, 3)) == 1);
}

TEST_CASE("what no file can meet, and what every file meets, is found", "[workshop]")
{
    SampleRules rules;
    rules.add("requirements",
              R"({"id": "TWICE", "topic": "training", "on_failure": "refuse", "condition": {"all": [
        {"exists": "trainings", "where": {"programme": 5}}, {"none": "trainings"}]}})");
    rules.add("requirements",
              R"({"id": "ALWAYS", "topic": "training", "on_failure": "refuse", "condition": {"any": [
        {"exists": "trainings"}, {"none": "trainings"}]}})");
    const auto found = lint_of(rules);
    CHECK(has_kind(found, "never_met TWICE"));
    CHECK(has_kind(found, "never_fails ALWAYS"));
}

TEST_CASE("two rows that no file can meet together are found, with a file that meets one of them",
          "[workshop]")
{
    SampleRules rules;
    rules.add("requirements", R"({"id": "MUST", "topic": "training", "on_failure": "refuse",
        "condition": {"exists": "trainings", "where": {"programme": 5}}})");
    rules.add("requirements", R"({"id": "MUST-NOT", "topic": "training", "on_failure": "refuse",
        "condition": {"none": "trainings", "where": {"programme": 5}}})");
    const auto found = lint_of(rules);
    CHECK(has_kind(found, "contradiction MUST MUST-NOT"));
}

TEST_CASE("a part of a condition that never makes a difference is found", "[workshop]")
{
    SampleRules rules;
    rules.add("requirements", R"({"id": "IDLE-TEST", "topic": "training", "on_failure": "refuse",
        "condition": {"latest": "trainings", "by": "completed_on",
            "where": {"completed_on": {"valid_for": {"years": 3}}},
            "must": {"completed_on": {"valid_for": {"years": 5}}, "programme": 4}}})");
    rules.add("requirements",
              R"({"id": "IDLE-PART", "topic": "training", "on_failure": "refuse", "condition": {"any": [
        {"exists": "trainings", "where": {"programme": 5}},
        {"all": [{"exists": "trainings", "where": {"programme": 5}}, {"exists": "documents", "where": {"kind": "photo"}}]}]}})");
    const auto found = lint_of(rules);
    CHECK(has_kind(found, "idle_part IDLE-PART"));
    CHECK(has_kind(found, "idle_part IDLE-TEST"));
}

TEST_CASE("evidence that hurts is found, where it is what a person achieved", "[workshop]")
{
    SampleRules rules;
    rules.add("requirements", R"({"id": "NEWEST", "topic": "training", "on_failure": "refuse",
        "condition": {"latest": "trainings", "by": "completed_on", "must": {"programme": 14}}})");
    const auto found = lint_of(rules);
    REQUIRE(has_kind(found, "evidence_hurts NEWEST"));
    const auto& shown = *std::ranges::find(found, LintKind::evidence_hurts, &LintFinding::kind);
    REQUIRE(shown.witness);
    CHECK(shown.witness->file.evidence.trainings->size() == 2);
}

TEST_CASE("a row that no file can come to is found", "[workshop]")
{
    SampleRules rules;
    rules.add("requirements", R"({"id": "NOWHERE", "topic": "training", "on_failure": "refuse",
        "applies_to": {"devices": {"has": [["ct"]], "only": ["xrf"]}},
        "condition": {"exists": "trainings"}})");
    rules.add("requirements", R"({"id": "SAME-1", "topic": "training", "on_failure": "refuse",
        "condition": {"exists": "trainings", "where": {"programme": 3}}})");
    rules.add("requirements", R"({"id": "SAME-2", "topic": "training", "on_failure": "refuse",
        "condition": {"exists": "trainings", "where": {"programme": 3}}})");
    const auto found = lint_of(rules);
    CHECK(has_kind(found, "never_applies NOWHERE"));
    CHECK(has_kind(found, "twice_the_same SAME-1 SAME-2"));
}

TEST_CASE("a witness is a file that can be checked", "[workshop]")
{
    Changed changed;
    changed.row("NEED-5").applies.front().devices.only = ~rules::DeviceSet{0};
    changed.row("B-HEALTH-1").in_force.from = date(2021, 1, 31);
    const auto found = changed.found();
    REQUIRE(found.size() > 1);
    const rules::Program program{changed.book};
    for (const LintFinding& each : found) {
        if (!each.witness) continue;
        CHECK(!each.witness->file.application.facility.devices.empty());
        rules::Screener screener{program, each.witness->options};
        CHECK_NOTHROW(screener.screen(each.witness->file));
        CHECK(each.witness->file.worker.national_id == std::nullopt); // nobody's
    }
}
