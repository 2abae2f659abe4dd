#include "tests/json.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::SampleRules;

namespace {

std::string entry(const std::string& topic, const std::string& outcome, const std::string& on,
                  const std::string& requirement = "")
{
    json made = {
        {"topic", topic}, {"outcome", outcome}, {"by", "O-1"}, {"on", on}, {"reason", "Đã xem xét."}};
    if (!requirement.empty()) made["requirement"] = requirement;
    return made.dump();
}

/// The determination of the sample file with these entries alone, and what else `patch` changes.
json with_entries(Desk& desk, const std::string& entries, const std::string& patch = "{}")
{
    json dossier = tests::sample_dossier(patch);
    dossier["officer_findings"] = tests::parsed("[" + entries + "]");
    return tests::parsed(desk.text(dossier));
}

} // namespace

TEST_CASE("a judgement waits for an officer, who may speak after filing", "[rules]")
{
    Desk desk{SampleRules{}};
    const json open = with_entries(desk, "");
    CHECK(outcome(open, "QUALIFY-1") == "undetermined: officer_judgement");
    CHECK(open.at("determination") == "undetermined");
    CHECK(with_entries(desk, entry("qualification", "met", "2025-01-01")).at("determination") == "eligible");

    const json refused = with_entries(desk, entry("qualification", "not_met", "2024-08-01"));
    CHECK(outcome(refused, "QUALIFY-1") == "not_met");
    CHECK(refused.at("determination") == "ineligible");
}

TEST_CASE("degrees, few or none, do not decide a qualification", "[rules]")
{
    Desk desk{SampleRules{}};
    CHECK(outcome(with_entries(desk, "", R"({"evidence": {"degrees": []}})"), "QUALIFY-1") ==
          "undetermined: officer_judgement");
    CHECK(outcome(with_entries(desk, entry("qualification", "met", "2025-01-01"),
                               R"({"evidence": {"degrees": []}})"),
                  "QUALIFY-1") == "met");
}

TEST_CASE("of several entries the requirement's beats the topic's, and a later day an earlier one", "[rules]")
{
    const std::string topic_met = entry("qualification", "met", "2024-09-01");
    const std::string topic_not_later = entry("qualification", "not_met", "2024-09-02");
    const std::string row_not = entry("qualification", "not_met", "2024-08-01", "QUALIFY-1");
    const std::string row_met_later = entry("qualification", "met", "2024-08-02", "QUALIFY-1");
    struct Entries {
        std::vector<std::string> entries;
        const char* expected;
    };
    const auto row = GENERATE_COPY(values<Entries>({
        {{topic_met}, "met"},
        {{topic_met, topic_not_later}, "not_met"},
        {{topic_met, row_not}, "not_met"},
        {{topic_met, topic_not_later, row_not, row_met_later}, "met"},
        {{row_not, row_met_later}, "met"},
    }));
    Desk desk{SampleRules{}};
    auto order = row.entries;
    std::ranges::sort(order);
    do { // the order of the entries says nothing
        std::string list;
        for (const auto& each : order) list += (list.empty() ? "" : ",") + each;
        CHECK(outcome(with_entries(desk, list), "QUALIFY-1") == row.expected);
    } while (std::ranges::next_permutation(order).found);
}

TEST_CASE("an entry never overturns what is decided", "[rules]")
{
    Desk desk{SampleRules{}};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    for (const char* requirement : {"", "AGE-1"}) {
        const json young = with_entries(desk, judged + "," + entry("age", "met", "2024-09-01", requirement),
                                        R"({"worker": {"birth_date": "2010-01-01"}})");
        CHECK(outcome(young, "AGE-1") == "not_met");
        CHECK(young.at("determination") == "ineligible");
        const json adult =
            with_entries(desk, judged + "," + entry("age", "not_met", "2024-09-01", requirement));
        CHECK(outcome(adult, "AGE-1") == "met");
        CHECK(adult.at("determination") == "eligible");
    }
}

