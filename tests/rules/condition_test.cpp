#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::answer;
using tests::sample_dossier;

namespace {

struct ConditionRow {
    const char* why;
    const char* evidence;
    const char* expected;
};

std::string asked_of(const std::string& condition, const char* evidence)
{
    return answer(condition, sample_dossier(R"({"evidence": )" + std::string{evidence} + "}"));
}

// Three conditions whose answers are known, to combine.
constexpr const char* yes = R"({"in_force": true})";
constexpr const char* no = R"({"in_force": false})";
constexpr const char* maybe = R"({"judgement": {"vi": "Có không?", "en": "Is it so?"}})";

/// {"all": [yes, maybe]} from "all" and "ym".
std::string combined(const std::string& keyword, const std::string& parts)
{
    std::string list;
    for (const char part : parts) {
        list += (list.empty() ? "" : ",") + std::string{part == 'y' ? yes : part == 'n' ? no : maybe};
    }
    return "{" + keyword + ": [" + list + "]}";
}

} // namespace

TEST_CASE("all is as good as its worst part, any as its best", "[rules]")
{
    struct Combination {
        const char* parts;
        const char* all;
        const char* any;
    };
    const auto row = GENERATE(values<Combination>({
        {"y", "yes", "yes"},
        {"n", "no", "no"},
        {"m", "maybe", "maybe"},
        {"ym", "maybe", "yes"},
        {"my", "maybe", "yes"},
        {"nm", "no", "maybe"},
        {"mn", "no", "maybe"},
        {"ymn", "no", "yes"},
        {"yyy", "yes", "yes"},
        {"nnn", "no", "no"},
    }));
    CAPTURE(row.parts);
    CHECK(answer(combined(R"("all")", row.parts), sample_dossier()) == row.all);
    CHECK(answer(combined(R"("any")", row.parts), sample_dossier()) == row.any);
}

TEST_CASE("at least so many of: open only while the open parts could make the difference", "[rules]")
{
    struct Combination {
        int at_least;
        const char* parts;
        const char* expected;
    };
    const auto row = GENERATE(values<Combination>({
        {2, "yyn", "yes"},
        {2, "yyn", "yes"},
        {2, "yym", "yes"},
        {2, "ymn", "maybe"},
        {2, "mmn", "maybe"},
        {2, "ynn", "no"},
        {2, "mnn", "no"},
        {3, "yym", "maybe"},
        {1, "nnm", "maybe"},
    }));
    CAPTURE(row.at_least, row.parts);
    const std::string keyword = R"("at_least": )" + std::to_string(row.at_least) + R"(, "of")";
    CHECK(answer(combined(keyword, row.parts), sample_dossier()) == row.expected);
}

TEST_CASE("not turns yes and no around and leaves maybe", "[rules]")
{
    const auto negated = [](const std::string& part) {
        return answer(R"({"not": )" + part + "}", sample_dossier());
    };
    CHECK(negated(yes) == "no");
    CHECK(negated(no) == "yes");
    CHECK(negated(maybe) == "maybe");
}

TEST_CASE("exists needs one record that passes every test", "[rules]")
{
    const std::string condition =
        R"({"exists": "trainings", "where": {"programme": 14, "completed_on": {"valid_for": {"years": 3}}}})";
    const auto row = GENERATE(values<ConditionRow>({
        {"the list is not recorded", R"({"trainings": null})", "maybe"},
        {"the list is known to be empty", R"({"trainings": []})", "no"},
        {"it passes", R"({"trainings": [{"id": "t", "programme": 14, "completed_on": "2023-01-01"}]})",
         "yes"},
        {"another programme", R"({"trainings": [{"id": "t", "programme": 1, "completed_on": "2023-01-01"}]})",
         "no"},
        {"too old", R"({"trainings": [{"id": "t", "programme": 14, "completed_on": "2021-08-29"}]})", "no"},
        {"its programme is not recorded", R"({"trainings": [{"id": "t", "completed_on": "2023-01-01"}]})",
         "maybe"},
        {"its date is not recorded", R"({"trainings": [{"id": "t", "programme": 14}]})", "maybe"},
        {"not dated, but another programme", R"({"trainings": [{"id": "t", "programme": 1}]})", "no"},
        {"another record settles it",
         R"({"trainings": [{"id": "t"}, {"id": "u", "programme": 14, "completed_on": "2023-01-01"}]})",
         "yes"},
    }));
    CAPTURE(row.why);
    CHECK(asked_of(condition, row.evidence) == row.expected);
}

TEST_CASE("none: what is forbidden is not in a list that is known to be empty", "[rules]")
{
    const std::string condition =
        R"({"none": "certificates", "where": {"status": {"in": ["revoked", "suspended"]}}})";
    const auto row = GENERATE(values<ConditionRow>({
        {"the list is not recorded", R"({"certificates": null})", "maybe"},
        {"the list is known to be empty", R"({"certificates": []})", "yes"},
        {"one is revoked",
         R"({"certificates": [{"number": "1", "status": "revoked", "issued_on": "2020-01-01"}]})", "no"},
        {"none is", R"({"certificates": [{"number": "1", "status": "in_force", "issued_on": "2020-01-01"}]})",
         "yes"},
        {"its status is not recorded", R"({"certificates": [{"number": "1", "issued_on": "2020-01-01"}]})",
         "maybe"},
        {"another one is revoked in any case",
         R"({"certificates": [{"number": "1"}, {"number": "2", "status": "revoked", "issued_on": "2020-01-01"}]})",
         "no"},
    }));
    CAPTURE(row.why);
    CHECK(asked_of(condition, row.evidence) == row.expected);
}

