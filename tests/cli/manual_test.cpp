// Plays every command of the manual (manual/LANGUAGE/*.md) and compares what was said with what stands there;
// a line
// "..." stands for any lines that the manual leaves out. With RADCERT_WRITE_MANUAL=1 it writes what was said
// into the manual instead; read the difference before committing it.
//
// A fenced block plays where it begins with "$ "; a command goes on where its line ends in "\". Each page
// plays in an empty folder of its own, on a terminal of 96 columns, in the page's language, in the morning of
// 16/11/2026.
#include "tests/catch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <unistd.h>

#include "tests/cli/run.h"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const Lines manual_languages{"vi", "en"},
    manual_files{"officer", "operator", "auditor", "administrator", "rulebook"};

fs::path manual_file(const std::string& language, const std::string& file)
{
    return fs::path{"manual"} / language / (file + ".md");
}

std::string file_text(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Lines lines_of(const std::string& text)
{
    Lines lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A command as it stands, and what it says.
struct ManualStep {
    Lines command;
    Lines said;

    std::string typed() const
    {
        std::string text;
        for (const std::string& line : command) text += line + '\n';
        return text.substr(2);
    }
};

bool goes_on(const std::string& line)
{
    return line.ends_with('\\');
}

/// The steps of a block's lines, without its fences.
std::vector<ManualStep> steps_of(const Lines& block)
{
    std::vector<ManualStep> steps;
    bool within = false;
    for (const std::string& line : block) {
        if (line.starts_with("$ ") && !within)
            steps.push_back({{line}, {}});
        else if (within)
            steps.back().command.push_back(line);
        else
            steps.back().said.push_back(line);
        within = goes_on(line) && (within || line.starts_with("$ "));
    }
    return steps;
}

/// Where a page plays.
class ManualStage {
public:
    explicit ManualStage(const std::string& language)
    {
        std::string pattern = (fs::temp_directory_path() / "radcert-manual-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        place_.folder = (folder_ / "work").string();
        fs::create_directory(place_.folder);
        place_.moment = "2026-11-16 01:30:00"; // 08:30 in Viet Nam
        place_.environment = {
            {"RADCERT_LANG", language}, {"TERM", "dumb"}, {"SHELL", "/bin/bash"}, {"LC_ALL", "C.UTF-8"}};
    }
    ~ManualStage() { fs::remove_all(folder_); }
    ManualStage(const ManualStage&) = delete;
    ManualStage& operator=(const ManualStage&) = delete;

    Lines play(const ManualStep& step)
    {
        static const std::regex names{"export (\\w+)=(.*)\\n"};
        const std::string typed = step.typed();
        std::smatch named;
        if (std::regex_match(typed, named, names)) {
            place_.environment[named[1]] = named[2];
            return {};
        }
        std::ofstream{folder_ / "command"} << typed;
        const auto ran =
            radcert::test::run_at("script -qec 'stty cols 96; . ../command' /dev/null </dev/null", place_);
        // A terminal's line ends, and the progress that was shown and wiped away.
        std::string text = std::regex_replace(ran.out, std::regex{"\r"}, "");
        text = std::regex_replace(text, std::regex{"[^\n]*\x1b\\[K"}, "");
        Lines said = lines_of(text);
        for (std::string& line : said) line.erase(line.find_last_not_of(' ') + 1);
        while (!said.empty() && said.back().empty()) said.pop_back();
        return said;
    }

private:
    fs::path folder_;
    radcert::test::Place place_;
};

using ManualLine = Lines::const_iterator;

bool agree(ManualLine manual, ManualLine manual_end, ManualLine said, ManualLine said_end)
{
    for (; manual != manual_end; ++manual, ++said) {
        if (*manual == "...") {
            for (ManualLine from = said;; ++from) {
                if (agree(manual + 1, manual_end, from, said_end)) return true;
                if (from == said_end) return false;
            }
        }
        if (said == said_end || *manual != *said) return false;
    }
    return said == said_end;
}

Lines without_random_lines(Lines lines)
{
    for (std::string& line : lines) line = radcert::test::without_random(line);
    return lines;
}

bool says_so(const Lines& manual, const Lines& said)
{
    const Lines one = without_random_lines(manual), other = without_random_lines(said);
    return agree(one.begin(), one.end(), other.begin(), other.end());
}

/// What was said, with as much left out as was left out before.
Lines left_out_again(const Lines& manual, const Lines& said)
{
    const auto gap = std::ranges::find(manual, "...");
    const auto head = gap - manual.begin(), tail = manual.end() - gap - 1;
    if (gap == manual.end() || std::ssize(said) <= head + tail) return said;
    Lines lines{said.begin(), said.begin() + head};
    lines.push_back("...");
    lines.insert(lines.end(), said.end() - tail, said.end());
    return lines;
}

/// Plays a page. @returns its text as it would be right; what is not goes to `wrong`
std::string played(const std::string& text, ManualStage& stage, std::string& wrong)
{
    std::string anew;
    const auto add = [&](const Lines& lines) {
        for (const std::string& line : lines) anew += line + '\n';
    };
    const Lines lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        add({lines[i]});
        if (lines[i] != "```") continue;
        const auto end = std::find(lines.begin() + std::ptrdiff_t(i) + 1, lines.end(), "```");
        const Lines block{lines.begin() + std::ptrdiff_t(i) + 1, end};
        i = std::size_t(end - lines.begin());
        if (block.empty() || !block[0].starts_with("$ ")) {
            add(block);
        } else {
            for (const ManualStep& step : steps_of(block)) {
                const Lines said = stage.play(step);
                const bool right = says_so(step.said, said);
                add(step.command);
                add(right ? step.said : left_out_again(step.said, said));
                if (right) continue;
                wrong += "$ " + step.typed();
                for (const std::string& line : said) wrong += "    " + line + '\n';
            }
        }
        add({"```"});
    }
    return anew;
}

/// Whatever has to be the same in both languages: levels of headings, what is typed, pictures, places.
Lines bones(const std::string& text)
{
    static const std::regex picture{R"(\]\(\.\./images/([a-z-]+)\.(vi|en)\.png\))"};
    Lines bones;
    bool fenced = false, typed = false, prints = false;
    for (const std::string& line : lines_of(text)) {
        if (line.starts_with("```")) {
            fenced = !fenced;
            prints = false;
            bones.push_back(line);
        } else if (fenced) {
            const bool command = typed || line.starts_with("$ ");
            prints = prints || command;
            if (command || !prints) bones.push_back(line);
            typed = command && goes_on(line);
        } else if (std::smatch found; std::regex_search(line, found, picture)) {
            bones.push_back(found[1]);
        } else if (line.starts_with('#')) {
            bones.push_back(line.substr(0, line.find(' ')));
        }
    }
    return bones;
}

} // namespace

TEST_CASE("every command of the manual says what the manual says", "[cli][manual]")
{
    const bool writing = std::getenv("RADCERT_WRITE_MANUAL") != nullptr;
    for (const std::string& language : manual_languages) {
        for (const std::string& file : manual_files) {
            const fs::path path = manual_file(language, file);
            const std::string text = file_text(path);
            ManualStage stage{language};
            std::string wrong;
            const std::string anew = played(text, stage, wrong);
            INFO(path.string());
            if (writing)
                std::ofstream{path, std::ios::binary} << anew;
            else
                CHECK(wrong == "");
        }
    }
}

TEST_CASE("the manual is the same in both languages: headings, commands, pictures", "[cli][manual]")
{
    for (const std::string& file : manual_files) {
        INFO(file);
        CHECK(bones(file_text(manual_file("vi", file))) == bones(file_text(manual_file("en", file))));
    }
}

TEST_CASE("the manual prints the auditor's script as it is", "[cli][manual]")
{
    const std::string script = file_text("script/audit-journal");
    REQUIRE_FALSE(script.empty());
    for (const std::string& language : manual_languages)
        CHECK(file_text(manual_file(language, "auditor")).find("```python\n" + script + "```\n") !=
              std::string::npos);
}

TEST_CASE("every file of the sources that the manual names is there", "[cli][manual]")
{
    static const std::regex named{"`((tests|script|qualification-rules)/[^`]+)`"};
    std::set<std::string> files;
    for (const std::string& language : manual_languages) {
        for (const std::string& file : manual_files) {
            const std::string text = file_text(manual_file(language, file));
            for (std::sregex_iterator at{text.begin(), text.end(), named}, end; at != end; ++at)
                files.insert((*at)[1]);
        }
    }
    CHECK(files.size() >= 8);
    for (const std::string& file : files) {
        INFO(file);
        CHECK(fs::exists(file));
    }
}
