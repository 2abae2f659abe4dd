#include "casework/impact.h"

#include <algorithm>
#include <set>

#include "casework/dossiers.h"
#include "casework/holder_visitor.h"
#include "casework/open_application.h"
#include "registry/journal.h"
#include "registry/offices.h"
#include "workshop/compare.h"

namespace radcert::casework {
namespace {

/// The rows that the two rulebooks say differently; nothing where something else than a row differs, so that
/// any day may tell them apart.
class DifferentRows {
public:
    DifferentRows(const rules::Rulebook& before, const rules::Rulebook& after)
    {
        std::set<std::string> ids;
        for (const auto& change : workshop::compare(before, after)) ids.insert(change.id);
        std::size_t found = 0;
        for (const std::string& id : ids) {
            const bool a = add(before, id), b = add(after, id);
            found += a || b;
        }
        only_rows_ =
            found == ids.size() && !by_completion_ && same_words(before.vocabulary, after.vocabulary);
    }

    bool speak_on(Date day) const
    {
        return !only_rows_ ||
               std::ranges::any_of(spans_, [&](const rules::Span& span) { return span.holds(day); });
    }

private:
    bool add(const rules::Rulebook& book, const std::string& id)
    {
        const auto row = std::ranges::find(book.requirements, id, &rules::Row::id);
        if (row == book.requirements.end()) return add_authority(book, id);
        spans_.push_back(row->in_force);
        by_completion_ = by_completion_ || row->deciding_date == rules::DecidingDate::completed_on;
        return true;
    }

    bool add_authority(const rules::Rulebook& book, const std::string& id)
    {
        const auto row = std::ranges::find(book.authorities, id, &rules::Row::id);
        if (row == book.authorities.end()) return false;
        spans_.push_back(row->in_force);
        return true;
    }

