#include "rules/best_fit.h"

#include <algorithm>
#include <random>
#include <set>

#include "tests/json.h"
#include "tests/rounds.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::outcome;
using tests::SampleRules;

namespace {

/// The sample with one requirement of the group "papers" for each list of document kinds.
SampleRules group_of(const std::vector<std::string>& kinds, const std::string& own = "")
{
    SampleRules sample;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        sample.add("requirements", R"({"id": "G-)" + std::to_string(i + 1) +
                                       R"(", "topic": "photo", "evidence_group": "papers", )" + own +
                                       R"("condition": {"exists": "documents", "where": {"form": {"in": [)" +
                                       kinds[i] + "]}}}}");
    }
    return sample;
}

/// A file with documents p1, p2, ... of these forms; null is a form that is not recorded.
json file_with(const std::vector<std::string>& forms)
{
    json documents = json::array({{{"id", "form"}, {"kind", "application_form"}, {"form", "-"}}});
    for (const std::string& form : forms) {
        documents.push_back({{"id", "p" + std::to_string(documents.size())},
                             {"kind", "other"},
                             {"form", tests::parsed(form)}});
    }
    json dossier = tests::sample_dossier();
    dossier["evidence"]["documents"] = documents;
    return dossier;
}

std::vector<std::string> outcomes(const json& determination, std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t i = 1; i <= count; ++i) all.push_back(outcome(determination, "G-" + std::to_string(i)));
    return all;
}

using Outcomes = std::vector<std::string>;
constexpr const char* open = "undetermined: not_recorded";

} // namespace

TEST_CASE("records are shared out so that as many requirements as possible keep one", "[rules]")
{
    struct Group {
        const char* why;
        std::vector<std::string> requirements;
        std::vector<std::string> documents;
        Outcomes expected;
    };
    const auto row = GENERATE(values<Group>({
        {"each has its own", {R"("a")", R"("b")"}, {R"("a")", R"("b")"}, {"met", "met"}},
        {"one paper for two", {R"("a")", R"("a")"}, {R"("a")"}, {"met", "not_met"}},
        {"the first to choose must leave it to the second",
         {R"("a", "b")", R"("a")"},
         {R"("a")", R"("b")"},
         {"met", "met"}},
        {"a chain of three",
         {R"("a", "b")", R"("a", "c")", R"("a")"},
         {R"("a")", R"("b")", R"("c")"},
         {"met", "met", "met"}},
        {"three requirements, two papers",
         {R"("a", "b")", R"("a", "b")", R"("a", "b")"},
         {R"("a")", R"("b")"},
         {"met", "met", "not_met"}},
        {"two papers alike", {R"("a")", R"("a")"}, {R"("a")", R"("a")"}, {"met", "met"}},
        {"none at all", {R"("a")", R"("b")"}, {}, {"not_met", "not_met"}},
        {"one that may fit either serves one at most", {R"("a")", R"("b")"}, {"null"}, {open, "not_met"}},
        {"one that fits and one that may", {R"("a")", R"("a")"}, {R"("a")", "null"}, {"met", open}},
        {"the only one that may fit is surely another's",
         {R"("a")", R"("b")"},
         {R"("b")"},
         {"not_met", "met"}},
        {"one that may fit frees the one that surely does",
         {R"("a", "b")", R"("a")"},
         {R"("a")", "null"},
         {"met", open}},
    }));
    CAPTURE(row.why);
    Desk desk{group_of(row.requirements)};
    const json made = tests::parsed(desk.text(file_with(row.documents)));
    CHECK(outcomes(made, row.expected.size()) == row.expected);

    std::set<std::string> used; // no paper serves two that are met
    for (std::size_t i = 1; i <= row.expected.size(); ++i) {
        const json found = finding(made, "G-" + std::to_string(i));
        if (found.at("outcome") != "met") continue;
        REQUIRE(found.at("evidence").size() == 1);
        CHECK(used.insert(found.at("evidence")[0]).second);
    }
}

