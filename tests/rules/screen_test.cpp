#include "rules/screen.h"

#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::SampleRules;

namespace {

std::string verdict(const json& determination)
{
    return determination.at("determination");
}

} // namespace

TEST_CASE("the sample file is eligible, and every row that applies says why", "[rules]")
{
    Desk desk{SampleRules{}};
    const json made = desk.determination();
    CHECK(verdict(made) == "eligible");
    CHECK(made.at("certificate_need") == "required");
    CHECK(made.at("as_of") == "2024-08-30");
    CHECK(made.at("application") == "S-1");
    CHECK(made.at("rulebook").at("version") == "sample");
    std::vector<std::string> rows;
    for (const json& each : made.at("findings")) {
        rows.push_back(each.at("requirement"));
        CHECK(each.at("outcome") == "met");
    }
    CHECK(rows == std::vector<std::string>{"NEED-1", "AGE-1", "QUALIFY-1", "HEALTH-1", "HEALTH-2", "FORM-1",
                                           "PROC-1", "AUTH-1"});
}

TEST_CASE("the standing of a row and the strictness asked for say whether it decides", "[rules]")
{
    constexpr std::array<const char*, 5> standings{"text", "copy", "official", "secondary", "inferred"};
    for (std::size_t standing = 0; standing < standings.size(); ++standing) {
        SampleRules sample;
        sample.change("AGE-1", R"({"standing": ")" + std::string{standings[standing]} + R"("})");
        for (std::size_t strict = 0; strict < standings.size(); ++strict) {
            CAPTURE(standings[standing], standings[strict]);
            Desk desk{sample, {}, {std::nullopt, Standing(strict)}};
            const bool decides = standing <= strict;
            const json young = desk.determination(R"({"worker": {"birth_date": "2010-01-01"}})");
            CHECK(outcome(young, "AGE-1") == (decides ? "not_met" : "undetermined: rule_unconfirmed"));
            CHECK(finding(young, "AGE-1").at("indication") == (decides ? json{} : json("not_met")));
            CHECK(finding(young, "AGE-1").at("standing") == standings[standing]);
            CHECK(verdict(young) == (decides ? "ineligible" : "undetermined"));
            const json adult = desk.determination();
            CHECK(finding(adult, "AGE-1").at("indication") == (decides ? json{} : json("met")));
            CHECK(verdict(adult) == (decides ? "eligible" : "undetermined"));
        }
    }
}

TEST_CASE("an inferred row gives no indication of what the file does not record", "[rules]")
{
    Desk desk{SampleRules{}.change("AGE-1", R"({"standing": "inferred"})")};
    const json made = desk.determination(R"({"worker": {"birth_date": null}})");
    CHECK(outcome(made, "AGE-1") == "undetermined: rule_unconfirmed");
    CHECK(finding(made, "AGE-1").at("indication").is_null());
}

TEST_CASE("a rule that is not known and a rule that does not exist are never decided by the program",
          "[rules]")
{
    for (const Standing decide_on : {Standing::text, Standing::inferred}) {
        Desk unknown{SampleRules{}.change("AGE-1", R"({"standing": "unknown", "condition": null})"),
                     {},
                     {std::nullopt, decide_on}};
        CHECK(outcome(unknown.determination(), "AGE-1") == "undetermined: rule_unconfirmed");
        CHECK(verdict(unknown.determination()) == "undetermined");
        Desk none{SampleRules{}.change("AGE-1", R"({"standing": "no_rule", "condition": null})"),
                  {},
                  {std::nullopt, decide_on}};
        CHECK(outcome(none.determination(), "AGE-1") == "undetermined: no_rule_in_force");
        CHECK(finding(none.determination(), "AGE-1").at("indication").is_null());
    }
}

TEST_CASE("a fallback row speaks only when no other row of its topic applies", "[rules]")
{
    Desk desk{SampleRules{}};
    CHECK(outcome(desk.determination(), "PROC-0") == "silent");
    const json reissue = desk.determination(R"({"application": {"procedure": "reissue"}})");
    CHECK(outcome(reissue, "PROC-1") == "silent");
    CHECK(outcome(reissue, "PROC-0") == "undetermined: no_rule_in_force");
    CHECK(verdict(reissue) == "undetermined");
}

TEST_CASE("advice of a topic does not stand in for its procedure", "[rules]")
{
    Desk desk{SampleRules{}.add("requirements",
                                R"({"id": "PROC-2", "topic": "procedure", "on_failure": "advise"})")};
    const json reissue = desk.determination(R"({"application": {"procedure": "reissue"}})");
    CHECK(outcome(reissue, "PROC-2") == "met");
    CHECK(outcome(reissue, "PROC-0") == "undetermined: no_rule_in_force");
    CHECK(verdict(reissue) == "undetermined");
}

