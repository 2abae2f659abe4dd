#include "casework/shared_papers.h"

#include <algorithm>
#include <set>
#include <span>

#include "text/vietnamese.h"

namespace radcert::casework {
namespace {

/// As two hands would write the same number: capitals and marks make no difference, nor what stands between
/// its parts.
std::string bare(std::string_view text)
{
    constexpr std::string_view between = " .-/_";
    std::string bare;
    for (const char c : text::folded(text)) {
        const bool parts = between.find(c) != std::string_view::npos;
        if (!parts)
            bare += c;
        else if (!bare.empty() && bare.back() != ' ')
            bare += ' ';
    }
    while (!bare.empty() && bare.back() == ' ') bare.pop_back();
    return bare;
}

using SamePeople = std::set<std::pair<std::int64_t, std::int64_t>>;

SamePeople judged_the_same(registry::Database& database, EventNumber known_by)
{
    SamePeople same;
    for (const auto& pair : registry::duplicate_judgements(database, "worker", known_by))
        if (pair.judgement == "same") same.insert(std::minmax(pair.first, pair.other));
    return same;
}

} // namespace

void NumberedPapers::add(const registry::PersonFile& person, bool swept)
{
    for (const registry::Evidence& piece : person.evidence) {
        if (!piece.number || (piece.kind != "degree" && piece.kind != "training")) continue;
        std::string number = bare(*piece.number);
        if (number.empty()) continue;
        papers_.push_back({piece.kind + ' ' + number, piece.issuer ? bare(*piece.issuer) : "",
                           person.worker.worker, piece.evidence, swept, *piece.number});
    }
}

void NumberedPapers::join(NumberedPapers&& other)
{
    std::ranges::move(other.papers_, std::back_inserter(papers_));
}

const std::vector<NumberedPapers::Paper>& NumberedPapers::in_order()
{
    std::ranges::sort(papers_, {},
                      [](const Paper& paper) { return std::tie(paper.key, paper.worker, paper.evidence); });
    return papers_;
}

namespace {

using Paper = NumberedPapers::Paper;

std::string record_of(const Paper& paper)
{
    return "W-" + std::to_string(paper.worker) + "/" + std::to_string(paper.evidence);
}

bool shared(const Paper& mine, const Paper& theirs, const SamePeople& same)
{
    const bool one_issuer = mine.issuer == theirs.issuer || mine.issuer.empty() || theirs.issuer.empty();
    return mine.worker != theirs.worker && one_issuer &&
           !same.contains(std::minmax(mine.worker, theirs.worker));
}

void tell(registry::Database& database, const SweepQuestion& question, EventNumber known_by,
          const Paper& mine, const Paper& theirs, std::vector<SweepFinding>& findings)
{
    const Words proof{"số " + mine.number + " của " + record_of(mine) + " cũng là số của " +
                          record_of(theirs),
                      "number " + mine.number + " of " + record_of(mine) + " is the number of " +
                          record_of(theirs) + " as well"};
    for (const auto& certificate : registry::certificates_of(database, mine.worker, known_by)) {
        if (!certificate.application || !question.asks(certificate)) continue;
        SweepFinding& finding = findings.emplace_back(about(Irregularity::shared_paper, certificate));
        finding.proof = proof;
        finding.other_worker = theirs.worker;
    }
}

} // namespace

std::vector<SweepFinding> shared_papers(registry::Database& database, NumberedPapers& gathered,
                                        const SweepQuestion& question, EventNumber known_by)
{
    const std::vector<Paper>& papers = gathered.in_order();
    const SamePeople same = judged_the_same(database, known_by);
    std::vector<SweepFinding> findings;
    for (std::size_t first = 0, end = 0; first < papers.size(); first = end) {
        while (end < papers.size() && papers[end].key == papers[first].key) ++end;
        const std::span group{papers.begin() + std::ptrdiff_t(first), papers.begin() + std::ptrdiff_t(end)};
        for (const Paper& mine : group) {
            if (!mine.swept) continue;
            const auto theirs =
                std::ranges::find_if(group, [&](const Paper& other) { return shared(mine, other, same); });
            if (theirs != group.end()) tell(database, question, known_by, mine, *theirs, findings);
        }
    }
    return findings;
}

} // namespace radcert::casework
