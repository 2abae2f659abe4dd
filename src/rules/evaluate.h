#pragma once

#include <cstdint>
#include <vector>

#include "rules/facts.h"
#include "rules/program.h"

namespace radcert::rules {

constexpr std::uint32_t no_record = ~0u;

/// What a check looked at when it settled something: the check, its answer, and the record that decided it or
/// came nearest (`no_record` where there was none to name).
struct Trace {
    std::uint32_t node{};
    std::uint32_t record{no_record};
    Tri answer{};
    std::int64_t amount{0}; ///< what a count, a sum, a duration (days) or the worst years came to
};

/// Evaluates the checks of one program over one dossier.
///
/// Three-valued throughout: a cell that is not recorded makes its test a "maybe", and a maybe stays one only
/// where it could make the difference. Bounded work: every check visits its list's records once.
class Evaluator {
public:
    explicit Evaluator(const Program& program) : program_{program} {}

    /// Prepares for a dossier.
    void begin(Facts& facts);

    /// The answer alone.
    Tri answer(std::uint32_t node) { return evaluate<false>(node); }
    /// The answer, and appended to `traces` what decided it.
    Tri explain(std::uint32_t node) { return evaluate<true>(node); }

    /// Whether one record passes the `where` of a node; for evidence that may not be used twice.
    Tri passes_where(const NodeCode& node, std::uint32_t record) const;

    Facts& facts() const { return *facts_; }
    std::vector<Trace> traces;

private:
    template <bool tracing>
    Tri evaluate(std::uint32_t index);
    template <bool tracing>
    Tri all(const NodeCode& node);
    template <bool tracing>
    Tri any(const NodeCode& node);
    template <bool tracing>
    Tri at_least_of(const NodeCode& node);
    template <bool tracing>
    Tri exists(const NodeCode& node, std::uint32_t& record) const;
    Tri count(const NodeCode& node, Trace& trace) const;
    Tri sum(const NodeCode& node, Trace& trace) const;
    Tri latest(const NodeCode& node, std::uint32_t& record) const;
    Tri duration(const NodeCode& node, Trace& trace) const;
    Tri over_years(const NodeCode& node, Trace& trace) const;
    Tri order(const NodeCode& node, std::uint32_t& record) const;
    Tri single_fact(const NodeCode& node) const;
    template <bool tracing>
    Tri leaf(const NodeCode& node, Trace& trace) const;

    /// The earliest day from which a period still reaches the filing day; `not_recorded` where no calendar
    /// tells.
    std::int64_t threshold(std::uint8_t period) const;
    std::int64_t find_threshold(const Period& period) const;
    Tri test(const TestCode& test, std::int64_t cell) const;
    Tri passes(const FactTable& table, std::uint32_t row, std::uint32_t first, std::uint32_t count) const;
    /// As `passes`, with `day` in place of the cell of `column`.
    Tri passes_on(const FactTable& table, std::uint32_t row, const NodeCode& node, std::int64_t day) const;
    std::uint32_t nearest(const NodeCode& node, const FactTable& table) const;

    const Program& program_;
    Facts* facts_{nullptr};
    mutable std::vector<std::int64_t> thresholds_; ///< by period; `unasked` until a check needs it
};

} // namespace radcert::rules
