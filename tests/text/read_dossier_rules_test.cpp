#include <chrono>
#include <initializer_list>
#include <string>

#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/text/read_sample.h"

// What a schema cannot say of a dossier: ids that differ, provinces of their day, findings that agree.

using namespace radcert;
using tests::Json;
using tests::Pointer;
using tests::read;
using tests::refusal_of;
using tests::refused;
using tests::sample_dossier;
using tests::vocabulary;

namespace {

Json finding(const char* requirement, const char* topic, const char* outcome, const char* on)
{
    Json json{{"topic", topic}, {"outcome", outcome}, {"by", "officer-01"}, {"on", on}, {"reason", "seen"}};
    if (*requirement != '\0') json["requirement"] = requirement;
    return json;
}

Json with_findings(std::initializer_list<Json> findings)
{
    Json json = sample_dossier();
    json["officer_findings"] = Json::array();
    for (const Json& each : findings) json["officer_findings"].push_back(each);
    return json;
}

} // namespace

TEST_CASE("an id stands once in its list", "[text]")
{
    const auto list = GENERATE(values<std::string>(
        {"/application/facility/devices", "/evidence/documents", "/evidence/degrees", "/evidence/trainings",
         "/evidence/health_checks", "/evidence/experience", "/evidence/certificates"}));
    Json json = sample_dossier();
    Json& records = json[Pointer{list}];
    const std::string key = list.ends_with("certificates") ? "number" : "id";
    const std::string last = std::to_string(records.size());
    records.push_back(records[0]);
    {
        const Error error = refused(json);
        CHECK(error.place().pointer == list + "/" + last);
        CHECK_THAT(error.what(), Catch::Contains("stands twice in this list"));
        CHECK_FALSE(error.hint().empty());
    }
    records.back()[key] = "another";
    CHECK_NOTHROW(read(json));

    records[0][key] = records.back()[key] = ""; // written out, the empty id is an id
    CHECK(refused(json).place().pointer == list + "/" + last);
}

