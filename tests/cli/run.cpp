#include "tests/cli/run.h"

#include "tests/other_clock.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <sys/wait.h>

namespace radcert::test {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text)
{
    std::string safe = "'";
    for (const char c : text) safe += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return safe + "'";
}

/// A folder that holds the program under the name that transcripts use, and what commands print.
class Workplace {
public:
    Workplace()
    {
        std::string pattern = (fs::temp_directory_path() / "radcert-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder for the test"};
        folder_ = pattern;
        fs::create_symlink(RADCERT_PROGRAM, folder_ / "radcert");
    }
    ~Workplace()
    {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

std::string content(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

Ran run_at(const std::string& command, const Place& place)
{
    static const Workplace workplace;
    const fs::path& here = workplace.folder();
    const char* path = std::getenv("PATH");
    std::string line =
        "cd " + quoted(place.folder) + " && env -i PATH=" + quoted(here.string() + ":" + (path ? path : ""));
    // The program may have been built anywhere; the rulebook is this checkout's.
    line += " RADCERT_RULES=" + quoted((fs::current_path() / "qualification-rules").string());
    for (const std::string name : {"ASAN_OPTIONS", "LSAN_OPTIONS"}) // tests/CMakeLists.txt says which and why
        if (const char* const value = std::getenv(name.c_str())) line += " " + name + "=" + quoted(value);
    for (const auto& [name, value] : place.environment) line += " " + name + "=" + quoted(value);
    if (!place.moment.empty())
        for (const auto& [name, value] : tests::other_clock(place.moment))
            line += " " + name + "=" + quoted(value);
    // A shell that stays until the end clears up what libfaketime shares with its children.
    line += " sh -c " + quoted(command + "\nexit $?") + " >" + quoted((here / "out").string()) + " 2>" +
            quoted((here / "err").string());
    const int status = std::system(line.c_str());
    return {content(here / "out"), content(here / "err"), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

Ran run(const std::string& command, const std::map<std::string, std::string>& environment)
{
    return run_at(command, Place{environment});
}

std::string without_random(std::string text)
{
    static const std::pair<std::regex, const char*> masks[] = {
        {std::regex{"(sha256:|\"digest\": ?\")[0-9a-f]{16,64}"}, "$1<digest>"},
        {std::regex{"\\b[0-9a-f]{64}\\b"}, "<digest>"},
        {std::regex{"\\bu-[0-9a-f]{16}\\b"}, "<officer>"},
        {std::regex{"\\b[0-9a-f]{32}\\b"}, "<subject>"},
        {std::regex{"token=[A-Za-z0-9_-]{43}"}, "token=<token>"},
        {std::regex{"\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}"}, "+<key>"},
        {std::regex{"[A-Za-z0-9+/]{86,}={0,2}"}, "<signature>"},
        {std::regex{"[A-Za-z0-9+/]{43}="}, "<hash>"},
    };
    for (const auto& [pattern, mask] : masks) text = std::regex_replace(text, pattern, mask);
    return text;
}

} // namespace radcert::test
