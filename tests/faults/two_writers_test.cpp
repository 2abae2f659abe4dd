#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/faults/desk.h"
#include "tests/files.h"
#include "tests/json.h"
#include "tests/rules/sample_rulebook.h"

// Many programs at one register: one writes at a time, the others wait a second or are told so; readers never
// wait.

using namespace radcert;
using namespace radcert::faults;

namespace {

const Prepared& prepared()
{
    static const Prepared once;
    return once;
}

const Environment lan{{"RADCERT_OFFICER", "lan"}};

/// A second, and what starting a program takes on a machine that does other things.
constexpr double about_a_second = sanitized ? 12 : 4;

/// Whether somebody who was refused was told so in plain words.
bool says_why(const Ran& ran)
{
    return ran.err.find("another program is writing to the register") != std::string::npos &&
           ran.err.find("hint: ") != std::string::npos;
}

/// As though another program were writing.
class Holder {
public:
    explicit Holder(const Copy& copy)
        : descriptor_{::open(registry::lock_file(copy.file()).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)}
    {
        REQUIRE(::flock(descriptor_, LOCK_EX | LOCK_NB) == 0);
    }
    ~Holder() { ::close(descriptor_); }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;

private:
    int descriptor_;
};

bool is_there(const Copy& copy, const std::string& application)
{
    registry::Database database{copy.file(), registry::Access::read};
    return registry::find_application(database, application).has_value();
}

std::string number_of(const std::string& dossier)
{
    return tests::parsed(dossier).at("application").at("id");
}

} // namespace

TEST_CASE("of many programs that write at once, each is done or refused within about a second", "[faults]")
{
    const Folder folder;
    const Copy copy = prepared().copy_to(folder.path() / "r");
    const long events = contents_of(copy)["event"];
    long acknowledged = 0, refused = 0, lost = 0, undue = 0, unclear = 0;
    double slowest = 0;
    const auto& dossiers = prepared().dossiers;
    constexpr std::size_t together = 20;
    for (std::size_t first = 0; first + together <= dossiers.size(); first += together) {
        std::vector<Started> writers;
        for (std::size_t i = first; i < first + together; ++i) {
            writers.push_back(start_program(command_on(copy, {"application", "record", dossiers[i].string()}),
                                            lan, folder.path()));
        }
        const Ran reader = run_program(command_on(copy, {"application", "list"}));
        CHECK(reader.exit_status == 0);
        for (std::size_t i = 0; i < together; ++i) {
            const Ran ran = wait_for(writers[i]);
            const bool there = is_there(copy, number_of(tests::bytes_of(dossiers[first + i])));
            if (ran.exit_status == 0) {
                ++acknowledged;
                lost += !there;
                continue;
            }
            ++refused;
            INFO(ran.err);
            CHECK(ran.exit_status == 6);
            undue += there;
            unclear += !says_why(ran);
            slowest = std::max(slowest, ran.seconds);
        }
    }
    std::printf("two writers: %ld acts by 20 programs at once; acknowledged %ld, refused %ld (the slowest "
                "after %.1f s); "
                "lost %ld, recorded though refused %ld, without a plain message %ld\n",
                acknowledged + refused, acknowledged, refused, slowest, lost, undue, unclear);
    CHECK(acknowledged > 0);
    CHECK(lost == 0);
    CHECK(undue == 0);
    CHECK(unclear == 0);
    CHECK(contents_of(copy)["application"] ==
          contents_of(prepared().original())["application"] + acknowledged);
    CHECK(contents_of(copy)["event"] > events);
    CHECK(trouble_in(copy) == "");
}

TEST_CASE("one dossier recorded by ten programs at once is recorded once", "[faults]")
{
    const Folder folder;
    const Copy copy = prepared().copy_to(folder.path() / "r");
    const Contents before = contents_of(copy);
    std::vector<Started> writers;
    for (int i = 0; i < 10; ++i) {
        writers.push_back(start_program(
            command_on(copy, {"application", "record", prepared().dossier.string()}), lan, folder.path()));
    }
    long acknowledged = 0, refused = 0;
    for (const Started& writer : writers) {
        const Ran ran = wait_for(writer);
        INFO(ran.err);
        CHECK((ran.exit_status == 0 || ran.exit_status == 6));
        ++(ran.exit_status == 0 ? acknowledged : refused);
    }
    std::printf("two writers: one dossier by 10 programs: acknowledged %ld, refused %ld\n", acknowledged,
                refused);
    CHECK(acknowledged == 1);
    CHECK(contents_of(copy).at("application") == before.at("application") + 1);
    CHECK(trouble_in(copy) == "");
}

TEST_CASE("while a program writes, another is refused after about a second, and readers go on", "[faults]")
{
    const Folder folder;
    const Copy copy = prepared().copy_to(folder.path() / "r");
    const Contents before = contents_of(copy);
    {
        const Holder holder{copy};
        const auto writer = start_program(
            command_on(copy, {"application", "record", prepared().dossier.string()}), lan, folder.path());
        const Ran reader = run_program(command_on(copy, {"application", "show", prepared().recorded}));
        CHECK(reader.exit_status == 0);
        const Ran ran = wait_for(writer);
        std::printf("two writers: refused after %.2f s while the lock is held; a reader took %.2f s\n",
                    ran.seconds, reader.seconds);
        CHECK(ran.exit_status == 6);
        CHECK(says_why(ran));
        CHECK(ran.seconds > 0.8);
        CHECK(ran.seconds < about_a_second);
        CHECK(reader.seconds < about_a_second);
        CHECK(contents_of(copy) == before);
    }
    const Ran again =
        run_program(command_on(copy, {"application", "record", prepared().dossier.string()}), lan);
    CHECK(again.exit_status == 0);
}

TEST_CASE("a reader sees the register as it was before an act that is not committed yet", "[faults]")
{
    const Folder folder;
    const Copy copy = prepared().copy_to(folder.path() / "r");
    Desk desk{copy};
    desk.act([&](registry::WriteScope& write) {
        casework::record_officer(write, "hoa", "Lê Thị Hoa", true);
        const Ran reader = run_program(command_on(copy, {"application", "list"}));
        CHECK(reader.exit_status == 0);
        CHECK(reader.seconds < about_a_second);
        CHECK(contents_of(copy) == contents_of(prepared().original()));
    });
    CHECK(contents_of(copy) != contents_of(prepared().original()));
}
