#include "rules/read_rulebook.h"

#include <algorithm>

#include "tests/refusal.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::refusal_of;
using tests::SampleRules;
using tests::shipped_file;

namespace {

/// What a rulebook with one more requirement is refused with; `patch` says what the row has of its own.
Error refused_row(const std::string& patch, const std::string& section = "requirements")
{
    SampleRules sample;
    sample.add(section, patch);
    return refusal_of([&] { rules::read_rulebook(sample.files()); });
}

bool says(const Error& error, std::string_view words)
{
    return std::string_view{error.what()}.find(words) != std::string_view::npos;
}

/// Checks that the refusal names the place and both languages say what is wrong.
void check_located(const Error& error, std::string_view pointer, std::string_view words)
{
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(error.place().file == "sample.json");
    CHECK(error.place().line > 0);
    CHECK(error.place().pointer == pointer);
    CHECK_FALSE(error.sentence().vi.empty());
    CAPTURE(error.what());
    CHECK(says(error, words));
}

struct Refused {
    const char* patch;
    const char* pointer; ///< below the row
    const char* words;
};

} // namespace

TEST_CASE("the sample and the shipped rulebook are read", "[rules]")
{
    const auto sample = rules::read_rulebook(SampleRules{}.files());
    CHECK(sample.version == "sample");
    CHECK(sample.requirements.size() == 9);
    CHECK(sample.authorities.size() == 2);
    CHECK(sample.vocabulary.requirements.contains("AGE-1"));

    const auto shipped = rules::read_rulebook(tests::shipped_files());
    CHECK(shipped.requirements.size() > 50);
    CHECK_FALSE(shipped.version.empty());
    CHECK(shipped.digest.size() == 64);
}

TEST_CASE("an unknown word is refused where it stands", "[rules]")
{
    const auto row = GENERATE(values<Refused>({
        {R"({"id": "X-1", "colour": 1})", "/colour", "no field named \"colour\""},
        {R"({"id": "X-1", "standing": "sure"})", "/standing", "a standing"},
        {R"({"id": "X-1", "topic": "shoe_size"})", "/topic", "a topic"},
        {R"({"id": "X-1", "on_failure": "shout"})", "/on_failure", "refuse, supplement, refer or advise"},
        {R"({"id": "X-1", "deciding_date": "today"})", "/deciding_date", "filed_on or completed_on"},
        {R"({"id": "X-1", "settles": "AGE-1"})", "/settles", "no field named \"settles\""},
        {R"({"id": "X-1", "citation": {"instrument": "law-1", "page": 3}})", "/citation/page",
         "no field named"},
        {R"({"id": "X-1", "in_force": {"from": "2020-01-01", "until": "2021-01-01"}})", "/in_force/until",
         "no field named"},
        {R"({"id": "X-1", "title": {"vi": "A", "fr": "B"}})", "/title/fr", "no field named"},
        {R"({"id": "X-1", "applies_to": {"jobs": []}})", "/applies_to/jobs", "no field named"},
        {R"({"id": "X-1", "applies_to": {"roles": ["king"]}})", "/applies_to/roles/0",
         "one of: safety_officer"},
        {R"({"id": "X-1", "applies_to": {"roles_except": ["king"]}})", "/applies_to/roles_except/0",
         "one of: safety_officer"},
        {R"({"id": "X-1", "applies_to": {"procedures": ["old"]}})", "/applies_to/procedures/0", "one of: "},
        {R"({"id": "X-1", "applies_to": {"channels": ["smoke"]}})", "/applies_to/channels/0", "one of: "},
        {R"({"id": "X-1", "applies_to": {"devices": {"has": [["toaster"]]}}})", "/applies_to/devices/has/0/0",
         "an equipment type"},
        {R"({"id": "X-1", "applies_to": {"devices": {"only": ["family:kitchen"]}}})",
         "/applies_to/devices/only/0", "an equipment family"},
        {R"({"id": "X-1", "applies_to": {"devices": {"none_of": ["ct"]}}})", "/applies_to/devices/none_of",
         "no field named"},
        {R"({"id": "X-1", "applies_to": [{}, {"roles": ["king"]}]})", "/applies_to/1/roles/0", "one of: "},
    }));
    CAPTURE(row.patch);
    check_located(refused_row(row.patch), "/requirements/7" + std::string{row.pointer}, row.words);
}