TEST_CASE("an entry settles what is open, whatever the reason", "[rules]")
{
    struct Open {
        const char* change;
        const char* patch;
    };
    const auto row = GENERATE(values<Open>({
        {"{}", R"({"worker": {"birth_date": null}})"}, // not recorded
        {R"({"standing": "inferred"})", "{}"},         // unconfirmed
        {R"({"standing": "inferred"})",
         R"({"worker": {"birth_date": "2010-01-01"}})"},         // whatever it would say
        {R"({"standing": "unknown", "condition": null})", "{}"}, // unknown
        {R"({"standing": "no_rule", "condition": null})", "{}"}, // none in force
        {R"({"applies_to": {"medical": false}})",
         R"({"application": {"facility": {"medical": null}}, "worker": {"birth_date": "2010-01-01"}})"}, // perhaps
                                                                                                         // it
                                                                                                         // does
                                                                                                         // not
                                                                                                         // apply
    }));
    CAPTURE(row.change, row.patch);
    Desk desk{SampleRules{}.change("AGE-1", row.change)};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    CHECK(with_entries(desk, judged, row.patch).at("determination") == "undetermined");
    for (const char* requirement : {"", "AGE-1"}) {
        const json met =
            with_entries(desk, judged + "," + entry("age", "met", "2024-09-01", requirement), row.patch);
        CHECK(outcome(met, "AGE-1") == "met");
        CHECK(met.at("determination") == "eligible");
        const json not_met =
            with_entries(desk, judged + "," + entry("age", "not_met", "2024-09-01", requirement), row.patch);
        CHECK(outcome(not_met, "AGE-1") == "not_met");
        CHECK(not_met.at("determination") == "ineligible");
    }
}

TEST_CASE("a requirement's entry leaves the others of its topic open, a topic's does not", "[rules]")
{
    Desk desk{SampleRules{}};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    const char* not_recorded = R"({"evidence": {"health_checks": null}})";
    const json one = with_entries(desk, judged + "," + entry("health_check", "met", "2024-09-01", "HEALTH-1"),
                                  not_recorded);
    CHECK(outcome(one, "HEALTH-1") == "met");
    CHECK(outcome(one, "HEALTH-2") == "undetermined: not_recorded");
    const json all =
        with_entries(desk, judged + "," + entry("health_check", "met", "2024-09-01"), not_recorded);
    CHECK(outcome(all, "HEALTH-1") == "met");
    CHECK(outcome(all, "HEALTH-2") == "met");
}

TEST_CASE(
    "what was referred to a person and found not met refuses; what may be supplemented stays incomplete",
    "[rules]")
{
    Desk desk{SampleRules{}};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    const char* commune =
        R"({"evidence": {"health_checks": [{"id": "h1", "examined_on": "2024-05-06", "facility_level": "commune"}]}})";
    CHECK(with_entries(desk, judged, commune).at("determination") == "undetermined");
    CHECK(with_entries(desk, judged + "," + entry("health_check", "met", "2024-09-01"), commune)
              .at("determination") == "eligible");
    CHECK(with_entries(desk, judged + "," + entry("health_check", "not_met", "2024-09-01"), commune)
              .at("determination") == "ineligible");

    const std::string papers = entry("application_form", "not_met", "2024-09-01");
    CHECK(with_entries(desk, judged + "," + papers, R"({"evidence": {"documents": null}})")
              .at("determination") == "incomplete");
}

TEST_CASE("of the need, met means required and not met means not required", "[rules]")
{
    Desk desk{SampleRules{}.change("NEED-1", R"({"standing": "inferred"})")};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    const json needed = with_entries(desk, judged + "," + entry("certificate_need", "met", "2024-09-01"));
    CHECK(needed.at("certificate_need") == "required");
    CHECK(needed.at("determination") == "eligible");
    const json not_needed =
        with_entries(desk, judged + "," + entry("certificate_need", "not_met", "2024-09-01", "NEED-1"));
    CHECK(not_needed.at("certificate_need") == "not_required");
    CHECK(not_needed.at("determination") == "not_required");
    CHECK(not_needed.at("findings").size() == 1);
}

TEST_CASE("a fallback row's open question is answered like any other", "[rules]")
{
    Desk desk{SampleRules{}};
    const char* reissue = R"({"application": {"procedure": "reissue"}})";
    const std::string judged = entry("qualification", "met", "2024-09-01");
    CHECK(with_entries(desk, judged + "," + entry("procedure", "met", "2024-09-01"), reissue)
              .at("determination") == "eligible");
    CHECK(with_entries(desk, judged + "," + entry("procedure", "not_met", "2024-09-01", "PROC-0"), reissue)
              .at("determination") == "incomplete");
}

TEST_CASE("an officer may name the authority's row as the determination names it", "[rules]")
{
    Desk desk{SampleRules{}.change("AUTH-1", R"({"standing": "inferred"})")};
    const std::string judged = entry("qualification", "met", "2024-09-01");
    CHECK(outcome(with_entries(desk, judged), "AUTH-1") == "undetermined: rule_unconfirmed");
    CHECK(outcome(with_entries(desk, judged + "," + entry("authority", "met", "2024-09-01", "AUTH-1")),
                  "AUTH-1") == "met");
    CHECK(outcome(with_entries(desk, judged + "," + entry("authority", "met", "2024-09-01")), "AUTH-1") ==
          "met");
}
