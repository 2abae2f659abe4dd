#include "workshop/cases.h"

#include <algorithm>

namespace radcert::workshop {
namespace {

/// Collects what came out otherwise.
class CaseComparison {
public:
    CaseComparison(const rules::Rulebook& book, const rules::Screening& screening,
                   std::vector<Mismatch>& found)
        : book_{book}, screening_{screening}, found_{found}
    {
    }

    void all(const WorkedCase& one)
    {
        const Expectation& expect = one.expect;
        if (one.topic || one.citation) head(one);
        if (expect.determination)
            same("determination", word(*expect.determination), word(screening_.verdict));
        if (expect.certificate_need)
            same("certificate_need", word(*expect.certificate_need), word(screening_.need));
        if (expect.finding) finding(one.requirement, *expect.finding);
        if (expect.authority) authority(*expect.authority);
        for (const auto& [topic, outcome] : expect.topics)
            same("topics." + std::string{word(topic)}, word(outcome), worst_of(topic));
    }

private:
    void same(std::string what, std::string_view expected, std::string_view found)
    {
        if (expected != found) found_.push_back({std::move(what), std::string{expected}, std::string{found}});
    }

    static std::string_view truth(const std::optional<bool>& value)
    {
        return !value ? "null" : *value ? "true" : "false";
    }

    void head(const WorkedCase& one)
    {
        const auto row = std::ranges::find(book_.requirements, one.requirement, &rules::Requirement::id);
        if (row == book_.requirements.end()) return same("requirement", one.requirement, "");
        if (one.topic) same("topic", word(*one.topic), word(row->topic));
        if (!one.citation) return;
        same("citation.instrument", one.citation->instrument, row->citation.instrument);
        same("citation.article", one.citation->article, row->citation.article);
    }

    void finding(const std::string& requirement, const ExpectedFinding& expected)
    {
        const auto at = std::ranges::find_if(screening_.findings, [&](const rules::Finding& finding) {
            return row_of(book_, finding).id == requirement;
        });
        const bool silent = at == screening_.findings.end();
        if (silent || expected.silent) return same("finding", spoken(expected.silent), spoken(silent));
        if (expected.outcome) same("finding.outcome", word(*expected.outcome), word(at->outcome));
        same("finding.reason", word(expected.reason.value_or(Reason::none)), word(at->reason));
        if (at->reason == Reason::rule_unconfirmed)
            same("finding.indication", truth(expected.indication), truth(at->indication));
    }
    static std::string_view spoken(bool silent) { return silent ? "silent" : "speaks"; }

    void authority(const ExpectedAuthority& expected)
    {
        const rules::Competence& competence = screening_.competence;
        if (expected.bodies) same("authority.bodies", listed(*expected.bodies), listed(competence.bodies));
        if (expected.mode) same("authority.mode", word(*expected.mode), word(competence.mode));
        if (expected.standing)
            same("authority.standing", word(*expected.standing), word(competence.standing));
        if (expected.procedure_code)
            same("authority.procedure_code", expected.procedure_code->value_or("null"),
                 competence.procedure_code.value_or("null"));
        if (expected.filed_with_ok)
            same("authority.filed_with_ok", truth(*expected.filed_with_ok), truth(competence.filed_with_ok));
    }

    static std::string listed(const std::vector<Body>& bodies)
    {
        std::string out;
        for (const Body& body : bodies) out += (out.empty() ? "" : ", ") + to_word(body);
        return out;
    }

    std::string_view worst_of(Topic topic) const
    {
        // Not met, then undetermined, then met.
        int worst = -1;
        for (const rules::Finding& finding : screening_.findings) {
            if (topic_of(book_, finding) != topic || on_failure_of(book_, finding) == FailureAction::advise)
                continue;
            worst = std::max(worst, finding.outcome == Outcome::not_met        ? 2
                                    : finding.outcome == Outcome::undetermined ? 1
                                                                               : 0);
        }
        constexpr std::string_view words[] = {"null", "met", "undetermined", "not_met"};
        return words[worst + 1];
    }

    const rules::Rulebook& book_;
    const rules::Screening& screening_;
    std::vector<Mismatch>& found_;
};

} // namespace

std::vector<Mismatch> mismatches(const rules::Rulebook& book, const WorkedCase& one,
                                 const rules::Screening& screening)
{
    std::vector<Mismatch> found;
    CaseComparison{book, screening, found}.all(one);
    return found;
}

} // namespace radcert::workshop
