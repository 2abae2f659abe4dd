#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::answer;
using tests::sample_dossier;

namespace {

struct LatestRow {
    const char* why;
    const char* records;
    const char* expected;
};

std::string latest_asked(const std::string& condition, const std::string& records,
                         const std::string& application = "{}")
{
    return answer(condition, sample_dossier(R"({"application": )" + application +
                                            R"(, "evidence": {"health_checks": )" + records + "}}"));
}

// Filed on 30/08/2024, so a check of 29/02/2024 is too old by a day and one of 01/03/2024 is not.
constexpr const char* fresh =
    R"({"latest": "health_checks", "by": "examined_on", "must": {"examined_on": {"valid_for": {"months": 6}}}})";
constexpr const char* fit =
    R"({"latest": "health_checks", "by": "examined_on", "must": {"conclusion": "fit"}})";
constexpr const char* fit_if_any =
    R"({"latest": "health_checks", "by": "examined_on", "must": {"conclusion": "fit"}, "when_none": "met"})";

} // namespace

TEST_CASE("the latest record decides, and only it", "[rules]")
{
    const auto row = GENERATE(values<LatestRow>({
        {"the list is not recorded", "null", "maybe"},
        {"the list is known to be empty", "[]", "no"},
        {"one that passes", R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit"}])", "yes"},
        {"one that fails", R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "unfit"}])", "no"},
        {"an earlier failure is past",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "unfit"},
             {"id": "b", "examined_on": "2024-05-02", "conclusion": "fit"}])",
         "yes"},
        {"an earlier success is past",
         R"([{"id": "b", "examined_on": "2024-05-02", "conclusion": "unfit"},
             {"id": "a", "examined_on": "2024-05-01", "conclusion": "fit"}])",
         "no"},
        {"what it must be is not recorded", R"([{"id": "a", "examined_on": "2024-05-01"}])", "maybe"},
        {"two of one day agree",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit"},
             {"id": "b", "examined_on": "2024-05-01", "conclusion": "fit"}])",
         "yes"},
        {"two of one day disagree: a person must look",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit"},
             {"id": "b", "examined_on": "2024-05-01", "conclusion": "unfit"}])",
         "maybe"},
    }));
    CAPTURE(row.why);
    CHECK(latest_asked(fit, row.records) == row.expected);
}

TEST_CASE("a rule may say what it means that there is no record", "[rules]")
{
    CHECK(latest_asked(fit, "[]") == "no");
    CHECK(latest_asked(fit_if_any, "[]") == "yes");
    CHECK(latest_asked(fit_if_any, "null") == "maybe");
    CHECK(latest_asked(fit_if_any, R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "unfit"}])") ==
          "no");
}

TEST_CASE("a record without a date may be the latest: all that might be must agree", "[rules]")
{
    const auto row = GENERATE(values<LatestRow>({
        {"alone, and it passes: but it may not lie in the file", R"([{"id": "a", "conclusion": "fit"}])",
         "maybe"},
        {"alone, and it fails", R"([{"id": "a", "conclusion": "unfit"}])", "no"},
        {"beside a dated one that agrees",
         R"([{"id": "a", "conclusion": "fit"}, {"id": "b", "examined_on": "2024-05-01", "conclusion": "fit"}])",
         "yes"},
        {"beside a dated one that disagrees",
         R"([{"id": "a", "conclusion": "unfit"}, {"id": "b", "examined_on": "2024-05-01", "conclusion": "fit"}])",
         "maybe"},
        {"both fail",
         R"([{"id": "a", "conclusion": "unfit"}, {"id": "b", "examined_on": "2024-05-01", "conclusion": "unfit"}])",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(latest_asked(fit, row.records) == row.expected);
}

TEST_CASE("a record without a date is as old as it could be and as new as it could be", "[rules]")
{
    const auto row = GENERATE(values<LatestRow>({
        {"alone", R"([{"id": "a"}])", "maybe"},
        {"the dated one is too old, this one might be newer",
         R"([{"id": "a"}, {"id": "b", "examined_on": "2024-01-01"}])", "maybe"},
        {"the dated one is new enough, and this one counts only if it is newer still",
         R"([{"id": "a"}, {"id": "b", "examined_on": "2024-05-01"}])", "yes"},
    }));
    CAPTURE(row.why);
    CHECK(latest_asked(fresh, row.records) == row.expected);
}

TEST_CASE("a record that may not belong counts only where it would make the difference", "[rules]")
{
    const std::string commune = R"({"latest": "health_checks", "by": "examined_on",
        "where": {"facility_level": "commune"}, "must": {"conclusion": "fit"}})";
    const auto row = GENERATE(values<LatestRow>({
        {"later, and it disagrees",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit", "facility_level": "commune"},
             {"id": "b", "examined_on": "2024-06-01", "conclusion": "unfit"}])",
         "maybe"},
        {"later, and it agrees",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit", "facility_level": "commune"},
             {"id": "b", "examined_on": "2024-06-01", "conclusion": "fit"}])",
         "yes"},
        {"earlier",
         R"([{"id": "a", "examined_on": "2024-05-01", "conclusion": "fit", "facility_level": "commune"},
             {"id": "b", "examined_on": "2024-04-01", "conclusion": "unfit"}])",
         "yes"},
        {"alone: perhaps there is none", R"([{"id": "b", "examined_on": "2024-04-01", "conclusion": "fit"}])",
         "maybe"},
        {"of another kind",
         R"([{"id": "b", "examined_on": "2024-04-01", "conclusion": "fit", "facility_level": "district_or_above"}])",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(latest_asked(commune, row.records) == row.expected);
}

