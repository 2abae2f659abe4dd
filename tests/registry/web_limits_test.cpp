#include <atomic>
#include <thread>
#include <unistd.h>

#include "registry/web_store.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/registers.h"

using namespace radcert;
using namespace radcert::registry;
using namespace std::chrono_literals;
using tests::refusal_of;
namespace fs = std::filesystem;

namespace {

/// A store with a clock that stands where a test puts it.
class Gate {
public:
    Gate()
    {
        std::string name = (fs::temp_directory_path() / "radcert-gate-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        place_ = tests::new_place(folder_ / "radcert.db");
        store_.emplace(place_, [this] { return timestamp(now_); });
    }
    ~Gate()
    {
        store_.reset();
        tests::drop_place(place_);
        fs::remove_all(folder_);
    }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    WebStore* operator->() { return &*store_; }
    void pass(std::chrono::microseconds time) { now_ += time.count(); }
    const RegisterPlace& place() const { return place_; }
    bool holds(const std::string& word) const
    {
        return std::ranges::any_of(fs::directory_iterator{folder_}, [&](const fs::directory_entry& entry) {
            return tests::bytes_of(entry.path()).find(word) != std::string::npos;
        });
    }

private:
    fs::path folder_;
    RegisterPlace place_;
    std::int64_t now_{1'795'224'600'000'000}; // 2026-11-21
    std::optional<WebStore> store_;
};

constexpr auto owner = "account lan", stranger = "address 192.0.2.1", device = "device lan 1";

} // namespace

TEST_CASE("five guesses are free, and each further one waits twice as long", "[web_store]")
{
    Gate gate;
    for (int i = 0; i < 4; ++i) {
        gate->note_failure(owner);
        CHECK(gate->delay_of(owner) == 0s);
    }
    gate->note_failure(owner);
    CHECK(gate->delay_of(owner) == 1s);
    gate.pass(1s);
    CHECK(gate->delay_of(owner) == 0s);
    gate->note_failure(owner);
    CHECK(gate->delay_of(owner) == 2s);
    gate.pass(1s);
    CHECK(gate->delay_of(owner) == 1s);
    gate.pass(999ms);
    CHECK(gate->delay_of(owner) == 1s); // told in whole seconds, never too short
    gate.pass(1ms);
    CHECK(gate->delay_of(owner) == 0s);
}

TEST_CASE("nobody waits longer than 12 hours, and after 24 failures are forgotten", "[web_store]")
{
    Gate gate;
    for (int i = 0; i < 60; ++i) gate->note_failure(owner);
    CHECK(gate->delay_of(owner) == 12h);
    gate.pass(12h);
    CHECK(gate->delay_of(owner) == 0s);
    gate.pass(12h - 1s);
    gate->note_failure(owner);
    CHECK(gate->delay_of(owner) == 12h);
    gate.pass(24h);
    gate->note_failure(owner);
    CHECK(gate->delay_of(owner) == 0s);
}

TEST_CASE("of a thousand guesses, one a second, at most twenty are tried; the owner's own device is free",
          "[web_store]")
{
    Gate gate;
    int tried = 0;
    for (int i = 0; i < 1'000; ++i) {
        tried += gate->attempt(owner) == 0s;
        gate.pass(1s);
    }
    CHECK(tried <= 20);
    CHECK(tried >= 10);
    CHECK(gate->delay_of(owner) > 0s);
    CHECK(gate->attempt(device) == 0s);
}

TEST_CASE("guesses sent at the same time are counted one by one", "[web_store]")
{
    Gate gate;
    std::atomic<int> tried{0};
    {
        std::vector<std::jthread> people;
        for (int i = 0; i < 40; ++i) people.emplace_back([&] { tried += gate->attempt(owner) == 0s; });
    }
    CHECK(tried == 5);
}

TEST_CASE("whoever knew the password starts anew; many people behind one address have more room",
          "[web_store]")
{
    Gate gate;
    for (int i = 0; i < 5; ++i) gate->attempt(owner);
    CHECK(gate->delay_of(owner) > 0s);
    gate->note_success(owner);
    CHECK(gate->delay_of(owner) == 0s);
    CHECK(gate->attempt(owner) == 0s);

    for (int i = 0; i < 20; ++i) CHECK(gate->attempt(stranger, 20) == 0s);
    CHECK(gate->attempt(stranger, 20) == 1s);
}

TEST_CASE("no address and no name lies in the file", "[web_store][file]")
{
    Gate gate;
    gate->note_failure(stranger);
    gate->note_failure("account nobody-knows");
    gate->allow(stranger, 30, 10);
    CHECK_FALSE(gate.holds("192.0.2.1"));
    CHECK_FALSE(gate.holds("nobody-knows"));
}

TEST_CASE("a bucket gives what it holds, then as much as flows in", "[web_store]")
{
    Gate gate;
    CHECK(gate->wait(stranger) == 0s);
    for (int i = 0; i < 10; ++i) CHECK(gate->allow(stranger, 30, 10));
    CHECK_FALSE(gate->allow(stranger, 30, 10));
    CHECK(gate->wait(stranger) == 2s); // 30 a minute
    gate.pass(2s - 1us);
    CHECK_FALSE(gate->allow(stranger, 30, 10));
    gate.pass(1ms);
    CHECK(gate->allow(stranger, 30, 10));
    CHECK_FALSE(gate->allow(stranger, 30, 10));
    CHECK(gate->allow("address 192.0.2.2", 30, 10)); // somebody else
    gate.pass(1h);
    for (int i = 0; i < 10; ++i) CHECK(gate->allow(stranger, 30, 10)); // it holds no more than that
    CHECK_FALSE(gate->allow(stranger, 30, 10));
}

TEST_CASE("a request that is sent again is answered again and not done again, for a day", "[web_store]")
{
    Gate gate;
    CHECK_FALSE(gate->find_answer("u-1", "key", "digest"));
    gate->keep_answer("u-1", "key", "digest", {303, "/applications/B01"});
    gate.pass(24h - 1s);
    const auto answer = gate->find_answer("u-1", "key", "digest");
    REQUIRE(answer);
    CHECK(answer->status == 303);
    CHECK(answer->body == "/applications/B01");
    CHECK_FALSE(gate->find_answer("u-2", "key", "digest")); // somebody else's key
    CHECK_FALSE(gate->find_answer("u-1", "other", "digest"));
    CHECK(refusal_of([&] { gate->find_answer("u-1", "key", "another"); }).fault() == Fault::conflict);
    gate.pass(1s);
    CHECK_FALSE(gate->find_answer("u-1", "key", "digest"));
    CHECK_FALSE(gate->find_answer("u-1", "key", "another"));
}

TEST_CASE("while a request is being worked on, the same one is told to wait", "[web_store]")
{
    Gate gate;
    CHECK_FALSE(gate->claim_answer("u-1", "key", "digest"));
    CHECK(refusal_of([&] { gate->claim_answer("u-1", "key", "digest"); }).fault() == Fault::conflict);
    CHECK_FALSE(gate->find_answer("u-1", "key", "digest"));
    SECTION("and gets the answer when it is there")
    {
        gate->keep_answer("u-1", "key", "digest", {200, "ok"});
        gate->drop_claim("u-1", "key"); // a claim that is no more
        CHECK(gate->claim_answer("u-1", "key", "digest")->body == "ok");
        CHECK(refusal_of([&] { gate->claim_answer("u-1", "key", "another"); }).fault() == Fault::conflict);
    }
    SECTION("and may be tried again when nothing was done")
    {
        gate->drop_claim("u-1", "key");
        CHECK_FALSE(gate->claim_answer("u-1", "key", "digest"));
    }
    SECTION("a day at most, since nobody knows whether a request that was broken off was done")
    {
        gate.pass(24h - 1s);
        CHECK(refusal_of([&] { gate->claim_answer("u-1", "key", "digest"); }).fault() == Fault::conflict);
        gate.pass(1s);
        CHECK_FALSE(gate->claim_answer("u-1", "key", "digest"));
    }
}

TEST_CASE("of a request sent many times at once, one is done", "[web_store]")
{
    Gate gate;
    std::atomic<int> done{0}, told_to_wait{0};
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < 16; ++i) {
            senders.emplace_back([&] {
                try {
                    done += !gate->claim_answer("u-1", "key", "digest");
                } catch (const Error&) {
                    ++told_to_wait;
                }
            });
        }
    }
    CHECK(done == 1);
    CHECK(told_to_wait == 15);
}

