#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/applies.h"
#include "rules/read_rulebook.h"
#include "rules/screen.h"
#include "rules/write_determination.h"
#include "tests/catch.h"
#include "tests/files.h"
#include "tests/json.h"
#include "text/read_dossier.h"

// Reads and screens the worked cases of the rulebook (qualification-rules/cases).

namespace radcert::tests {

namespace fs = std::filesystem;
using namespace rules;
using Strings = std::vector<std::string>;

inline const fs::path law{"qualification-rules"};
inline const fs::path worked{law / "cases"};

inline json json_of(const fs::path& file)
{
    return tests::parsed(bytes_of(file));
}

inline std::vector<SourceFile> rulebook_files()
{
    std::vector<SourceFile> files;
    for (auto at = fs::recursive_directory_iterator{law}; at != fs::recursive_directory_iterator{}; ++at) {
        const std::string name = at->path().filename().string();
        if (at.depth() == 0 && (name == "cases" || name == "samples")) at.disable_recursion_pending();
        if (!at->is_regular_file() || at->path().extension() != ".json") continue;
        files.push_back({at->path().lexically_relative(law).generic_string(), bytes_of(at->path())});
    }
    return files;
}

inline const Rulebook& book()
{
    static const Rulebook read = read_rulebook(rulebook_files());
    return read;
}

inline const Program& program()
{
    static const Program compiled{book()};
    return compiled;
}

/// One worked case, its base already merged in.
struct Case {
    std::string file;
    std::string requirement; ///< empty in the contract's cases and in authority.json
    std::string why;
    json dossier;
    json options;
    json expect;
};

/// What a case showed.
struct Shown {
    std::string answer; ///< the determination as JSON
    bool short_way_agrees{false};
};

inline ScreenOptions options_of(const json& stated)
{
    ScreenOptions options;
    if (stated.contains("as_of")) options.as_of = parse_date(stated["as_of"].get<std::string>()).value();
    if (stated.contains("decide_on")) {
        options.decide_on = standing_from(stated["decide_on"].get<std::string>()).value();
    }
    return options;
}

inline Shown run(const Case& one)
{
    text::JsonReader reader;
    Shown shown;
    const Dossier dossier = text::read_dossier(reader, one.dossier.dump(), book().vocabulary);
    Screener screener{program(), options_of(one.options)};
    const Verdict verdict = screener.verdict(dossier);
    const Screening& screening = screener.screen(dossier);
    shown.short_way_agrees = screening.verdict == verdict;
    DeterminationWriter{program()}.append(shown.answer, screening);
    return shown;
}

inline json base(const std::string& name)
{
    static std::map<std::string, json> kept;
    const auto found = kept.find(name);
    if (found != kept.end()) return found->second;
    return kept[name] = json_of(worked / "bases" / (name + ".json"));
}

/// Refuses a misspelt word: an expectation that nobody reads proves nothing.
inline void check_words(const json& object, const std::set<std::string>& known)
{
    for (const auto& [key, value] : object.items()) {
        INFO("unknown key " << key);
        CHECK(known.contains(key));
    }
}

inline Case case_of(const std::string& file, const std::string& requirement, const json& stated)
{
    check_words(stated, {"why", "base", "change", "options", "expect"});
    Case one{file,
             requirement,
             stated.at("why"),
             base(stated.at("base")),
             stated.value("options", json::object()),
             stated.at("expect")};
    one.dossier.merge_patch(stated.value("change", json::object()));
    check_words(one.options, {"as_of", "decide_on"});
    check_words(one.expect, {"determination", "certificate_need", "authority", "topics", "finding"});
    return one;
}

inline std::vector<Case> read_cases()
{
    std::vector<Case> cases;
    for (const fs::path& path : files_in(worked, "", ".json")) {
        const json file = json_of(path);
        const std::string name = path.filename().string();
        if (name == "reach.json") continue; // tests/workshop/reach_test.cpp
        for (const json& stated : file.at("cases")) {
            cases.push_back(case_of(name, file.value("requirement", ""), stated));
        }
    }
    return cases;
}

inline const std::vector<Case>& cases()
{
    static const auto read = read_cases();
    return read;
}

inline const std::vector<Shown>& shown()
{
    static const auto all = [] {
        std::vector<Shown> made;
        for (const Case& one : cases()) made.push_back(run(one));
        return made;
    }();
    return all;
}

} // namespace radcert::tests
