// Plays every transcript of tests/transcripts and compares what was said with what stands there. With
// RADCERT_WRITE_TRANSCRIPTS=1 it writes what was said into them instead; read the difference before
// committing it.
#include "tests/catch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

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

/// A rulebook's digest changes with every row of law, which is not what transcripts are about.
std::string without_digests(const std::string& text)
{
    return std::regex_replace(text, std::regex{"(sha256:|\"digest\": ?\")[0-9a-f]{16,64}"}, "$1<digest>");
}

/// What a step says, as it stands in a transcript: output, then errors, then the exit status where it is not
/// 0.
std::string said(const std::string& command)
{
    const auto ran = radcert::test::run(command);
    std::string text = without_digests(ran.out) + ran.err;
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
        std::ostringstream anew;
        anew << transcript.head;
        for (const Step& step : transcript.steps) {
            CAPTURE(step.command);
            const std::string now = said(step.command);
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