TEST_CASE("sweeping takes away what is over, and nothing else", "[web_store]")
{
    Gate gate;
    const std::string session = gate->start_session("u-1", "print"),
                      link = gate->make_invitation("u-1", 7 * 24h),
                      token = gate->make_token("u-1", "x", 7 * 24h);
    for (int i = 0; i < 6; ++i) gate->note_failure(owner);
    for (int i = 0; i < 10; ++i) gate->allow(stranger, 0.001, 10); // gains one in 16 hours
    gate->keep_answer("u-1", "key", "digest", {200, "kept-answer"});
    gate.pass(1s);
    gate->sweep();
    CHECK(gate->find_session(session));
    CHECK(gate->delay_of(owner) == 1s);
    CHECK_FALSE(gate->allow(stranger, 0.001, 10));
    CHECK(gate->find_answer("u-1", "key", "digest"));
    gate.pass(24h);
    gate->sweep();
    CHECK_FALSE(gate->find_session(session));
    CHECK(gate->delay_of(owner) == 0s);
    CHECK_FALSE(gate->find_answer("u-1", "key", "digest"));
    CHECK(gate->look_at_invitation(link));
    CHECK(gate->find_token(token));
    gate.pass(6 * 24h);
    gate->sweep();
    CHECK_FALSE(gate->look_at_invitation(link));
    CHECK_FALSE(gate->find_token(token));
}
