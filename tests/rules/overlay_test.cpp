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

namespace {

/// Province 66 takes a bachelor's degree in physics for a suitable qualification.
constexpr const char* physicist =
    R"({"id": "OV-1", "topic": "qualification", "on_failure": "refer", "remedy": null,
    "settles": "QUALIFY-1", "condition": {"exists": "degrees", "where": {"field": "physics"}}})";

constexpr const char* a_physicist =
    R"({"officer_findings": [], "evidence": {"degrees": [{"id": "d", "field": "physics", "awarded_on": "2010-06-01"}]}})";
constexpr const char* a_lawyer =
    R"({"officer_findings": [], "evidence": {"degrees": [{"id": "d", "field": "law", "awarded_on": "2010-06-01"}]}})";

json judged(Desk& desk, const char* person, const std::string& patch = "{}")
{
    return tests::parsed(desk.text(tests::patched(tests::sample_dossier(person), patch)));
}

Error refused_overlay(const rules::SourceFile& overlay)
{
    return refusal_of([&] { rules::read_rulebook(SampleRules{}.files(), {overlay}); });
}

bool overlay_says(const Error& error, std::string_view words)
{
    return std::string_view{error.what()}.find(words) != std::string_view::npos;
}

} // namespace

TEST_CASE("an overlay settles what the law leaves to a person", "[rules]")
{
    Desk desk{SampleRules{}, {overlay_file({physicist})}};
    const json made = judged(desk, a_physicist);
    CHECK(outcome(made, "OV-1") == "met");
    CHECK(outcome(made, "QUALIFY-1") == "silent");
    CHECK(made.at("determination") == "eligible");
    CHECK(finding(made, "OV-1").at("adopted") ==
          tests::parsed(
              R"({"authority": "province:66", "since": "2024-01-01", "by": "Lê Văn Ký", "overlay": "OV-66",
                          "basis": {"vi": "Quyết định 12/QĐ-UBND", "en": "Decision 12/QĐ-UBND"}})"));
}

TEST_CASE("an overlay that is not met leaves the matter to an officer", "[rules]")
{
    Desk desk{SampleRules{}, {overlay_file({physicist})}};
    const json open = judged(desk, a_lawyer);
    CHECK(outcome(open, "OV-1") == "undetermined: officer_judgement");
    CHECK(open.at("determination") == "undetermined");

    for (const char* requirement : {"OV-1", "QUALIFY-1", ""}) { // whichever of them the officer names
        json entry = {{"topic", "qualification"},
                      {"outcome", "met"},
                      {"by", "O-1"},
                      {"on", "2024-09-01"},
                      {"reason", "Phù hợp."}};
        if (*requirement != '\0') entry["requirement"] = requirement;
        json dossier = tests::sample_dossier(a_lawyer);
        dossier["officer_findings"] = {entry};
        CHECK(tests::parsed(desk.text(dossier)).at("determination") == "eligible");
    }
}

TEST_CASE("an overlay speaks for its own province, while it is in force", "[rules]")
{
    Desk desk{SampleRules{}, {overlay_file({physicist})}};
    struct Elsewhere {
        const char* why;
        const char* patch;
        bool speaks;
    };
    const auto row = GENERATE(values<Elsewhere>({
        {"its province", "{}", true},
        {"another province", R"({"application": {"facility": {"province": "79"}}})", false},
        {"its device stands in another province",
         R"({"application": {"facility": {"devices": [{"type": "ct", "mobility": "fixed", "province": "79"}]}}})",
         false},
        {"a central body is competent",
         R"({"application": {"facility": {"devices": [{"type": "cyclotron"}]}}})", false},
        {"the body is not known", R"({"application": {"facility": {"devices": [{"type": "xrf"}]}}})", false},
        {"the last day", R"({"application": {"filed_on": "2024-12-31"}})", true},
        {"the day after", R"({"application": {"filed_on": "2025-01-01"}})", false},
        {"the first day", R"({"application": {"filed_on": "2024-01-01"}})", true},
        {"the day before", R"({"application": {"filed_on": "2023-12-31"}})", false},
    }));
    CAPTURE(row.why);
    const json made = judged(desk, a_physicist, row.patch);
    CHECK(outcome(made, "OV-1") == (row.speaks ? "met" : "silent"));
    CHECK(outcome(made, "QUALIFY-1") == (row.speaks ? "silent" : "undetermined: officer_judgement"));
}

TEST_CASE("an overlay row decides whatever its standing, and the national row keeps its own", "[rules]")
{
    const std::string inferred = std::string{physicist}.replace(std::string{physicist}.find("\"remedy\""), 8,
                                                                "\"standing\": \"inferred\", \"remedy\"");
    Desk desk{SampleRules{}, {overlay_file({inferred})}, {std::nullopt, Standing::text}};
    CHECK(outcome(judged(desk, a_physicist), "OV-1") == "met");
}

