#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rules/rulebook.h"

namespace radcert::workshop {

// Small mistakes, made on purpose: whoever keeps a rulebook wants to know whether its cases and its lint
// would have noticed them.

/// Kinds of mistakes.
enum class MutantKind : std::uint8_t {
    date,        ///< a first or last day, off by one
    set,         ///< a word more or less in a set of roles, equipment or values
    bound,       ///< a number or a length of time, one more or one less
    comparison,  ///< "all" for "any", "exists" for "none", "at least" for "at most", ...
    consequence, ///< what follows where the row is not met
    standing,    ///< how well the text is known
    topic,       ///< the topic of another row
    authority,   ///< a row that says who decides, dropped, doubled, or with another body
    citation,    ///< a text that is not in the list, or the wrong one
};
constexpr std::size_t mutant_kind_count = 9;

std::string_view word(MutantKind kind);
const Words& name(MutantKind kind);

/// One mistake, not made yet.
struct Mutant {
    MutantKind kind{};
    std::string row; ///< id
    Words what;      ///< "last day 2025-06-29 instead of 2025-06-30"
    std::function<void(rules::Rulebook&)> make;
};

/// Every mistake that the mutator knows to make in this rulebook, in the order of its rows.
std::vector<Mutant> every_mutant(const rules::Rulebook& book);

/// `count` of them, drawn evenly from all kinds; the same seed draws the same ones. All of them where there
/// are no more.
std::vector<Mutant> draw_mutants(const rules::Rulebook& book, std::size_t count, std::uint64_t seed);

} // namespace radcert::workshop
