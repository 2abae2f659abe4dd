#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::SampleRules;

namespace {

std::string facts_verdict(const json& determination)
{
    return determination.at("determination");
}

constexpr const char* not_medical_known = R"({"application": {"facility": {"medical": null}}})";

} // namespace

TEST_CASE("a row is in force from its first to its last day, both included", "[rules]")
{
    Desk desk{SampleRules{}.change("FORM-1", R"({"in_force": {"from": "2024-03-01", "to": "2024-08-31"}})")};
    const auto form = [&](const std::string& day) {
        return outcome(desk.determination(R"({"application": {"filed_on": ")" + day + R"("}})"), "FORM-1");
    };
    CHECK(form("2024-02-29") == "silent");
    CHECK(form("2024-03-01") == "met");
    CHECK(form("2024-08-31") == "met");
    CHECK(form("2024-09-01") == "silent");
}

TEST_CASE("as-of applies the law of another day to the same facts", "[rules]")
{
    SampleRules sample;
    sample.change("HEALTH-1", R"({"in_force": {"from": "2020-01-01", "to": "2025-12-31"}})");
    sample.add("requirements",
               R"({"id": "HEALTH-9", "topic": "health_check", "in_force": {"from": "2026-01-01"},
        "condition": {"latest": "health_checks", "by": "examined_on", "must": {"examined_on": {"valid_for": {"months": 12}}}}})");
    const std::string old_check = R"({"evidence": {"health_checks": [{"id": "h1", "examined_on": "2023-09-30",
        "facility_level": "district_or_above"}]}})";

    Desk today{sample};
    CHECK(outcome(today.determination(old_check), "HEALTH-1") == "not_met");

    // Twelve months before the filing day of 2024, not before 2026.
    Desk tomorrow{sample, {}, {date(2026, 1, 1)}};
    const json made = tomorrow.determination(old_check);
    CHECK(made.at("as_of") == "2026-01-01");
    CHECK(outcome(made, "HEALTH-1") == "silent");
    CHECK(outcome(made, "HEALTH-9") == "met");
    CHECK(facts_verdict(made) == "eligible");

    Desk before{sample, {}, {date(2019, 12, 31)}};
    CHECK(facts_verdict(before.determination(old_check)) == "undetermined"); // not even the need is known
}

TEST_CASE("a row chosen by the day of completion waits until that day is recorded", "[rules]")
{
    SampleRules sample;
    sample.add("requirements", R"({"id": "X-1", "topic": "photo", "in_force": {"from": "2024-09-15"},
        "deciding_date": "completed_on", "condition": {"in_force": false}})");
    Desk desk{sample};
    const auto completed = [&](const std::string& day) {
        return outcome(desk.determination(R"({"application": {"completed_on": )" + day + "}}"), "X-1");
    };
    CHECK(completed(R"("2024-09-14")") == "silent");
    CHECK(completed(R"("2024-09-15")") == "not_met");
    CHECK(completed("null") == "undetermined: not_recorded");
}

TEST_CASE("where it is not recorded whether a row applies, a failure is not held against the person",
          "[rules]")
{
    SampleRules sample;
    sample.change("FORM-1", R"({"applies_to": {"medical": true}})");
    Desk desk{sample};
    const auto with = [&](const char* medical, const char* documents) {
        return outcome(desk.determination(R"({"application": {"facility": {"medical": )" +
                                          std::string{medical} + R"(}}, "evidence": {"documents": )" +
                                          documents + "}}"),
                       "FORM-1");
    };
    CHECK(with("true", "[]") == "not_met");
    CHECK(with("false", "[]") == "silent");
    CHECK(with("null", "[]") == "undetermined: not_recorded");
    CHECK(with("null", R"([{"kind": "application_form"}])") == "met");
    CHECK(with("null", "null") == "undetermined: not_recorded");

    SampleRules online;
    online.change("FORM-1", R"({"applies_to": {"channels": ["online"]}})");
    Desk other{online};
    CHECK(outcome(other.determination(R"({"application": {"channel": null}, "evidence": {"documents": []}})"),
                  "FORM-1") == "undetermined: not_recorded");
}

