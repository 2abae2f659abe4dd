#include "casework/flips.h"

#include <algorithm>

#include "rules/bearing.h"
#include "text/read_dossier.h"

namespace radcert::casework {
namespace {

bool same_entries(const CodeList& a, const CodeList& b)
{
    return std::ranges::equal(a, b, {}, &CodeList::Entry::word, &CodeList::Entry::word);
}

bool same_province(const Province& a, const Province& b)
{
    return a.code == b.code && a.from == b.from && a.to == b.to;
}

/// What bears on the verdict, by row.
std::map<std::string, Outcome> outcomes(const rules::Rulebook& book, const rules::Screening& screening)
{
    std::map<std::string, Outcome> found;
    for (const rules::Finding& finding : screening.findings) {
        const bool bears = rules::bears_on_verdict(book, finding);
        if (bears) found[rules::row_of(book, finding).id] = finding.outcome;
    }
    return found;
}

bool comes_first(const Flip& a, const Flip& b)
{
    return std::tie(a.worker, a.number) < std::tie(b.worker, b.number);
}

} // namespace

bool same_words(const Vocabulary& a, const Vocabulary& b)
{
    constexpr CodeList Vocabulary::* lists[] = {&Vocabulary::roles,
                                                &Vocabulary::equipment_types,
                                                &Vocabulary::degree_levels,
                                                &Vocabulary::degree_fields,
                                                &Vocabulary::channels,
                                                &Vocabulary::procedures,
                                                &Vocabulary::document_kinds,
                                                &Vocabulary::document_formats,
                                                &Vocabulary::health_conclusions,
                                                &Vocabulary::facility_levels,
                                                &Vocabulary::certificate_statuses,
                                                &Vocabulary::mobilities};
    return std::ranges::all_of(lists, [&](auto list) { return same_entries(a.*list, b.*list); }) &&
           a.family_of == b.family_of && std::ranges::equal(a.provinces, b.provinces, same_province);
}

Flips::Flips(const rules::Program& before, const rules::Program& after)
    : before_{before}, after_{after},
      same_words_{casework::same_words(before.book.vocabulary, after.book.vocabulary)},
      same_requirements_{before.book.vocabulary.requirements == after.book.vocabulary.requirements},
      screen_before_{before}, screen_after_{after}
{
}

Flips::Pair Flips::ask(const std::string& dossier)
{
    read_before_ = text::read_dossier(reader_, dossier, before_.book.vocabulary);
    const bool one_reading = same_words_ && (same_requirements_ || read_before_.officer_findings.empty());
    if (one_reading) return ask(read_before_, read_before_);
    read_after_ = text::read_dossier(reader_, dossier, after_.book.vocabulary);
    return ask(read_before_, read_after_);
}

Flips::Pair Flips::ask(const Dossier& before, const Dossier& after)
{
    before_dossier_ = &before;
    after_dossier_ = &after;
    return {screen_before_.verdict(before), screen_after_.verdict(after)};
}

void Flips::count(Touched touched, Pair verdicts)
{
    ++counts_[std::size_t(touched)][std::size_t(verdicts.before)][std::size_t(verdicts.after)];
}

/// The rows that say something else, or that speak only on one side.
std::vector<ClauseChange> Flips::clauses()
{
    const auto was = outcomes(before_.book, screen_before_.screen(*before_dossier_));
    const auto is = outcomes(after_.book, screen_after_.screen(*after_dossier_));
    std::vector<ClauseChange> changes;
    for (const auto& [row, outcome] : was) {
        const auto now = is.find(row);
        if (now == is.end())
            changes.push_back({row, std::string{word(outcome)}, {}});
        else if (now->second != outcome)
            changes.push_back({row, std::string{word(outcome)}, std::string{word(now->second)}});
    }
    for (const auto& [row, outcome] : is) {
        if (!was.contains(row)) changes.push_back({row, {}, std::string{word(outcome)}});
    }
    return changes;
}

void Flips::join(Group& group, Group&& other)
{
    group.first_day = group.count == 0 ? other.first_day : std::min(group.first_day, other.first_day);
    if (group.count == 0 || comes_first(other.first, group.first)) {
        group.first = std::move(other.first);
        group.dossier = std::move(other.dossier);
    }
    group.count += other.count;
}

void Flips::keep(Asked asked, Pair verdicts, Date day, const std::function<std::string()>& dossier)
{
    Flip flip{0,
              asked.worker,
              asked.facility,
              std::move(asked.number),
              std::move(asked.province),
              std::move(asked.role),
              std::move(asked.equipment_types),
              day};
    const auto place = groups_.try_emplace({asked.touched, verdicts.before, verdicts.after, clauses()}).first;
    Group& group = place->second;
    if (group.count == 0 || comes_first(flip, group.first)) {
        group.first = flip;
        group.dossier = dossier();
    }
    group.first_day = group.count == 0 ? day : std::min(group.first_day, day);
    ++group.count;
    flips_.emplace_back(place, std::move(flip));
}

void Flips::refuse(Touched touched, const std::string& number, const Words& reason)
{
    not_asked_.push_back({touched, number, reason});
}

void Flips::merge(const std::vector<std::unique_ptr<Flips>>& gathered, Impact& into)
{
    Groups all;
    for (const auto& each : gathered) {
        for (auto& [key, group] : each->groups_) join(all[key], std::move(group));
        for (std::size_t kind = 0; kind < touched_count; ++kind)
            for (std::size_t from = 0; from < verdict_count; ++from)
                for (std::size_t to = 0; to < verdict_count; ++to)
                    into.counts[kind][from][to] += each->counts_[kind][from][to];
        std::ranges::move(each->not_asked_, std::back_inserter(into.not_asked));
    }
    std::vector<Groups::iterator> order;
    for (auto group = all.begin(); group != all.end(); ++group) order.push_back(group);
    std::ranges::stable_sort(order, std::greater{}, [](auto group) { return group->second.count; });
    std::map<const Key*, std::uint32_t> numbers;
    for (const auto place : order) {
        auto& [key, group] = *place;
        numbers[&key] = std::uint32_t(into.groups.size());
        into.groups.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key),
                               group.count, group.first_day, group.first.number, group.dossier});
    }
    for (const auto& each : gathered) {
        for (auto& [place, flip] : each->flips_) {
            flip.group = numbers.at(&all.find(place->first)->first);
            into.flips.push_back(std::move(flip));
        }
    }
    std::ranges::sort(into.flips, [&](const Flip& a, const Flip& b) {
        return std::tuple{into.groups[a.group].touched, a.worker, std::string_view{a.number}} <
               std::tuple{into.groups[b.group].touched, b.worker, std::string_view{b.number}};
    });
    std::ranges::sort(into.not_asked, {},
                      [](const NotAsked& one) { return std::tie(one.touched, one.number); });
}

} // namespace radcert::casework