TEST_CASE("the number that are met is the best there can be", "[rules]")
{
    std::mt19937 random{7};
    const std::string letters = "abcd";
    for (int round = 0; round < tests::rounds(60); ++round) {
        std::vector<std::string> requirements, documents;
        std::vector<std::string> plain_requirements, plain_documents;
        for (int i = 0; i < 4; ++i) {
            std::string list, plain;
            for (const char letter : letters) {
                if (random() % 3 != 0) continue;
                list += (list.empty() ? "\"" : ",\"") + std::string{letter} + "\"";
                plain += letter;
            }
            requirements.push_back(list.empty() ? "\"x\"" : list);
            plain_requirements.push_back(plain);
            if (i == 3) continue;
            plain_documents.emplace_back(1, letters[random() % letters.size()]);
            documents.push_back("\"" + plain_documents.back() + "\"");
        }
        // Every way to hand out the papers, by brute force.
        std::vector<int> order{0, 1, 2, -1};
        std::ranges::sort(order);
        std::size_t best = 0;
        do {
            std::size_t met = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                const int paper = order[i];
                met += paper >= 0 &&
                       plain_requirements[i].find(plain_documents[std::size_t(paper)]) != std::string::npos;
            }
            best = std::max(best, met);
        } while (std::ranges::next_permutation(order).found);

        Desk desk{group_of(requirements)};
        const auto made = outcomes(tests::parsed(desk.text(file_with(documents))), 4);
        CHECK(std::size_t(std::ranges::count(made, "met")) == best);
        CHECK(std::size_t(std::ranges::count(made, "not_met")) == 4 - best);
    }
}

TEST_CASE("a paper that surely serves one requirement is not kept open for another", "[rules]")
{
    SampleRules sample = group_of({R"("a")", R"("a")"});
    sample.change("G-2", R"({"condition": {"exists": "documents", "where": {"kind": "other"}}})");
    Desk desk{sample};
    CHECK(outcomes(tests::parsed(desk.text(file_with({"null"}))), 2) == Outcomes{"not_met", "met"});
    CHECK(outcomes(tests::parsed(desk.text(file_with({"null", "null"}))), 2) == Outcomes{open, "met"});
}

TEST_CASE("groups do not share, and a lone member keeps its finding", "[rules]")
{
    SampleRules sample = group_of({R"("a")", R"("a")"});
    sample.change("G-2", R"({"evidence_group": "others"})");
    Desk desk{sample};
    CHECK(outcomes(tests::parsed(desk.text(file_with({R"("a")"}))), 2) == Outcomes{"met", "met"});
}

TEST_CASE("a list that is not recorded leaves the whole group open", "[rules]")
{
    Desk desk{group_of({R"("a")", R"("a")"})};
    json dossier = file_with({});
    dossier["evidence"]["documents"] = nullptr;
    CHECK(outcomes(tests::parsed(desk.text(dossier)), 2) == Outcomes{open, open});
}

TEST_CASE("a member that goes to a person when it fails still does", "[rules]")
{
    Desk desk{group_of({R"("a")", R"("a")"}, R"("on_failure": "refer", )")};
    CHECK(outcomes(tests::parsed(desk.text(file_with({R"("a")"}))), 2) ==
          Outcomes{"met", "undetermined: officer_judgement"});
    json dossier = file_with({R"("a")"});
    dossier["officer_findings"].push_back(
        {{"topic", "photo"}, {"outcome", "met"}, {"by", "O-1"}, {"on", "2024-09-01"}, {"reason", "Đủ."}});
    CHECK(outcomes(tests::parsed(desk.text(dossier)), 2) == Outcomes{"met", "met"});
}

TEST_CASE(
    "a member that perhaps does not apply is not held against the person and takes nothing from the others",
    "[rules]")
{
    SampleRules sample = group_of({R"("a")", R"("a")"});
    sample.change("G-1", R"({"applies_to": {"medical": true}})");
    Desk desk{sample};
    json dossier = file_with({R"("a")"});
    dossier["application"]["facility"]["medical"] = nullptr;
    CHECK(outcomes(tests::parsed(desk.text(dossier)), 2) == Outcomes{open, "met"});
    dossier["evidence"]["documents"] = json::array();
    CHECK(outcomes(tests::parsed(desk.text(dossier)), 2) == Outcomes{open, "not_met"});
}

TEST_CASE("members that may not decide stay open and take nothing", "[rules]")
{
    SampleRules sample = group_of({R"("a")", R"("a")"});
    sample.change("G-1", R"({"standing": "inferred"})");
    Desk desk{sample};
    CHECK(outcomes(tests::parsed(desk.text(file_with({R"("a")"}))), 2) ==
          Outcomes{"undetermined: rule_unconfirmed", "met"});
}
