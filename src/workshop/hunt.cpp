#include "workshop/hunt.h"

#include <algorithm>

#include "domain/error.h"
#include "rules/check_rulebook.h"

namespace radcert::workshop {

using rules::Rulebook;

namespace {

/// A case that comes out otherwise; empty where all of those that `wanted` asks for hold.
template <class Wanted>
std::optional<Caught> failing_case(const rules::Program& program, const std::vector<WorkedCase>& cases,
                                   Wanted wanted)
{
    const rules::ScreenOptions usual_options;
    rules::Screener usual{program};
    for (const WorkedCase& one : cases) {
        if (!wanted(one)) continue;
        const bool special =
            one.options.as_of.has_value() || one.options.decide_on != usual_options.decide_on;
        std::optional<rules::Screener> own;
        if (special) own.emplace(program, one.options);
        const auto wrong = mismatches(program.book, one, (special ? *own : usual).screen(one.dossier));
        if (wrong.empty()) continue;
        const Mismatch& first = wrong.front();
        return Caught{Catcher::worked_case,
                      one.file,
                      {first.what + ": chờ " + first.expected + ", được " + first.found,
                       first.what + ": expected " + first.expected + ", found " + first.found}};
    }
    return std::nullopt;
}

std::string said(const LintFinding& finding)
{
    return std::string{word(finding.kind)} + ' ' + finding.sentence.en;
}

} // namespace

Hunter::Hunter(const Rulebook& book, const std::vector<WorkedCase>& cases, std::vector<ReachLine> reached,
               const LintQuestion& question)
    : book_{book}, cases_{cases}, reached_{std::move(reached)}, question_{question}
{
    const rules::Program program{book};
    for (const LintFinding& finding : lint(program, cases, question)) known_.push_back(said(finding));
    std::ranges::sort(known_);
}

Caught Hunter::hunt(const Mutant& mutant) const
{
    Rulebook changed = book_;
    mutant.make(changed);
    try {
        rules::check_rulebook(changed, [](rules::Origin) { return Place{}; });
    } catch (const Error& error) {
        return {Catcher::reader, "", error.sentence()};
    }
    const rules::Program program{changed};
    const auto own = [&](const WorkedCase& one) { return one.requirement == mutant.row; };
    if (auto caught = failing_case(program, cases_, own)) return *caught;
    if (auto caught = failing_case(program, cases_, std::not_fn(own))) return *caught;
    if (!reached_.empty()) {
        const auto differences = reach_differences(reached_, reach(changed), changed.vocabulary);
        if (!differences.empty()) return {Catcher::worked_case, std::string{reach_file}, differences.front()};
    }
    for (const LintFinding& finding : lint(program, cases_, question_)) {
        if (!std::ranges::binary_search(known_, said(finding)))
            return {Catcher::lint, std::string{word(finding.kind)}, finding.sentence};
    }
    return {};
}

} // namespace radcert::workshop
