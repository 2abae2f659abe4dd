#include "tests/json.h"
#include "tests/rules/worked_cases.h"

// The law by example: the contract's cases and the rulebook's own come out as they are written.

namespace {

using namespace radcert;
using namespace radcert::tests;

void check_authority(const json& expected, const json& got)
{
    check_words(expected, {"bodies", "mode", "standing", "procedure_code", "filed_with_ok"});
    for (const auto& [key, value] : expected.items()) {
        INFO("authority." << key);
        if (key == "bodies")
            CHECK(got.at(key).get<std::multiset<std::string>>() == value.get<std::multiset<std::string>>());
        else
            CHECK(got.at(key) == value);
    }
}

/// The worst outcome of a topic's findings that are not advice; null when there is none.
json worst_of(const json& findings, const std::string& topic)
{
    static const Strings from_best{"met", "undetermined", "not_met"};
    const auto rank = [](const json& outcome) {
        return std::ranges::find(from_best, outcome.get<std::string>());
    };
    json worst;
    for (const json& finding : findings) {
        if (finding.at("topic") != topic || finding.at("on_failure") == "advise") continue;
        const json& outcome = finding.at("outcome");
        if (worst.is_null() || rank(outcome) > rank(worst)) worst = outcome;
    }
    return worst;
}

void check_finding(const json& expected, const json& findings, const std::string& requirement)
{
    const auto found =
        std::ranges::find_if(findings, [&](const json& f) { return f.at("requirement") == requirement; });
    INFO("finding " << requirement);
    CHECK((found == findings.end()) == expected.is_null());
    if (found == findings.end() || expected.is_null()) return;
    check_words(expected, {"outcome", "reason", "indication"});
    INFO(found->at("explanation").at("en"));
    for (const auto& [key, value] : expected.items()) {
        INFO(key);
        CHECK(found->at(key) == value);
    }
    // What is open says why, and what an unconfirmed rule would say.
    CHECK(expected.contains("reason") == (expected.at("outcome") == "undetermined"));
    CHECK(expected.contains("indication") == (expected.value("reason", "") == "rule_unconfirmed"));
}

void check_case(const Case& one, const Shown& got)
{
    INFO(one.file << ": " << one.why);
    const json answer = tests::parsed(got.answer);
    for (const char* key : {"determination", "certificate_need"}) {
        if (!one.expect.contains(key)) continue;
        INFO(key);
        CHECK(answer.at(key) == one.expect.at(key));
    }
    if (one.expect.contains("authority")) check_authority(one.expect["authority"], answer.at("authority"));
    const json topics = one.expect.value("topics", json::object());
    for (const auto& [topic, outcome] : topics.items()) {
        INFO(topic);
        CHECK(worst_of(answer.at("findings"), topic) == outcome);
    }
    if (one.expect.contains("finding")) {
        check_finding(one.expect["finding"], answer.at("findings"), one.requirement);
    }
    CHECK(got.short_way_agrees);
}

} // namespace

TEST_CASE("the published cases of the contract come out as published", "[cases]")
{
    for (const fs::path& path : files_in("tests/contract/cases", "", ".json")) {
        const json file = json_of(path);
        const Case one{path.filename().string(), "", file.at("why"), file.at("dossier"), json::object(),
                       file.at("expect")};
        check_case(one, run(one));
    }
}

TEST_CASE("the worked cases of the rulebook come out as written", "[cases]")
{
    for (std::size_t i = 0; i < cases().size(); ++i) check_case(cases()[i], shown()[i]);
}

TEST_CASE("every base is a complete and eligible file of a made-up person", "[cases]")
{
    for (const fs::path& path : files_in(worked / "bases", "", ".json")) {
        INFO(path.string());
        const Case one{
            path.filename().string(), "",
            "a complete file",        json_of(path),
            json::object(),           {{"determination", "eligible"}, {"certificate_need", "required"}}};
        check_case(one, run(one));
        CHECK(one.dossier.at("worker").at("national_id").get<std::string>().starts_with("999"));
    }
}

TEST_CASE("every requirement has its file of cases, and every case says what it shows", "[cases]")
{
    std::set<std::string> files{"authority.json"}, needed{"authority.json"};
    for (const Requirement& row : book().requirements) needed.insert(row.id + ".json");
    for (const Case& one : cases()) {
        INFO(one.file << ": " << one.why);
        files.insert(one.file);
        CHECK(!one.why.empty());
        CHECK(one.expect.contains(one.requirement.empty() ? "authority" : "finding"));
        if (!one.requirement.empty()) CHECK(one.file == one.requirement + ".json");
    }
    CHECK(files == needed);
}
