#include <algorithm>
#include <set>

#include "tests/json.h"
#include "tests/rounds.h"
#include "tests/rules/random_dossier.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::json;
using tests::outcome;
using tests::RandomDossiers;

namespace {

const rules::Rulebook& shipped_book()
{
    static const rules::Rulebook book = rules::read_rulebook(tests::shipped_files());
    return book;
}

rules::ScreenOptions random_options(RandomDossiers& random)
{
    rules::ScreenOptions options;
    if (random.below(3) == 0) options.as_of = parse_date(random.of("filed_on").get<std::string>());
    options.decide_on = Standing(random.below(5));
    return options;
}

/// The determination that the findings add up to, by the words of the contract.
std::string added_up(const json& determination)
{
    if (determination.at("certificate_need") == "not_required") return "not_required";
    static const std::set<std::string> deciding{
        "certificate_need", "procedure", "age",          "civil_capacity",   "qualification",
        "degree_document",  "training",  "health_check", "application_form", "photo"};
    bool refused = false, incomplete = false, open = determination.at("certificate_need") == "unknown";
    for (const json& each : determination.at("findings")) {
        if (each.at("on_failure") == "advise" || !deciding.contains(each.at("topic"))) continue;
        if (each.at("topic") == "certificate_need") continue;
        const bool failed = each.at("outcome") == "not_met";
        refused = refused || (failed && each.at("on_failure") != "supplement");
        incomplete = incomplete || (failed && each.at("on_failure") == "supplement");
        open = open || each.at("outcome") == "undetermined";
    }
    return refused ? "ineligible" : incomplete ? "incomplete" : open ? "undetermined" : "eligible";
}

void check_one_finding(const json& each)
{
    CAPTURE(each.dump());
    CHECK((each.at("outcome") == "undetermined") != each.at("reason").is_null());
    CHECK((each.at("indication").is_null() || each.at("reason").is_null() ||
           each.at("reason") == "rule_unconfirmed"));
    const bool decides_by_itself = each.at("standing") != "unknown" && each.at("standing") != "no_rule";
    if (!decides_by_itself && !each.at("reason").is_null()) {
        CHECK(each.at("reason") ==
              (each.at("standing") == "no_rule" ? "no_rule_in_force" : "rule_unconfirmed"));
    }
}

} // namespace

TEST_CASE("the short way to the verdict and the long one agree, whatever the file", "[rules]")
{
    const rules::Program program{shipped_book()};
    RandomDossiers random{1};
    std::set<Verdict> seen;
    for (int round = 0; round < 25; ++round) {
        const rules::ScreenOptions options = random_options(random);
        rules::Screener long_way{program, options}, short_way{program, options};
        for (int i = 0; i < tests::rounds(120); ++i) {
            const json made = random.next();
            const Dossier dossier = tests::dossier_of(made, shipped_book().vocabulary);
            const Verdict verdict = long_way.screen(dossier).verdict;
            seen.insert(verdict);
            if (short_way.verdict(dossier) != verdict) FAIL(made.dump());
        }
    }
    CHECK(seen.size() == 5);
}

TEST_CASE("the findings add up to the determination", "[rules]")
{
    Desk desk{tests::shipped_files()};
    RandomDossiers random{2};
    for (int i = 0; i < tests::rounds(300); ++i) {
        const json dossier = random.next();
        const json made = tests::parsed(desk.text(dossier));
        CAPTURE(dossier.dump());
        CHECK(made.at("determination") == added_up(made));
        for (const json& each : made.at("findings")) check_one_finding(each);
        if (made.at("determination") == "not_required") CHECK(made.at("findings").size() == 1);
    }
}

TEST_CASE("the same file gives the same bytes, again, from another screener and after other files", "[rules]")
{
    const auto files = tests::shipped_files();
    Desk first{files}, second{files};
    RandomDossiers random{3};
    std::vector<json> dossiers;
    for (int i = 0; i < tests::rounds(60); ++i) dossiers.push_back(random.next());
    std::vector<std::string> texts;
    for (const json& dossier : dossiers) texts.push_back(first.text(dossier));
    for (std::size_t i = dossiers.size(); i-- > 0;) {
        CHECK((second.text(dossiers[i]) == texts[i])); // in reverse
        CHECK((first.text(dossiers[i]) == texts[i]));  // again
    }
}

