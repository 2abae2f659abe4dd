#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/refusal.h"
#include "tests/text/read_sample.h"

// What the schema of a dossier asks for, field by field.

using namespace radcert;
using tests::check_refused;
using tests::Json;
using tests::Pointer;
using tests::read;
using tests::refusal_of;
using tests::sample_dossier;
using tests::with;

namespace {

/// The sample without one member of the object at `pointer`.
Json without(const std::string& pointer, const std::string& key)
{
    Json json = sample_dossier();
    REQUIRE(json.at(Pointer{pointer}).erase(key) == 1);
    return json;
}

/// Pointers of every object, or of every value that is neither object nor list, of `json`.
void collect(const Json& json, const std::string& pointer, bool objects, std::vector<std::string>& found)
{
    if (json.is_object() == objects && !json.is_array()) found.push_back(pointer);
    if (json.is_structured()) {
        for (const auto& [key, value] : json.items()) collect(value, pointer + "/" + key, objects, found);
    }
}

std::vector<std::string> places(bool objects)
{
    std::vector<std::string> found;
    collect(sample_dossier(), "", objects, found);
    return found;
}

} // namespace

TEST_CASE("a required field that is missing is named, at the object that lacks it", "[text]")
{
    struct Row {
        std::string object, key;
    };
    const auto row = GENERATE(values<Row>({
        {"", "application"},
        {"", "worker"},
        {"", "evidence"},
        {"/application", "id"},
        {"/application", "procedure"},
        {"/application", "role"},
        {"/application", "filed_on"},
        {"/application", "facility"},
        {"/application/facility", "id"},
        {"/application/facility", "name"},
        {"/application/facility", "province"},
        {"/application/facility", "devices"},
        {"/application/facility/devices/1", "type"},
        {"/worker", "full_name"},
        {"/evidence/documents/0", "kind"},
        {"/evidence/degrees/0", "id"},
        {"/evidence/trainings/0", "id"},
        {"/evidence/health_checks/0", "id"},
        {"/evidence/doses/0", "year"},
        {"/evidence/experience/0", "id"},
        {"/evidence/certificates/0", "number"},
        {"/officer_findings/0", "topic"},
        {"/officer_findings/0", "outcome"},
        {"/officer_findings/0", "by"},
        {"/officer_findings/0", "on"},
        {"/officer_findings/0", "reason"},
    }));
    check_refused(without(row.object, row.key), row.object, "\"" + row.key + "\" is missing");
}

TEST_CASE("a field that the contract does not know is refused in every object", "[text]")
{
    const auto objects = places(true);
    REQUIRE(objects.size() == 15);
    for (const auto& object : objects) {
        check_refused(with(object + "/surplus", 1), object + "/surplus", "no field named \"surplus\"");
        check_refused(with(object + "/ID", nullptr), object + "/ID", "no field named \"ID\"");
    }
}

TEST_CASE("a value of the wrong type is refused, and its place named", "[text]")
{
    const std::vector<Json> wrong{Json{}, true, 77, 1.5, "no such word", Json::array(), Json::object()};
    for (const auto& place : places(false)) {
        const Json right = sample_dossier().at(Pointer{place});
        for (const Json& value : wrong) {
            const bool null_allowed = value.is_null();                      // the next test's matter
            const bool other_word = value.is_string() && right.is_string(); // any string may be right
            const bool other_number = value.is_number() && right.is_number();
            if (null_allowed || other_word || other_number || value.type() == right.type()) continue;
            CAPTURE(value);
            check_refused(with(place, value), place, "expected");
        }
    }
    for (const char* place : {"", "/application", "/worker", "/evidence", "/application/facility",
                              "/evidence/documents/0", "/officer_findings/0"}) {
        check_refused(with(place, Json::array()), place, "an object {...}");
        check_refused(with(place, "x"), place, "an object {...}");
    }
    for (const char* place : {"/application/facility/devices", "/evidence/documents", "/evidence/doses",
                              "/evidence/certificates/0/equipment_types", "/officer_findings"}) {
        check_refused(with(place, Json::object()), place, "a list [...]");
        check_refused(with(place, 3), place, "a list [...]");
    }
}

TEST_CASE("null means not recorded where the contract allows it, and nothing elsewhere", "[text]")
{
    const std::vector<std::string> never_null{"/application/id",
                                              "/application/procedure",
                                              "/application/role",
                                              "/application/filed_on",
                                              "/application/facility/id",
                                              "/application/facility/name",
                                              "/application/facility/province",
                                              "/application/facility/devices/0/id",
                                              "/application/facility/devices/0/type",
                                              "/application/facility/devices/1/id",
                                              "/application/facility/devices/1/type",
                                              "/worker/full_name",
                                              "/evidence/documents/0/id",
                                              "/evidence/documents/0/kind",
                                              "/evidence/degrees/0/id",
                                              "/evidence/trainings/0/id",
                                              "/evidence/health_checks/0/id",
                                              "/evidence/doses/0/year",
                                              "/evidence/experience/0/id",
                                              "/evidence/certificates/0/number",
                                              "/evidence/certificates/0/equipment_types/0",
                                              "/evidence/certificates/0/equipment_types/1",
                                              "/officer_findings/0/requirement",
                                              "/officer_findings/0/topic",
                                              "/officer_findings/0/outcome",
                                              "/officer_findings/0/by",
                                              "/officer_findings/0/on",
                                              "/officer_findings/0/reason"};

    for (const auto& place : places(false)) {
        CAPTURE(place);
        if (std::ranges::find(never_null, place) != never_null.end())
            check_refused(with(place, nullptr), place);
        else
            CHECK_NOTHROW(read(with(place, nullptr)));
    }
    for (const char* list :
         {"documents", "degrees", "trainings", "health_checks", "doses", "experience", "certificates"}) {
        CHECK_NOTHROW(read(with(std::string{"/evidence/"} + list, nullptr)));
    }
    for (const char* place :
         {"", "/application", "/application/facility", "/application/facility/devices", "/worker",
          "/evidence", "/evidence/documents/0", "/evidence/certificates/0/equipment_types",
          "/officer_findings", "/officer_findings/0"}) {
        check_refused(with(place, nullptr), place, "expected");
    }
}

