// Plays every transcript of tests/transcripts and compares what was said with what stands there. With
// RADCERT_WRITE_TRANSCRIPTS=1 it writes what was said into them instead; read the difference before
// committing it.
//
// A transcript whose head says "given: an empty folder" plays in one, so that it can make a register there;
// the clock stands at 08:30 of 21/11/2026 in Viet Nam and goes on a minute with every command. The others
// play in tests/transcripts/files.
#include "tests/catch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "tests/cli/run.h"

namespace {

namespace fs = std::filesystem;

struct Step {
    std::string command;
    std::string expected;
};

struct Transcript {
    std::string head; ///< comment lines
    std::vector<Step> steps;
};

Transcript read(const fs::path& file)
{
    Transcript transcript;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("$ "))
            transcript.steps.push_back({line.substr(2), {}});
        else if (transcript.steps.empty())
            transcript.head += line + '\n';
        else
            transcript.steps.back().expected += line + '\n';
    }
    return transcript;
}

/// Where a transcript plays.
class Stage {
public:
    explicit Stage(const Transcript& transcript)
    {
        if (transcript.head.find("given: an empty folder") == std::string::npos) return;
        std::string pattern = (fs::temp_directory_path() / "radcert-transcript-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        place_.folder = own_ = pattern;
    }
    ~Stage()
    {
        if (!own_.empty()) fs::remove_all(own_);
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Where the next step plays.
    const radcert::test::Place& next()
    {
        if (own_.empty()) return place_;
        const int minutes = 90 + step_++; // 01:30 UTC is 08:30 in Viet Nam
        char clock[32];
        std::snprintf(clock, sizeof clock, "2026-11-21 %02d:%02d:00", minutes / 60 % 24, minutes % 60);
        place_.moment = clock;
        return place_;
    }

private:
    radcert::test::Place place_;
    std::string own_;
    int step_{0};
};

/// What a step says, as it stands in a transcript: output, then errors, then the exit status where it is not
/// 0.
std::string said(const std::string& command, const radcert::test::Place& place)
{
    const auto ran = radcert::test::run_at(command, place);
    std::string text = radcert::test::without_random(ran.out + ran.err);
    if (!text.empty() && text.back() != '\n') text += "\n[no line end]\n";
    if (ran.exit_status != 0) text += "[exit " + std::to_string(ran.exit_status) + "]\n";
    return text + '\n';
}

} // namespace

TEST_CASE("every command says what its transcript says", "[cli]")
{
    const bool writing = std::getenv("RADCERT_WRITE_TRANSCRIPTS") != nullptr;
    std::size_t played = 0;
    for (const auto& entry : fs::directory_iterator{"tests/transcripts"}) {
        if (entry.path().extension() != ".txt") continue;
        const Transcript transcript = read(entry.path());
        CAPTURE(entry.path().string());
        Stage stage{transcript};
        std::ostringstream anew;
        anew << transcript.head;
        for (const Step& step : transcript.steps) {
            CAPTURE(step.command);
            const std::string now = said(step.command, stage.next());
            anew << "$ " << step.command << '\n' << now;
            if (!writing)
                CHECK(now ==
                      step.expected + (step.expected.ends_with("\n\n") || step.expected == "\n" ? "" : "\n"));
            ++played;
        }
        if (writing) std::ofstream{entry.path()} << anew.str();
    }
    CHECK(played >= 30);
}
