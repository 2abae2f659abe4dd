#include "workshop/mutate_condition.h"

#include <algorithm>

namespace radcert::workshop {
namespace {

using rules::Check;
using rules::Condition;
using rules::FieldTest;
using Comparison = FieldTest::Comparison;

/// Walks a condition; a mistake is kept with the way from the root to the check that it is made in.
class ConditionMutator {
public:
    explicit ConditionMutator(const Vocabulary& vocabulary) : vocabulary_{vocabulary} {}

    void walk(const Condition& at)
    {
        operators(at);
        bounds(at);
        tests(at, at.where, &Condition::where);
        tests(at, at.must, &Condition::must);
        tests(at, at.second_where, &Condition::second_where);
        for (std::size_t i = 0; i < at.parts.size(); ++i) {
            way_.push_back(i);
            walk(at.parts[i]);
            way_.pop_back();
        }
    }

    std::vector<ConditionMutant> take() { return std::move(made_); }

private:
    void add(MutantKind kind, Words what, std::function<void(Condition&)> change)
    {
        made_.push_back({kind, std::move(what), [way = way_, change](Condition& root) {
                             Condition* at = &root;
                             for (const std::size_t part : way) at = &at->parts[part];
                             change(*at);
                         }});
    }

    void become(const Condition& at, Check from, Check to, const char* vi, const char* en)
    {
        if (at.check == from)
            add(MutantKind::comparison, {vi, en}, [to](Condition& changed) { changed.check = to; });
    }

    void operators(const Condition& at)
    {
        if (at.parts.size() > 1) {
            become(at, Check::all, Check::any, "\"any\" thay cho \"all\"", "\"any\" for \"all\"");
            become(at, Check::any, Check::all, "\"all\" thay cho \"any\"", "\"all\" for \"any\"");
        }
        become(at, Check::exists, Check::none, "\"none\" thay cho \"exists\"", "\"none\" for \"exists\"");
        become(at, Check::none, Check::exists, "\"exists\" thay cho \"none\"", "\"exists\" for \"none\"");
        if (at.check == Check::in_force)
            add(MutantKind::comparison, {"trả lời ngược lại", "the opposite answer"},
                [](Condition& changed) { changed.bound = changed.bound == 0; });
        if (at.check == Check::latest)
            add(MutantKind::comparison,
                {"khi không có bản nào: ngược lại", "the opposite when there is none"},
                [](Condition& changed) { changed.when_none = !changed.when_none; });
        for (std::size_t i = 0; at.parts.size() > 1 && i < at.parts.size(); ++i)
            add(MutantKind::comparison,
                {"mất phần " + std::to_string(i + 1), "part " + std::to_string(i + 1) + " is dropped"},
                [i](Condition& changed) { changed.parts.erase(changed.parts.begin() + std::ptrdiff_t(i)); });
    }

    void bounds(const Condition& at)
    {
        constexpr std::int64_t millionths = 1'000'000;
        const bool doses = at.check == Check::average || at.check == Check::maximum;
        const bool counts =
            at.check == Check::count || at.check == Check::sum || at.check == Check::at_least_of || doses;
        const bool lasts = at.check == Check::duration || at.check == Check::reached;
        for (const int step : {-1, 1}) {
            const std::string signed_step = step < 0 ? "-1" : "+1";
            const Words what{"giới hạn " + signed_step, "bound " + signed_step};
            if (counts)
                add(MutantKind::bound, what,
                    [step, doses](Condition& changed) { changed.bound += step * (doses ? millionths : 1); });
            if (at.check == Check::average)
                add(MutantKind::bound, {"số năm " + signed_step, "years " + signed_step},
                    [step](Condition& changed) { changed.years += step; });
            if (lasts)
                add(MutantKind::bound, what, [step](Condition& changed) { changed.period.count += step; });
        }
    }

