#include "rules/read_condition.h"

#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::refusal_of;
using tests::SampleRules;

namespace {

struct RefusedCondition {
    const char* condition;
    const char* pointer; ///< below the condition
    const char* words;
};

Error refused(const std::string& condition)
{
    SampleRules sample;
    sample.add("requirements", R"({"id": "X-1", "condition": )" + condition + "}");
    return refusal_of([&] { rules::read_rulebook(sample.files()); });
}

void check(const RefusedCondition& row)
{
    CAPTURE(row.condition);
    const Error error = refused(row.condition);
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().file == "sample.json");
    CHECK(error.place().line > 0);
    CHECK(error.place().pointer == "/requirements/7/condition" + std::string{row.pointer});
    CAPTURE(error.what());
    CHECK(std::string{error.what()}.find(row.words) != std::string::npos);
}

} // namespace

TEST_CASE("an unknown keyword is refused at every level of a condition", "[rules]")
{
    check(GENERATE(values<RefusedCondition>({
        {"{}", "", "\"of\" is missing"},
        {R"({"perhaps": []})", "/perhaps", "no field named"},
        {R"({"all": [{"in_force": true}], "any": []})", "/any", "no field named"},
        {R"({"all": [{"in_force": true}, {"perhaps": 1}]})", "/all/1/perhaps", "no field named"},
        {R"({"not": {"not": {"perhaps": 1}}})", "/not/not/perhaps", "no field named"},
        {R"({"at_least": 1, "of": [{"in_force": true}], "from": 2})", "/from", "no field named"},
        {R"({"exists": "trainings", "when": {}})", "/when", "no field named"},
        {R"({"exists": "trainings", "at_least": 2})", "/at_least", "no field named"},
        {R"({"none": "trainings", "must": {}})", "/must", "no field named"},
        {R"({"count": "trainings", "at_least": 1, "at_most": 2})", "/at_most", "no field named"},
        {R"({"sum": "documents", "of": "copies", "at_least": 3, "by": "kind"})", "/by", "no field named"},
        {R"({"latest": "trainings", "by": "completed_on", "must": {}, "earliest": 1})", "/earliest",
         "no field named"},
        {R"({"duration": "experience", "at_least": {"years": 1}, "of": "ct"})", "/of", "no field named"},
        {R"({"average": "doses", "of": "skin_msv", "over_years": 5, "at_most": 1, "where": {}})", "/where",
         "no field named"},
        {R"({"maximum": "doses", "of": "skin_msv", "at_most": 1, "over_years": 5})", "/over_years",
         "no field named"},
        {R"({"order": [], "by": 1})", "/by", "no field named"},
        {R"({"fact": "worker.birth_date", "was": "2000-01-01"})", "/was", "no field named"},
        {R"({"judgement": {"vi": "A", "en": "B"}, "by": "officer"})", "/by", "no field named"},
        {R"({"in_force": true, "from": "2020-01-01"})", "/from", "no field named"},
    })));
}

TEST_CASE("an unknown list, column, fact or code is refused", "[rules]")
{
    check(GENERATE(values<RefusedCondition>({
        {R"({"exists": "shoes"})", "/exists", "the name of a list"},
        {R"({"exists": 3})", "/exists", "a string"},
        {R"({"exists": "trainings", "where": {"colour": "red"}})", "/where/colour", "no field named"},
        {R"({"exists": "trainings", "where": {"kind": "photo"}})", "/where/kind", "no field named"},
        {R"({"exists": "documents", "where": {"kind": "selfie"}})", "/where/kind",
         "one of: application_form"},
        {R"({"exists": "documents", "where": {"kind": {"in": ["photo", "selfie"]}}})", "/where/kind/in/1",
         "one of: "},
        {R"({"sum": "documents", "of": "pages", "at_least": 1})", "/of", "a field of that list"},
        {R"({"latest": "trainings", "by": "year", "must": {}})", "/by", "a field of that list"},
        {R"({"fact": "worker.height", "is": 3})", "/fact", "a single fact"},
        {R"({"fact": "application.channel", "is": "smoke"})", "/is", "one of: "},
        {R"({"order": [{"list": "shoes", "date": "x"}, {"list": "documents", "date": "issued_on"}]})",
         "/order/0/list", "the name of a list"},
        {R"({"order": [{"list": "trainings", "date": "completed_on"}, {"list": "documents", "date": "dated"}]})",
         "/order/1/date", "a field of that list"},
    })));
}