TEST_CASE("the order of records and of devices says nothing", "[rules]")
{
    Desk desk{tests::shipped_files()};
    RandomDossiers random{4};
    for (int i = 0; i < tests::rounds(150); ++i) {
        const json dossier = random.next();
        json turned = dossier;
        std::ranges::reverse(turned["application"]["facility"]["devices"].get_ref<json::array_t&>());
        for (auto& list : turned["evidence"]) {
            if (list.is_array()) std::ranges::reverse(list.get_ref<json::array_t&>());
        }
        const json one = tests::parsed(desk.text(dossier)), other = tests::parsed(desk.text(turned));
        CAPTURE(dossier.dump());
        CHECK(one.at("determination") == other.at("determination"));
        CHECK(one.at("authority") == other.at("authority"));
        std::set<std::string> all, all_turned;
        for (const json& each : one.at("findings"))
            all.insert(each.at("requirement").get<std::string>() +
                       outcome(one, each.at("requirement").get<std::string>()));
        for (const json& each : other.at("findings"))
            all_turned.insert(each.at("requirement").get<std::string>() +
                              outcome(other, each.at("requirement").get<std::string>()));
        CHECK(all == all_turned);
    }
}

TEST_CASE("recording what was not recorded overturns nothing that was decided", "[rules]")
{
    Desk desk{tests::shipped_files()};
    RandomDossiers random{5};
    int filled = 0;
    for (int i = 0; i < tests::rounds(350); ++i) {
        json dossier = random.next();
        // What an officer settled because it was open is the rule's to decide once the fact is recorded.
        std::erase_if(dossier["officer_findings"].get_ref<json::array_t&>(),
                      [](const json& entry) { return entry.at("topic") != "qualification"; });
        std::vector<std::string> open;
        const json flat = dossier.flatten();
        for (const auto& [pointer, value] : flat.items()) {
            // The day of completion moves what lies in the file, and an undated paper lies in it by
            // definition.
            const bool moves_the_file =
                pointer == "/application/completed_on" ||
                (pointer.starts_with("/evidence/documents/") && pointer.ends_with("/issued_on"));
            const bool empty_list = value.is_null() && !dossier.at(json::json_pointer{pointer}).is_null();
            if (value.is_null() && !empty_list && !moves_the_file) open.push_back(pointer);
        }
        if (open.empty()) continue;
        const std::string pointer = open[std::size_t(random.below(int(open.size())))];
        const json before = tests::parsed(desk.text(dossier));
        dossier[json::json_pointer{pointer}] = random.of(pointer.substr(pointer.rfind('/') + 1));
        const json after = tests::parsed(desk.text(dossier));
        CAPTURE(pointer, dossier.dump());
        ++filled;

        const bool says_what_applies = pointer.ends_with("/medical") || pointer.ends_with("/channel");
        const bool need_settled = before.at("certificate_need") != after.at("certificate_need");
        for (const json& each : before.at("findings")) {
            if (each.at("outcome") == "undetermined" || each.at("topic") == "authority") continue;
            const auto id = each.at("requirement").get<std::string>();
            const std::string now = outcome(after, id);
            CAPTURE(id);
            CHECK((now == each.at("outcome") || (now == "silent" && (says_what_applies || need_settled))));
        }
        const auto was = before.at("determination").get<std::string>(),
                   is = after.at("determination").get<std::string>();
        if (was == "eligible" || was == "not_required") CHECK(is == was);
        if (was == "ineligible" && !says_what_applies && !need_settled) CHECK(is == was);
        if (was == "incomplete" && !says_what_applies && !need_settled)
            CHECK((is == was || is == "ineligible"));
    }
    CHECK(filled > 0);
}

TEST_CASE("a field that a requirement does not read leaves its finding as it was", "[rules]")
{
    Desk desk{tests::shipped_files()};
    RandomDossiers random{6};
    for (int i = 0; i < tests::rounds(150); ++i) {
        json dossier = random.next();
        const json before = tests::parsed(desk.text(dossier));
        dossier["evidence"]["trainings"] = random.of("trainings");
        dossier["worker"]["birth_date"] = random.of("birth_date");
        const json after = tests::parsed(desk.text(dossier));
        CAPTURE(dossier.dump());
        for (const json& each : before.at("findings")) {
            const auto topic = each.at("topic").get<std::string>();
            if (topic == "training" || topic == "age" || topic == "appointment" ||
                after.at("findings").size() == 1)
                continue;
            CHECK(outcome(after, each.at("requirement").get<std::string>()) ==
                  outcome(before, each.at("requirement").get<std::string>()));
        }
    }
}
