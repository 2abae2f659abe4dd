#include <ctime>

#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::answer;
using tests::json;
using tests::sample_dossier;

namespace {

struct DoseRow {
    const char* why;
    const char* records;
    const char* expected;
};

/// The answer for the sample file, filed on 30/08/2024, with `records` as the list `list`.
std::string dose_asked(const std::string& condition, const std::string& list, const std::string& records)
{
    return answer(condition, sample_dossier(R"({"evidence": {")" + list + R"(": )" + records + "}}"));
}

} // namespace

TEST_CASE("in no year may the dose be above the maximum", "[rules]")
{
    const std::string fifty = R"({"maximum": "doses", "of": "effective_msv", "at_most": 50})";
    const auto row = GENERATE(values<DoseRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "yes"},
        {"on the limit", R"([{"year": 2022, "effective_msv": 50}])", "yes"},
        {"just above it", R"([{"year": 2022, "effective_msv": 50.000001}])", "no"},
        {"two records of one year add up",
         R"([{"year": 2022, "effective_msv": 30}, {"year": 2022, "effective_msv": 30}])", "no"},
        {"records of two years do not",
         R"([{"year": 2021, "effective_msv": 30}, {"year": 2022, "effective_msv": 30}])", "yes"},
        {"a dose is not recorded", R"([{"year": 2021, "effective_msv": 30}, {"year": 2022}])", "maybe"},
        {"another year is above in any case", R"([{"year": 2021, "effective_msv": 51}, {"year": 2022}])",
         "no"},
        {"part of a year is above in any case", R"([{"year": 2022, "effective_msv": 51}, {"year": 2022}])",
         "no"},
        {"a sum that binary fractions would miss",
         R"([{"year": 2022, "effective_msv": 0.1}, {"year": 2022, "effective_msv": 0.2},
             {"year": 2022, "effective_msv": 49.7}])",
         "yes"},
    }));
    CAPTURE(row.why);
    CHECK(dose_asked(fifty, "doses", row.records) == row.expected);
}

TEST_CASE("in no five years that follow each other may the dose average above the limit", "[rules]")
{
    const std::string twenty =
        R"({"average": "doses", "of": "effective_msv", "over_years": 5, "at_most": 20})";
    const auto row = GENERATE(values<DoseRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "yes"},
        {"above in one year, so above whatever the others were",
         R"([{"year": 2022, "effective_msv": 100.1}])", "no"},
        {"above in two years that lie together",
         R"([{"year": 2019, "effective_msv": 60}, {"year": 2023, "effective_msv": 41}])", "no"},
        {"two years that lie too far apart",
         R"([{"year": 2018, "effective_msv": 60}, {"year": 2023, "effective_msv": 41}])", "maybe"},
        {"the years between are missing",
         R"([{"year": 2019, "effective_msv": 1}, {"year": 2023, "effective_msv": 1}])", "maybe"},
        {"a dose is not recorded",
         R"([{"year": 2019, "effective_msv": 1}, {"year": 2020, "effective_msv": 1}, {"year": 2021, "effective_msv": 1},
             {"year": 2022}, {"year": 2023, "effective_msv": 1}])",
         "maybe"},
        {"five years on record",
         R"([{"year": 2019, "effective_msv": 1}, {"year": 2020, "effective_msv": 1}, {"year": 2021, "effective_msv": 20},
             {"year": 2022, "effective_msv": 1}, {"year": 2023, "effective_msv": 20}])",
         "yes"},
        {"on the limit in five years",
         R"([{"year": 2019, "effective_msv": 0}, {"year": 2020, "effective_msv": 50}, {"year": 2021, "effective_msv": 0},
             {"year": 2022, "effective_msv": 50}, {"year": 2023, "effective_msv": 0}])",
         "yes"},
        {"five years on record, and an earlier dose that is not known",
         R"([{"year": 2012}, {"year": 2019, "effective_msv": 1}, {"year": 2020, "effective_msv": 1},
             {"year": 2021, "effective_msv": 1}, {"year": 2022, "effective_msv": 1}, {"year": 2023, "effective_msv": 1}])",
         "maybe"},
        {"above though a dose is not recorded",
         R"([{"year": 2019, "effective_msv": 50}, {"year": 2020, "effective_msv": 50}, {"year": 2021, "effective_msv": 1},
             {"year": 2022}, {"year": 2023, "effective_msv": 1}])",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(dose_asked(twenty, "doses", row.records) == row.expected);
}

TEST_CASE("a stranger's endless list of doses costs no more than its length", "[rules]")
{
    json doses = json::array();
    for (int i = 0; i < 40'000; ++i) doses.push_back({{"year", 1900 + i % 100}, {"effective_msv", 1e300}});
    const std::string twenty =
        R"({"average": "doses", "of": "effective_msv", "over_years": 5, "at_most": 20})";
    const std::clock_t begin = std::clock();
    CHECK(dose_asked(twenty, "doses", doses.dump()) == "no");
    CHECK(double(std::clock() - begin) / CLOCKS_PER_SEC < 5);
}