TEST_CASE("a row that lacks or contradicts itself is refused where it stands", "[rules]")
{
    const auto row = GENERATE(values<Refused>({
        {R"({"id": null})", "", "\"id\" is missing"},
        {R"({"id": "X-1", "title": null})", "", "\"title\" is missing"},
        {R"({"id": "X-1", "citation": null})", "", "\"citation\" is missing"},
        {R"({"id": "X-1", "standing": null})", "", "\"standing\" is missing"},
        {R"({"id": "X-1", "in_force": null})", "", "\"in_force\" is missing"},
        {R"({"id": "X-1", "topic": null})", "", "\"topic\" is missing"},
        {R"({"id": "X-1", "on_failure": null})", "", "\"on_failure\" is missing"},
        {R"({"id": "X-1", "title": {"vi": "A", "en": ""}})", "/title/en", "not empty"},
        {R"({"id": "X-1", "in_force": {"to": "2021-01-01"}})", "/in_force", "\"from\" is missing"},
        {R"({"id": "X-1", "in_force": {"from": "2021-02-01", "to": "2021-01-31"}})", "/in_force/to",
         "not before \"from\""},
        {R"({"id": "X-1", "in_force": {"from": "2021-02-29"}})", "/in_force/from", "a day that exists"},
        {R"({"id": "X-1", "applies_to": []})", "/applies_to", "at least one alternative"},
        {R"({"id": "X-1", "applies_to": {"devices": {"only": []}}})", "/applies_to/devices/only",
         "at least one equipment type"},
        {R"({"id": "X-1", "standing": "unknown"})", "/standing", "have no condition"},
        {R"({"id": "X-1", "standing": "no_rule"})", "/standing", "have no condition"},
        {R"({"id": "X-1", "condition": null})", "/standing", "have no condition"},
        {R"({"id": "X-1", "standing": "inferred", "condition": null})", "/standing", "have no condition"},
        {R"({"id": "X-1", "remedy": null})", "", "what would cure it"},
        {R"({"id": "X-1", "evidence_group": "G"})", "/evidence_group", "\"exists\" only"},
        {R"({"id": "X-1", "applies_to": {"roles": ["safety_officer"], "roles_except": ["safety_officer"]}})",
         "/applies_to", "roles"},
    }));
    CAPTURE(row.patch);
    check_located(refused_row(row.patch), "/requirements/7" + std::string{row.pointer}, row.words);
}

TEST_CASE("need and authority rows that cannot mean anything are refused", "[rules]")
{
    struct Section {
        const char* section;
        const char* patch;
        const char* pointer;
        const char* words;
    };
    const auto row = GENERATE(values<Section>({
        {"certificate_needs", R"({"id": "X-1", "certificate": "maybe"})", "/certificate_needs/2/certificate",
         "required or not_required"},
        {"certificate_needs", R"({"id": "X-1"})", "/certificate_needs/2/standing", "have no condition"},
        {"certificate_needs", R"({"id": "X-1", "certificate": "required", "on_failure": "refuse"})",
         "/certificate_needs/2/on_failure", "no field named"},
        {"authorities", R"({"id": "X-1", "bodies": ["mayor"]})", "/authorities/2/bodies/0",
         "province, varans or ministry"},
        {"authorities", R"({"id": "X-1", "bodies": []})", "/authorities/2", "\"bodies\" is empty exactly"},
        {"authorities", R"({"id": "X-1", "standing": "unknown", "bodies": ["varans"]})", "/authorities/2",
         "\"bodies\" is empty exactly"},
        {"authorities", R"({"id": "X-1", "bodies": ["varans", "province"]})", "/authorities/2",
         "more than one body"},
        {"authorities", R"({"id": "X-1", "bodies": ["varans"], "mode": "each"})", "/authorities/2",
         "more than one body"},
        {"authorities", R"({"id": "X-1", "bodies": ["varans"], "mode": "both"})", "/authorities/2/mode",
         "choice or each"},
        {"authorities", R"({"id": "X-1", "bodies": [], "by_device": true, "for_devices": ["ct"]})",
         "/authorities/2", "whole application"},
    }));
    CAPTURE(row.patch);
    check_located(refused_row(row.patch, row.section), row.pointer, row.words);
}