TEST_CASE("a record dated after the file was closed does not lie in the file", "[rules]")
{
    struct Closing {
        const char* why;
        const char* completed_on;
        const char* expected;
    };
    const auto row = GENERATE(values<Closing>({
        {"not completed: the filing day closes the file", "null", "no"},
        {"completed before the check", R"("2024-09-09")", "no"},
        {"completed on the day of the check", R"("2024-09-10")", "yes"},
        {"completed after the check", R"("2024-09-11")", "yes"},
    }));
    CAPTURE(row.why);
    const std::string application = R"({"completed_on": )" + std::string{row.completed_on} + "}";
    const std::string after_filing = R"([{"id": "a", "examined_on": "2024-09-10", "conclusion": "fit"}])";
    CHECK(latest_asked(fit, after_filing, application) == row.expected);
    CHECK(latest_asked(fresh, after_filing, application) == row.expected);
}

TEST_CASE("ages are counted to the filing day, whenever the file was completed", "[rules]")
{
    const std::string application = R"({"completed_on": "2024-12-31"})";
    CHECK(latest_asked(fresh, R"([{"id": "a", "examined_on": "2024-03-01"}])", application) == "yes");
    CHECK(latest_asked(fresh, R"([{"id": "a", "examined_on": "2024-02-28"}])", application) == "no");
}

TEST_CASE("a paper without a date lies in the file, and its latest may be known", "[rules]")
{
    const std::string by_paper = R"({"latest": "documents", "by": "issued_on", "must": {"form": "05"}})";
    const auto documents = [&](const std::string& list) {
        return answer(by_paper, sample_dossier(R"({"evidence": {"documents": )" + list + "}}"));
    };
    CHECK(documents(R"([{"kind": "other", "form": "05"}])") == "yes");
    CHECK(documents(R"([{"kind": "other", "form": "06"}])") == "no");
    CHECK(documents(R"([{"kind": "other", "form": "05"}, {"id": "b", "kind": "other", "form": "06"}])") ==
          "maybe");
}

TEST_CASE("a date that is not the record's own may lie beyond the closing of the file", "[rules]")
{
    const std::string still_good =
        R"({"latest": "certificates", "by": "expires_on", "must": {"expires_on": {"at_least": "2025-01-01"}}})";
    const auto certificates = [&](const std::string& list) {
        return answer(still_good, sample_dossier(R"({"evidence": {"certificates": )" + list + "}}"));
    };
    CHECK(certificates(R"([{"number": "1", "issued_on": "2020-01-01", "expires_on": "2025-01-01"}])") ==
          "yes");
    CHECK(certificates(R"([{"number": "1", "issued_on": "2020-01-01", "expires_on": "2024-12-31"}])") ==
          "no");
    CHECK(certificates(R"([{"number": "1", "issued_on": "2020-01-01"}])") == "maybe");
}