TEST_CASE("a note speaks only when the dossier asks for what it would govern", "[rules]")
{
    Desk desk{SampleRules{}.add("requirements",
                                R"({"id": "NOTE-1", "topic": "prior_certificate", "on_failure": "advise",
        "standing": "no_rule", "condition": null,
        "speaks_when": {"exists": "certificates", "where": {"status": "revoked"}}})")};
    const auto note = [&](const std::string& certificates) {
        const json made = desk.determination(R"({"evidence": {"certificates": )" + certificates + "}}");
        CHECK(verdict(made) == "eligible"); // a note never decides
        return outcome(made, "NOTE-1");
    };
    CHECK(note("[]") == "silent");
    CHECK(note("null") == "silent");
    CHECK(note(R"([{"number": "1", "status": "in_force", "issued_on": "2020-01-01"}])") == "silent");
    CHECK(note(R"([{"number": "1", "issued_on": "2020-01-01"}])") == "silent");
    CHECK(note(R"([{"number": "1", "status": "revoked", "issued_on": "2020-01-01"}])") ==
          "undetermined: no_rule_in_force");
}

TEST_CASE("what follows from a requirement that is not met", "[rules]")
{
    struct Failure {
        const char* topic;
        const char* on_failure;
        const char* outcome;
        const char* verdict;
    };
    const auto row = GENERATE(values<Failure>({
        {"training", "refuse", "not_met", "ineligible"},
        {"training", "supplement", "not_met", "incomplete"},
        {"training", "refer", "undetermined: officer_judgement", "undetermined"},
        {"training", "advise", "not_met", "eligible"},
        // These topics never decide a certificate, whatever the row says.
        {"dose", "refuse", "not_met", "eligible"},
        {"experience", "supplement", "not_met", "eligible"},
        {"appointment", "refuse", "not_met", "eligible"},
        {"prior_certificate", "refuse", "not_met", "eligible"},
        {"authority", "supplement", "not_met", "eligible"},
        {"other", "refer", "undetermined: officer_judgement", "eligible"},
    }));
    CAPTURE(row.topic, row.on_failure);
    SampleRules sample;
    sample.add("requirements", R"({"id": "X-1", "condition": {"in_force": false}})");
    sample.change("X-1", R"({"topic": ")" + std::string{row.topic} + R"(", "on_failure": ")" +
                             row.on_failure + R"("})");
    Desk desk{sample};
    CHECK(outcome(desk.determination(), "X-1") == row.outcome);
    CHECK(verdict(desk.determination()) == row.verdict);
}

TEST_CASE("every deciding topic that is open leaves the whole open", "[rules]")
{
    for (const char* topic :
         {"certificate_need", "procedure", "age", "civil_capacity", "qualification", "degree_document",
          "training", "health_check", "application_form", "photo", "dose", "other", "fee"}) {
        if (!topic_from(topic)) continue;
        CAPTURE(topic);
        SampleRules sample;
        sample.add("requirements", R"({"id": "X-1", "condition": {"judgement": {"vi": "A?", "en": "B?"}}})");
        sample.change("X-1", R"({"topic": ")" + std::string{topic} + R"("})");
        if (std::string_view{topic} == "certificate_need") sample.remove("NEED-1");
        Desk desk{sample};
        const bool settled =
            std::string_view{topic} == "qualification"; // the officer's entry answers the topic
        const bool decides = decides_certificate(*topic_from(topic)) && !settled;
        CHECK(verdict(desk.determination()) == (decides ? "undetermined" : "eligible"));
    }
}

TEST_CASE("the first that fits: ineligible, incomplete, undetermined, eligible", "[rules]")
{
    const std::string young = R"("worker": {"birth_date": "2010-01-01"})";
    const std::string no_form = R"("evidence": {"documents": []})";
    const std::string open = R"("officer_findings": [])";
    Desk desk{SampleRules{}};
    const auto of = [&](const std::string& patch) { return verdict(desk.determination("{" + patch + "}")); };
    CHECK(of(young + "," + no_form + "," + open) == "ineligible");
    CHECK(of(no_form + "," + open) == "incomplete");
    CHECK(of(young + "," + open) == "ineligible");
    CHECK(of(open) == "undetermined");
    CHECK(of("") == "eligible");
}

TEST_CASE("where no certificate is needed the need finding alone is reported", "[rules]")
{
    Desk desk{SampleRules{}};
    const json made = desk.determination(
        R"({"application": {"role": "device_operator"}, "worker": {"birth_date": "2010-01-01"}})");
    CHECK(verdict(made) == "not_required");
    CHECK(made.at("certificate_need") == "not_required");
    REQUIRE(made.at("findings").size() == 1);
    CHECK(outcome(made, "NEED-2") == "not_met");

    Desk inferred{SampleRules{}.change("NEED-2", R"({"standing": "inferred"})")};
    const json open = inferred.determination(R"({"application": {"role": "device_operator"}})");
    CHECK(verdict(open) == "undetermined");
    CHECK(open.at("certificate_need") == "unknown");
    CHECK(finding(open, "NEED-2").at("indication") == "not_met");
    CHECK(open.at("findings").size() > 1);
}

TEST_CASE("of several need rows the best known answers, and none leaves the need open", "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"standing": "inferred"})");
    sample.add("certificate_needs", R"({"id": "NEED-3", "certificate": "not_required", "standing": "copy"})");
    CHECK(verdict(Desk{sample}.determination()) == "not_required");

    SampleRules none;
    none.remove("NEED-1");
    const json made = Desk{none}.determination();
    CHECK(made.at("certificate_need") == "unknown");
    CHECK(verdict(made) == "undetermined");
}
