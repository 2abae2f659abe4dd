#include <cstdio>
#include <unistd.h>

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/faults/desk.h"
#include "tests/other_clock.h"

// The machine's clock jumps. What was recorded stays in order, and that the clock went back is itself
// recorded.

using namespace radcert;
using namespace radcert::faults;

namespace {

struct Jump {
    const char* why;
    std::string clock; ///< as libfaketime takes it; empty: the machine's own
    bool goes_back;    ///< to another day than the last act's
};

const Jump jumps[] = {
    {"the machine's own time", "", false},
    {"a minute back, on the same day or over midnight", "-60", false},
    {"a day back", "-1d", true},
    {"right again", "", false},
    {"1970", "@1970-01-02 00:00:00", true},
    {"right again", "", false},
    {"ten years ahead", "+10y", false},
    {"right again, ten years back", "", true},
    {"past 2038-01-19", "@2038-01-19 03:14:09", false},
    {"past 2106-02-07", "@2106-02-07 06:28:17", false},
    {"right again, eighty years back", "", true},
};

Environment at(const std::string& clock)
{
    Environment environment = clock.empty() ? Environment{} : tests::other_clock(clock);
    environment["RADCERT_OFFICER"] = "lan";
    return environment;
}

} // namespace

TEST_CASE("recorded times never go back, and a clock that does is an event", "[faults]")
{
    const Prepared prepared;
    const Folder folder;
    const Copy copy = prepared.copy_to(folder.path() / "r");
    long acts = 0, back = 0;
    for (const Jump& jump : jumps) {
        INFO(jump.why);
        const std::string dossier = prepared.dossiers[std::size_t(acts)];
        const Ran ran = run_program(command_on(copy, {"application", "record", dossier}), at(jump.clock));
        INFO(ran.err);
        REQUIRE(ran.exit_status == 0);
        ++acts;

        registry::Database database{copy.file(), registry::Access::read};
        const auto events = registry::list_events(database, 0, 10'000);
        long noticed = 0;
        bool in_order = true;
        for (std::size_t i = 0; i < events.size(); ++i) {
            noticed += events[i].action == "clock.went_back";
            in_order = in_order && (i == 0 || events[i - 1].at <= events[i].at);
        }
        CHECK(in_order);
        // A minute back is another day once in a while.
        if (jump.clock != "-60") CHECK(noticed == back + jump.goes_back);
        back = noticed;
    }
    std::printf("clock: %ld acts under 11 clocks, %ld times it went back and was recorded\n", acts, back);
    CHECK(back >= 4);
    CHECK(trouble_in(copy) == "");
}
