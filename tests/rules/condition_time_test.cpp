#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::answer;
using tests::sample_dossier;

namespace {

/// Whether a training of `completed_on` is still good for `period` on the day `filed_on`.
std::string still_good(const std::string& period, const std::string& completed_on,
                       const std::string& filed_on, const std::string& calendar = "[]")
{
    return answer(R"({"exists": "trainings", "where": {"completed_on": {"valid_for": )" + period + "}}}",
                  sample_dossier(R"({"application": {"filed_on": ")" + filed_on +
                                 R"("}, "evidence": {"trainings": [{"id": "t", "completed_on": ")" +
                                 completed_on + R"("}]}})"),
                  calendar);
}

/// Whether `period` from the day the fee was paid has come on the day `filed_on`.
std::string has_come(const std::string& period, const std::string& paid_on, const std::string& filed_on,
                     const std::string& calendar = "[]")
{
    return answer(R"({"fact": "application.fee_paid_on", "reached": )" + period + "}",
                  sample_dossier(R"({"application": {"fee_paid_on": ")" + paid_on + R"(", "filed_on": ")" +
                                 filed_on + R"("}})"),
                  calendar);
}

// 2024 began on a Monday. 29 April off, Saturday 4 May worked instead; 30 April and 1 May off.
const std::string y2024 =
    R"([{"year": 2024, "provisional": false, "off": ["2024-01-01", "2024-04-29", "2024-04-30",
    "2024-05-01"], "worked": ["2024-05-04"]}])";

} // namespace

TEST_CASE("a paper is good to the end of its last day", "[rules]")
{
    struct Term {
        const char* period;
        const char* from;
        const char* last_day;
        const char* day_after;
    };
    const auto row = GENERATE(values<Term>({
        {R"({"months": 6})", "2024-02-28", "2024-08-28", "2024-08-29"},
        {R"({"months": 6})", "2024-02-29", "2024-08-29", "2024-08-30"},
        {R"({"months": 6})", "2023-08-31", "2024-02-29", "2024-03-01"},
        {R"({"months": 6})", "2022-08-31", "2023-02-28", "2023-03-01"},
        {R"({"months": 6})", "2022-08-29", "2023-02-28", "2023-03-01"},
        {R"({"months": 12})", "2024-02-29", "2025-02-28", "2025-03-01"},
        {R"({"years": 3})", "2021-09-10", "2024-09-10", "2024-09-11"},
        {R"({"years": 4})", "2020-02-29", "2024-02-29", "2024-03-01"},
        {R"({"days": 0})", "2024-08-30", "2024-08-30", "2024-08-31"},
        {R"({"days": 10})", "2024-08-25", "2024-09-04", "2024-09-05"},
    }));
    CAPTURE(row.period, row.from, row.last_day);
    CHECK(still_good(row.period, row.from, row.from) == "yes");
    CHECK(still_good(row.period, row.from, row.last_day) == "yes");
    CHECK(still_good(row.period, row.from, row.day_after) == "no");
}

TEST_CASE("an age is reached on the birthday, and by a child of 29 February on 28 February", "[rules]")
{
    struct Age {
        const char* born;
        const char* filed;
        const char* expected;
    };
    const auto row = GENERATE(values<Age>({
        {R"("2006-08-30")", "2024-08-30", "yes"},
        {R"("2006-08-31")", "2024-08-30", "no"},
        {R"("2006-08-29")", "2024-08-30", "yes"},
        {R"("2004-02-29")", "2022-02-28", "yes"},
        {R"("2004-02-29")", "2022-02-27", "no"},
        {"null", "2024-08-30", "maybe"},
    }));
    CAPTURE(row.born, row.filed);
    const auto dossier = sample_dossier(R"({"application": {"filed_on": ")" + std::string{row.filed} +
                                        R"("}, "worker": {"birth_date": )" + row.born + "}}");
    CHECK(answer(R"({"fact": "worker.birth_date", "reached": {"years": 18}})", dossier) == row.expected);
}

TEST_CASE("a term in days or working days has come on its last day", "[rules]")
{
    struct Term {
        const char* period;
        const char* from;
        const char* day_before;
        const char* day;
    };
    const auto row = GENERATE(values<Term>({
        {R"({"days": 10})", "2024-08-20", "2024-08-29", "2024-08-30"},
        {R"({"months": 1})", "2024-01-31", "2024-02-28", "2024-02-29"},
        {R"({"working_days": 1})", "2024-03-07", "2024-03-07", "2024-03-08"},
        {R"({"working_days": 1})", "2024-03-08", "2024-03-10", "2024-03-11"}, // over a weekend
        {R"({"working_days": 1})", "2024-03-09", "2024-03-10", "2024-03-11"}, // begun on a Saturday
        {R"({"working_days": 5})", "2024-03-08", "2024-03-14", "2024-03-15"},
        {R"({"working_days": 3})", "2024-04-26", "2024-05-03",
         "2024-05-04"}, // three days off, one Saturday worked
    }));
    CAPTURE(row.period, row.from, row.day);
    CHECK(has_come(row.period, row.from, row.day_before, y2024) == "no");
    CHECK(has_come(row.period, row.from, row.day, y2024) == "yes");
}

TEST_CASE("working days skip weekends and days off and count Saturdays that are worked", "[rules]")
{
    struct Term {
        int days;
        const char* from;
        const char* last_day;
        const char* day_after;
    };
    const auto row = GENERATE(values<Term>({
        {0, "2024-03-08", "2024-03-08", "2024-03-09"},
        {1, "2024-03-07", "2024-03-08", "2024-03-09"},
        {1, "2024-03-08", "2024-03-11", "2024-03-12"},
        {1, "2024-03-09", "2024-03-11", "2024-03-12"},
        {5, "2024-03-08", "2024-03-15", "2024-03-16"},
        {1, "2024-04-26", "2024-05-02", "2024-05-03"},
        {3, "2024-04-26", "2024-05-04", "2024-05-05"},
        {4, "2024-04-26", "2024-05-06", "2024-05-07"},
    }));
    CAPTURE(row.days, row.from, row.last_day);
    const std::string period = R"({"working_days": )" + std::to_string(row.days) + "}";
    CHECK(still_good(period, row.from, row.last_day, y2024) == "yes");
    CHECK(still_good(period, row.from, row.day_after, y2024) == "no");
}

TEST_CASE("a calendar that does not hold the year leaves working days open", "[rules]")
{
    CHECK(still_good(R"({"working_days": 5})", "2024-03-08", "2024-03-15", "[]") == "maybe");
    CHECK(has_come(R"({"working_days": 5})", "2024-03-08", "2024-03-15", "[]") == "maybe");
    // From January 2024 five working days back lie in 2023.
    CHECK(still_good(R"({"working_days": 5})", "2023-12-29", "2024-01-03", y2024) == "maybe");
    CHECK(still_good(R"({"working_days": 1})", "2024-01-02", "2024-01-03", y2024) == "yes");
    CHECK(still_good(R"({"days": 5})", "2023-12-29", "2024-01-03", y2024) == "yes");
}
