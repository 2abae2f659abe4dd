#include "workshop/mutants.h"

#include <algorithm>
#include <array>
#include <bit>

#include "workshop/mutate_condition.h"

namespace radcert::workshop {
namespace {

using rules::AuthorityRow;
using rules::DeviceSet;
using rules::Requirement;
using rules::Row;
using rules::Rulebook;

struct KindWords {
    std::string_view word;
    Words name;
};

const std::array<KindWords, mutant_kind_count> mutant_kinds{{
    {"date", {"ngày lệch một ngày", "a date off by one"}},
    {"set", {"tập thừa hoặc thiếu một từ", "a word more or less in a set"}},
    {"bound", {"giới hạn lệch một", "a bound off by one"}},
    {"comparison", {"phép so sánh khác", "another comparison"}},
    {"consequence", {"hậu quả khác khi không đạt", "another consequence"}},
    {"standing", {"mức tin cậy khác", "another standing"}},
    {"topic", {"chủ đề khác", "another topic"}},
    {"authority", {"dòng thẩm quyền mất, lặp, sai cơ quan", "an authority row dropped, doubled, elsewhere"}},
    {"citation", {"trích dẫn sai", "a wrong citation"}},
}};

/// Adds the mistakes that can be made in the rows of one section.
class Mutator {
public:
    explicit Mutator(const Rulebook& book) : book_{book} {}

    template <class R>
    void section(std::vector<R> Rulebook::* rows)
    {
        for (std::size_t i = 0; i < (book_.*rows).size(); ++i) {
            const R& row = (book_.*rows)[i];
            row_ = row.id;
            const auto reach = [rows, i](Rulebook& book) -> Row& { return (book.*rows)[i]; };
            dates(row, reach);
            sets(row, reach);
            standing(row, reach);
            citation(row, reach);
            if constexpr (std::is_same_v<R, Requirement>) requirement(row, i);
            if constexpr (std::is_same_v<R, AuthorityRow>) authority(row, i);
        }
    }

    std::vector<Mutant> take() { return std::move(made_); }

private:
    using Reach = std::function<Row&(Rulebook&)>;

    void add(MutantKind kind, Words what, std::function<void(Rulebook&)> make)
    {
        made_.push_back({kind, row_, std::move(what), std::move(make)});
    }

    void dates(const Row& row, const Reach& reach)
    {
        for (const int step : {-1, 1}) {
            const Date from = row.in_force.from + std::chrono::days{step};
            add(MutantKind::date, {"từ ngày " + to_iso(from), "first day " + to_iso(from)},
                [reach, from](Rulebook& book) { reach(book).in_force.from = from; });
            if (!row.in_force.to) continue;
            const Date to = *row.in_force.to + std::chrono::days{step};
            add(MutantKind::date, {"đến ngày " + to_iso(to), "last day " + to_iso(to)},
                [reach, to](Rulebook& book) { reach(book).in_force.to = to; });
        }
    }

    void flip_device(const std::string& where, DeviceSet set, const std::function<DeviceSet&(Rulebook&)>& at)
    {
        const CodeList& types = book_.vocabulary.equipment_types;
        for (Code type = 0; type < types.size(); ++type) {
            const bool held = (set >> type & 1) != 0;
            if (held && std::popcount(set) == 1) continue; // an empty set is no mistake that a file can hold
            add(MutantKind::set,
                {where + (held ? ": bớt " : ": thêm ") + types.word(type),
                 where + (held ? " without " : " with ") + types.word(type)},
                [at, type](Rulebook& book) { at(book) ^= DeviceSet{1} << type; });
        }
    }

    void sets(const Row& row, const Reach& reach)
    {
        const CodeList& roles = book_.vocabulary.roles;
        for (std::size_t i = 0; i < row.applies.size(); ++i) {
            const rules::Applicability& asked = row.applies[i];
            for (Code role = 0; asked.roles != ~0u && role < roles.size(); ++role) {
                const bool held = (asked.roles >> role & 1) != 0;
                add(MutantKind::set,
                    {(held ? "bớt công việc " : "thêm công việc ") + roles.word(role),
                     (held ? "without the role " : "with the role ") + roles.word(role)},
                    [reach, i, role](Rulebook& book) { reach(book).applies[i].roles ^= 1u << role; });
            }
            for (std::size_t k = 0; k < asked.devices.has.size(); ++k)
                flip_device("has", asked.devices.has[k], [reach, i, k](Rulebook& book) -> DeviceSet& {
                    return reach(book).applies[i].devices.has[k];
                });
            if (asked.devices.only)
                flip_device("only", *asked.devices.only, [reach, i](Rulebook& book) -> DeviceSet& {
                    return *reach(book).applies[i].devices.only;
                });
            if (asked.devices.other_than)
                flip_device("other_than", *asked.devices.other_than,
                            [reach, i](Rulebook& book) -> DeviceSet& {
                                return *reach(book).applies[i].devices.other_than;
                            });
        }
    }

