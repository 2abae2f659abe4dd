#include "web/rounds.h"

#include <fstream>

#include "registry/export.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/web/desk.h"

using namespace radcert;
using namespace radcert::tests;

// What servers do beside answering: each work once, whoever of them does it.

namespace {

namespace fs = std::filesystem;

std::size_t letters_in(const fs::path& folder)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder})
        count += entry.path().extension() == ".txt" && entry.path().filename() != "written.txt";
    return count;
}

/// The desk's register, answered for by two servers, each with a folder of its own.
struct TwoServers {
    WebDesk desk;
    web::Office other{desk.office().options()};
    fs::path one_box{desk.folder() / "mot"}, other_box{desk.folder() / "hai"};
    web::Rounds one_rounds{desk.office(), one_box}, other_rounds{other, other_box};
};

} // namespace

TEST_CASE("of two servers one writes the reminders of the day, each once, and the day's checkpoint", "[web]")
{
    TwoServers servers;
    servers.one_rounds.go();
    servers.other_rounds.go();
    const auto written = letters_in(servers.one_box);
    CHECK(written > 0);
    CHECK(!fs::exists(servers.other_box));
    auto reader = servers.desk.reader();
    const std::string day = to_iso(servers.desk.today());
    CHECK(bytes_of(servers.one_box / ("checkpoint-" + day)) == registry::load_checkpoint(reader));

    servers.one_rounds.go();
    CHECK(letters_in(servers.one_box) == written);
}

TEST_CASE("the next day another server writes what is new, and nothing that was told before", "[web]")
{
    TwoServers servers;
    servers.one_rounds.go();
    servers.desk.wait(std::chrono::hours{24});
    servers.other_rounds.go();
    servers.one_rounds.go();
    for (const auto& entry : fs::directory_iterator{servers.other_box}) {
        const std::string name = entry.path().filename().string();
        INFO(name);
        CHECK((name == "written.txt" || !fs::exists(servers.one_box / name)));
    }
    CHECK(fs::exists(servers.other_box / ("checkpoint-" + to_iso(servers.desk.today()))));
}

TEST_CASE("a round that came to nothing is made again, by whichever server", "[web]")
{
    TwoServers servers;
    std::ofstream{servers.one_box} << "no folder";
    CHECK_THROWS_AS(servers.one_rounds.go(), Error);
    servers.other_rounds.go();
    CHECK(letters_in(servers.other_box) > 0);
}

TEST_CASE("without a folder for them no letters are written", "[web]")
{
    WebDesk desk;
    web::Rounds rounds{desk.office(), std::nullopt};
    rounds.go();
    CHECK(desk.office().store().take_turn("letters " + to_iso(desk.today()), std::chrono::hours{1}));
}
