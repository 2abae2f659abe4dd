#include "casework/journal_question.h"

#include <algorithm>

#include "registry/journal.h"
#include "registry/opened_event.h"
#include "tests/casework/office.h"

using namespace radcert;
using casework::ask_journal;
using casework::JournalQuestion;
using tests::eligible_dossier;
using tests::Office;
using tests::refusal_of;

namespace {

/// Two people with a certificate each, on two days.
struct Story {
    Office office{date(2025, 7, 1)};
    registry::Certificate first, second;

    Story()
    {
        first = office.certify(eligible_dossier("H66-1", "999000000001", "Nguyễn Văn Một"));
        office.today(date(2025, 7, 2));
        second = office.certify(eligible_dossier("H66-2", "999000000002", "Trần Thị Hai"));
    }
    std::vector<registry::Event> ask(const JournalQuestion& question)
    {
        const auto keys = registry::KeyFile::load(office.key());
        return ask_journal(office.database(), keys, question, {1'000, 1'000'000}).events;
    }
};

std::vector<std::string> actions(const std::vector<registry::Event>& events)
{
    std::vector<std::string> names;
    for (const auto& event : events) names.push_back(event.action);
    std::ranges::reverse(names);
    return names;
}

} // namespace

TEST_CASE("days of the journal begin and end in Viet Nam", "[journal]")
{
    Story story;
    const auto both = story.ask({.from_day = date(2025, 7, 1), .to_day = date(2025, 7, 2)});
    const auto one = story.ask({.from_day = date(2025, 7, 2), .to_day = date(2025, 7, 2)});
    CHECK(one.size() < both.size());
    for (const auto& event : one) CHECK(day_in_vietnam(event.at) == date(2025, 7, 2));
    CHECK(story.ask({.from_day = date(2025, 7, 3)}).empty());
    CHECK(story.ask({.to_day = date(2025, 6, 1)}).empty());
}

TEST_CASE("a file's and a certificate's events are those whose records hang on it", "[journal]")
{
    Story story;
    const std::vector<std::string> of_file = actions(story.ask({.record = "H66-1"}));
    CHECK(of_file == std::vector<std::string>{"application.record", "application.screen",
                                              "application.decide", "certificate.issue"});
    CHECK(actions(story.ask({.record = story.first.certificate})) ==
          std::vector<std::string>{"certificate.issue"});
    story.office.amend(story.second.certificate, casework::Amendment::suspend, "minh");
    CHECK(actions(story.ask({.record = story.second.certificate})) ==
          std::vector<std::string>{"certificate.issue", "certificate.suspend"});
    CHECK(actions(story.ask({.action = "certificate", .record = "H66-2"})) ==
          std::vector<std::string>{"certificate.issue"});
}

TEST_CASE("a worker's, a facility's and a unit's events are found by their numbers", "[journal]")
{
    Story story;
    const auto of_worker = story.ask({.record = "W-1"});
    CHECK(of_worker.size() >= 4);
    for (const auto& event : of_worker)
        CHECK(event.subject == registry::load_worker(story.office.database(), 1).subject);
    CHECK(story.ask({.record = "w-1"}).size() == of_worker.size());
    CHECK_FALSE(story.ask({.record = "F-1"}).empty());
    for (const std::string record : {"W-99", "F-99", "E-99", "nothing", "W-", "W-1x"}) {
        CAPTURE(record);
        CHECK(refusal_of([&] { story.ask({.record = record}); }).fault() == Fault::not_found);
    }
}

TEST_CASE("an officer is asked for by code", "[journal]")
{
    Story story;
    CHECK_FALSE(story.ask({.officer = "lan"}).empty());
    CHECK(refusal_of([&] { story.ask({.officer = "nobody"}); }).fault() == Fault::not_found);
}