    void standing(const Row& row, const Reach& reach)
    {
        // Between two that decide, and between two that say nothing, the answer about a file is the same.
        const bool decides = row.standing <= Standing::secondary;
        if (!decides && row.standing != Standing::inferred) return;
        const Standing other = decides ? Standing::inferred : Standing::text;
        add(MutantKind::standing,
            {"mức " + std::string{word(other)} + " thay cho " + std::string{word(row.standing)},
             "standing " + std::string{word(other)} + " instead of " + std::string{word(row.standing)}},
            [reach, other](Rulebook& book) { reach(book).standing = other; });
    }

    void citation(const Row& row, const Reach& reach)
    {
        add(MutantKind::citation, {"văn bản không có trong danh mục", "an instrument that is not listed"},
            [reach](Rulebook& book) { reach(book).citation.instrument += "-x"; });
        const std::size_t other = (row.citation.index + 1) % book_.instruments.size();
        add(MutantKind::citation,
            {"trích dẫn " + book_.instruments[other].number, "cites " + book_.instruments[other].number},
            [reach, other](Rulebook& book) {
                reach(book).citation.instrument = book.instruments[other].id;
                reach(book).citation.index = other;
            });
    }

    void requirement(const Requirement& row, std::size_t index)
    {
        if (row.topic != Topic::certificate_need) {
            const Topic topics[] = {Topic::qualification, Topic::training, Topic::photo, Topic::health_check};
            for (const Topic other : topics) {
                if (other == row.topic) continue;
                add(MutantKind::topic,
                    {"chủ đề " + std::string{word(other)}, "topic " + std::string{word(other)}},
                    [index, other](Rulebook& book) { book.requirements[index].topic = other; });
                break;
            }
            for (const FailureAction other : {FailureAction::refuse, FailureAction::supplement,
                                              FailureAction::refer, FailureAction::advise}) {
                if (other == row.on_failure) continue;
                add(MutantKind::consequence,
                    {"không đạt thì " + std::string{word(other)}, "on failure " + std::string{word(other)}},
                    [index, other](Rulebook& book) { book.requirements[index].on_failure = other; });
            }
        }
        if (row.condition) {
            for (ConditionMutant& each : condition_mutants(*row.condition, book_.vocabulary)) {
                add(each.kind, each.what, [index, make = std::move(each.make)](Rulebook& book) {
                    make(*book.requirements[index].condition);
                });
            }
        }
    }

    void authority(const AuthorityRow& row, std::size_t index)
    {
        add(MutantKind::authority, {"mất dòng này", "the row is dropped"}, [index](Rulebook& book) {
            book.authorities.erase(book.authorities.begin() + std::ptrdiff_t(index));
        });
        add(MutantKind::authority, {"dòng này hai lần, mã khác", "the row twice, with another id"},
            [index](Rulebook& book) {
                AuthorityRow twice = book.authorities[index];
                twice.id += "-2";
                twice.bodies = {Body::Kind::ministry};
                twice.mode = BodyMode::single;
                book.authorities.push_back(std::move(twice));
            });
        if (row.bodies.empty()) return;
        const Body::Kind other =
            row.bodies.front() == Body::Kind::province ? Body::Kind::varans : Body::Kind::province;
        add(MutantKind::authority, {"cơ quan khác", "another body"},
            [index, other](Rulebook& book) { book.authorities[index].bodies.front() = other; });
        if (row.devices != 0)
            flip_device("for_devices", row.devices,
                        [index](Rulebook& book) -> DeviceSet& { return book.authorities[index].devices; });
    }

    const Rulebook& book_;
    std::string row_;
    std::vector<Mutant> made_;
};

/// splitmix64 (Steele, Lea, Flood 2014): a small generator whose numbers are the same everywhere.
std::uint64_t next_number(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

} // namespace

std::string_view word(MutantKind kind)
{
    return mutant_kinds[std::size_t(kind)].word;
}

const Words& name(MutantKind kind)
{
    return mutant_kinds[std::size_t(kind)].name;
}

std::vector<Mutant> every_mutant(const Rulebook& book)
{
    Mutator mutator{book};
    mutator.section(&Rulebook::requirements);
    mutator.section(&Rulebook::authorities);
    mutator.section(&Rulebook::procedures);
    mutator.section(&Rulebook::validity_rules);
    mutator.section(&Rulebook::fees);
    mutator.section(&Rulebook::staffing_duties);
    mutator.section(&Rulebook::training_programmes);
    return mutator.take();
}

std::vector<Mutant> draw_mutants(const Rulebook& book, std::size_t count, std::uint64_t seed)
{
    std::array<std::vector<Mutant>, mutant_kind_count> by_kind;
    std::size_t all = 0;
    for (Mutant& mutant : every_mutant(book)) {
        ++all;
        by_kind[std::size_t(mutant.kind)].push_back(std::move(mutant));
    }
    std::vector<Mutant> drawn;
    for (std::size_t kind = 0; drawn.size() < std::min(count, all); kind = (kind + 1) % by_kind.size()) {
        auto& from = by_kind[kind];
        if (from.empty()) continue;
        std::swap(from[next_number(seed) % from.size()], from.back());
        drawn.push_back(std::move(from.back()));
        from.pop_back();
    }
    return drawn;
}

} // namespace radcert::workshop