    void tests(const Condition& at, const std::vector<FieldTest>& all,
               std::vector<FieldTest> Condition::* list)
    {
        for (std::size_t i = 0; i < all.size(); ++i) {
            one_test(at, all[i], [list, i](Condition& changed) -> FieldTest& { return (changed.*list)[i]; });
            if (at.check == Check::fact || (all.size() == 1 && list != &Condition::where)) continue;
            add(MutantKind::comparison,
                {"mất điều kiện thứ " + std::to_string(i + 1),
                 "test " + std::to_string(i + 1) + " is dropped"},
                [list, i](Condition& changed) {
                    (changed.*list).erase((changed.*list).begin() + std::ptrdiff_t(i));
                });
        }
    }

    void one_test(const Condition& at, const FieldTest& test,
                  const std::function<FieldTest&(Condition&)>& reach)
    {
        const auto turn = [&](Comparison from, Comparison to, const char* vi, const char* en) {
            if (test.comparison == from)
                add(MutantKind::comparison, {vi, en},
                    [reach, to](Condition& changed) { reach(changed).comparison = to; });
        };
        turn(Comparison::one_of, Comparison::none_of, "\"not_in\" thay cho \"in\"", "\"not_in\" for \"in\"");
        turn(Comparison::none_of, Comparison::one_of, "\"in\" thay cho \"not_in\"", "\"in\" for \"not_in\"");
        turn(Comparison::at_least, Comparison::at_most, "\"at_most\" thay cho \"at_least\"",
             "\"at_most\" for \"at_least\"");
        turn(Comparison::at_most, Comparison::at_least, "\"at_least\" thay cho \"at_most\"",
             "\"at_least\" for \"at_most\"");
        for (const int step : {-1, 1}) {
            const std::string signed_step = step < 0 ? "-1" : "+1";
            if (test.comparison == Comparison::valid_for)
                add(MutantKind::bound, {"thời hạn " + signed_step, "term " + signed_step},
                    [reach, step](Condition& changed) { reach(changed).period.count += step; });
            if (test.comparison == Comparison::at_least || test.comparison == Comparison::at_most)
                add(MutantKind::bound, {"giới hạn " + signed_step, "bound " + signed_step},
                    [reach, step](Condition& changed) { reach(changed).values.front() += step; });
        }
        values(at, test, reach);
    }

    /// A word of a closed list, or a number such as a training programme's, in another's place.
    void values(const Condition& at, const FieldTest& test,
                const std::function<FieldTest&(Condition&)>& reach)
    {
        if (test.comparison != Comparison::one_of && test.comparison != Comparison::none_of) return;
        if (test.values.empty()) return;
        const bool single = at.check == Check::fact || at.check == Check::reached;
        const rules::Column& column = single ? column_of(at.fact) : shape_of(at.list).columns[test.column];
        if (column.type == rules::ColumnType::boolean) {
            add(MutantKind::set, {"ngược lại", "the opposite truth"},
                [reach](Condition& changed) { reach(changed).values.front() ^= 1; });
        } else if (column.type == rules::ColumnType::integer) {
            add(MutantKind::set, {"số kế tiếp", "the next number"},
                [reach](Condition& changed) { ++reach(changed).values.front(); });
        } else if (column.codes != nullptr) {
            const CodeList& words = vocabulary_.*column.codes;
            for (Code code = 0; code < words.size(); ++code) {
                const auto held = std::ranges::find(test.values, code);
                if (held != test.values.end() && test.values.size() == 1) continue;
                add(MutantKind::set,
                    {(held != test.values.end() ? "bớt " : "thêm ") + words.word(code),
                     (held != test.values.end() ? "without " : "with ") + words.word(code)},
                    [reach, code](Condition& changed) {
                        auto& values = reach(changed).values;
                        const auto at_value = std::ranges::find(values, code);
                        if (at_value != values.end())
                            values.erase(at_value);
                        else
                            values.push_back(code);
                    });
            }
        }
    }

    const Vocabulary& vocabulary_;
    std::vector<std::size_t> way_;
    std::vector<ConditionMutant> made_;
};

} // namespace

std::vector<ConditionMutant> condition_mutants(const Condition& condition, const Vocabulary& vocabulary)
{
    ConditionMutator mutator{vocabulary};
    mutator.walk(condition);
    return mutator.take();
}

} // namespace radcert::workshop
