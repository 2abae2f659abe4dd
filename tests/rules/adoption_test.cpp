#include "tests/json.h"
#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::overlay_file;
using tests::refusal_of;
using tests::SampleRules;

TEST_CASE("an adopted row decides for its authority from its day on and says who adopted it", "[rules]")
{
    SampleRules sample;
    sample.change("AGE-1", R"({"standing": "inferred"})");
    sample.change("NEED-2", R"({"standing": "inferred"})");
    const std::string adoption =
        R"("authority": "province:66", "in_force": {"from": "2024-08-01", "to": "2024-08-31"}, "by": "Lê Văn Ký",
        "second": "Trần Thị Hai", "basis": {"vi": "Quyết định 9", "en": "Decision 9"})";
    sample.change_file(R"({"adoptions": [{"row": "AGE-1", )" + adoption + R"(}, {"row": "NEED-2", )" +
                       adoption + "}]}");
    Desk desk{sample, {}, {std::nullopt, Standing::text}};

    const json made = desk.determination();
    CHECK(outcome(made, "AGE-1") == "met");
    CHECK(finding(made, "AGE-1").at("standing") == "inferred");
    CHECK(
        finding(made, "AGE-1").at("adopted") ==
        tests::parsed(
            R"({"authority": "province:66", "since": "2024-08-01", "by": "Lê Văn Ký", "second": "Trần Thị Hai",
                          "basis": {"vi": "Quyết định 9", "en": "Decision 9"}})"));
    CHECK(finding(made, "FORM-1").at("adopted").is_null());
    CHECK(outcome(desk.determination(R"({"worker": {"birth_date": "2010-01-01"}})"), "AGE-1") == "not_met");

    for (const char* patch : {R"({"application": {"facility": {"province": "79"}}})",
                              R"({"application": {"filed_on": "2024-07-31"}})",
                              R"({"application": {"filed_on": "2024-09-01"}})"}) {
        CAPTURE(patch);
        CHECK(outcome(desk.determination(patch), "AGE-1") == "undetermined: rule_unconfirmed");
        CHECK(finding(desk.determination(patch), "AGE-1").at("adopted").is_null());
    }
    const json operator_here = desk.determination(R"({"application": {"role": "device_operator"}})");
    CHECK(operator_here.at("determination") == "not_required");
    const json operator_elsewhere =
        desk.determination(R"({"application": {"role": "device_operator", "facility": {"province": "79"}}})");
    CHECK(operator_elsewhere.at("determination") == "undetermined");
}

TEST_CASE("an adoption needs two persons and a row that says something", "[rules]")
{
    const auto adoption = [](const std::string& patch) {
        json made = tests::parsed(
            R"({"row": "AGE-1", "authority": "province:66", "in_force": {"from": "2024-01-01"}, "by": "A",
                                    "second": "B", "basis": {"vi": "x", "en": "y"}})");
        made = tests::patched(made, patch);
        SampleRules sample;
        sample.change("AGE-1", R"({"standing": "inferred"})");
        sample.change_file(R"({"adoptions": [)" + made.dump() + "]}");
        return refusal_of([&] { rules::read_rulebook(sample.files()); });
    };
    struct Refused {
        const char* patch;
        const char* pointer;
        const char* words;
    };
    const auto row = GENERATE(values<Refused>({
        {R"({"second": "A"})", "/adoptions/0/second", "another person"},
        {R"({"second": null})", "/adoptions/0", "\"second\" is missing"},
        {R"({"by": ""})", "/adoptions/0/by", "not empty"},
        {R"({"row": "AGE-9"})", "/adoptions/0", "a row that does not exist"},
        {R"({"row": "PROC-0"})", "/adoptions/0", "says nothing that could be adopted"},
        {R"({"authority": "mayor"})", "/adoptions/0/authority", "province:NN"},
        {R"({"in_force": {"from": "2024-02-01", "to": "2024-01-01"}})", "/adoptions/0/in_force/to",
         "not before"},
    }));
    CAPTURE(row.patch);
    const Error error = adoption(row.patch);
    CAPTURE(error.what());
    CHECK(error.place().file == "sample.json");
    CHECK(error.place().pointer == row.pointer);
    CHECK(std::string{error.what()}.find(row.words) != std::string::npos);
}

TEST_CASE("an overlay may adopt, for its own authority only", "[rules]")
{
    SampleRules sample;
    sample.change("AGE-1", R"({"standing": "inferred"})");
    const auto overlay = [](const std::string& authority) {
        auto made = overlay_file({});
        json file = tests::parsed(made.text);
        file["adoptions"] =
            tests::parsed(R"([{"row": "AGE-1", "in_force": {"from": "2024-01-01"}, "by": "A", "second": "B",
                                             "basis": {"vi": "x", "en": "y"}}])");
        file["adoptions"][0]["authority"] = authority;
        made.text = file.dump();
        return made;
    };
    Desk desk{sample, {overlay("province:66")}};
    CHECK(outcome(desk.determination(), "AGE-1") == "met");
    const Error error = refusal_of([&] { rules::read_rulebook(sample.files(), {overlay("province:79")}); });
    CHECK(error.place().pointer == "/adoptions/0/authority");
}
