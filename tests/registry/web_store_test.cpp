#include "registry/web_store.h"

#include <atomic>
#include <set>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "tests/catch.h"
#include "tests/files.h"
#include "tests/refusal.h"
#include "tests/registers.h"
#include "text/digest.h"

using namespace radcert;
using namespace radcert::registry;
using namespace std::chrono_literals;
using tests::refusal_of;
namespace fs = std::filesystem;

namespace {

/// A store in a folder of its own, with a clock that stands where a test puts it.
class Stored {
public:
    Stored()
    {
        std::string name = (fs::temp_directory_path() / "radcert-web-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        place_ = tests::new_place(folder_ / "radcert.db");
        open();
    }
    ~Stored()
    {
        store_.reset();
        tests::drop_place(place_);
        fs::remove_all(folder_);
    }
    Stored(const Stored&) = delete;
    Stored& operator=(const Stored&) = delete;

    void open() { store_.emplace(place_, clock()); }
    void close() { store_.reset(); }
    WebStore* operator->() { return &*store_; }
    void pass(std::chrono::microseconds time) { now_ += time.count(); }
    const RegisterPlace& place() const { return place_; }
    fs::path file() const { return web_store_file(place_); }
    Clock clock()
    {
        return [this] { return timestamp(now_); };
    }

    /// Whether any file of the store holds `word`.
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

constexpr SessionLimits limits{};

} // namespace

TEST_CASE("the file lies beside the register, and nobody else may read it", "[web_store][file]")
{
    Stored store;
    store->start_session("u-1", "print");
    CHECK(store.file().filename() == "radcert.db.web");
    for (const char* const ending : {"", "-wal", "-shm"}) {
        struct stat status{};
        REQUIRE(::stat((store.file().string() + ending).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}

TEST_CASE("a file that others could read is closed to them when it is opened", "[web_store][file]")
{
    Stored store;
    store.close();
    fs::permissions(store.file(), fs::perms::all);
    store.open();
    CHECK(fs::status(store.file()).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a damaged file is named, and may be deleted", "[web_store][file]")
{
    Stored store;
    store.close();
    std::ofstream{store.file()} << std::string(4'096, 'x');
    const Error error = refusal_of([&] { store.open(); });
    CHECK(error.fault() == Fault::integrity);
    CHECK(error.hint().en.find("delete it") != std::string::npos);
}

TEST_CASE("whoever signs in is known by the token, and the token is nowhere in the file", "[web_store][file]")
{
    Stored store;
    const std::string token = store->start_session("u-1", "print");
    CHECK(token.size() == 43);
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    const auto session = store->find_session(token);
    REQUIRE(session);
    CHECK(session->officer == "u-1");
    CHECK(session->fingerprint == "print");
    CHECK(session->id == text::sha256_hex(token));
    CHECK_FALSE(store->find_session(session->id));
    CHECK_FALSE(store->find_session(""));
    CHECK_FALSE(store.holds(token));
    CHECK(store.holds(session->id));
}

TEST_CASE("a session lasts as long as its limits, and not a second longer", "[web_store]")
{
    struct Row {
        const char* why;
        std::chrono::seconds step;
        int times;
        std::chrono::seconds last;
        bool lasts;
    };
    const auto row = GENERATE(values<Row>({
        {"idle for 15 minutes", 0s, 0, 15min, true},
        {"idle for a second more", 0s, 0, 15min + 1s, false},
        {"used every 10 minutes for 8 hours", 10min, 47, 10min, true},
        {"a second later", 10min, 47, 10min + 1s, false},
    }));
    CAPTURE(row.why);
    Stored store;
    const std::string token = store->start_session("u-1", "print");
    for (int i = 0; i < row.times; ++i) {
        store.pass(row.step);
        REQUIRE(store->find_session(token, limits));
    }
    store.pass(row.last);
    CHECK(store->find_session(token, limits).has_value() == row.lasts);
    CHECK(store->find_session(token, limits).has_value() == row.lasts); // once over, always over
}

TEST_CASE("that a session is used is written every 30 seconds at most", "[web_store]")
{
    Stored store;
    const std::string token = store->start_session("u-1", "print");
    const std::int64_t made_at = store->find_session(token)->made_at;
    store.pass(29s);
    CHECK(store->find_session(token)->last_seen == made_at);
    store.pass(1s);
    CHECK(store->find_session(token)->last_seen == made_at + 30);
    CHECK(store->find_session(token)->made_at == made_at);
}

TEST_CASE("a clock that was put back makes no session endless", "[web_store]")
{
    Stored store;
    const std::string token = store->start_session("u-1", "print");
    store.pass(-60s); // set right by a little
    CHECK(store->find_session(token));
    store.pass(-1s);
    CHECK_FALSE(store->find_session(token));
}

TEST_CASE("a session that was ended, alone or with all of its officer, is over", "[web_store]")
{
    Stored store;
    const std::string first = store->start_session("u-1", "print"),
                      second = store->start_session("u-1", "print"),
                      third = store->start_session("u-1", "print"),
                      other = store->start_session("u-2", "print");
    store->end_session(first);
    CHECK_FALSE(store->find_session(first));
    CHECK(store->find_session(second));
    store->end_sessions_of("u-1");
    CHECK_FALSE(store->find_session(second));
    CHECK_FALSE(store->find_session(third));
    CHECK(store->find_session(other));
}

TEST_CASE("sessions outlive the program", "[web_store]")
{
    Stored store;
    const std::string token = store->start_session("u-1", "print");
    store.close();
    store.open();
    CHECK(store->find_session(token));
}

TEST_CASE("no two tokens are the same, nor begin alike", "[web_store]")
{
    Stored store;
    std::set<std::string> beginnings;
    for (int i = 0; i < 1'000; ++i)
        beginnings.insert(store->start_session("u-1", "print").substr(0, 8)); // 48 bits
    CHECK(beginnings.size() == 1'000);
}

TEST_CASE("a one-time link is good once, until its time is over", "[web_store]")
{
    Stored store;
    const std::string token = store->make_invitation("u-1", 7 * 24h);
    CHECK_FALSE(store.holds(token));
    store.pass(7 * 24h - 1s);
    CHECK(store->look_at_invitation(token) == "u-1");
    CHECK(store->look_at_invitation(token) == "u-1"); // looking takes nothing
    CHECK(store->take_invitation(token) == "u-1");
    CHECK_FALSE(store->take_invitation(token));
    CHECK_FALSE(store->look_at_invitation(token));

    const std::string late = store->make_invitation("u-1", 7 * 24h);
    store.pass(7 * 24h);
    CHECK_FALSE(store->look_at_invitation(late));
    CHECK_FALSE(store->take_invitation(late));
}

TEST_CASE("a new link ends the one before, of the same officer", "[web_store]")
{
    Stored store;
    const std::string first = store->make_invitation("u-1", 24h), other = store->make_invitation("u-2", 24h),
                      second = store->make_invitation("u-1", 24h);
    CHECK_FALSE(store->take_invitation(first));
    CHECK(store->take_invitation(second) == "u-1");
    CHECK(store->take_invitation(other) == "u-2");
}

TEST_CASE("of many who take a link at the same time, one gets it", "[web_store]")
{
    Stored store;
    const std::string token = store->make_invitation("u-1", 24h);
    std::atomic<int> taken{0};
    {
        std::vector<std::jthread> people;
        for (int i = 0; i < 8; ++i)
            people.emplace_back([&] { taken += store->take_invitation(token).has_value(); });
    }
    CHECK(taken == 1);
}

TEST_CASE("a second program sees the same sessions and links", "[web_store]")
{
    Stored store;
    WebStore other{store.place(), store.clock()};
    const std::string link = other.make_invitation("u-1", 24h);
    CHECK(store->take_invitation(link) == "u-1");
    const std::string token = store->start_session("u-1", "print");
    CHECK(other.find_session(token));
}

TEST_CASE("a program's token is good for its officer until it ends or is ended", "[web_store]")
{
    Stored store;
    const std::string token = store->make_token("u-1", "cổng dịch vụ công", 24h);
    CHECK_FALSE(store.holds(token));
    const auto found = store->find_token(token);
    REQUIRE(found);
    CHECK(found->officer == "u-1");
    CHECK(found->label == "cổng dịch vụ công");
    CHECK(found->last_used == found->made_at);
    CHECK(store->tokens_of("u-2").empty());
    REQUIRE(store->tokens_of("u-1").size() == 1);
    CHECK(store->tokens_of("u-1")[0].id == found->id);

    CHECK_FALSE(store->end_token("u-2", found->id)); // not theirs
    CHECK(store->find_token(token));
    CHECK(store->end_token("u-1", found->id));
    CHECK_FALSE(store->find_token(token));
    CHECK_FALSE(store->end_token("u-1", found->id));

    const std::string late = store->make_token("u-1", "x", 24h);
    store.pass(24h - 1s);
    CHECK(store->find_token(late));
    store.pass(1s);
    CHECK_FALSE(store->find_token(late));
    CHECK(store->tokens_of("u-1").empty());
}

TEST_CASE("of two servers one takes the turn of a work, until it is over or given back", "[web_store]")
{
    Stored store;
    WebStore other{store.place(), store.clock()};
    CHECK(store->take_turn("sweep", 50s));
    CHECK(!other.take_turn("sweep", 50s));
    CHECK(!store->take_turn("sweep", 50s));
    CHECK(other.take_turn("letters", 50s));
    store.pass(50s);
    CHECK(other.take_turn("sweep", 50s));
    CHECK(!store->take_turn("sweep", 50s));
    other.give_turn_back("sweep");
    CHECK(store->take_turn("sweep", 50s));
}

TEST_CASE("of many who want a turn at the same time, one gets it", "[web_store]")
{
    Stored store;
    std::atomic<int> taken{0};
    {
        std::vector<std::jthread> servers;
        for (int i = 0; i < 4; ++i) {
            servers.emplace_back([&] {
                WebStore own{store.place(), store.clock()};
                taken += own.take_turn("letters 2025-08-12", 24h);
            });
        }
    }
    CHECK(taken == 1);
}

TEST_CASE("whoever was told once is known at every server", "[web_store]")
{
    Stored store;
    WebStore other{store.place(), store.clock()};
    CHECK(!other.was_told("certificate-1-90"));
    store->note_told("certificate-1-90");
    store->note_told("certificate-1-90");
    CHECK(other.was_told("certificate-1-90"));
    CHECK(!other.was_told("certificate-1-60"));
}

TEST_CASE("a file that was sent is kept for its sender, the last few of each, for a day", "[web_store]")
{
    Stored store;
    WebStore other{store.place(), store.clock()};
    for (const char* token : {"t1", "t2", "t3"}) {
        store->keep_file("u-1", token, std::string{"box\0of ", 7} + token, 2);
        store.pass(1s);
    }
    store->keep_file("u-2", "t4", "box", 2);
    CHECK(!other.find_file("u-1", "t1"));
    CHECK(other.find_file("u-1", "t2") == std::string{"box\0of t2", 9});
    CHECK(!other.find_file("u-2", "t2"));
    other.drop_file("t2");
    CHECK(!store->find_file("u-1", "t2"));
    CHECK(store->find_file("u-2", "t4"));
    store.pass(24h);
    CHECK(!store->find_file("u-2", "t4"));
    store->sweep();
}
