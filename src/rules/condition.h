#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/date.h"
#include "domain/words.h"
#include "rules/columns.h"

namespace radcert::rules {

// A condition as data: the closed set of checks that qualification-rules/README.md explains to its authors.
// There is no code in it, no loop and no reference, so evaluating one takes bounded work.

/// A span of time as a rule states it. Years are months times twelve.
struct Period {
    enum class Unit : std::uint8_t { months, days, working_days };
    Unit unit{Unit::months};
    int count{};
    bool said_in_years{false}; ///< the rule says "3 years", not "36 months"

    friend bool operator==(const Period&, const Period&) = default;
};

/// What one column of a record must be.
struct FieldTest {
    enum class Comparison : std::uint8_t {
        one_of,    ///< the cell is among `values`
        none_of,   ///< the cell is not among `values`
        at_least,  ///< values[0] <= cell
        at_most,   ///< cell <= values[0]
        valid_for, ///< the filing day <= cell + period
        recorded,  ///< the cell is known at all
    };
    std::uint8_t column{};
    Comparison comparison{Comparison::one_of};
    std::vector<std::int64_t> values{};
    std::vector<std::string> texts{}; ///< instead of `values` where the column is free text
    Period period{};
};

enum class Check : std::uint8_t {
    all,
    any,
    negation,
    at_least_of, ///< over `parts`
    exists,      ///< a record passes `where`
    none,        ///< no record passes `where`
    count,       ///< at least `bound` records pass `where`
    sum,         ///< `column` of the records that pass `where` adds up to `bound` at least
    latest,      ///< the latest record (by `column`) that passes `where` passes `must`
    duration,    ///< the days covered by the records that pass `where` reach `period`
    average,     ///< in no `years` consecutive calendar years does `column` average above `bound`
    maximum,     ///< in no calendar year does `column` add up to more than `bound`
    order,       ///< some record of the first list is dated no later than every record of the second
    fact,        ///< a single fact passes `where[0]`, or its day has come (`reached`)
    reached,     ///< the fact's day plus `period` has come on the filing day
    judgement,   ///< only a person can say; `question` is what to ask
    in_force,    ///< holds by itself, or never (`bound` 1 or 0): the row only has to apply
};

struct Condition {
    Check check{Check::all};
    std::vector<Condition> parts{};
    List list{List::documents};
    std::vector<FieldTest> where{};
    std::vector<FieldTest> must{};
    std::uint8_t column{};
    std::int64_t bound{}; ///< in the unit of the column; amounts in millionths
    int years{};
    bool when_none{false}; ///< latest: what it means that there is no such record
    Period period{};
    Fact fact{Fact::birth_date};
    List second_list{List::documents}; ///< order
    std::vector<FieldTest> second_where{};
    std::uint8_t second_column{};
    Words question{};
};

/// Calls `visit` with the condition and every part of it, the whole first.
template <class Visit>
void each_check(const Condition& condition, Visit visit)
{
    visit(condition);
    for (const Condition& part : condition.parts) each_check(part, visit);
}

/// Whether only a person can answer it, or a part of it.
bool asks_a_person(const Condition& condition);

} // namespace radcert::rules
