#include "casework/event_words.h"

#include <filesystem>
#include <regex>
#include <set>

#include "registry/journal.h"
#include "tests/casework/office.h"
#include "tests/catch.h"

using namespace radcert;
using casework::known_actions;
using casework::name_record;
using tests::Office;

namespace {

/// Every text in the acts' sources that looks like one that an event bears.
std::set<std::string> actions_in_sources()
{
    std::set<std::string> found;
    const std::regex text{"\"([a-z]+\\.[a-z_]+)\""};
    const std::set<std::string> none{"worker.same", "audit.py"};
    for (const auto& entry : std::filesystem::directory_iterator{"src/casework"}) {
        if (entry.path().extension() != ".cpp" || entry.path().filename() == "event_words.cpp") continue;
        const std::string source = tests::bytes_of(entry.path());
        for (auto at = std::sregex_iterator{source.begin(), source.end(), text}; at != std::sregex_iterator{};
             ++at) {
            const std::string word = (*at)[1];
            const std::string group = word.substr(0, word.find('.'));
            const bool of_ours = std::ranges::any_of(
                known_actions(), [&](const auto& known) { return known.action.starts_with(group + "."); });
            if (of_ours && !word.ends_with(".json") && !word.ends_with(".h")) found.insert(word);
        }
    }
    return found;
}

} // namespace

TEST_CASE("every act that the journal can hold has a name of its own, group by group", "[journal]")
{
    std::set<std::string_view> actions;
    std::set<std::string> names, groups;
    std::string group;
    for (const auto& [action, name] : known_actions()) {
        CHECK(actions.insert(action).second);
        CHECK(names.insert(name.vi).second);
        CHECK_FALSE(name.en.empty());
        const std::string here{action.substr(0, action.find('.'))};
        CHECK(casework::action_group_name(here).vi != here);
        if (here != group) CHECK(groups.insert(here).second); // all of a group stand together
        group = here;
    }
    for (const std::string& action : actions_in_sources()) {
        CAPTURE(action);
        CHECK(actions.contains(action));
    }
    CHECK(casework::action_name("worker.post").vi == "ghi vị trí công tác");
    CHECK(casework::action_name("of.tomorrow").vi == "of.tomorrow");
}

TEST_CASE("moments are told in Viet Nam's time", "[journal]")
{
    CHECK(casework::shown_moment({"2026-03-05T01:07:09.000000Z"}) == "05/03/2026 08:07");
    CHECK(casework::shown_moment({"2026-03-05T17:30:00.000000Z"}) == "06/03/2026 00:30");
    CHECK(casework::shown_moment({"2026-12-31T20:59:59.999999Z"}) == "01/01/2027 03:59");
}

TEST_CASE("a record is named by what it belongs to, and says nothing else", "[journal]")
{
    registry::Evidence evidence;
    evidence.worker = 17;
    evidence.evidence = 3;
    evidence.kind = "health_check";
    evidence.issuer = "bệnh viện";
    auto made = name_record(evidence);
    CHECK(made.kind.vi == "minh chứng");
    CHECK(made.which == "W-17/3");
    CHECK(made.of == "worker");
    CHECK(made.owner == "W-17");

    registry::IdentityPaper paper;
    paper.worker = 17;
    paper.kind = "cccd";
    paper.number = "999123456789";
    made = name_record(paper);
    CHECK(made.which + made.owner + made.kind.vi == "W-17W-17giấy tờ tùy thân");

    registry::Paper letter;
    letter.record = "66/2025";
    letter.number = "66/2025";
    letter.kind = "certificate";
    CHECK(name_record(letter).of == "certificate");
    letter.kind = "receipt";
    CHECK(name_record(letter).of == "application");

    registry::Halt halt;
    halt.reason = "thử";
    CHECK(name_record(halt).of.empty());
    CHECK(name_record(halt).which.empty());
}
