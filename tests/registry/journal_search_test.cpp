#include "registry/journal_search.h"

#include "registry/offices.h"
#include "registry/opened_event.h"
#include "tests/catch.h"
#include "tests/registry/sample_register.h"

using namespace radcert;
using namespace radcert::registry;
using radcert::tests::SampleRegister;

namespace {

/// What a walk over the whole journal finds.
template <class Wanted>
std::vector<EventNumber> walk(Database& database, Wanted wanted)
{
    std::vector<EventNumber> numbers;
    for (EventNumber number = journal_size(database) - 1; number >= 0; --number) {
        if (wanted(load_event(database, number))) numbers.push_back(number);
    }
    return numbers;
}

std::vector<EventNumber> numbers(const FoundEvents& found)
{
    std::vector<EventNumber> all;
    for (const Event& event : found.events) all.push_back(event.number);
    return all;
}

constexpr SearchLimits everything{1'000, 1'000'000};

} // namespace

TEST_CASE("the journal is searched by act, group of acts, door, officer and numbers", "[journal]")
{
    const SampleRegister sample;
    Database database{sample.place, Access::read};
    const auto search = [&](const EventQuestion& question) {
        return numbers(search_events(database, question, everything));
    };

    CHECK(search({}) == walk(database, [](const Event&) { return true; }));
    CHECK(search({.action = "worker.post"}) ==
          walk(database, [](const Event& e) { return e.action == "worker.post"; }));
    CHECK(search({.action = "worker"}) ==
          walk(database, [](const Event& e) { return e.action.starts_with("worker."); }));
    CHECK(search({.action = "work"}).empty());
    CHECK(search({.door = "web"}) == walk(database, [](const Event& e) { return e.door == "web"; }));
    const std::string lan = find_officer(database, "lan")->officer;
    CHECK(search({.actor = lan}) == walk(database, [&](const Event& e) { return e.actor == lan; }));
    CHECK(search({.actor = "u-0000000000000000"}).empty());
    CHECK(search({.first = 3, .last = 7}) == std::vector<EventNumber>{7, 6, 5, 4, 3});
    CHECK(search({.first = 9, .last = 7}).empty());
    CHECK(search({.first = -5, .last = 0}) == std::vector<EventNumber>{0});
}

TEST_CASE("events of one subject are found, also where the person was forgotten", "[journal]")
{
    const SampleRegister sample;
    Database database{sample.place, Access::read};
    for (const std::int64_t worker : {1, 4}) { // 4 is forgotten
        const auto subject = subject_of_worker(database, worker);
        REQUIRE(subject);
        const auto all = walk(database, [&](const Event& e) { return e.subject == *subject; });
        CHECK(all.size() >= 5);
        CHECK(numbers(search_events(database, {.subject = *subject}, everything)) == all);
        const auto posts = walk(
            database, [&](const Event& e) { return e.subject == *subject && e.action == "worker.post"; });
        CHECK(numbers(search_events(database, {.action = "worker.post", .subject = *subject}, everything)) ==
              posts);
    }
    CHECK_FALSE(subject_of_worker(database, 99));
    CHECK(search_events(database, {.subject = std::string(32, '0')}, everything).events.empty());
}

TEST_CASE("a search looks at so many leaves, says which, and goes on from there", "[journal]")
{
    const SampleRegister sample;
    Database database{sample.place, Access::read};
    const EventNumber last = journal_size(database) - 1;
    const auto pieces = [&](EventQuestion question, const SearchLimits& limits) {
        std::vector<EventNumber> all;
        for (int rounds = 0; rounds < 1'000; ++rounds) {
            const FoundEvents found = search_events(database, question, limits);
            CHECK(found.events.size() <= limits.most);
            CHECK(found.looked_to - found.looked_from < EventNumber(limits.look_at));
            for (const EventNumber number : numbers(found)) all.push_back(number);
            if (found.whole) return all;
            REQUIRE(found.looked_from > 0);
            question.last = found.looked_from - 1;
        }
        FAIL("it does not end");
        return all;
    };
    const auto views = walk(database, [](const Event& e) { return e.action == "worker.view"; });
    CHECK(pieces({.action = "worker.view"}, {3, 7}) == views);
    CHECK(pieces({.action = "worker.view"}, {1, 1'000}) == views);
    CHECK(pieces({.action = "no.such"}, {3, 5}).empty());
    const FoundEvents page = search_events(database, {}, {4, 20'000});
    CHECK(numbers(page) == std::vector<EventNumber>{last, last - 1, last - 2, last - 3});
    CHECK_FALSE(page.whole);
}

TEST_CASE("an event tells its records, and its subject who that is", "[journal]")
{
    const SampleRegister sample;
    Database database{sample.place, Access::read};
    const KeyFile keys = sample.keys();
    using State = OpenedEvent::State;
    for (EventNumber number = 0; number < journal_size(database); ++number) {
        const Event event = load_event(database, number);
        const auto opened = open_event(database, keys, number);
        const auto owner = find_owner(database, keys, event.subject);
        REQUIRE(owner);
        CHECK(opened.state == (owner->erased ? State::destroyed : State::opened));
        if (event.action == "worker.view") CHECK(opened.records.empty());
        if (event.action == "worker.record" && !owner->erased) CHECK(opened.records.size() == 2);
        if (event.action.starts_with("worker.") && owner->kind == "worker") CHECK(owner->number > 0);
        if (owner->kind == "officer") CHECK(owner->officer == "lan");
    }
    const auto forgotten = find_owner(database, keys, *subject_of_worker(database, 4));
    REQUIRE(forgotten);
    CHECK(forgotten->erased);
    CHECK(forgotten->number == 4);
    CHECK_FALSE(find_owner(database, keys, std::string(32, '0')));
}

TEST_CASE("a payload that was changed is told as damaged", "[journal]")
{
    const SampleRegister sample;
    Database database{sample.place, Access::write};
    const auto put_box = [&](EventNumber seq, const std::string& box) {
        Query query{database, "UPDATE payload SET box = :box WHERE seq = :seq"};
        query.bind(":seq", seq);
        query.bind_blob(":box", box);
        query.run();
    };
    put_box(5, std::string(200, '\0'));
    CHECK(open_event(database, sample.keys(), 5).state == OpenedEvent::State::damaged);
    put_box(6, std::string(1, '\0'));
    CHECK(open_event(database, sample.keys(), 6).state == OpenedEvent::State::damaged);
}
