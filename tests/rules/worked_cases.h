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

inline const Requirement* find_requirement(const std::string& id)
{
    const auto found = std::ranges::find(book().requirements, id, &Requirement::id);
    return found == book().requirements.end() ? nullptr : &*found;
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

/// The days from which a record or a fact would still do, as one check of the rule saw them.
struct Window {
    const Period* period;
    Date from;
};

/// What a case showed, as the coverage below needs it.
struct Shown {
    const Requirement* row{nullptr};
    Dossier dossier;
    Date as_of;
    bool plain{true}; ///< no other standing was allowed to decide than by default
    bool speaks{false};
    Finding finding;
    Tri fits{Tri::no};     ///< whether the row applies to the dossier
    std::set<List> absent; ///< lists that are not recorded
    std::set<List> empty;  ///< lists that are known to be empty
    std::vector<Window> windows;
    std::vector<std::pair<const Condition*, std::int64_t>> amounts; ///< what counts, sums and years came to
    Strings authority_rows;
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

inline void note_lists(Facts& facts, Shown& shown)
{
    for (std::size_t i = 0; i < list_count; ++i) {
        const FactTable& table = facts.table(List(i));
        if (!table.recorded)
            shown.absent.insert(List(i));
        else if (table.rows == 0)
            shown.empty.insert(List(i));
    }
}

template <class F>
void each_check(const Condition& condition, F visit)
{
    visit(condition);
    for (const Condition& part : condition.parts) each_check(part, visit);
}

/// Keeps the day on which a record's or a fact's term began, where the check counts one.
inline void note_windows(const Condition& check, Facts& facts, std::uint32_t record, Shown& shown)
{
    const auto keep = [&](const Period& period, std::int64_t cell) {
        if (cell != not_recorded) shown.windows.push_back({&period, Date{std::chrono::days{cell}}});
    };
    if (check.check == Check::reached) keep(check.period, facts.single(check.fact));
    if (record == no_record) return;
    for (const auto* tests : {&check.where, &check.must}) {
        for (const FieldTest& test : *tests) {
            if (test.comparison != FieldTest::Comparison::valid_for) continue;
            keep(test.period, facts.cell(facts.table(check.list), record, test.column));
        }
    }
}

/// Keeps the latest day of the records whose age says whether a row speaks: a silent row leaves no trace.
inline void note_silent_windows(const Condition& speaks_when, Facts& facts, Shown& shown)
{
    each_check(speaks_when, [&](const Condition& check) {
        for (const FieldTest& test : check.where) {
            if (test.comparison != FieldTest::Comparison::valid_for) continue;
            const FactTable& table = facts.table(check.list);
            std::int64_t latest = not_recorded;
            for (std::uint32_t row = 0; row < table.rows; ++row) {
                latest = std::max(latest, facts.cell(table, row, test.column));
            }
            if (latest == not_recorded) continue;
            shown.windows.push_back({&test.period, Date{std::chrono::days{latest}}});
        }
    });
}

inline void note_finding(const Screening& screening, Shown& shown)
{
    for (const Finding& finding : screening.findings) {
        if (finding.row == no_index || &book().requirements[finding.row] != shown.row) continue;
        shown.speaks = true;
        shown.finding = finding;
        for (std::uint32_t i = 0; i < finding.traces; ++i) {
            const Trace& trace = screening.traces[finding.first_trace + i];
            const Condition* check = program().nodes[trace.node].source;
            note_windows(*check, *screening.facts, trace.record, shown);
            shown.amounts.emplace_back(check, trace.amount);
        }
    }
}

inline Shown run(const Case& one)
{
    text::JsonReader reader;
    Shown shown;
    shown.row = find_requirement(one.requirement);
    shown.dossier = text::read_dossier(reader, one.dossier.dump(), book().vocabulary);
    shown.plain = !one.options.contains("decide_on");

    Screener screener{program(), options_of(one.options)};
    const Verdict verdict = screener.verdict(shown.dossier);
    const Screening& screening = screener.screen(shown.dossier);
    shown.short_way_agrees = screening.verdict == verdict;
    shown.as_of = screening.as_of;
    note_lists(*screening.facts, shown);
    note_finding(screening, shown);
    if (shown.row != nullptr) {
        if (shown.row->speaks_when) note_silent_windows(*shown.row->speaks_when, *screening.facts, shown);
        shown.fits = applies(*shown.row, shown.dossier.application, screening.facts->devices);
    }
    for (const std::uint16_t row : screening.competence.rows) {
        shown.authority_rows.push_back(book().authorities[row].id);
    }
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
