// Feeds damaged input to the two doors that strangers' files come through, dossiers and rulebooks. What comes
// back must be an answer or an `Error`, never a crash, a hang or another exception: run it under ASan and
// UBSan. `fuzz_doors [ROUNDS]`; RADCERT_LONG=1 makes a hundred times as many rounds. Deterministic.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "domain/error.h"
#include "rules/read_rulebook.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "text/canonical_json.h"
#include "text/read_dossier.h"

namespace {

using namespace radcert;
namespace fs = std::filesystem;

/// splitmix64: the same numbers on every machine.
struct Random {
    std::uint64_t state;
    std::uint64_t next()
    {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t bound) { return std::size_t(next() % bound); }
};

std::string content(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> texts_in(const fs::path& folder)
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) texts.push_back(content(path));
    return texts;
}

/// Pieces that break readers: odd numbers, escapes, other types, dates that do not exist.
constexpr const char* pieces[] = {"null",
                                  "-0",
                                  "1e999",
                                  "[]",
                                  "{}",
                                  "\"\\u0000\"",
                                  "\"\\ud800\"",
                                  "true",
                                  "9007199254740993",
                                  "\"\"",
                                  "\"2025-02-29\"",
                                  "[[",
                                  "}}",
                                  ",",
                                  "\"",
                                  ":",
                                  "\xff",
                                  "99999-01-01"};

void damage(std::string& text, Random& random, const std::vector<std::string>& corpus)
{
    if (text.empty()) text = "{";
    const std::size_t at = random.below(text.size()),
                      length = random.below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (random.below(6)) {
    case 0: text[at] = char(random.next()); break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, text.substr(at, length)); break;
    case 3: text.replace(at, length, pieces[random.below(std::size(pieces))]); break;
    case 4: text.resize(at); break;
    default: {
        const std::string& other = corpus[random.below(corpus.size())];
        const std::size_t from = random.below(other.size());
        text.insert(at, other.substr(from, random.below(200)));
    }
    }
}

/// Reads and screens one text; an `Error` is a fine answer.
bool dossier_holds(const std::string& text, text::JsonReader& reader, const rules::Program& program,
                   rules::Screener& screener, rules::DeterminationWriter& writer)
{
    try {
        const Dossier dossier = text::read_dossier(reader, text, program.book.vocabulary);
        std::string answer;
        writer.append(answer, screener.screen(dossier));
        text::JsonReader check;
        const std::string once = text::canonical_json(check.read(answer));
        return text::canonical_json(check.read(once)) == once &&
               screener.verdict(dossier) == screener.screen(dossier).verdict;
    } catch (const Error&) {
        return true;
    }
}

std::vector<rules::SourceFile> shipped_rulebook()
{
    std::vector<rules::SourceFile> files;
    const fs::path folder = "qualification-rules";
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const std::string path = entry.path().lexically_relative(folder).generic_string();
        const bool law = !path.starts_with("cases/") && !path.starts_with("samples/");
        if (entry.is_regular_file() && entry.path().extension() == ".json" && law)
            files.push_back({path, content(entry.path())});
    }
    return files;
}

bool rulebook_holds(const std::vector<rules::SourceFile>& files)
{
    try {
        const rules::Rulebook book = rules::read_rulebook(files);
        const rules::Program program{book};
        return program.rows.size() == book.requirements.size();
    } catch (const Error&) {
        return true;
    }
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t rounds = argc > 1 ? std::size_t(std::strtoul(argv[1], nullptr, 10)) : 20'000;
    if (std::getenv("RADCERT_LONG") != nullptr) rounds *= 100;
    Random random{20260701};
    const auto corpus = texts_in("tests/transcripts/files");
    const auto files = shipped_rulebook();
    const rules::Rulebook book = rules::read_rulebook(files);
    const rules::Program program{book};
    rules::Screener screener{program};
    rules::DeterminationWriter writer{program};
    text::JsonReader reader;
    for (std::size_t round = 0; round < rounds; ++round) {
        std::string text = corpus[random.below(corpus.size())];
        for (std::size_t i = random.below(4) + 1; i > 0; --i) damage(text, random, corpus);
        if (dossier_holds(text, reader, program, screener, writer)) continue;
        std::printf("round %zu broke on:\n%s\n", round, text.c_str());
        return 1;
    }
    for (std::size_t round = 0; round < rounds / 20; ++round) {
        auto damaged = files;
        auto& one = damaged[random.below(damaged.size())].text;
        for (std::size_t i = random.below(3) + 1; i > 0; --i) damage(one, random, corpus);
        if (rulebook_holds(damaged)) continue;
        std::printf("rulebook round %zu broke on:\n%s\n", round, one.c_str());
        return 1;
    }
    std::printf("%zu damaged dossiers and %zu damaged rulebooks: each answered or refused\n", rounds,
                rounds / 20);
    return 0;
}
