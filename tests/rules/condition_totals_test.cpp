#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::answer;
using tests::json;
using tests::sample_dossier;

namespace {

struct TotalsRow {
    const char* why;
    const char* records;
    const char* expected;
};

/// The answer for the sample file, filed on 30/08/2024, with `records` as the list `list`.
std::string totals_asked(const std::string& condition, const std::string& list, const std::string& records)
{
    return answer(condition, sample_dossier(R"({"evidence": {")" + list + R"(": )" + records + "}}"));
}

} // namespace

TEST_CASE("a count is open only while unknown records could fill it", "[rules]")
{
    const std::string two =
        R"({"count": "trainings", "where": {"programme": {"in": [1, 14]}}, "at_least": 2})";
    const auto row = GENERATE(values<TotalsRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "no"},
        {"two", R"([{"id": "a", "programme": 1, "completed_on": "2023-01-01"},
                    {"id": "b", "programme": 14, "completed_on": "2023-01-01"}])",
         "yes"},
        {"one", R"([{"id": "a", "programme": 1, "completed_on": "2023-01-01"}])", "no"},
        {"one, and one that may be",
         R"([{"id": "a", "programme": 1, "completed_on": "2023-01-01"}, {"id": "b"}])", "maybe"},
        {"only one that may be", R"([{"id": "b"}])", "no"},
        {"two, whatever the third is",
         R"([{"id": "a", "programme": 1, "completed_on": "2023-01-01"}, {"id": "b"},
             {"id": "c", "programme": 14, "completed_on": "2023-01-01"}])",
         "yes"},
        {"one of them completed after the file was closed",
         R"([{"id": "a", "programme": 1, "completed_on": "2023-01-01"},
             {"id": "b", "programme": 14, "completed_on": "2024-08-31"}])",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(totals_asked(two, "trainings", row.records) == row.expected);
}

TEST_CASE("a sum is open only while unknown amounts could fill it", "[rules]")
{
    const std::string three_prints =
        R"({"sum": "documents", "of": "copies", "where": {"kind": "photo", "format": "print"}, "at_least": 3})";
    const auto row = GENERATE(values<TotalsRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "no"},
        {"two and one", R"([{"id": "a", "kind": "photo", "format": "print", "copies": 2},
                            {"id": "b", "kind": "photo", "format": "print", "copies": 1}])",
         "yes"},
        {"two", R"([{"id": "a", "kind": "photo", "format": "print", "copies": 2}])", "no"},
        {"how many is not recorded", R"([{"id": "a", "kind": "photo", "format": "print"}])", "maybe"},
        {"whether they are prints is not recorded", R"([{"id": "a", "kind": "photo", "copies": 3}])",
         "maybe"},
        {"too few even if they are prints", R"([{"id": "a", "kind": "photo", "copies": 2}])", "no"},
        {"enough without the unknown one",
         R"([{"id": "a", "kind": "photo", "format": "print", "copies": 3}, {"id": "b", "kind": "photo"}])",
         "yes"},
        {"copies of something else", R"([{"id": "a", "kind": "other", "format": "print", "copies": 9}])",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(totals_asked(three_prints, "documents", row.records) == row.expected);
}

TEST_CASE("a sum stays right however many and however large its amounts", "[rules]")
{
    json photos = json::array();
    for (int i = 0; i < 1100; ++i) photos.push_back({{"kind", "photo"}, {"copies", 9007199254740991}});
    const std::string one = R"({"sum": "documents", "of": "copies", "at_least": 1})";
    CHECK(totals_asked(one, "documents", photos.dump()) == "yes");
}

TEST_CASE("a duration counts the days worked before the file was closed, each once", "[rules]")
{
    const std::string one_year =
        R"({"duration": "experience", "where": {"equipment_type": "ct"}, "at_least": {"years": 1}})";
    const auto row = GENERATE(values<TotalsRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "no"},
        {"a year", R"([{"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2023-01-01"}])",
         "yes"},
        {"nine months", R"([{"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-09-30"}])",
         "no"},
        {"with something else",
         R"([{"id": "a", "equipment_type": "xrf", "from": "2020-01-01", "to": "2023-01-01"}])", "no"},
        {"nine months twice, side by side",
         R"([{"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-09-30"},
             {"id": "b", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-09-30"}])",
         "no"},
        {"nine months twice, six of them side by side",
         R"([{"id": "b", "equipment_type": "ct", "from": "2022-04-01", "to": "2022-12-31"},
             {"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-09-30"}])",
         "no"},
        {"nine months twice, one after the other",
         R"([{"id": "b", "equipment_type": "ct", "from": "2022-10-01", "to": "2023-06-30"},
             {"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-09-30"}])",
         "yes"},
        {"a short stretch inside a long one adds nothing",
         R"([{"id": "a", "equipment_type": "ct", "from": "2022-01-01", "to": "2022-12-01"},
             {"id": "b", "equipment_type": "ct", "from": "2022-03-01", "to": "2022-04-01"}])",
         "no"},
        {"most of it after the file was closed",
         R"([{"id": "a", "equipment_type": "ct", "from": "2024-06-01", "to": "2026-06-01"}])", "no"},
        {"it ends before it begins",
         R"([{"id": "a", "equipment_type": "ct", "from": "2023-01-01", "to": "2020-01-01"}])", "no"},
    }));
    CAPTURE(row.why);
    CHECK(totals_asked(one_year, "experience", row.records) == row.expected);
}