TEST_CASE("what only shows when the files are joined is refused with the row's own place", "[rules]")
{
    const auto row = GENERATE(values<Refused>({
        {R"({"id": "AGE-1"})", "", "stands twice"},
        {R"({"id": "NEED-1"})", "", "stands twice"},
        {R"({"id": "age 1"})", "", "capitals, digits and hyphens"},
        {R"({"id": "ĐỘ-TUỔI"})", "", "capitals, digits and hyphens"},
        {R"({"id": "A-ROW-WHOSE-NAME-NOBODY-CAN-SAY"})", "", "capitals, digits and hyphens"},
        {R"({"id": "X-1", "citation": {"instrument": "law-9"}})", "",
         "cites an instrument that is not listed: law-9"},
    }));
    CAPTURE(row.patch);
    check_located(refused_row(row.patch), "/requirements/7" + std::string{row.pointer}, row.words);
    if (std::string{row.patch}.find("NEED-1") != std::string::npos) {
        check_located(refused_row(R"({"id": "NEED-1", "bodies": ["varans"]})", "authorities"),
                      "/authorities/2", row.words);
    }
}

TEST_CASE("an instrument stands once and replaces one that is listed", "[rules]")
{
    const std::string instrument =
        R"("number": "2/2010/L", "title": {"vi": "Luật", "en": "Law"}, "kind": "law",
        "issuer": {"vi": "Quốc hội", "en": "National Assembly"}, "standing": "text"})";
    const auto refused = [&](const std::string& own) {
        SampleRules sample;
        const std::string one = R"({"id": "law-1", )" + instrument;
        sample.change_file(R"({"instruments": [)" + one + ", {" + own + ", " + instrument + "]}");
        return refusal_of([&] { rules::read_rulebook(sample.files()); });
    };
    check_located(refused(R"("id": "law-1")"), "/instruments/1", "stands twice");
    check_located(refused(R"("id": "law-2", "replaces": ["law-3"])"), "/instruments/1", "not listed: law-3");
    check_located(refused(R"("id": "law-2", "in_force": {"from": "2021-01-02", "to": "2021-01-01"})"),
                  "/instruments/1/in_force/to", "not before \"from\"");
}

TEST_CASE("a rulebook is whole: vocabulary, provinces and version", "[rules]")
{
    const auto files = SampleRules{}.files();
    for (const char* missing : {"vocabulary.json", "provinces.json"}) {
        auto fewer = files;
        std::erase_if(fewer, [&](const auto& file) { return file.path == missing; });
        const Error error = refusal_of([&] { rules::read_rulebook(fewer); });
        CHECK(error.fault() == Fault::not_found);
        CHECK(says(error, missing));
    }
    const Error error =
        refusal_of([&] { rules::read_rulebook(SampleRules{}.change_file(R"({"version": null})").files()); });
    CHECK(error.fault() == Fault::invalid_input);
    CHECK(says(error, "version"));
    check_located(
        refusal_of([&] { rules::read_rulebook(SampleRules{}.change_file(R"({"colour": []})").files()); }),
        "/colour", "no field named");
}

TEST_CASE("closed lists stand in vocabulary.json and the version in one file; nothing is dropped silently",
          "[rules]")
{
    auto files = SampleRules{}.files();
    files.push_back({"z.json", R"({"vocabulary": {"roles": {"king": {"vi": "vua", "en": "king"}}}})"});
    Error error = refusal_of([&] { rules::read_rulebook(files); });
    CHECK(error.place().file == "z.json");
    CHECK(error.place().pointer == "/vocabulary");

    files.back() = {"z.json", R"({"version": "another"})"};
    error = refusal_of([&] { rules::read_rulebook(files); });
    CHECK(error.place().file == "z.json");
    CHECK(error.place().pointer == "/version");
}