TEST_CASE("an overlay may settle a need that is open, for its own province", "[rules]")
{
    SampleRules sample;
    sample.change("NEED-1", R"({"standing": "unknown", "certificate": null})");
    const auto overlay =
        overlay_file({R"({"id": "OV-2", "topic": "certificate_need", "on_failure": "refer", "remedy": null,
        "settles": "NEED-1", "condition": {"in_force": false}})"});
    Desk desk{sample, {overlay}};
    CHECK(desk.determination().at("determination") == "not_required");
    CHECK(outcome(desk.determination(), "OV-2") == "not_met");
    const json elsewhere = desk.determination(R"({"application": {"facility": {"province": "79"}}})");
    CHECK(elsewhere.at("determination") == "undetermined");
    CHECK(outcome(elsewhere, "OV-2") == "silent");
}

TEST_CASE("an overlay cannot contradict the law, refuse by itself or turn a condition into advice", "[rules]")
{
    struct Refused {
        const char* row;
        const char* pointer;
        const char* words;
    };
    const auto row = GENERATE(values<Refused>({
        {R"({"id": "OV-1", "topic": "age", "on_failure": "refer", "settles": "AGE-1"})", "/requirements/0",
         "may not contradict it"},
        {R"({"id": "OV-1", "topic": "qualification", "on_failure": "refuse", "settles": "QUALIFY-1"})",
         "/requirements/0/on_failure", "only the law refuses"},
        {R"({"id": "OV-1", "topic": "qualification", "on_failure": "supplement", "settles": "QUALIFY-1"})",
         "/requirements/0/on_failure", "only the law refuses"},
        {R"({"id": "OV-1", "topic": "qualification", "on_failure": "advise", "settles": "QUALIFY-1"})",
         "/requirements/0", "refer"},
        {R"({"id": "OV-1", "topic": "training", "on_failure": "refuse"})", "/requirements/0/on_failure",
         "only the law refuses"},
        {R"({"id": "OV-1", "topic": "age", "on_failure": "refer", "settles": "QUALIFY-1"})",
         "/requirements/0", "the topic must be that of"},
        {R"({"id": "OV-1", "topic": "age", "on_failure": "refer", "settles": "AGE-9"})", "/requirements/0",
         "no national requirement AGE-9"},
        {R"({"id": "OV-1", "topic": "other", "on_failure": "refer", "settles": "OV-1"})", "/requirements/0",
         "no national requirement OV-1"},
        {R"({"id": "AGE-1", "topic": "age", "on_failure": "refer"})", "/requirements/0", "stands twice"},
        {R"({"id": "OV-1", "topic": "certificate_need", "on_failure": "refer"})", "/requirements/0",
         "the national row that it settles"},
    }));
    CAPTURE(row.row);
    const Error error = refused_overlay(overlay_file({row.row}));
    CAPTURE(error.what());
    CHECK(error.place().file == "province-66.json");
    CHECK(error.place().line > 0);
    CHECK(error.place().pointer == row.pointer);
    CHECK(overlay_says(error, row.words));
}

TEST_CASE("an overlay holds no national sections, and its head is whole", "[rules]")
{
    const auto with = [](const std::string& patch) {
        auto overlay = overlay_file({physicist});
        overlay.text = tests::patched(tests::parsed(overlay.text), patch).dump();
        return refused_overlay(overlay);
    };
    for (const char* section :
         {"authorities", "certificate_needs", "vocabulary", "version", "desk_steps", "fees"}) {
        CAPTURE(section);
        CHECK(with(R"({")" + std::string{section} + R"(": []})").place().pointer ==
              "/" + std::string{section});
    }
    for (const char* key : {"id", "title", "authority", "in_force", "basis", "signed_by"}) {
        CAPTURE(key);
        const Error error = with(R"({"overlay": {")" + std::string{key} + R"(": null}})");
        CHECK(error.place().pointer == "/overlay");
        CHECK(overlay_says(error, key));
    }
    CHECK(with(R"({"overlay": {"authority": "province:666"}})").place().pointer == "/overlay/authority");
    CHECK(with(R"({"overlay": null})").place().file == "province-66.json");
}

TEST_CASE("a sample shows the form and says so", "[rules]")
{
    const auto plain = rules::read_rulebook(SampleRules{}.files(), {overlay_file({physicist})});
    CHECK_FALSE(plain.overlays.at(0).sample);
    const auto sample =
        rules::read_rulebook(SampleRules{}.files(), {overlay_file({physicist}, R"({"sample": true})")});
    CHECK(sample.overlays.at(0).sample);
    CHECK(sample.overlays.at(0).authority == Body{Body::Kind::province, 66});
}