TEST_CASE("each comparison says yes, no, and maybe for a cell that is not recorded", "[rules]")
{
    struct Comparison {
        const char* where;
        const char* passes;
        const char* fails;
    };
    const auto row = GENERATE(values<Comparison>({
        {R"({"kind": "photo"})", R"({"kind": "photo"})", R"({"kind": "other"})"},
        {R"({"kind": {"in": ["photo", "degree"]}})", R"({"kind": "degree"})", R"({"kind": "other"})"},
        {R"({"kind": {"not_in": ["photo", "degree"]}})", R"({"kind": "other"})", R"({"kind": "photo"})"},
        {R"({"form": "05"})", R"({"kind": "other", "form": "05"})", R"({"kind": "other", "form": "06"})"},
        {R"({"form": {"not_in": ["05", "06"]}})", R"({"kind": "other", "form": "07"})",
         R"({"kind": "other", "form": "06"})"},
        {R"({"copies": {"at_least": 3}})", R"({"kind": "photo", "copies": 3})",
         R"({"kind": "photo", "copies": 2})"},
        {R"({"copies": {"at_most": 3}})", R"({"kind": "photo", "copies": 3})",
         R"({"kind": "photo", "copies": 4})"},
        {R"({"copies": {"in": [1, 1000]}})", R"({"kind": "photo", "copies": 1000})",
         R"({"kind": "photo", "copies": 2})"},
        {R"({"issued_on": {"at_least": "2024-01-01"}})", R"({"kind": "other", "issued_on": "2024-01-01"})",
         R"({"kind": "other", "issued_on": "2023-12-31"})"},
        {R"({"issued_on": {"at_most": "2024-01-01"}})", R"({"kind": "other", "issued_on": "2024-01-01"})",
         R"({"kind": "other", "issued_on": "2024-01-02"})"},
        {R"({"issued_on": {"valid_for": {"days": 10}}})", R"({"kind": "other", "issued_on": "2024-08-20"})",
         R"({"kind": "other", "issued_on": "2024-08-19"})"},
    }));
    CAPTURE(row.where);
    const std::string condition = R"({"exists": "documents", "where": )" + std::string{row.where} + "}";
    const auto about = [&](const std::string& document) {
        return asked_of(condition, (R"({"documents": [)" + document + "]}").c_str());
    };
    CHECK(about(row.passes) == "yes");
    CHECK(about(row.fails) == "no");
    if (std::string{row.where}.find("kind") == std::string::npos)
        CHECK(about(R"({"kind": "photo"})") == "maybe");
}

TEST_CASE("a field that must be recorded stays open until it is", "[rules]")
{
    const std::string condition = R"({"exists": "degrees", "where": {"field": {"recorded": true}}})";
    CHECK(asked_of(condition,
                   R"({"degrees": [{"id": "d", "awarded_on": "2010-01-01", "field": "physics"}]})") == "yes");
    CHECK(asked_of(condition, R"({"degrees": [{"id": "d", "awarded_on": "2010-01-01"}]})") == "maybe");
}

TEST_CASE("a single fact answers for itself", "[rules]")
{
    struct Fact {
        const char* condition;
        const char* patch;
        const char* expected;
    };
    const auto row = GENERATE(values<Fact>({
        {R"({"fact": "application.channel", "is": "online"})", R"({"application": {"channel": "online"}})",
         "yes"},
        {R"({"fact": "application.channel", "is": "online"})", R"({"application": {"channel": "post"}})",
         "no"},
        {R"({"fact": "application.channel", "is": "online"})", R"({"application": {"channel": null}})",
         "maybe"},
        {R"({"fact": "facility.medical", "is": true})",
         R"({"application": {"facility": {"medical": false}}})", "no"},
        {R"({"fact": "facility.medical", "is": true})", R"({"application": {"facility": {"medical": null}}})",
         "maybe"},
        {R"({"fact": "worker.civil_capacity_attested", "is": true})",
         R"({"worker": {"civil_capacity_attested": false}})", "no"},
        {R"({"fact": "application.fee_paid_on", "recorded": true})",
         R"({"application": {"fee_paid_on": "2024-08-30"}})", "yes"},
        {R"({"fact": "application.fee_paid_on", "recorded": true})", "{}", "maybe"},
        {R"({"fact": "application.filed_on", "at_least": "2024-08-30"})", "{}", "yes"},
        {R"({"fact": "application.filed_on", "at_least": "2024-08-31"})", "{}", "no"},
        {R"({"fact": "application.completed_on", "at_most": "2024-09-30"})", "{}", "maybe"},
    }));
    CAPTURE(row.condition, row.patch);
    CHECK(answer(row.condition, sample_dossier(row.patch)) == row.expected);
}