TEST_CASE("a list of ids without end does not stall the reader", "[text]")
{
    Json json = sample_dossier();
    Json& degrees = json["evidence"]["degrees"] = Json::array();
    for (int i = 0; i < 50'000; ++i) degrees.push_back({{"id", "d" + std::to_string(i)}});
    const auto start = std::chrono::steady_clock::now();
    CHECK(read(json).evidence.degrees->size() == 50'000);
    degrees.push_back({{"id", "d7"}});
    CHECK(refused(json).place().pointer == "/evidence/degrees/50000");
    degrees.back()["id"] = "d40000";
    CHECK(refused(json).place().pointer == "/evidence/degrees/50000");
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK(taken.count() < 60.0); // one by one it would be many minutes
}

TEST_CASE("the same id in two lists, and the same dose year twice, are no duplicates", "[text]")
{
    Json json = sample_dossier();
    json["evidence"]["degrees"][0]["id"] = "t1";
    json["evidence"]["doses"].push_back(json["evidence"]["doses"][0]);
    CHECK_NOTHROW(read(json));
}

TEST_CASE("a province code is one that a province bore on the filing day", "[text]")
{
    struct Row {
        std::string pointer, filed_on, value, hint;
    };
    const auto row = GENERATE(values<Row>({
        {"/application/facility/province", "2025-08-12", "54", "Phú Yên (54) is now part of province 66"},
        {"/application/facility/devices/0/province", "2025-07-01", "54",
         "Phú Yên (54) is now part of province 66"},
        {"/application/filed_with", "2025-08-12", "province:54", "Phú Yên (54) is now part of province 66"},
        {"/application/facility/province", "2025-08-12", "99", ""},
        {"/application/facility/province", "2025-08-12", "00", ""},
        {"/application/facility/province", "1990-12-31", "66", ""},
    }));
    CAPTURE(row.pointer, row.filed_on, row.value);
    Json json = sample_dossier();
    json["application"]["filed_on"] = row.filed_on;
    json[Pointer{row.pointer}] = row.value;

    const Error error = refused(json);
    CHECK(error.fault() == Fault::invalid_input);
    CHECK_THAT(error.place().pointer,
               Catch::StartsWith(row.filed_on < "1991" ? "/application/f" : row.pointer));
    CHECK_THAT(error.what(), Catch::Contains("on " + row.filed_on));
    CHECK(error.hint().en == row.hint);
}

TEST_CASE("the same code means the province of its day", "[text]")
{
    Json json = sample_dossier();
    json["application"]["facility"]["province"] = "54";
    json["application"]["filed_on"] = "2025-06-30";
    CHECK(read(json).application.facility.province == 54);
    json["application"]["facility"]["province"] = "15"; // Yên Bái then, Lào Cai from July 2025 on
    CHECK_NOTHROW(read(json));
    json["application"]["filed_on"] = "2025-07-01";
    CHECK_NOTHROW(read(json));
}

TEST_CASE("two findings of one day about one thing may not contradict each other", "[text]")
{
    const Json met = finding("", "qualification", "met", "2025-08-13");
    const Json not_met = finding("", "qualification", "not_met", "2025-08-13");
    const Error error = refused(with_findings({finding("", "age", "met", "2025-08-13"), met, not_met}));
    CHECK(error.place().pointer == "/officer_findings/2");
    CHECK(error.what() == std::string{"two findings of 2025-08-13 on qualification contradict each other"});
    CHECK_FALSE(error.hint().empty());

    CHECK(refused(with_findings({finding("Q-01", "qualification", "not_met", "2025-08-13"), met,
                                 finding("Q-01", "qualification", "met", "2025-08-13")}))
              .place()
              .pointer == "/officer_findings/2");
    CHECK(refused(with_findings({met, met, not_met})).place().pointer == "/officer_findings/2");
    CHECK(refused(with_findings({not_met, finding("", "photo", "met", "2025-08-13"), met, met}))
              .place()
              .pointer == "/officer_findings/2");
}

TEST_CASE("findings of another day, thing or reach stand beside each other", "[text]")
{
    const Json met = finding("", "qualification", "met", "2025-08-13");
    CHECK_NOTHROW(read(with_findings({met, met})));
    CHECK_NOTHROW(read(with_findings({met, finding("", "qualification", "not_met", "2025-08-14")})));
    CHECK_NOTHROW(read(with_findings({met, finding("", "age", "not_met", "2025-08-13")})));
    CHECK_NOTHROW(read(with_findings({met, finding("Q-01", "qualification", "not_met", "2025-08-13")})));
    CHECK_NOTHROW(read(with_findings({finding("Q-01", "qualification", "met", "2025-08-13"),
                                      finding("Q-02", "qualification", "not_met", "2025-08-13")})));
}

TEST_CASE("an officer judges requirements that the rulebook has, under their topic", "[text]")
{
    const Error unknown = refused(with_findings({finding("Q-99", "qualification", "met", "2025-08-13")}));
    CHECK(unknown.place().pointer == "/officer_findings/0/requirement");
    CHECK_THAT(unknown.what(), Catch::Contains("no requirement \"Q-99\""));
    CHECK_THAT(unknown.hint().en, Catch::Contains("radcert rules list"));

    const Error misplaced = refused(with_findings({finding("Q-01", "age", "met", "2025-08-13")}));
    CHECK(misplaced.place().pointer == "/officer_findings/0/topic");
    CHECK_THAT(misplaced.what(), Catch::Contains("belongs to the topic \"qualification\""));
}

TEST_CASE("a text that is not JSON is refused as the strict reader refuses it", "[text]")
{
    text::JsonReader reader;
    std::string text = sample_dossier().dump(2);
    text.insert(text.find("\"worker\""), "\"application\": {},\n");
    const Error error = refusal_of([&] { text::read_dossier(reader, text, vocabulary); });
    CHECK(error.place().pointer == "/application");
    CHECK_THAT(error.what(), Catch::Contains("twice"));
}