TEST_CASE("a need that hangs on a fact that is not recorded is open", "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"applies_to": {"medical": true}})");
    sample.add("certificate_needs",
               R"({"id": "NEED-3", "certificate": "not_required", "applies_to": {"medical": false}})");
    Desk desk{sample};
    CHECK(facts_verdict(desk.determination()) == "eligible");
    CHECK(facts_verdict(desk.determination(R"({"application": {"facility": {"medical": false}}})")) ==
          "not_required");
    const json open = desk.determination(not_medical_known);
    CHECK(facts_verdict(open) == "undetermined");
    CHECK(open.at("certificate_need") == "unknown");
    CHECK(outcome(open, "NEED-1") == "undetermined: not_recorded");
}

TEST_CASE("an indication stands only beside an unconfirmed rule", "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"applies_to": {"medical": true}, "standing": "inferred"})");
    sample.change("FORM-1", R"({"applies_to": {"medical": true}, "standing": "inferred"})");
    Desk desk{sample};
    const json made = desk.determination(not_medical_known);
    for (const json& each : made.at("findings")) {
        CAPTURE(each.at("requirement"));
        CHECK((each.at("indication").is_null() || each.at("reason") == "rule_unconfirmed"));
    }
}

TEST_CASE("a row that may not apply does not silence the fallback of its topic by being met", "[rules]")
{
    Desk desk{SampleRules{}.change("PROC-1", R"({"applies_to": {"medical": true}})")};
    CHECK(facts_verdict(desk.determination()) == "eligible");
    CHECK(facts_verdict(desk.determination(R"({"application": {"facility": {"medical": false}}})")) ==
          "undetermined");
    CHECK(facts_verdict(desk.determination(not_medical_known)) == "undetermined");
}

TEST_CASE("where devices stand together decides which rows apply", "[rules]")
{
    struct Site {
        const char* clause;
        const char* devices; ///< of the facility
        bool applies;
    };
    const auto row = GENERATE(values<Site>({
        {R"({"has": [["ct"]]})", R"([{"type": "ct"}])", true},
        {R"({"has": [["ct"]]})", R"([{"type": "xrf"}, {"type": "ct"}])", true},
        {R"({"has": [["ct"]]})", R"([{"type": "xrf"}])", false},
        {R"({"has": [["ct"], ["xrf"]]})", R"([{"type": "ct"}])", false},
        {R"({"has": [["ct"], ["xrf"]]})", R"([{"type": "ct"}, {"type": "xrf"}])", true},
        {R"({"has": [["ct", "xrf"]]})", R"([{"type": "xrf"}])", true},
        {R"({"has": [["family:medical_xray"]]})", R"([{"type": "mammography"}])", true},
        {R"({"only": ["ct", "xrf"]})", R"([{"type": "xrf"}])", true},
        {R"({"only": ["ct", "xrf"]})", R"([{"type": "xrf"}, {"type": "xrd"}])", false},
        {R"({"other_than": ["ct", "xrf"]})", R"([{"type": "xrf"}, {"type": "ct"}])", false},
        {R"({"other_than": ["ct", "xrf"]})", R"([{"type": "xrf"}, {"type": "xrd"}])", true},
        {R"({"has": [["ct"]], "other_than": ["ct"]})", R"([{"type": "ct"}])", false},
        {R"({"has": [["ct"]], "other_than": ["ct"]})", R"([{"type": "ct"}, {"type": "xrf"}])", true},
    }));
    CAPTURE(row.clause, row.devices);
    Desk desk{
        SampleRules{}.change("FORM-1", R"({"applies_to": {"devices": )" + std::string{row.clause} + "}}")};
    const json made =
        desk.determination(R"({"application": {"facility": {"devices": )" + std::string{row.devices} + "}}}");
    CHECK((outcome(made, "FORM-1") != "silent") == row.applies);
}

TEST_CASE("a paper certificate of training or health is no training or health check", "[rules]")
{
    SampleRules sample;
    sample.add("requirements",
               R"({"id": "TRAIN-1", "topic": "training", "condition": {"exists": "trainings"}})");
    Desk desk{sample};
    const json made = desk.determination(R"({"evidence": {"documents": [{"kind": "application_form"},
        {"id": "c", "kind": "training_certificate"}, {"id": "h", "kind": "health_form"}], "trainings": [], "health_checks": []}})");
    CHECK(outcome(made, "TRAIN-1") == "not_met");
    CHECK(outcome(made, "HEALTH-1") == "not_met");
}