TEST_CASE("a duration is open only while unknown days could fill it", "[rules]")
{
    const std::string one_year =
        R"({"duration": "experience", "where": {"equipment_type": "ct"}, "at_least": {"years": 1}})";
    const auto row = GENERATE(values<TotalsRow>({
        {"when it began is not recorded", R"([{"id": "a", "equipment_type": "ct", "to": "2024-01-31"}])",
         "maybe"},
        {"when it ended is not recorded", R"([{"id": "a", "equipment_type": "ct", "from": "2022-01-01"}])",
         "maybe"},
        {"nothing of it is recorded", R"([{"id": "a"}])", "maybe"},
        {"on what device is not recorded", R"([{"id": "a", "from": "2022-01-01", "to": "2023-06-01"}])",
         "maybe"},
        {"too short whatever the device was", R"([{"id": "a", "from": "2022-01-01", "to": "2022-06-01"}])",
         "no"},
        {"it began too late to reach a year",
         R"([{"id": "a", "equipment_type": "ct", "from": "2024-06-01"}])", "no"},
        {"it began after the file was closed",
         R"([{"id": "a", "equipment_type": "ct", "from": "2024-08-31"}])", "no"},
        {"too late by itself, but together with a known stretch",
         R"([{"id": "a", "equipment_type": "ct", "from": "2024-06-01"},
             {"id": "b", "equipment_type": "ct", "from": "2023-01-01", "to": "2023-12-01"}])",
         "maybe"},
        {"a known year settles it",
         R"([{"id": "a"}, {"id": "b", "equipment_type": "ct", "from": "2022-01-01", "to": "2023-01-01"}])",
         "yes"},
    }));
    CAPTURE(row.why);
    CHECK(totals_asked(one_year, "experience", row.records) == row.expected);
}

TEST_CASE("one thing must come no later than every other", "[rules]")
{
    const std::string trained_first = R"({"order": [
        {"list": "trainings", "date": "completed_on", "where": {"programme": 14}},
        {"list": "documents", "date": "issued_on", "where": {"kind": "appointment"}}]})";
    struct Order {
        const char* why;
        const char* evidence;
        const char* expected;
    };
    const std::string trained =
        R"("trainings": [{"id": "t", "programme": 14, "completed_on": "2023-05-02"}])";
    const auto row = GENERATE(values<Order>({
        {"appointed on the same day", R"("documents": [{"kind": "appointment", "issued_on": "2023-05-02"}])",
         "yes"},
        {"appointed the day before", R"("documents": [{"kind": "appointment", "issued_on": "2023-05-01"}])",
         "no"},
        {"appointed twice, once too early",
         R"("documents": [{"kind": "appointment", "issued_on": "2023-06-01"},
                          {"id": "b", "kind": "appointment", "issued_on": "2023-05-01"}])",
         "no"},
        {"when appointed is not recorded", R"("documents": [{"kind": "appointment"}])", "maybe"},
        {"too early in any case",
         R"("documents": [{"kind": "appointment"}, {"id": "b", "kind": "appointment", "issued_on": "2023-05-01"}])",
         "no"},
        {"never appointed", R"("documents": [{"kind": "photo"}])", "yes"},
        {"appointments are not recorded", R"("documents": null)", "maybe"},
    }));
    CAPTURE(row.why);
    CHECK(answer(trained_first, sample_dossier(R"({"evidence": {)" + trained + "," + row.evidence + "}}")) ==
          row.expected);

    const std::string appointed = R"("documents": [{"kind": "appointment", "issued_on": "2023-05-02"}])";
    const auto trainings = [&](const std::string& list) {
        return answer(trained_first,
                      sample_dossier(R"({"evidence": {)" + appointed + R"(, "trainings": )" + list + "}}"));
    };
    CHECK(trainings("[]") == "no");
    CHECK(trainings(R"([{"id": "t", "programme": 14}])") == "maybe");
    CHECK(trainings(R"([{"id": "t", "completed_on": "2023-05-01"}])") == "maybe");
    CHECK(trainings(R"([{"id": "t", "completed_on": "2023-05-03"}])") == "no");
    CHECK(trainings(R"([{"id": "t", "programme": 1, "completed_on": "2023-05-01"}])") == "no");
}