    std::vector<rules::Span> spans_;
    bool only_rows_{false};
    bool by_completion_{
        false}; ///< one goes by the day of completion: it may speak whatever the day of filing
};

/// The day itself, and the later days on which a row of either rulebook begins or has ended, and rows are in
/// force that they say differently.
std::vector<Date> days_asked(const ImpactQuestion& question)
{
    const DifferentRows differ{question.before->book, question.after->book};
    std::vector<Date> days{question.on};
    for (const rules::Program* program : {question.before, question.after}) {
        for (const std::int64_t start : program->starts) {
            const Date day{std::chrono::days{start}};
            if (day > question.on && differ.speak_on(day)) days.push_back(day);
        }
    }
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

void ask_holders(registry::Database& database, const FacilityShelf& shelf, const ImpactQuestion& question,
                 EventNumber known_by, Impact& found, std::vector<std::unique_ptr<Flips>>& gathered)
{
    const std::string authority = registry::load_register(database).authority;
    std::vector<std::unique_ptr<HolderVisitor>> visitors;
    std::vector<PersonVisitor*> seen;
    for (std::size_t i = 0; i < walkers(); ++i) {
        gathered.push_back(std::make_unique<Flips>(*question.before, *question.after));
        visitors.push_back(
            std::make_unique<HolderVisitor>(question, shelf, found.days, authority, *gathered.back()));
        seen.push_back(visitors.back().get());
    }
    walk_people({database.place(), known_by, {.posts = true, .cases = false}, question.progress}, seen);
}

std::vector<std::string> transitional_rows(const rules::Rulebook& book, Date filed_on)
{
    std::vector<std::string> rows;
    const auto add = [&](const auto& list) {
        for (const rules::Row& row : list)
            if (row.transitional && row.in_force.holds(filed_on)) rows.push_back(row.id);
    };
    add(book.requirements);
    add(book.authorities);
    return rows;
}

void ask_waiting(registry::Database& database, const ImpactQuestion& question, EventNumber known_by,
                 Impact& found, Flips& flips)
{
    rules::Screener by_new_law{*question.after, {question.on}};
    for (const auto& file : waiting_applications(database, known_by)) {
        if (question.province && file.province != *question.province) continue;
        try {
            const std::string dossier = compose_dossier(database, file.application, known_by);
            const Flips::Pair verdicts = flips.ask(dossier);
            flips.count(Touched::pending_file, verdicts);
            const Verdict law_of_then = verdicts.after;
            const Verdict law_of_now = by_new_law.verdict(flips.read_by_after());
            if (file.filed_on < question.on && law_of_now != law_of_then)
                found.hang.push_back({file.application, file.worker, file.filed_on, law_of_then, law_of_now,
                                      transitional_rows(question.after->book, file.filed_on)});
            if (verdicts.same()) continue;
            flips.keep({Touched::pending_file, file.application, file.worker, file.facility, file.province,
                        file.role, types_of(flips.read_by_after(), question.after->book.vocabulary)},
                       verdicts, file.filed_on, [&] { return dossier; });
        } catch (const Error& error) {
            flips.refuse(Touched::pending_file, file.application, error.sentence());
        }
    }
}

std::vector<RewrittenRow> rewritten_rows(const ImpactQuestion& question)
{
    const Date before = question.on - std::chrono::days{1};
    std::vector<RewrittenRow> rows;
    const auto look = [&](const auto& list, const std::string& id) {
        const auto row = std::ranges::find(list, id, [](const auto& each) { return each.id; });
        if (row == list.end() || row->in_force.from > before) return false;
        rows.push_back({id, std::min(before, row->in_force.to.value_or(before))});
        return true;
    };
    for (const auto& change : workshop::compare(question.before->book, question.after->book, question.on)) {
        if (!change.rewrites_past) continue;
        for (const rules::Rulebook* book : {&question.after->book, &question.before->book})
            if (look(book->requirements, change.id) || look(book->authorities, change.id)) break;
    }
    return rows;
}

void count_flips(const FacilityShelf& shelf, Impact& found)
{
    std::map<std::int64_t, std::size_t> facilities;
    std::map<std::string, std::size_t> types;
    for (const Flip& flip : found.flips) {
        ++facilities[flip.facility];
        for (const std::string& type : flip.equipment_types) ++types[type];
    }
    for (const auto& [number, count] : facilities) {
        const registry::Facility* facility = shelf.find(number);
        found.by_facility.push_back({number, facility == nullptr ? "" : facility->name,
                                     facility == nullptr ? "" : facility->province, count});
    }
    for (const auto& [type, count] : types) found.by_equipment.push_back({type, count});
    std::ranges::stable_sort(found.by_facility, std::greater{}, &FlipsAtFacility::count);
    std::ranges::stable_sort(found.by_equipment, std::greater{}, &FlipsWithEquipment::count);
}

constexpr std::string_view touched_words[] = {"pending_file", "certificate", "post"};

} // namespace

std::string_view word(Touched touched)
{
    return touched_words[std::size_t(touched)];
}

const Words& name(Touched touched)
{
    static const Words names[] = {
        {"hồ sơ đang chờ", "waiting file"}, {"chứng chỉ", "certificate"}, {"vị trí công tác", "post"}};
    return names[std::size_t(touched)];
}

Impact impact(registry::Database& database, const ImpactQuestion& question)
{
    Impact found;
    found.days = days_asked(question);
    const EventNumber known_by = registry::journal_size(database) - 1;
    found.rewritten = rewritten_rows(question);
    const FacilityShelf shelf{database, known_by};
    std::vector<std::unique_ptr<Flips>> gathered;
    if (question.pending) {
        gathered.push_back(std::make_unique<Flips>(*question.before, *question.after));
        ask_waiting(database, question, known_by, found, *gathered.back());
    }
    if (question.certificates || question.posts)
        ask_holders(database, shelf, question, known_by, found, gathered);
    Flips::merge(gathered, found);
    count_flips(shelf, found);
    return found;
}

} // namespace radcert::casework