TEST_CASE("a comparison must fit the column", "[rules]")
{
    check(GENERATE(values<RefusedCondition>({
        {R"({"exists": "documents", "where": {"kind": {"at_least": "photo"}}})", "/where/kind/at_least",
         "no field named"},
        {R"({"exists": "documents", "where": {"form": {"at_most": "05"}}})", "/where/form/at_most",
         "no field named"},
        {R"({"exists": "documents", "where": {"form": ""}})", "/where/form", "not empty"},
        {R"({"exists": "documents", "where": {"copies": {"valid_for": {"days": 1}}}})",
         "/where/copies/valid_for", "no field named"},
        {R"({"exists": "documents", "where": {"copies": "3"}})", "/where/copies", "an integer"},
        {R"({"exists": "documents", "where": {"copies": 2.5}})", "/where/copies", "an integer"},
        {R"({"exists": "documents", "where": {"copies": {"in": 3}}})", "/where/copies/in", "a list"},
        {R"({"exists": "documents", "where": {"copies": {}}})", "/where/copies", "exactly one comparison"},
        {R"({"exists": "documents", "where": {"copies": {"at_least": 1, "at_most": 2}}})", "/where/copies",
         "exactly one comparison"},
        {R"({"exists": "documents", "where": {"issued_on": "yesterday"}})", "/where/issued_on",
         "a day that exists"},
        {R"({"exists": "trainings", "where": {"provider_registered": 1}})", "/where/provider_registered",
         "true or false"},
        {R"({"exists": "degrees", "where": {"field": {"recorded": false}}})", "/where/field/recorded",
         "expected true"},
        {R"({"maximum": "doses", "of": "skin_msv", "at_most": -1})", "/at_most", "a number of at least 0"},
        {R"({"maximum": "doses", "of": "year", "at_most": 1})", "/of", "a field that holds doses"},
        {R"({"maximum": "trainings", "of": "programme", "at_most": 1})", "/maximum", "\"doses\""},
        {R"({"average": "doses", "of": "skin_msv", "over_years": 1, "at_most": 1})", "/over_years",
         "an integer 2 .. 50"},
        {R"({"sum": "documents", "of": "form", "at_least": 1})", "/of", "a field that holds numbers"},
        {R"({"latest": "trainings", "by": "programme", "must": {}})", "/by", "a field that holds dates"},
        {R"({"latest": "trainings", "by": "completed_on"})", "", "\"must\" is missing"},
        {R"({"latest": "trainings", "by": "completed_on", "must": {}, "when_none": "yes"})", "/when_none",
         "\"met\" or \"not_met\""},
        {R"({"duration": "trainings", "at_least": {"years": 1}})", "/duration", "\"experience\""},
        {R"({"duration": "experience", "at_least": {"working_days": 9}})", "/at_least",
         "years, months or days"},
        {R"({"fact": "application.channel", "reached": {"years": 1}})", "/reached", "no field named"},
        {R"({"fact": "worker.birth_date"})", "", "one comparison"},
        {R"({"fact": "worker.birth_date", "at_least": "2000-01-01", "at_most": "2001-01-01"})", "",
         "one comparison"},
        {R"({"count": "trainings", "at_least": 0})", "/at_least", "an integer 1 .. "},
        {R"({"at_least": 3, "of": [{"in_force": true}, {"in_force": true}]})", "/at_least",
         "an integer 1 .. 2"},
        {R"({"all": []})", "/all", "1 to 64 conditions"},
        {R"({"order": [{"list": "trainings", "date": "completed_on"}]})", "/order", "two lists"},
        {R"({"order": [{"list": "trainings", "date": "programme"}, {"list": "documents", "date": "issued_on"}]})",
         "/order/0/date", "a field that holds dates"},
    })));
}

TEST_CASE("a period has one unit, known and within reason", "[rules]")
{
    struct Period {
        const char* period;
        const char* pointer;
        const char* words;
    };
    const auto row = GENERATE(values<Period>({
        {"{}", "", "exactly one length of time"},
        {R"({"months": 6, "days": 3})", "", "exactly one length of time"},
        {R"({"weeks": 6})", "/weeks", "no field named"},
        {R"({"months": -1})", "/months", "an integer 0"},
        {R"({"months": 1.5})", "/months", "an integer 0"},
        {R"({"months": 2401})", "/months", "an integer 0 .. 2400"},
        {R"({"years": 201})", "/years", "an integer 0 .. 200"},
        {R"({"days": 36501})", "/days", "an integer 0 .. 36500"},
        {R"({"working_days": 251})", "/working_days", "an integer 0 .. 250"},
        {R"("6 months")", "", "an object"},
    }));
    check({(R"({"fact": "worker.birth_date", "reached": )" + std::string{row.period} + "}").c_str(),
           ("/reached" + std::string{row.pointer}).c_str(), row.words});
}
