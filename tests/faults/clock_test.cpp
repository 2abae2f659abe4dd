#include <cstdio>
#include <unistd.h>

#include "registry/journal.h"
#include "tests/catch.h"
#include "tests/faults/desk.h"

// The machine's clock jumps. What was recorded stays in order, and that the clock went back is itself
// recorded.

using namespace radcert;
using namespace radcert::faults;

namespace {

struct Jump {
    const char* why;
    std::string clock; ///< as faketime takes it; empty: the machine's own
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

Command at(const std::string& clock, Command command)
{
    if (clock.empty()) return command;
    Command words{"faketime", "-f", clock};
    words.insert(words.end(), command.begin(), command.end());
    return words;
}

} // namespace

TEST_CASE("recorded times never go back, and a clock that does is an event", "[faults]")
{
    if (run_program({"sh", "-c", "command -v faketime"}).exit_status != 0) {
        std::puts("left out: there is no faketime here");
        return;
    }
    const Prepared prepared;
    const Folder folder;
    const Copy copy = prepared.copy_to(folder.path() / "r");
    long acts = 0, back = 0;
    for (const Jump& jump : jumps) {
        INFO(jump.why);
        const std::string dossier = prepared.dossiers[std::size_t(acts)];
        const Ran ran =
            run_program(at(jump.clock, command_on(copy, {"application", "record", dossier})),
                        {{"RADCERT_OFFICER", "lan"}, {"TZ", "UTC"}, {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}});
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