TEST_CASE("values outside their range or list are refused", "[text]")
{
    struct Row {
        std::string pointer;
        Json value;
        std::string says;
    };
    const Row rows[] = {
        {"/application/id", "", "not empty"},
        {"/application/procedure", "renewal", "one of: new, reissue"},
        {"/application/role", "Safety_officer", "one of: "},
        {"/application/filed_on", "2025-02-29", "a day that exists"},
        {"/application/filed_on", "12/08/2025", "YYYY-MM-DD"},
        {"/application/filed_with", "province:6", "'varans'"},
        {"/application/filed_with", "", "'varans'"},
        {"/application/channel", "fax", "one of: online, in_person, post"},
        {"/application/fee_paid_on", "", "a day that exists"},
        {"/application/completed_on", "0000-01-01", "a day that exists"},
        {"/application/facility/province", "6", "two digits"},
        {"/application/facility/province", "066", "two digits"},
        {"/application/facility/province", "6x", "two digits"},
        {"/application/facility/devices", Json::array(), "at least one device"},
        {"/application/facility/devices/0/type", "CT", "one of: "},
        {"/application/facility/devices/0/mobility", "portable", "fixed, mobile"},
        {"/worker/national_id", "99908800123", "9 or 12 digits"},
        {"/worker/national_id", "9990880012345", "9 or 12 digits"},
        {"/worker/national_id", "99908800123x", "9 or 12 digits"},
        {"/worker/full_name", "", "not empty"},
        {"/evidence/documents/0/kind", "selfie", "one of: "},
        {"/evidence/documents/0/copies", -1, "at least 0"},
        {"/evidence/documents/0/copies", 1.5, "an integer"},
        {"/evidence/documents/0/format", "pdf", "print, image_file"},
        {"/evidence/degrees/0/level", "professor", "one of: "},
        {"/evidence/degrees/0/field", "alchemy", "one of: "},
        {"/evidence/trainings/0/programme", 0, "1 .. 14"},
        {"/evidence/trainings/0/programme", 15, "1 .. 14"},
        {"/evidence/trainings/0/programme", 3.5, "1 .. 14"},
        {"/evidence/health_checks/0/conclusion", "healthy", "one of: "},
        {"/evidence/health_checks/0/facility_level", "district", "one of: "},
        {"/evidence/doses/0/year", 2024.5, "an integer"},
        {"/evidence/doses/0/effective_msv", -0.1, "at least 0"},
        {"/evidence/experience/0/role", "boss", "one of: "},
        {"/evidence/experience/0/from", "2015-13-01", "a day that exists"},
        {"/evidence/certificates/0/equipment_types/1", "toaster", "one of: "},
        {"/evidence/certificates/0/status", "lost", "one of: "},
        {"/officer_findings/0/topic", "weather", "a topic"},
        {"/officer_findings/0/outcome", "undetermined", "\"met\" or \"not_met\""},
        {"/officer_findings/0/on", "2025-8-13", "a day that exists"},
        {"/officer_findings/0/reason", "", "not empty"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.value);
        check_refused(with(row.pointer, row.value), row.pointer, row.says);
    }
}

TEST_CASE("a whole number is an integer however it is written", "[text]")
{
    CHECK(read(with("/evidence/documents/0/copies", 3.0)).evidence.documents->at(0).copies == 3);
    CHECK(read(with("/evidence/trainings/0/programme", 14.0)).evidence.trainings->at(0).programme == 14);
    CHECK(read(with("/evidence/documents/0/copies", 0)).evidence.documents->at(0).copies == 0);
    CHECK(read(with("/evidence/documents/0/copies", 2'000'000)).evidence.documents->at(0).copies ==
          2'000'000);
    CHECK(read(with("/evidence/doses/0/year", 0)).evidence.doses->at(0).year == 0);
    CHECK(read(with("/evidence/doses/0/effective_msv", 20)).evidence.doses->at(0).effective_msv == 20.0);
}

TEST_CASE("a refusal shows what was found, in both languages, on one line", "[text]")
{
    const std::string long_name(500, 'x');
    const Error error = refusal_of([&] { read(with("/application/role", "a\nb" + long_name)); });
    CHECK_THAT(error.what(), Catch::StartsWith("found \"a\\nbxxx"));
    CHECK_THAT(error.sentence().vi, Catch::Contains("không hợp lệ; cần một trong các mã: "));
    CHECK_THAT(error.sentence().vi, !Catch::Contains("\n"));
    CHECK_THAT(error.what(), !Catch::Contains(long_name));
    // Never cut inside a letter.
    const Error vietnamese =
        refusal_of([&] { read(with("/application/role", std::string(57, 'x') + "ễễễ")); });
    CHECK_THAT(vietnamese.what(), Catch::Contains("xxx..."));
}

TEST_CASE("a refusal names the line of the value", "[text]")
{
    const std::string text = with("/worker/birth_date", "1985-02-30").dump(2);
    const Error error = refusal_of([&] { tests::read_text(text); });
    const auto before = text.substr(0, text.find("1985-02-30"));
    CHECK(error.place().line == 1 + std::size_t(std::ranges::count(before, '\n')));
    CHECK(error.place().pointer == "/worker/birth_date");
}
